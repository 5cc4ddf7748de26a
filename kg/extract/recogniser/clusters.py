"""Making the word clusters: k-means of word vectors from unannotated text.

Vectors are the left singular vectors of positive pointwise mutual information with the words
around (Levy, Goldberg & Dagan 2015, "Improving distributional similarity with lessons learned
from word embeddings": context distribution smoothed by 0.75), directional within two words, as a
bag within five.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.recogniser.words import CLUSTERINGS, Clusters, level_numbers
from kg.extract.tokenizer import split

_RAREST = 4
_CONTEXTS = 6000
_WINDOW = 5
_DIMENSIONS = 128


def make_clusters(texts: Iterable[str], *, seed: int = 0) -> Clusters:
    """Cluster the words of some texts at each of :data:`CLUSTERINGS` granularities.

    27,000 abstracts take half a minute; fewer than a few thousand words make no useful clusters.
    """
    from sklearn.cluster import MiniBatchKMeans

    documents = [[level_numbers(word) for word in split(text)] for text in texts]
    counts = Counter(word for words in documents for word in words)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = [word for word, count in ranked if count >= _RAREST]
    vectors = _vectors(documents, words, seed)
    groups = [
        MiniBatchKMeans(
            size,
            batch_size=4096,
            n_init=1,
            max_iter=30,
            random_state=seed,
            init="random" if size > 1000 else "k-means++",
        )
        .fit(vectors)
        .labels_
        for size in CLUSTERINGS
    ]
    return Clusters(dict(zip(words, zip(*(g.tolist() for g in groups), strict=True), strict=True)))


def _vectors(documents: list[list[str]], words: list[str], seed: int) -> NDArray[np.float32]:
    from scipy.sparse import hstack
    from sklearn.utils.extmath import randomized_svd

    number = {word: i for i, word in enumerate(words)}
    gap = [-1] * _WINDOW
    ids = np.array([i for d in documents for i in [*(number.get(w, -1) for w in d), *gap]])
    near = [_together(ids, offset, len(words)) for offset in (-2, -1, 1, 2)]
    offsets = [offset for offset in range(-_WINDOW, _WINDOW + 1) if offset]
    bag = sum(_together(ids, offset, len(words)) for offset in offsets)
    left, values, _ = randomized_svd(
        hstack([_information(matrix) for matrix in (*near, bag)]).tocsr(),
        _DIMENSIONS,
        n_iter=3,
        random_state=seed,
    )
    vectors = left * np.sqrt(values)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return np.asarray(vectors, np.float32)


def _together(ids: NDArray[np.int64], offset: int, words: int) -> Any:
    """How often each word has each context word at this distance."""
    from scipy.sparse import coo_matrix

    if offset > 0:
        centre, context = ids[:-offset], ids[offset:]
    else:
        centre, context = ids[-offset:], ids[:offset]
    kept = (centre >= 0) & (context >= 0) & (context < _CONTEXTS)
    ones = np.ones(int(kept.sum()), np.float32)
    return coo_matrix((ones, (centre[kept], context[kept])), shape=(words, _CONTEXTS)).tocsr()


def _information(counts: Any) -> Any:
    """Positive pointwise mutual information of a count matrix."""
    from scipy.sparse import coo_matrix

    cells = counts.tocoo()
    rows = np.asarray(counts.sum(axis=1)).ravel()
    columns = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    columns /= columns.sum()
    ratio = cells.data / (rows[cells.row] * columns[cells.col] + 1e-9)
    values = np.maximum(np.log(np.maximum(ratio, 1e-9)), 0)
    return coo_matrix((values, (cells.row, cells.col)), shape=cells.shape).tocsr()
