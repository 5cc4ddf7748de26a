"""The one prefix map: for IRIs of ids, Turtle, the JSON-LD context and the shapes.

An id of the graph is a CURIE of the dump: ``UBERON:0002421``, ``arxiv:2603.07369``, ``neurokg:v4``.
No namespace here is the beginning of another, so that every IRI has one CURIE at most.
"""

from __future__ import annotations

BASE = "https://w3id.org/neurokg/"
# Own terms keep their IRIs under whatever base the nodes live.
TERMS = f"{BASE}terms#"
OBO = "http://purl.obolibrary.org/obo/"
OPENMINDS = "https://openminds.om-i.org/instances/"
# The ontologies that the vocabulary takes concepts from or names in cross references.
_OBO_PREFIXES = ("CHMO", "CL", "FBbi", "FBbt", "FMA", "NCBITaxon", "OBI", "UBERON")
#: Namespaces of concepts by prefix. Those of DANDI and GEO are the archives' entries of
#: identifiers.org, that of OpenNeuro is the archive's own.
CONCEPTS = {prefix: f"{OBO}{prefix}_" for prefix in _OBO_PREFIXES} | {
    "DANDI": "https://identifiers.org/DANDI:",
    "GEO": "https://identifiers.org/geo:",
    "ILX": "http://uri.interlex.org/base/ilx_",
    "MBA": "https://purl.brain-bican.org/ontology/mbao/MBA_",
    "openminds": OPENMINDS,
    "openneuro": "https://openneuro.org/datasets/",
}

_VOCABULARIES = {
    "dc": "http://purl.org/dc/elements/1.1/",
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
_NODES_OF_OTHERS = CONCEPTS | {
    "arxiv": "https://arxiv.org/abs/",
    "doi": "https://doi.org/",
    "mesh": "http://id.nlm.nih.gov/mesh/",
    "openalex": "https://openalex.org/",
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
    "scheme": "scheme",
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
