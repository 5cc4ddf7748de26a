"""The graph in the formats of others: KGX, BioC, Web Annotations, neo4j-admin, nanopublications."""

from kg.exchange.kgx import export_kgx

__all__ = ["export_kgx"]
