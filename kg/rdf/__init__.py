"""Linked data: the graph in the field's vocabularies."""

from kg.rdf.export import ExportReport, export, triples

__all__ = ["ExportReport", "export", "triples"]
