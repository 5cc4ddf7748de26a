"""Names found once in a document are marked wherever else the document has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.candidates import Recognised
from kg.model import ConceptType

_Words = tuple[str, ...]
#: What is certain of a repeated name, as a share of the certainty of the name itself.
_REPEATED = 0.95


def propagate(words: Sequence[str], found: Sequence[Recognised]) -> list[Recognised]:
    """Add the other occurrences of found names, and of short forms that follow them in brackets.

    Names of several words are repeated in any case; of single words only those that look like
    names (an upper-case letter after the first, or a digit). Found mentions are never changed.
    """
    names = dict(_names(words, found))
    if not names:
        return list(found)
    free = [True] * len(words)
    for mention in found:
        free[mention.start : mention.end] = [False] * (mention.end - mention.start)
    return sorted([*found, *_occurrences(words, names, free)])


def _names(
    words: Sequence[str], found: Iterable[Recognised]
) -> Iterator[tuple[_Words, tuple[ConceptType, float]]]:
    for start, end, type_, score in sorted(found, key=lambda mention: mention.score):
        surface = tuple(words[start:end])
        if len(surface) > 1 or _like_name(surface[0]):
            yield _key(surface), (type_, score * _REPEATED)
        short = _short_form(words, end)
        if short and _abbreviates(short, surface):
            for form in _numbers(short):
                yield (form,), (type_, score * _REPEATED)


def _key(surface: Sequence[str]) -> _Words:
    return tuple(surface) if len(surface) == 1 else tuple(word.lower() for word in surface)


def _like_name(word: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in word[1:]) and not word.isdigit()


def _short_form(words: Sequence[str], place: int) -> str | None:
    """The single word in brackets at ``place``, if it looks like a short form."""
    if place + 2 < len(words) and words[place] == "(" and words[place + 2] in ");,":
        short = words[place + 1]
        if 2 <= len(short) <= 8 and any(c.isupper() for c in short):
            return short
    return None


def _numbers(short: str) -> Iterator[str]:
    """The short form, and its plural or singular."""
    yield short
    if short[-1].isupper():
        yield short + "s"
    elif short[-1] == "s" and short[:-1].isupper():
        yield short[:-1]


def _abbreviates(short: str, long: Sequence[str]) -> bool:
    """Whether the letters of ``short`` stand in this order in ``long``, the first one first."""
    text = "".join(long).lower()
    letters = [c for c in short.lower() if c.isalpha()]
    if letters and letters[-1] == "s" and short[-1] == "s":
        letters.pop()
    remaining = iter(text)
    return bool(letters) and all(letter in remaining for letter in letters)


def _occurrences(
    words: Sequence[str], names: dict[_Words, tuple[ConceptType, float]], free: list[bool]
) -> Iterator[Recognised]:
    lengths: dict[str, list[int]] = {}  # of the names that begin with a word, the longest first
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1 and len(name) not in lengths.setdefault(name[0], []):
            lengths[name[0]].append(len(name))
    lowered = [word.lower() for word in words]
    place = 0
    while place < len(words):
        end = _match(words, lowered, place, names, lengths)
        if end > place and all(free[place:end]):
            type_, score = names[_key(words[place:end])]
            yield Recognised(place, end, type_, score)
            place = end
        else:
            place += 1


def _match(
    words: Sequence[str],
    lowered: Sequence[str],
    place: int,
    names: dict[_Words, tuple[ConceptType, float]],
    lengths: dict[str, list[int]],
) -> int:
    """End of the longest name that starts at ``place``, or ``place``."""
    for length in lengths.get(lowered[place], ()):
        end = place + length
        if end <= len(words) and tuple(lowered[place:end]) in names:
            return end
    return place + 1 if (words[place],) in names else place
