"""The one prefix map: for Turtle, the JSON-LD context and the shapes."""

from __future__ import annotations

BASE = "https://w3id.org/neurokg/"

PREFIXES: dict[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "neurokg": f"{BASE}concept/",
    "nkg": f"{BASE}terms#",
    "oa": "http://www.w3.org/ns/oa#",
    "obo": "http://purl.obolibrary.org/obo/",
    "orcid": "https://orcid.org/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "pro": "http://purl.org/spar/pro/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "thes": "http://purl.org/iso25964/skos-thes#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# CURIEs of nodes whose IRIs belong to others; everything else lives under the base.
NODES: dict[str, str] = {
    "CL": "http://purl.obolibrary.org/obo/CL_",
    "FBbi": "http://purl.obolibrary.org/obo/FBbi_",
    "NCBITaxon": "http://purl.obolibrary.org/obo/NCBITaxon_",
    "UBERON": "http://purl.obolibrary.org/obo/UBERON_",
    "arxiv": "https://arxiv.org/abs/",
    "doi": "https://doi.org/",
    "openminds": "https://openminds.om-i.org/instances/",
    "orcid": "https://orcid.org/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
}
