"""What the steps of the pipeline hand to each other about one document.

Steps read and write ``doc.user_data`` under these keys::

    WORDS        list[str]             the tokenizer's words
    SENTENCES    list[int]             indices of the words that start a sentence
    DEFINITIONS  list[Definition]      short forms that the document defines
    CANDIDATES   list[Span]            what the vocabulary and its grammar find; may overlap
    MATCHES      list[(start, end, type, weak)]  the same, in brief, as hints for a recogniser
    RECOGNISED   list[(start, end, type, score)] what a recogniser finds; no overlaps
    CHOSEN       list[Span]            the spans that become mentions; no overlaps

A recogniser is a component between the dictionary and the overlaps. It adds to RECOGNISED; it may
also take spans out of CANDIDATES, or put new ones in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from kg.model import ConceptType, MatchKind

SENTENCES = "sentences"
DEFINITIONS = "definitions"
CANDIDATES = "candidates"
MATCHES = "dictionary"
RECOGNISED = "recognised"
CHOSEN = "chosen"

Source = Literal["dictionary", "recogniser", "both"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One concept that a span may name, and how the two were matched.

    A ``weak`` reading counts only where the document or a recogniser supports it.
    """

    curie: str
    kind: MatchKind
    weak: bool = False
    why: str = ""  # one clause for people; made from the kind where empty
    weight: float = 1.0  # against the other readings of the same span


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words, half-open, that may be a mention: ``words[start:end]``."""

    start: int
    end: int
    type: ConceptType
    readings: tuple[Reading, ...]
    source: Source = "dictionary"
    score: float | None = None  # the recogniser's probability

    @property
    def weak(self) -> bool:
        """Whether no reading counts by itself."""
        return all(reading.weak for reading in self.readings)

    @property
    def length(self) -> int:
        """Number of words."""
        return self.end - self.start

    @property
    def match(self) -> MatchKind:
        """How the first reading was matched; without one, what found the span."""
        if self.readings:
            return self.readings[0].kind
        return "recogniser" if self.source == "recogniser" else "pattern"

    def strong(self) -> Span:
        """The span without its weak readings."""
        if not any(reading.weak for reading in self.readings):
            return self
        return replace(self, readings=tuple(r for r in self.readings if not r.weak))

    def supported(self) -> Span:
        """The span with its weak readings taken for good."""
        return replace(self, readings=tuple(replace(r, weak=False) for r in self.readings))


class Recognised(NamedTuple):
    """What a recogniser leaves under RECOGNISED: words ``start`` to ``end``, and a probability."""

    start: int
    end: int
    type: ConceptType
    score: float


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form and the long form that the document gives for it, in word indices."""

    start: int
    end: int
    long_start: int
    long_end: int


def longest_by_end(spans: Iterable[Span]) -> dict[tuple[int, ConceptType], Span]:
    """For each end and type, the longest strong span that ends there."""
    found: dict[tuple[int, ConceptType], Span] = {}
    for span in spans:
        key = (span.end, span.type)
        if not span.weak and (key not in found or span.start < found[key].start):
            found[key] = span
    return found
