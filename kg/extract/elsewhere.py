"""What only looks like a brain region: the cortex of "adrenal cortex"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from kg.extract.candidates import Recognised, Span
from kg.extract.levels import Leveller

Placed = TypeVar("Placed", Span, Recognised)

_REACH = 4  # words on either side that may belong to such a name


class Elsewhere:
    """Names of anatomy outside the nervous system that end as a region does."""

    def __init__(self, names: Sequence[str]) -> None:
        self._levels = Leveller()
        self._keys = frozenset(self._levels.keys(names))
        self._words = frozenset(word for key in self._keys for word in key.split())

    def without(self, words: Sequence[str], spans: Iterable[Placed]) -> list[Placed]:
        """The spans without regions whose last word belongs to such a name.

        >>> words = "cortex and medulla of the adrenal gland".split()
        >>> spans = [Span(0, 1, "BrainRegion", ()), Span(2, 3, "BrainRegion", ())]
        >>> Elsewhere(["medulla of adrenal gland"]).without(words, spans) == spans[:1]
        True
        """
        return [s for s in spans if s.type != "BrainRegion" or not self._covers(words, s.end - 1)]

    def _covers(self, words: Sequence[str], place: int) -> bool:
        key = self._levels.key
        if key(words[place : place + 1]).strip() not in self._words:
            return False
        before = words[max(0, place - _REACH) : place]
        behind = [word for word in words[place + 1 : place + 2 + _REACH] if word != "the"]
        return any(
            key([*before[start:], words[place], *behind[:end]]) in self._keys
            for start in range(len(before) + 1)
            for end in range(min(_REACH, len(behind)) + 1)
        )
