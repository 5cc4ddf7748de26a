"""The graph in the formats of others: KGX, BioC, Web Annotations, neo4j-admin, nanopublications."""

from kg.exchange.annotations import export_annotations
from kg.exchange.bioc import export_bioc
from kg.exchange.bulk import export_csv
from kg.exchange.kgx import export_kgx
from kg.exchange.nanopubs import Attribution, export_nanopubs

__all__ = [
    "Attribution",
    "export_annotations",
    "export_bioc",
    "export_csv",
    "export_kgx",
    "export_nanopubs",
]
