"""Linked data: the graph in the field's vocabularies."""

from kg.rdf.export import ExportReport, export
from kg.rdf.output import FORMATS
from kg.rdf.resource import RESOURCE_FORMATS, resource
from kg.rdf.validate import Violation, validate
from kg.rdf.walk import PARTS, Part, Selection, quads, triples

__all__ = [
    "FORMATS",
    "PARTS",
    "RESOURCE_FORMATS",
    "ExportReport",
    "Part",
    "Selection",
    "Violation",
    "export",
    "quads",
    "resource",
    "triples",
    "validate",
]
