"""Matches of the vocabulary as attributes of words: coarse, so that the vocabulary may grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class DictionaryMatch(NamedTuple):
    """A stretch of words that the vocabulary knows, half-open; ``weak`` if it needs support."""

    start: int
    end: int
    type: str
    weak: bool = False


def dictionary_attributes(
    words: Sequence[str], matches: Iterable[DictionaryMatch]
) -> list[tuple[str, ...]]:
    """Attributes of each word: type, place within the match (B, I, L, U) and length.

    >>> dictionary_attributes(["area", "V4"], [DictionaryMatch(0, 2, "BrainRegion")])[1]
    ('dict:L2-BrainRegion', 'dict:L2-BrainRegion=v4')
    """
    found: list[tuple[str, ...]] = [()] * len(words)
    for start, end, type_, weak in matches:
        length, kind = min(end - start, 4), "?" if weak else "-"
        for i in range(start, end):
            role = "U" if end - start == 1 else "B" if i == start else "L" if i == end - 1 else "I"
            name = f"dict:{role}{length}{kind}{type_}"
            found[i] = (*found[i], name, f"{name}={words[i].lower()}")
    return found
