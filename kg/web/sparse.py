"""Many short lists of numbers in little memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Lists:
    """Lists of numbers, one after another in one array (compressed sparse rows).

    >>> lists = Lists([[0, 2], [], [2]])
    >>> lists[0].tolist(), lists.of([0, 2]).tolist(), lists.turned(3)[2].tolist()
    ([0, 2], [0, 2, 2], [0, 2])
    """

    def __init__(self, lists: Iterable[Sequence[int] | NDArray[np.int32]]) -> None:
        parts = [np.asarray(one, dtype=np.int32) for one in lists]
        self._starts = np.cumsum([0, *(len(part) for part in parts)])
        self._items = np.concatenate(parts) if parts else np.empty(0, np.int32)

    def __getitem__(self, number: int) -> NDArray[np.int32]:
        return self._items[self._starts[number] : self._starts[number + 1]]

    def of(self, numbers: Iterable[int]) -> NDArray[np.int32]:
        """The lists of some numbers, one after another."""
        wanted = np.fromiter(numbers, dtype=np.int64)
        firsts, sizes = self._starts[wanted], self._starts[wanted + 1] - self._starts[wanted]
        before = np.cumsum(sizes) - sizes  # items of the lists before each
        return self._items[np.repeat(firsts - before, sizes) + np.arange(sizes.sum())]

    def turned(self, size: int) -> Lists:
        """By each item the numbers of the lists that have it; ``size`` items there are."""
        owners = np.repeat(np.arange(len(self._starts) - 1, dtype=np.int32), np.diff(self._starts))
        turned = Lists([])
        turned._items = owners[np.argsort(self._items, kind="stable")]
        counts = np.bincount(self._items, minlength=size)
        turned._starts = np.concatenate([[0], np.cumsum(counts)])
        return turned
