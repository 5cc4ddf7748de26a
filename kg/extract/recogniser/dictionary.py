"""Matches of the vocabulary as attributes of words: coarse, so that the vocabulary may grow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.model import ConceptType

#: Words that the vocabulary knows: start, end (half-open), type, and whether it needs support.
Match = tuple[int, int, ConceptType, bool]


def dictionary_attributes(words: Sequence[str], matches: Iterable[Match]) -> list[tuple[str, ...]]:
    """Attributes of each word: type, place within the match (B, I, L, U) and length.

    >>> dictionary_attributes(["area", "V4"], [(0, 2, "BrainRegion", False)])[1]
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
