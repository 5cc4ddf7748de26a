"""Annotated texts as numbers, for fitting."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from kg.extract.recogniser.dictionary import Match
from kg.extract.recogniser.fit import Sequences
from kg.extract.recogniser.gold import GoldText
from kg.extract.recogniser.labels import Labels
from kg.extract.recogniser.recogniser import marks_of, sentences
from kg.extract.recogniser.words import (
    EDGE,
    REACH,
    Clusters,
    neighbour_attributes,
    own_attributes,
    pair_attributes,
)


class Encoder:
    """Numbers the attributes of texts as they are added."""

    def __init__(
        self,
        clusters: Clusters,
        labels: Labels,
        annotated: Mapping[str, Collection[str]],
        followed: str,
    ) -> None:
        """``annotated`` says which types each convention marks; ``followed`` is one of them."""
        self.numbers: dict[str, int] = {}
        self._clusters = clusters
        self._labels = labels
        self._index = {name: i for i, name in enumerate(labels.names)}
        self._open = {name: _open_labels(labels, types) for name, types in annotated.items()}
        self._followed = followed
        self._forms: dict[tuple[str, int, str], list[int]] = {}
        self._attributes = array("i")
        self._bounds = array("q", [0])
        self._starts = array("q", [0])
        self._importance = array("f")
        self._possible: list[NDArray[np.bool_]] = []

    def add(self, text: GoldText, matches: Iterable[Match], importance: float = 1.0) -> None:
        """Encode one text; those of another convention get copies of their telling attributes."""
        convention = "" if text.convention == self._followed else f"{text.convention}~"
        marks = marks_of(text.words, matches)
        padded = [EDGE] * REACH + list(text.words) + [EDGE] * REACH
        lowered = [word.lower() for word in text.words]
        for i in range(len(text.words)):
            for offset in range(-REACH, REACH + 1):
                word = padded[i + REACH + offset]
                self._attributes.extend(self._form(word, offset, ""))
                if convention:
                    self._attributes.extend(self._form(word, offset, convention))
            names = ["bias", *pair_attributes(lowered, i)]
            for offset in (-1, 0, 1):
                if 0 <= i + offset < len(marks):
                    names += [f"m{offset}:{mark}" for mark in marks[i + offset]]
            self._attributes.extend(map(self._number, names))
            if convention:
                self._attributes.extend(self._number(f"{convention}{name}") for name in names)
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

    def _number(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))

    def _form(self, word: str, offset: int, convention: str) -> list[int]:
        key = (word, offset, convention)
        if key not in self._forms:
            found = (neighbour_attributes if offset else own_attributes)(word, self._clusters)
            self._forms[key] = [
                self._number(f"{convention}{offset}:{attribute}") for attribute in found
            ]
        return self._forms[key]

    def _possible_labels(self, text: GoldText) -> NDArray[np.bool_]:
        """Labels that each word may have: (words, labels)."""
        length, types = len(text.words), self._labels.types
        known = self._labels.encode(length, [s for s in text.spans if s.type in types])
        indices = np.array([self._index[name] for name in known])
        possible: NDArray[np.bool_] = self._open[text.convention][indices]
        for span in text.optional:
            if span.type in types:
                path = self._labels.path(span.start, span.end, types.index(span.type))
                possible[np.arange(span.start, span.end), path] = True
        return possible


def _open_labels(labels: Labels, annotated: Collection[str]) -> NDArray[np.bool_]:
    """Row for each known label: what a word may be whose annotators marked only some types."""
    rows = np.eye(len(labels), dtype=np.bool_)
    rows[0] = [name == "O" or name[2:] not in annotated for name in labels.names]
    return rows
