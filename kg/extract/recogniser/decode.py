"""Best label sequences and probabilities of spans, for many segments at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.extract.recogniser.labels import Labels, TokenSpan
from kg.extract.recogniser.weights import Floats


@dataclass(frozen=True, slots=True)
class Batch:
    """Segments of different lengths side by side, the longest first.

    ``scores`` is (longest, segments, labels); ``active[t]`` says how many have a word ``t``.
    """

    scores: Floats
    lengths: NDArray[np.int64]
    active: list[int]
    order: list[int]

    @classmethod
    def of(cls, segments: Sequence[Floats]) -> Batch:
        """Arrange segments (each words x labels)."""
        order = sorted(range(len(segments)), key=lambda i: -len(segments[i]))
        lengths = np.array([len(segments[i]) for i in order])
        labels = segments[0].shape[1]
        scores = np.zeros((int(lengths[0]), len(order), labels), np.float32)
        for column, i in enumerate(order):
            scores[: lengths[column], column] = segments[i]
        active = [int(np.searchsorted(-lengths, -t)) for t in range(int(lengths[0]))]
        return cls(scores, lengths, active, order)


def best_paths(batch: Batch, transitions: Floats) -> list[NDArray[np.int8]]:
    """Viterbi: the best label indices of each segment, in the order the segments were given."""
    longest, segments, labels = batch.scores.shape
    back = np.zeros((longest, segments, labels), np.int8)
    into = np.ascontiguousarray(transitions.T)
    best = batch.scores[0].copy()
    for t in range(1, longest):
        n = batch.active[t]
        reach = best[:n, None, :] + into
        back[t, :n] = reach.argmax(axis=2)
        best[:n] = reach.max(axis=2) + batch.scores[t, :n]
    paths = np.zeros((longest, segments), np.int8)
    columns = np.arange(segments)
    paths[batch.lengths - 1, columns] = best.argmax(axis=1)
    for t in range(longest - 1, 0, -1):
        n = batch.active[t]
        paths[t - 1, :n] = back[t, columns[:n], paths[t, :n]]
    found: list[NDArray[np.int8]] = [paths[:0, 0]] * segments
    for column, i in enumerate(batch.order):
        found[i] = paths[: batch.lengths[column], column]
    return found


def spans_of(path: NDArray[np.int8], labels: Labels) -> list[TokenSpan]:
    """Mentions along one well-formed path.

    >>> labels = Labels(("Species",))
    >>> spans_of(np.array([0, 1, 3, 2], np.int8), labels)
    [TokenSpan(start=1, end=2, type='Species'), TokenSpan(start=2, end=4, type='Species')]
    """
    types = labels.types
    unit, last, begin, inside = (labels.first(role) for role in "ULBI")
    spans, start = [], 0
    for i in np.flatnonzero(path).tolist():
        label = int(path[i])
        if label < last:
            spans.append(TokenSpan(i, i + 1, types[label - unit]))
        elif label < begin:
            spans.append(TokenSpan(start, i + 1, types[label - last]))
        elif label < inside:
            start = i
    return spans


class Probabilities:
    """Forward–backward sums of a batch: what share of all label sequences has a given span."""

    def __init__(self, batch: Batch, labels: Labels, transitions: Floats) -> None:
        self._labels = labels
        self._column = {i: column for column, i in enumerate(batch.order)}
        peak = batch.scores.max(axis=2, keepdims=True)
        self._local = np.exp(batch.scores - peak)
        self._step = np.exp(transitions)
        self._forward = np.zeros_like(self._local)
        self._backward = np.ones_like(self._local)
        self._scale = np.ones(self._local.shape[:2], np.float32)
        self._run(batch)

    def _run(self, batch: Batch) -> None:
        longest = len(batch.active)
        for t in range(longest):
            n = batch.active[t]
            row = self._local[t, :n]
            if t:
                row = row * (self._forward[t - 1, :n] @ self._step)
            self._scale[t, :n] = row.sum(axis=1)
            self._forward[t, :n] = row / self._scale[t, :n, None]
        for t in range(longest - 2, -1, -1):
            n = batch.active[t + 1]
            later = self._backward[t + 1, :n] * self._local[t + 1, :n]
            later /= self._scale[t + 1, :n, None]
            self._backward[t, :n] = later @ self._step.T

    def of(self, segment: int, span: TokenSpan) -> float:
        """Probability that ``span`` is exactly a mention of its type in that segment."""
        column = self._column[segment]
        path = self._labels.path(span.start, span.end, self._labels.types.index(span.type))
        value = float(self._forward[span.start, column, path[0]])
        for t, (before, after) in enumerate(pairwise(path), span.start + 1):
            value *= float(self._step[before, after] * self._local[t, column, after])
            value /= float(self._scale[t, column])
        value *= float(self._backward[span.end - 1, column, path[-1]])
        return min(1.0, value)
