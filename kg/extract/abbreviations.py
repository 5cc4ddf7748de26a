"""Short forms that a document defines for itself.

``long form (SF)`` is found by scispaCy's implementation of Schwartz and Hearst (2003), "A simple
algorithm for identifying abbreviation definitions in biomedical text". Beyond it: square brackets,
``SF (long form)`` and ``long form, SF,``, several words or digits in the short form (``CA1``), and
brackets that hold more than the short form (``(MT; n = 5)``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scispacy.abbreviation import find_abbreviation

from kg.extract.candidates import Definition

_BRACKETS = {"(": ")", "[": "]"}
_HYPHENS = frozenset("-–‐‑")
_YEAR = re.compile(r"1[6-9]\d\d|20\d\d")
# In words; parts joined by hyphens are one.
_LONGEST_BRACKET = 14
_LONGEST_LONG_FORM = 10
#: A long form does not begin with one of these; if it seems to, the letters matched by chance.
_FUNCTION_WORDS = frozenset(
    """
    a an and are as at be both but by during each for from had has have in into is it its no not
    of on or our than that the their these they this those to was we were when which while with
    within without using via after before between among also may can
    """.split()
)


class _Word(NamedTuple):
    """What scispaCy's algorithm reads of a word: it joins words by single spaces."""

    text: str
    text_with_ws: str


def definitions(words: Sequence[str], sentences: Sequence[int]) -> list[Definition]:
    """Definitions in the order of the text; the first one of a short form stands.

    ``sentences`` are the indices of the words that start one; no long form crosses them.

    >>> definitions("the middle temporal area ( MT )".split(), [0])
    [Definition(start=5, end=6, long_start=1, long_end=4)]
    """
    found: dict[tuple[str, ...], Definition] = {}
    bounds = iter([*sentences[1:], len(words)])
    start, end = 0, next(bounds)
    for i, word in enumerate(words):
        if i >= end:
            start, end = end, next(bounds)
        if word in _BRACKETS:
            definition = _bracket(words, i, start, end)
        elif word in ",;":
            definition = _apposition(words, i, start, end)
        else:
            continue
        if definition:
            found.setdefault(tuple(words[definition.start : definition.end]), definition)
    return list(found.values())


def _bracket(words: Sequence[str], opening: int, start: int, end: int) -> Definition | None:
    closing = _closing(words, opening, end)
    if closing is None or _cites(words[opening + 1 : closing]):
        return None
    first, last = opening + 1, _content_end(words, opening + 1, closing)
    if _is_short_form(words[first:last]):
        long_start = _long_start(words, start, opening, words[first:last])
        if long_start is not None:
            return Definition(first, last, long_start, opening)
    return _short_form_first(words, opening, last, start)


def _closing(words: Sequence[str], opening: int, end: int) -> int | None:
    bracket = _BRACKETS[words[opening]]
    left = _LONGEST_BRACKET
    for i in range(opening + 1, end):
        if words[i] == bracket:
            return i if i > opening + 1 else None
        left -= not _HYPHENS.intersection(words[i - 1 : i + 1])
        if words[i] in _BRACKETS or not left:
            return None
    return None


def _cites(content: Sequence[str]) -> bool:
    """Whether a bracket names an author and a year.

    >>> _cites(["Shannon", ",", "1949"]), _cites(["SD", ",", "2010"])
    (True, False)
    """
    return content[0].istitle() and any(_YEAR.fullmatch(word) for word in content[1:])


def _content_end(words: Sequence[str], first: int, closing: int) -> int:
    for i in range(first, closing):
        if words[i] in ";,=:":
            return i
    return closing


def _short_form_first(
    words: Sequence[str], opening: int, last: int, start: int
) -> Definition | None:
    """``V1 (primary visual cortex)``: the long form is all that the bracket holds."""
    first = opening + 1
    if last - first > 1 and words[first].lower() in _FUNCTION_WORDS:
        first += 1
    long = words[first:last]
    if opening - 1 < start or not long or not _is_short_form(words[opening - 1 : opening]):
        return None
    if not all(word.isalnum() or word in "-–'/" for word in long[:-1]):
        return None
    if len(long[0]) < 3 and not (len(long) > 2 and long[1] in _HYPHENS):
        return None
    short = words[opening - 1]
    if _long_start(words, first, last, [short]) == first or _initial_letter(short, long):
        return Definition(opening - 1, opening, first, last)
    return None


def _initial_letter(short: str, long: Sequence[str]) -> bool:
    """Whether a numbered letter ("V1") is the initial of a word of the long form."""
    return (
        short[1:].isdigit() and len(long) > 1 and any(word[0].upper() == short[0] for word in long)
    )


def _apposition(words: Sequence[str], comma: int, start: int, end: int) -> Definition | None:
    """``the medial prefrontal cortex, mPFC, is …``: the outer letters are initials.

    Or all that stands before it in the bracket: ``(N-acetylcysteine; NAC)``.
    """
    if comma + 2 >= end or words[comma + 2] not in (",", ")", "."):
        return None
    short = words[comma + 1]
    if sum(c.isupper() for c in short) < 2 or not short.isalpha():
        return None
    long_start = _long_start(words, max(start, comma - len(short) - 2), comma, [short])
    if long_start is None or comma - long_start < 2:
        return None
    whole = words[comma] == ";" and words[long_start - 1] in _BRACKETS
    if whole or words[comma - 1][0].lower() == short[-1].lower():
        return Definition(comma + 1, comma + 2, long_start, comma)
    return None


def _is_short_form(words: Sequence[str]) -> bool:
    """One or two words, or parts joined by hyphens, that look like an abbreviation."""
    if not 1 <= len(words) <= 4 or not (words[0][0].isalnum() and words[-1][-1].isalnum()):
        return False
    text = "".join(words)
    letters = sum(c.isalpha() for c in text)
    capital = any(c.isupper() or c.isdigit() for c in text)
    return 2 <= len(text) <= 10 and 2 * letters >= len(text) and capital


def _long_start(words: Sequence[str], start: int, end: int, short: Sequence[str]) -> int | None:
    """Where in ``words[start:end]`` the long form of ``short`` begins, if it is there."""
    letters = "".join(word for word in short if word.isalnum())
    longest = min(len(letters) + 5, 2 * len(letters), _LONGEST_LONG_FORM)
    window = words[_words_before(words, end, longest, start) : end]
    for spelling in _spellings(letters):
        _, long = find_abbreviation(
            [_Word(word, word + " ") for word in window], [_Word(spelling, spelling + " ")]
        )
        if long and long[0].text.lower() not in _FUNCTION_WORDS and long[0].text[0].isalnum():
            return _whole_word(words, end - len(long), start)
    return None


def _words_before(words: Sequence[str], end: int, number: int, start: int) -> int:
    """Where the last ``number`` words in ``words[start:end]`` begin."""
    place = end
    while place > start and number:
        place = _whole_word(words, place - 1, start)
        number -= 1
    return place


def _whole_word(words: Sequence[str], place: int, start: int) -> int:
    """The first part of the hyphenated word of which a part stands at ``place``."""
    while place - 2 >= start and words[place - 1] in _HYPHENS and words[place - 2].isalnum():
        place -= 2
    return place


def _spellings(short: str) -> Iterator[str]:
    """The short form, then without a plural s, then without its digits (``V4``: "visual area")."""
    yield short
    if short[-1] == "s" and len(short) > 2 and short[:-1].isupper():
        yield short[:-1]
    letters = "".join(c for c in short if not c.isdigit())
    if letters and letters != short:
        yield letters
