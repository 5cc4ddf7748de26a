"""Finding the concepts that texts mention, and linking them to the vocabulary."""

from kg.extract.extractor import Extractor

__all__ = ["Extractor"]
