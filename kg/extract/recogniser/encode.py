"""Annotated texts as numbers, for fitting."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

import numpy as np

from kg.extract.recogniser.dictionary import DictionaryMatch, dictionary_attributes
from kg.extract.recogniser.document import document_attributes
from kg.extract.recogniser.fit import Sequences
from kg.extract.recogniser.gold import GoldText
from kg.extract.recogniser.labels import Labels
from kg.extract.recogniser.recogniser import sentences
from kg.extract.recogniser.words import (
    EDGE,
    REACH,
    Clusters,
    neighbour_attributes,
    own_attributes,
    pair_attributes,
)

Dictionary = Callable[[Sequence[str]], Sequence[DictionaryMatch]]


class Encoder:
    """Numbers the attributes of texts as they are added."""

    def __init__(
        self, clusters: Clusters, labels: Labels, dictionary: Dictionary | None, followed: str
    ) -> None:
        self.numbers: dict[str, int] = {}
        self._clusters = clusters
        self._labels = labels
        self._index = {name: i for i, name in enumerate(labels.names)}
        self._dictionary = dictionary
        self._followed = followed
        self._forms: dict[tuple[str, int], list[int]] = {}
        self._attributes = array("i")
        self._bounds = array("q", [0])
        self._starts = array("q", [0])
        self._importance = array("f")
        self._possible: list[np.ndarray[tuple[int, int], np.dtype[np.bool_]]] = []

    def add(self, text: GoldText, importance: float = 1.0) -> None:
        """Encode one text; those of another convention get copies of their telling attributes."""
        convention = "" if text.convention == self._followed else f"{text.convention}~"
        marks = self._marks(text.words)
        padded = [EDGE] * REACH + list(text.words) + [EDGE] * REACH
        lowered = [word.lower() for word in text.words]
        for i in range(len(text.words)):
            for offset in range(-REACH, REACH + 1):
                self._attributes.extend(self._form(padded[i + REACH + offset], offset))
            names = ["bias", *pair_attributes(lowered, i)]
            for offset in (-1, 0, 1):
                if 0 <= i + offset < len(marks):
                    names += [f"m{offset}:{mark}" for mark in marks[i + offset]]
            if convention:
                names += [f"{convention}{name}" for name in ("bias", lowered[i], *marks[i])]
            self._attributes.extend(map(self._number, names))
            self._bounds.append(len(self._attributes))
        words = self._starts[-1]
        for _, end in sentences(text.words):
            self._starts.append(words + end)
            self._importance.append(importance)
        self._possible.append(self._possible_labels(text))

    def sequences(self) -> Sequences:
        """All that was added."""
        return Sequences(
            np.frombuffer(self._attributes, np.int32),
            np.frombuffer(self._bounds, np.int64),
            np.concatenate(self._possible),
            np.frombuffer(self._starts, np.int64),
            np.frombuffer(self._importance, np.float32),
        )

    def _marks(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        marks = document_attributes(words)
        if self._dictionary:
            matches = dictionary_attributes(words, self._dictionary(words))
            marks = [a + b for a, b in zip(marks, matches, strict=True)]
        return marks

    def _number(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))

    def _form(self, word: str, offset: int) -> list[int]:
        key = (word, offset)
        if key not in self._forms:
            found = (neighbour_attributes if offset else own_attributes)(word, self._clusters)
            self._forms[key] = [self._number(f"{offset}:{attribute}") for attribute in found]
        return self._forms[key]

    def _possible_labels(self, text: GoldText) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        length, types = len(text.words), self._labels.types
        possible = np.zeros((length, len(self._labels)), np.bool_)
        known = self._labels.encode(length, [s for s in text.spans if s.type in types])
        possible[np.arange(length), [self._index[name] for name in known]] = True
        for span in text.optional:
            if span.type in types:
                path = self._labels.path(span.start, span.end, types.index(span.type))
                possible[np.arange(span.start, span.end), path] = True
        return possible
