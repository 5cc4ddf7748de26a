"""Nearest names by the cosine of their character trigrams, weighted by rarity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_LETTERS = " abcdefghijklmnopqrstuvwxyz0123456789"
_SIZE = len(_LETTERS) + 1  # the last stands for all others
_CODES = np.full(256, _SIZE - 1, dtype=np.int64)
_CODES[np.frombuffer(_LETTERS.encode(), dtype=np.uint8)] = np.arange(_SIZE - 1)
_BEST = 10  # names returned

Ints = npt.NDArray[np.int64]


class Trigrams:
    """An inverted index over names of lower-case letters, digits and single spaces.

    >>> [(index, cosine)] = Trigrams(["putamen", "pallidum"]).nearest("putamens")
    >>> index, cosine > 0.7
    (0, True)
    """

    def __init__(self, names: Sequence[str]) -> None:
        owner, code = _trigrams(names)
        pairs = np.unique(code * len(names) + owner) if len(names) else code  # by code, then name
        code, self._owner = np.divmod(pairs, max(len(names), 1))
        self._starts = np.searchsorted(code, np.arange(_SIZE**3 + 1))
        counts = np.diff(self._starts)
        self._rarity = np.log(1 + len(names) / np.maximum(counts, 1))
        weights = self._rarity[code]
        norms = np.sqrt(np.bincount(self._owner, weights**2, minlength=len(names)))
        self._weights = weights / norms[self._owner]
        self._count = len(names)

    def nearest(self, name: str) -> list[tuple[int, float]]:
        """Indices and cosines of the nearest names, best first."""
        codes = np.unique(_trigrams([name])[1])
        if not self._count or not len(codes):
            return []
        rarity = self._rarity[codes]
        scores = np.zeros(self._count)
        for code, weight in zip(codes, rarity / np.linalg.norm(rarity), strict=True):
            part = slice(self._starts[code], self._starts[code + 1])
            scores[self._owner[part]] += weight * self._weights[part]
        best = np.argpartition(-scores, min(_BEST, self._count - 1))[:_BEST]
        best = best[np.lexsort((best, -scores[best]))]
        return [(int(i), min(float(scores[i]), 1.0)) for i in best if scores[i] > 0]


def _trigrams(names: Sequence[str]) -> tuple[Ints, Ints]:
    """Which name each trigram belongs to, and its number; names have a space on either side."""
    text = "".join(f" {name} " for name in names).encode("latin-1", "replace")
    codes = _CODES[np.frombuffer(text, dtype=np.uint8)]
    lengths = np.fromiter((len(name) + 2 for name in names), dtype=np.int64, count=len(names))
    owner = np.repeat(np.arange(len(names)), lengths)
    if len(codes) < 3:
        return owner[:0], codes[:0]
    inside = owner[:-2] == owner[2:]
    numbers = (codes[:-2] * _SIZE + codes[1:-1]) * _SIZE + codes[2:]
    return owner[:-2][inside], numbers[inside]
