"""Linked data: the graph in the field's vocabularies."""

from kg.rdf.export import FORMATS, ExportReport, export
from kg.rdf.resource import RESOURCE_FORMATS, resource
from kg.rdf.walk import quads, triples

__all__ = [
    "FORMATS",
    "RESOURCE_FORMATS",
    "ExportReport",
    "export",
    "quads",
    "resource",
    "triples",
]
