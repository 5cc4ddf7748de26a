"""Finding the vocabulary's names in a document: one pass of an Aho-Corasick automaton.

The automaton runs over the levelled view of the words (:mod:`kg.extract.levels`) and reports every
name, overlapping ones included; each match is then held against the words as written.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import ahocorasick_rs

from kg.extract.candidates import Reading, Span
from kg.extract.levels import Leveller, tight
from kg.extract.tokenizer import split
from kg.model import ConceptType

if TYPE_CHECKING:
    from kg.vocabulary import Form

Readings = Mapping[ConceptType, tuple[Reading, ...]]

_NOTHING: Readings = {}
_REMEMBERED = 200_000
#: All in capitals, a word of at most this length is taken for an abbreviation, not for a word.
_SHOUTED = 4


class Dictionary:
    """The forms of a vocabulary, ready for matching. Holds caches, but no state of documents."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = forms
        self._levels = Leveller()
        self._groups: list[list[int]] = []
        self._keys: dict[str, int] = {}
        for index, form in enumerate(forms):
            for key in self._keys_of(form):
                group = self._keys.setdefault(key, len(self._groups))
                if group == len(self._groups):
                    self._groups.append([])
                self._groups[group].append(index)
        self._automaton = ahocorasick_rs.AhoCorasick(list(self._keys))
        self._remembered: dict[tuple[int, str], Readings] = {}

    def find(self, words: Sequence[str]) -> list[Span]:
        """Every match of a name, also overlapping and weak ones, one span for each type.

        Spans come in the order of their ends.
        """
        parts = self._levels.parts(words)
        view = "".join(parts)
        starts = list(accumulate(map(len, parts), initial=0))
        return [
            Span(first, last, type_, readings)
            for group, start, end in self._automaton.find_matches_as_indexes(view, overlapping=True)
            for first, last in [(bisect_right(starts, start) - 1, bisect_left(starts, end))]
            for type_, readings in self._read(group, words, first, last).items()
        ]

    def look_up(self, words: Sequence[str]) -> Readings:
        """Readings by type of words that stand as a whole for a name.

        A levelled form is looked up; nothing is found for a part of the words.
        """
        group = self._keys.get(self._levels.key(words))
        return _NOTHING if group is None else self._read(group, words, 0, len(words))

    def _keys_of(self, form: Form) -> Iterator[str]:
        words = split(form.surface)
        if key := self._levels.key(words):
            yield key
            if form.case and len(words) == 1 and (cut := _cut(words[0])):
                yield self._levels.key(cut)

    def _read(self, group: int, words: Sequence[str], start: int, end: int) -> Readings:
        surface = words[start] if end - start == 1 else " ".join(words[start:end])
        shouted = surface.isupper() and len(surface) <= _SHOUTED
        if shouted and _all_capitals(words, start, end):
            return self._judge(group, surface, shouted=False)
        readings = self._remembered.get((group, surface))
        if readings is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            readings = self._judge(group, surface, shouted)
            self._remembered[group, surface] = readings
        return readings

    def _judge(self, group: int, surface: str, shouted: bool) -> Readings:
        """The forms of a group that allow this surface, by the type of their concept."""
        forms = [self._forms[index] for index in self._groups[group]]
        bare = tight(surface)
        exact = [form for form in forms if form.case and tight(form.surface) == bare]
        if not exact:
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


def _reading(form: Form, surface: str) -> Reading:
    same = tight(form.surface).lower() == tight(surface).lower()
    if same or form.kind == "abbreviation":
        return Reading(form.curie, form.kind, form.weak)
    return Reading(form.curie, "normalised", form.weak, f"another spelling of '{form.surface}'")


def _cut(word: str) -> tuple[str, str] | None:
    """``CA1`` as it also stands in texts, "CA 1": letters, then a number."""
    letters = word.rstrip("0123456789")
    if len(letters) > 1 and letters.isalpha() and letters != word:
        return letters, word[len(letters) :]
    return None


def _all_capitals(words: Sequence[str], start: int, end: int) -> bool:
    """Whether the longer words around are all in capitals, as in old titles."""
    around = [*words[max(0, start - 3) : start], *words[end : end + 3]]
    long = [word for word in around if len(word) > _SHOUTED and word.isalpha()]
    return bool(long) and all(word.isupper() for word in long)
