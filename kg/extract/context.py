"""Which of several concepts a name means: the one nearest to what else the document mentions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from kg.extract.candidates import Reading, Span
from kg.model import Concept
from kg.vocabulary.forms import plural

#: Least nearness that decides: more than one sibling. On annotated abstracts, where this and twice
#: the nearness of the next reading were asked for, 11 of 15 decisions were right, else 12 of 20.
_NEAR = 2
_HABIT = "so meant in the annotated texts that the recogniser learnt from"


def as_meant(
    words: Sequence[str], spans: Iterable[Span], concepts: Mapping[str, Mapping[str, str]]
) -> list[Span]:
    """The spans, those read as ``concepts`` says whose name it has: type → name → CURIE."""
    if not concepts:
        return list(spans)
    return [
        replace(span, readings=(Reading(curie, "exact", why=_HABIT),))
        if (
            curie := concepts.get(span.type, {}).get(" ".join(words[span.start : span.end]).lower())
        )
        else span
        for span in spans
    ]


class Hierarchy(Protocol):
    """What is asked of a vocabulary here."""

    def get(self, curie: str) -> Concept | None:
        """The concept of an id."""

    def ancestors(self, curie: str) -> Sequence[str]:
        """All that it is a kind or a part of."""


def settle(words: Sequence[str], spans: Sequence[Span], hierarchy: Hierarchy) -> list[Span]:
    """The spans, each with one reading where that can be decided, else with all, best first.

    A reading wins if the surface is its concept's label, or the plural of it, and no other's; else
    if it is much nearer than every other to the concepts of the document's unambiguous spans; else
    if it is what all others are a kind or a part of, and the document names none of them.
    """
    if all(len(span.readings) < 2 for span in spans):
        return list(spans)
    certain = {span.readings[0].curie for span in spans if len(span.readings) == 1}
    kinship = _Kinship(hierarchy)
    return [
        _settle(span, " ".join(words[span.start : span.end]), certain, kinship)
        if len(span.readings) > 1
        else span
        for span in spans
    ]


def _settle(span: Span, surface: str, certain: Collection[str], kinship: _Kinship) -> Span:
    labelled = [r for r in span.readings if _is_label(surface, kinship.label(r.curie))]
    if len(labelled) == 1:
        return replace(span, readings=tuple(labelled))
    near = [
        (sum(kinship.nearness(reading.curie, other) for other in certain), reading)
        for reading in span.readings
    ]
    near.sort(key=lambda pair: (-pair[0], pair[1].curie))
    (best, reading), (second, _) = near[0], near[1]
    if best >= _NEAR and best >= 2 * second:
        return replace(span, readings=(_chosen(reading, certain, kinship),))
    if wide := _widest(span.readings, certain, kinship):
        return replace(span, readings=(wide,))
    return replace(span, readings=tuple(replace(r, weight=1.0 + n) for n, r in near))


def _is_label(surface: str, label: str) -> bool:
    return surface.lower() in (label.lower(), (plural(label) or label).lower())


def _widest(
    readings: Sequence[Reading], certain: Collection[str], kinship: _Kinship
) -> Reading | None:
    """The reading that is above all others, unless one of these is named in the document."""
    for wide in readings:
        others = [reading.curie for reading in readings if reading is not wide]
        if all(wide.curie in kinship.ancestors(curie) for curie in others):
            named = any(
                other == curie or curie in kinship.ancestors(other)
                for curie in others
                for other in certain
            )
            return None if named else wide
    return None


def _chosen(reading: Reading, certain: Collection[str], kinship: _Kinship) -> Reading:
    other = max(sorted(certain), key=lambda curie: kinship.nearness(reading.curie, curie))
    why = f"{reading.why}, " if reading.why else ""
    return replace(reading, why=f"{why}nearest to '{kinship.label(other)}' in this document")


class _Kinship:
    """How near concepts are to each other, ancestors remembered for one document."""

    def __init__(self, hierarchy: Hierarchy) -> None:
        self._hierarchy = hierarchy
        self._ancestors: dict[str, frozenset[str]] = {}

    def label(self, curie: str) -> str:
        concept = self._hierarchy.get(curie)
        return concept.label if concept else curie

    def ancestors(self, curie: str) -> frozenset[str]:
        if curie not in self._ancestors:
            self._ancestors[curie] = frozenset(self._hierarchy.ancestors(curie))
        return self._ancestors[curie]

    def nearness(self, one: str, other: str) -> int:
        """3: the same; 2: one is a kind or a part of the other; 1: they share a parent; else 0."""
        if one == other:
            return 3
        if one in self.ancestors(other) or other in self.ancestors(one):
            return 2
        return 1 if self._parents(one) & self._parents(other) else 0

    def _parents(self, curie: str) -> set[str]:
        concept: Concept | None = self._hierarchy.get(curie)
        return set(concept.parents) if concept else set()
