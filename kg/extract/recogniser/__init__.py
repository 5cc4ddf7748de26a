"""Statistical recogniser: finds mentions that no dictionary has, and decides ambiguous ones."""

from kg.extract.recogniser.dictionary import DictionaryMatch
from kg.extract.recogniser.labels import Recognition
from kg.extract.recogniser.recogniser import Recogniser

__all__ = ["DictionaryMatch", "Recogniser", "Recognition"]
