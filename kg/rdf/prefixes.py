"""The one prefix map: for IRIs of ids, Turtle, the JSON-LD context and the shapes.

An id of the graph is a CURIE of the dump: ``UBERON:0002421``, ``arxiv:2603.07369``, ``neurokg:v4``.
No namespace here is the beginning of another, so that every IRI has one CURIE at most.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox
    from curies import Converter

BASE = "https://w3id.org/neurokg/"
# Own terms keep their IRIs under whatever base the nodes live.
TERMS = f"{BASE}terms#"

_VOCABULARIES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "frbr": "http://purl.org/vocab/frbr/core#",
    "nkg": TERMS,
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "pro": "http://purl.org/spar/pro/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "thes": "http://purl.org/iso25964/skos-thes#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_NODES_OF_OTHERS = {
    "CL": "http://purl.obolibrary.org/obo/CL_",
    "FBbi": "http://purl.obolibrary.org/obo/FBbi_",
    "FBbt": "http://purl.obolibrary.org/obo/FBbt_",
    "ILX": "http://uri.interlex.org/base/ilx_",
    "MBA": "https://purl.brain-bican.org/ontology/mbao/MBA_",
    "NCBITaxon": "http://purl.obolibrary.org/obo/NCBITaxon_",
    "UBERON": "http://purl.obolibrary.org/obo/UBERON_",
    "arxiv": "https://arxiv.org/abs/",
    "doi": "https://doi.org/",
    "mesh": "http://id.nlm.nih.gov/mesh/",
    "openalex": "https://openalex.org/",
    "openminds": "https://openminds.om-i.org/instances/",
    "orcid": "https://orcid.org/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "ror": "https://ror.org/",
}
# Prefix of an own id: the folder below the base.
_OWN_NODES = {
    "arxiv.category": "topic",
    "author": "author",
    "community": "community",
    "grant": "grant",
    "identification": "identification",
    "institution": "institution",
    "mention": "mention",
    "neurokg": "concept",
    "notice": "notice",
    "paper": "paper",
    "person": "person",
    "record": "record",
    "role": "role",
    "run": "run",
    "software": "software",
    "work": "work",
}


def prefixes(base: str = BASE) -> dict[str, str]:
    """Namespaces by prefix, in the order of the prefixes.

    >>> prefixes()["neurokg"], prefixes("https://example.org/")["neurokg"]
    ('https://w3id.org/neurokg/concept/', 'https://example.org/concept/')
    """
    own = {prefix: f"{base}{folder}/" for prefix, folder in _OWN_NODES.items()}
    return dict(sorted((_VOCABULARIES | _NODES_OF_OTHERS | own).items()))


def used_prefixes(triples: Iterable[ox.Triple], base: str = BASE) -> dict[str, str]:
    """Those of the namespaces that some triples need."""
    nodes = {getattr(term, "datatype", term) for triple in triples for term in triple}
    curies = {converter(base).compress(node.value) for node in nodes}
    used = {curie.partition(":")[0] for curie in curies if curie}
    return {prefix: iri for prefix, iri in prefixes(base).items() if prefix in used}


@lru_cache(maxsize=8)
def converter(base: str = BASE) -> Converter:
    """Between CURIEs and IRIs, by the prefix map; kg.rdf.iris says what local parts may be.

    >>> converter().compress("http://purl.obolibrary.org/obo/UBERON_0002421")
    'UBERON:0002421'
    """
    from curies import Converter

    return Converter.from_prefix_map(prefixes(base))
