"""Finding the vocabulary's names in a document: one pass of an Aho-Corasick automaton.

The automaton runs over the levelled view of the words (:mod:`kg.extract.levels`) and reports every
name, overlapping ones included; each match is then held against the words as written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import ahocorasick_rs

from kg.extract.candidates import Reading, Span
from kg.extract.levels import VERSION, Leveller, tight
from kg.model import ConceptType

if TYPE_CHECKING:
    from kg.vocabulary import Form, Vocabulary

#: "left hippocampus" is a mention of the hippocampus.
_SIDES = ("left ", "right ", "bilateral ")

Readings = Mapping[ConceptType, tuple[Reading, ...]]

_LETTERS_NUMBER = re.compile(r" ([a-z]{2,})([0-9]+) ")
_NOTHING: Readings = {}
_REMEMBERED = 200_000
#: All in capitals, a word of at most this length is taken for an abbreviation, not for a word.
_SHOUTED = 4
_REACH = 8  # words on either side


class Dictionary:
    """The forms of a vocabulary, ready for matching. Holds caches, but no state of documents."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._forms = vocabulary.forms
        self._levels = Leveller()
        self._first: dict[str, int]  # index of the first form of each key
        self._others: dict[str, list[int]]  # of all of them, where there are several
        self._species: dict[str, int]  # first word: number of words of the longest name
        self._names: list[str]  # keys that the automaton finds
        index = vocabulary.derived(f"index-{VERSION}", self._index)
        self._first, self._others, self._species, self._names = index
        self._automaton = ahocorasick_rs.AhoCorasick(self._names)
        self._remembered: dict[tuple[str, str], Readings] = {}

    def _index(self) -> list[Any]:
        """All forms by their keys, for the four attributes that the vocabulary decides."""
        keys = self._levels.keys([form.surface for form in self._forms])
        places: dict[str, list[int]] = {}
        species: dict[str, int] = {}
        names: dict[str, None] = {}
        for index, (form, key) in enumerate(zip(self._forms, keys, strict=True)):
            if not key:
                continue  # nothing but hyphens
            if form.type == "Species":
                _append(places, key, index)
                first, _, rest = key.partition("  ")
                words = rest.count("  ") + 2 if rest else 1
                first = first.rstrip()
                species[first] = max(words, species.get(first, 0))
            elif form.type != "BrainRegion" or not form.surface.startswith(_SIDES):
                for name in filter(None, (key, _cut(key) if form.case else None)):
                    _append(places, name, index)
                    names[name] = None
        first_places = {key: found[0] for key, found in places.items()}
        others = {key: found for key, found in places.items() if len(found) > 1}
        return [first_places, others, species, list(names)]

    def find(self, words: Sequence[str]) -> list[Span]:
        """Every match of a name, also overlapping and weak ones, one span for each type."""
        parts = self._levels.parts(words)
        matches = {*self._in_automaton(parts), *self._species_names(parts)}
        return [
            Span(start, end, type_, readings)
            for start, end, key in sorted(matches)
            for type_, readings in self._read(key, words, start, end).items()
        ]

    def look_up(self, words: Sequence[str]) -> Readings:
        """Readings by type of words that stand as a whole for a name.

        A levelled form is looked up; nothing is found for a part of the words.
        """
        key = self._levels.key(words)
        return self._read(key, words, 0, len(words)) if key in self._first else _NOTHING

    def _in_automaton(self, parts: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        starts = list(accumulate(map(len, parts), initial=0))
        found = self._automaton.find_matches_as_indexes("".join(parts), overlapping=True)
        for name, start, end in found:
            # hyphens have no width in the view: a name neither starts nor ends with one
            yield bisect_right(starts, start) - 1, bisect_left(starts, end), self._names[name]

    def _species_names(self, parts: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Names of species: a hundred thousand, of which a text has few, found by first word.

        The automaton would take them too, but its making would take half a second longer.
        """
        places = [place for place, part in enumerate(parts) if part]
        for number, start in enumerate(places):
            longest = self._species.get(parts[start][:-1])
            if longest is not None:
                key = ""
                for place in places[number : number + longest]:
                    key += parts[place]
                    if key in self._first:
                        yield start, place + 1, key

    def _read(self, key: str, words: Sequence[str], start: int, end: int) -> Readings:
        surface = words[start] if end - start == 1 else " ".join(words[start:end])
        if surface.isupper() and _all_capitals(words, start, end):
            return self._judge(key, surface, capitals=True)
        readings = self._remembered.get((key, surface))
        if readings is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            readings = self._judge(key, surface)
            self._remembered[key, surface] = readings
        return readings

    def _judge(self, key: str, surface: str, *, capitals: bool = False) -> Readings:
        """The forms of a key that allow this surface, by the type of their concept.

        ``capitals``: everything around is in capitals too, so they tell nothing.
        """
        indices = self._others.get(key) or (self._first[key],)
        forms = [self._forms[index] for index in indices]
        bare = tight(surface)
        exact = [form for form in forms if form.case and tight(form.surface) == bare]
        if capitals:
            exact += [form for form in forms if not form.case or _is_animal(form)]
        elif not exact:
            shouted = len(surface) <= _SHOUTED and surface.isupper()
            exact = [
                form
                for form in forms
                if not form.case and not (shouted and not form.surface.isupper())
            ]
        found: dict[ConceptType, dict[str, Reading]] = {}
        for form in exact:
            reading = _reading(form, surface)
            known = found.setdefault(form.type, {}).setdefault(form.curie, reading)
            if known.weak and not reading.weak:
                found[form.type][form.curie] = reading
        return {type_: tuple(by_curie.values()) for type_, by_curie in found.items()}


def _append(places: dict[str, list[int]], key: str, index: int) -> None:
    known = places.setdefault(key, [])
    if index not in known[-1:]:
        known.append(index)


def _reading(form: Form, surface: str) -> Reading:
    same = tight(form.surface).lower() == tight(surface).lower()
    if same or form.kind == "abbreviation":
        return Reading(form.curie, form.kind, form.weak)
    return Reading(form.curie, "normalised", form.weak, f"another spelling of '{form.surface}'")


def _cut(key: str) -> str | None:
    """``CA1`` as it also stands in texts, "CA 1": letters, then a number.

    >>> _cut(" ca1 ")
    ' ca  1 '
    """
    match = _LETTERS_NUMBER.fullmatch(key)
    return f" {match[1]}  {match[2]} " if match else None


def _is_animal(form: Form) -> bool:
    """Whether a form that is kept to its case is a common name: "cat"."""
    return form.type == "Species" and form.surface[1:].islower()


def _all_capitals(words: Sequence[str], start: int, end: int) -> bool:
    """Whether the nearest longer words of the sentence are all in capitals, as in old titles."""
    before = _nearest_long(reversed(words[max(0, start - _REACH) : start]))
    behind = _nearest_long(words[end : end + _REACH])
    return bool(before or behind) and (before + behind).isupper()


def _nearest_long(words: Iterable[str]) -> str:
    """The first of the words that is no abbreviation, before a full stop; empty if none is."""
    for word in words:
        if word == ".":
            break
        if len(word) > _SHOUTED and word.isalpha():
            return word
    return ""
