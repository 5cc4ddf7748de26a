"""Texts in other languages, of which only names that the vocabulary is sure of are read.

The recogniser has learned English: in other words it sees names by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.candidates import Recognised, Span

_FUNCTION_WORDS = frozenset("the of and to with for that by from were are this".split())
#: Of 8,000 English abstracts none has fewer function words than one in eighteen.
_LEAST = 0.03
_ENOUGH = 20  # words that a text must have for its language to be told


def is_english(words: Sequence[str]) -> bool:
    """Whether a text is English, or too short to tell.

    >>> is_english("Le cortex et les noyaux".split()), is_english(["le", "cortex"] * 10)
    (True, False)
    """
    known = sum(word.lower() in _FUNCTION_WORDS for word in words)
    return len(words) < _ENOUGH or known >= _LEAST * len(words)


def only_known(recognised: Iterable[Recognised], spans: Iterable[Span]) -> list[Recognised]:
    """What a recogniser has found and the vocabulary is sure of by itself."""
    sure = {(span.start, span.end, span.type) for span in spans if not span.weak}
    return [found for found in recognised if found[:3] in sure]
