"""Fitting the weights of a linear-chain CRF: AdaGrad with an L1 penalty on batches of sentences.

The objective is the likelihood of the known labels; words of optional mentions may take the
mention's label or O, and the model sums over both. Steps: Duchi, Hazan & Singer 2011 (AdaGrad,
composite mirror descent with L1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.recogniser.weights import Floats

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sequences:
    """Training sentences: attribute numbers of each word, and which labels each may have.

    ``attributes`` are the numbers of all words end to end, word ``i`` having
    ``attributes[bounds[i]:bounds[i + 1]]``; ``possible`` is (words, labels);
    sentence ``k`` has the words ``starts[k]:starts[k + 1]`` and counts ``importance[k]`` times.
    """

    attributes: NDArray[np.int32]
    bounds: Ints
    possible: NDArray[np.bool_]
    starts: Ints
    importance: Floats


@dataclass(frozen=True, slots=True)
class Settings:
    """How the CRF is fitted.

    ``dropout`` is the share of attributes that a sentence goes without each time it is seen;
    ``unknown`` the share of names that the vocabulary is made not to know in each text, since it
    knows fewer names of new texts than of those that it was written with.
    """

    epochs: int = 20
    rate: float = 0.15
    l1: float = 0.05
    batch: int = 256
    dropout: float = 0.5
    unknown: float = 0.5
    seed: int = 0


@dataclass(slots=True)
class _Batch:
    """Sentences side by side, words in order of their place: all first words, all second …"""

    columns: NDArray[np.int32]  # attributes that occur, ascending
    matrix: Any  # sparse (words, columns)
    possible: NDArray[np.bool_]
    offsets: list[int]  # words at place t are offsets[t]:offsets[t + 1]
    importance: Floats  # of each word
    penalty: Floats  # L1 share of each column in this batch


def fit_crf(
    data: Sequences, attributes: int, allowed: NDArray[np.bool_], settings: Settings
) -> tuple[Floats, Floats]:
    """Weights (attributes, labels) and transitions (from, to); deterministic for a seed."""
    random = np.random.default_rng(settings.seed)
    batches = _batches(data, attributes, settings, random)
    labels = allowed.shape[0]
    weights = np.zeros((attributes, labels), np.float32)
    squares = np.full((attributes, labels), 1e-6, np.float32)
    transitions = np.where(allowed, 0, -30).astype(np.float32)
    transition_squares = np.full_like(transitions, 1e-6)
    for epoch in range(settings.epochs):
        rate = settings.rate * (1 - 0.9 * epoch / settings.epochs)
        for number in random.permutation(len(batches)):
            batch = batches[number]
            matrix = _drop(batch.matrix, settings.dropout, random)
            local = weights[batch.columns]
            scores = matrix @ local
            likely = np.exp(scores - scores.max(axis=1, keepdims=True))
            free, free_edges = _expect(likely, batch, transitions)
            # a known label may be hopeless as yet: any positive weight serves
            certain = np.maximum(likely, 1e-12) * batch.possible
            known, known_edges = _expect(certain, batch, transitions)
            difference = (known - free) * batch.importance[:, None]
            gradient = matrix.T @ difference
            history = squares[batch.columns] + gradient * gradient
            squares[batch.columns] = history
            step = rate / np.sqrt(history)
            local += step * gradient
            shrink = step * (settings.l1 * batch.penalty)[:, None]
            weights[batch.columns] = np.sign(local) * np.maximum(np.abs(local) - shrink, 0)
            gradient = (known_edges - free_edges) * allowed
            transition_squares += gradient * gradient
            transitions += rate * gradient / np.sqrt(transition_squares)
    return weights, transitions


def _expect(local: Floats, batch: _Batch, transitions: Floats) -> tuple[Floats, Floats]:
    """Forward–backward: expected labels of each word, expected transitions of the batch."""
    offsets, step = batch.offsets, np.exp(transitions)
    forward, backward = np.empty_like(local), np.ones_like(local)
    scale = np.ones((len(local), 1), np.float32)
    for t in range(len(offsets) - 1):
        start, end = offsets[t], offsets[t + 1]
        row = local[start:end]
        if t:
            before = offsets[t - 1]
            row = row * (forward[before : before + end - start] @ step)
        scale[start:end] = row.sum(axis=1, keepdims=True)
        forward[start:end] = row / scale[start:end]
    later = local / scale
    edges = np.zeros_like(step)
    for t in range(len(offsets) - 2, 0, -1):
        start, end, before = offsets[t], offsets[t + 1], offsets[t - 1]
        message = later[start:end] * backward[start:end]
        backward[before : before + end - start] = message @ step.T
        weighted = message * batch.importance[start:end, None]
        edges += forward[before : before + end - start].T @ weighted
    return forward * backward, edges * step


def _drop(matrix: Any, share: float, random: np.random.Generator) -> Any:
    if not share:
        return matrix
    dropped = matrix.copy()
    dropped.data = (random.random(len(matrix.data), np.float32) >= share).astype(np.float32)
    dropped.data /= 1 - share
    return dropped


def _batches(
    data: Sequences, attributes: int, settings: Settings, random: np.random.Generator
) -> list[_Batch]:
    order = random.permutation(len(data.starts) - 1)
    groups = [order[i : i + settings.batch] for i in range(0, len(order), settings.batch)]
    batches = [_arrange(data, group) for group in groups]
    spread = np.zeros(attributes, np.int32)
    for batch in batches:
        spread[batch.columns] += 1
    for batch in batches:
        batch.penalty = (1 / spread[batch.columns]).astype(np.float32)
    return batches


def _arrange(data: Sequences, group: Ints) -> _Batch:
    from scipy.sparse import csr_matrix

    lengths = data.starts[group + 1] - data.starts[group]
    order = np.argsort(-lengths, kind="stable")
    group, lengths = group[order], lengths[order]
    active = [int(np.searchsorted(-lengths, -t)) for t in range(int(lengths[0]))]
    words = np.concatenate([data.starts[group[:n]] + t for t, n in enumerate(active)])
    importance = np.concatenate([data.importance[group[:n]] for n in active])
    sizes = data.bounds[words + 1] - data.bounds[words]
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    within = np.arange(bounds[-1]) - np.repeat(bounds[:-1], sizes)
    attributes = data.attributes[np.repeat(data.bounds[words], sizes) + within]
    columns, local = np.unique(attributes, return_inverse=True)
    matrix = csr_matrix(
        (np.ones(len(local), np.float32), local.astype(np.int32), bounds.astype(np.int32)),
        shape=(len(words), len(columns)),
    )
    possible = data.possible[words]
    return _Batch(
        columns,
        matrix,
        possible,
        [0, *np.cumsum(active).tolist()],
        importance,
        np.ones(len(columns), np.float32),
    )
