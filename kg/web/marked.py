"""Text with its mentions marked: plain pieces and mentions, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

_HOW = {
    "exact": "by its name",
    "abbreviation": "by a short form",
    "plural": "by its plural",
    "adjective": "by an adjective",
    "normalised": "by its name, written differently",
    "partial": "as a special form of",
    "pattern": "by the form of the name",
    "fuzzy": "by a similar name",
    "recogniser": "by the recogniser",
}


_MOST_SURE = 99  # per cent


class Piece(NamedTuple):
    """A piece of text, and the mention that it is, if any."""

    text: str
    mention: Mapping[str, Any] | None


def pieces(text: str, mentions: Iterable[Mapping[str, Any]]) -> Iterator[Piece]:
    """The text in pieces; where mentions overlap, the first stays.

    Args:
        text: of one field.
        mentions: of that field, with ``start`` and ``end`` in code points, half-open.

    >>> [piece.text for piece in pieces("V4 of cats", [{"start": 6, "end": 10}])]
    ['V4 of ', 'cats']
    """
    position = 0
    for mention in sorted(mentions, key=lambda m: (m["start"], -m["end"])):
        if mention["start"] < position or mention["end"] > len(text):
            continue
        if mention["start"] > position:
            yield Piece(text[position : mention["start"]], None)
        yield Piece(text[mention["start"] : mention["end"]], mention)
        position = mention["end"]
    if position < len(text):
        yield Piece(text[position:], None)


def surely(probability: float) -> str:
    """A probability for people; nothing that a program found is quite certain.

    >>> surely(0.87), surely(0.99999)
    ('87 %', 'more than 99 %')
    """
    percent = round(100 * probability)
    return f"{percent} %" if percent <= _MOST_SURE else f"more than {_MOST_SURE} %"


def explained(mention: Mapping[str, Any]) -> str:
    """One line for people: what a mention stands for, how that was found, how sure it is.

    >>> explained({"label": "visual area V4", "type": "BrainRegion", "match": "abbreviation",
    ...     "reason": "", "confidence": 0.97, "status": "linked"})
    'visual area V4 · brain region · found by a short form · 97 % sure'
    """
    from kg.web.kinds import KINDS

    kind = KINDS[mention["type"]].singular
    sure = f"{surely(mention['confidence'])} sure"
    how = mention["reason"] or f"found {_HOW.get(mention['match'], mention['match'])}"
    if mention["status"] == "ambiguous":
        return f"{kind} with several readings · {how} · {sure}"
    if mention["status"] == "nil":
        return f"{kind} that the vocabulary does not have · {how} · {sure}"
    return f"{mention['label']} · {kind} · {how} · {sure}"
