"""Scores of every label at every word, for a batch of documents at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.extract.recogniser.weights import Floats, Table, Weights
from kg.extract.recogniser.words import (
    EDGE,
    REACH,
    Clusters,
    neighbour_attributes,
    own_attributes,
)

_CAPACITY = 1 << 15


class Emissions:
    """Adds up the weights of all attributes; contributions of word forms are computed once."""

    def __init__(self, weights: Weights, clusters: Clusters) -> None:
        self._weights = weights
        self._clusters = clusters
        self._pairs = _Pairs(weights.pairs)
        self._marks: dict[tuple[str, ...], Floats] = {}
        self._forget_forms()

    def batch(
        self, documents: Sequence[Sequence[str]], marks: Sequence[Sequence[tuple[str, ...]]]
    ) -> list[Floats]:
        """One array (words, labels) for each document."""
        if len(self._rows) > _CAPACITY:
            self._forget_forms()
        gap = [EDGE] * REACH
        flat, bounds = list(gap), []
        for words in documents:
            bounds.append((len(flat), len(flat) + len(words)))
            flat += words
            flat += gap
        rows = self._rows
        ids = np.array([rows[w] if w in rows else self._learn(w) for w in flat])
        scores = self._forms[REACH].take(ids, axis=0)
        for offset in range(1, REACH + 1):
            scores[offset:] += self._forms[REACH - offset].take(ids[:-offset], axis=0)
            scores[:-offset] += self._forms[REACH + offset].take(ids[offset:], axis=0)
        self._pairs.add(scores, self._pair_words.take(ids))
        for (start, _), document_marks in zip(bounds, marks, strict=True):
            self._add_marks(scores, start, document_marks)
        return [scores[start:end] for start, end in bounds]

    def _forget_forms(self) -> None:
        self._rows: dict[str, int] = {}
        places, labels = 2 * REACH + 1, len(self._weights.labels)
        self._forms = np.zeros((places, 1 << 12, labels), np.float32)
        self._pair_words = np.zeros(1 << 12, np.int64)

    def _learn(self, word: str) -> int:
        """Compute and keep what a word form contributes at each place."""
        row = self._rows[word] = len(self._rows)
        if row == self._forms.shape[1]:
            self._forms = np.concatenate([self._forms, np.zeros_like(self._forms)], axis=1)
            self._pair_words = np.concatenate([self._pair_words, np.zeros_like(self._pair_words)])
        table = self._weights.words
        self._forms[:, row] = table.sum(neighbour_attributes(word, self._clusters))
        if word == EDGE:
            self._forms[REACH, row] = 0
        else:
            own = table.sum(own_attributes(word, self._clusters))[REACH]
            self._forms[REACH, row] = own + self._weights.bias
        self._pair_words[row] = self._pairs.word(word.lower())
        return row

    def _add_marks(self, scores: Floats, start: int, marks: Sequence[tuple[str, ...]]) -> None:
        for i, attributes in enumerate(marks, start):
            if attributes:
                block = self._marks.get(attributes)
                if block is None:
                    if len(self._marks) > _CAPACITY:
                        self._marks.clear()
                    block = self._marks[attributes] = self._weights.marks.sum(attributes)[::-1]
                scores[i - 1 : i + 2] += block


class _Pairs:
    """Weights of adjacent word pairs, found by one sorted search for a whole batch."""

    def __init__(self, table: Table) -> None:
        # joined and split at once: tens of thousands of splits take a tenth of a second
        words = " ".join(table.rows).split(" ") if table.rows else []
        self._words = {word: i for i, word in enumerate(dict.fromkeys(words), 1)}
        self._base = len(self._words) + 1
        numbers = np.array([self._words[word] for word in words], np.int64).reshape(-1, 2)
        keys = numbers @ [self._base, 1] if words else np.array([-1])
        order = np.argsort(keys)
        self._keys = keys[order]
        self._blocks = table.blocks[order] if words else table.blocks

    def word(self, lowered: str) -> int:
        """Number of a word that stands in some pair, else 0."""
        return self._words.get(lowered, 0)

    def add(self, scores: Floats, words: np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
        """Add to each word what the four pairs around it weigh."""
        keys = words[:-1] * self._base + words[1:]
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        hits = np.flatnonzero(self._keys[places] == keys)
        blocks = self._blocks[places[hits]]
        for place in range(4):
            # every document lies between gaps of REACH words, so that no index leaves the batch
            scores[hits + 2 - place] += blocks[:, place]
