"""Finding the vocabulary's names in a document: one pass of an Aho-Corasick automaton.

The automaton runs over the levelled view of the words (:mod:`kg.extract.levels`) and reports every
name, overlapping ones included; each match is then held against the words as written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import ahocorasick_rs

from kg.extract.candidates import Reading, Span
from kg.extract.levels import Leveller, simple_key, tight
from kg.extract.tokenizer import split
from kg.model import ConceptType

if TYPE_CHECKING:
    from kg.vocabulary import Form

#: A Latin name of a taxon. Tens of thousands of them would slow the automaton's making down, and
#: they are easily found without it: always a capital, then small letters.
_LATIN = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,2}(?:us|a|um|is|i|e[sn]|ae|[aeo]ns|or|[aei]x)")
_LATIN_WORDS = 3
#: "left hippocampus" is a mention of the hippocampus.
_SIDES = ("left ", "right ", "bilateral ")

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
        self._groups: list[list[int]] = []  # indices of forms that have the same key
        self._keys: dict[str, int] = {}
        self._latin: dict[str, int] = {}
        for index, form in enumerate(forms):
            if form.type == "BrainRegion" and form.surface.startswith(_SIDES):
                continue
            if form.type == "Species" and not form.case and _LATIN.fullmatch(form.surface):
                self._add(self._latin, form.surface, index)
            else:
                for key in self._keys_of(form):
                    self._add(self._keys, key, index)
        self._patterns = list(self._keys.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(self._keys))
        self._remembered: dict[tuple[int, str], Readings] = {}

    def find(self, words: Sequence[str]) -> list[Span]:
        """Every match of a name, also overlapping and weak ones, one span for each type."""
        parts = self._levels.parts(words)
        return [
            Span(start, end, type_, readings)
            for group, start, end in (*self._names(parts), *self._latin_names(words))
            for type_, readings in self._read(group, words, start, end).items()
        ]

    def _names(self, parts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        starts = list(accumulate(map(len, parts), initial=0))
        found = self._automaton.find_matches_as_indexes("".join(parts), overlapping=True)
        for pattern, start, end in found:
            # hyphens have no width in the view: a name neither starts nor ends with one
            yield self._patterns[pattern], bisect_right(starts, start) - 1, bisect_left(starts, end)

    def _latin_names(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        for start in [i for i, word in enumerate(words) if word.istitle()]:
            for end in range(start + 1, min(start + _LATIN_WORDS, len(words)) + 1):
                group = self._latin.get(" ".join(words[start:end]))
                if group is not None:
                    yield group, start, end

    def look_up(self, words: Sequence[str]) -> Readings:
        """Readings by type of words that stand as a whole for a name.

        A levelled form is looked up; nothing is found for a part of the words.
        """
        group = self._keys.get(self._levels.key(words), self._latin.get(" ".join(words)))
        return _NOTHING if group is None else self._read(group, words, 0, len(words))

    def _add(self, keys: dict[str, int], key: str, form: int) -> None:
        group = keys.setdefault(key, len(self._groups))
        if group == len(self._groups):
            self._groups.append([])
        self._groups[group].append(form)

    def _keys_of(self, form: Form) -> Iterator[str]:
        if (key := simple_key(form.surface)) and not form.case:
            yield key
            return
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
