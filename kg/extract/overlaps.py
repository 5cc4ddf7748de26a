"""Which of the overlapping spans of a document become mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.extract.candidates import Recognised, Span
from kg.extract.names import Names
from kg.extract.naming import readings
from kg.model import ConceptType

Placed = TypeVar("Placed", Span, Recognised)
#: Of two spans of the same words, the one whose type stands first is kept.
_PRIORITY = {type_: i for i, type_ in enumerate(
    ("BrainRegion", "CellType", "Dataset", "Method", "Species")
)}  # fmt: skip

#: A receptor as old abstracts write it: "CB(1)".
_RECEPTOR = re.compile(r"[A-Z]{2}\(\d\)")


def resolve(spans: Iterable[Span]) -> list[Span]:
    """Spans without overlaps, in the order of the text: longest first, then by type.

    What a recogniser has found goes before what the vocabulary alone has; spans that are only
    weak are left out.

    >>> from kg.extract.candidates import Reading
    >>> v4 = Span(1, 2, "BrainRegion", (Reading("neurokg:v4", "abbreviation"),))
    >>> area = Span(0, 2, "BrainRegion", (Reading("neurokg:v4", "exact"),))
    >>> resolve([v4, area]) == [area]
    True
    """
    ranked = sorted(
        (span for span in spans if not (span.readings and span.weak)),
        key=lambda s: (s.source == "dictionary", -s.length, _PRIORITY[s.type], s.start),
    )
    taken: set[int] = set()
    kept = []
    for span in ranked:
        place = range(span.start, span.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(span.strong())
    return sorted(kept, key=lambda span: span.start)


def agree(
    words: Sequence[str], spans: Sequence[Span], recognised: Sequence[Recognised], names: Names
) -> list[Span]:
    """The vocabulary's spans together with a recogniser's.

    A recognised span of exactly these words supports the weak readings of its type. Where the
    vocabulary is sure of another type, it stands. Other recognised spans are read by
    :func:`kg.extract.naming.readings`, if they can be; citations are left out, and what the stop
    list has if it cannot be read.
    """
    if not recognised:
        return list(spans)
    at: dict[tuple[int, int], list[Span]] = {}
    for span in spans:
        at.setdefault((span.start, span.end), []).append(span)
    merged = []
    for found in filter(None, (_sane(words, found) for found in recognised)):
        known = at.pop((found.start, found.end), [])
        same = [span.supported() for span in known if span.type == found.type]
        certain = same or [span for span in known if not span.weak]
        if certain:
            merged += [replace(span, source="both", score=found.score) for span in certain]
        else:
            read = readings(words, spans, found, names)
            if read or not names.stopped(words[found.start : found.end]):
                place = found.start, found.end, found.type
                merged.append(Span(*place, read, "recogniser", found.score))
    heads = {(found.end, found.type): place for place, found in enumerate(recognised)}
    return merged + [_at_head(span, recognised, heads) for known in at.values() for span in known]


def _at_head(
    span: Span, recognised: Sequence[Recognised], heads: Mapping[tuple[int, ConceptType], int]
) -> Span:
    """A name of which the recogniser has found the head alone: the "monkey" of a "titi monkey".

    Both have found it then. Regions have adjectives and species in front of them more freely: a
    "fly retina" is a retina. ``heads`` are places in ``recognised``, by end and type.
    """
    place = heads.get((span.end, span.type))
    if place is None or span.weak or span.type == "BrainRegion":
        return span
    alone = place == 0 or recognised[place - 1].end <= span.start
    head = alone and span.start < recognised[place].start
    return replace(span, source="both", score=recognised[place].score) if head else span


def affirmed(words: Sequence[str], spans: Iterable[Placed]) -> list[Placed]:
    """The spans without those that the text denies: "non-cholinergic neurons" are none.

    Antibodies are no species: neither is "goat anti-rabbit" about rabbits, nor the receptor CB(1)
    about the cerebellum.

    >>> affirmed(["non", "-", "V4"], [Span(2, 3, "BrainRegion", ())])
    []
    """
    return [span for span in spans if not _denied(words, span)]


def _denied(words: Sequence[str], span: Placed) -> bool:
    if span.type == "BrainRegion" and _RECEPTOR.fullmatch(
        "".join(words[span.start : span.end + 3])
    ):
        return True
    if span.start < 2 or words[span.start - 1] not in "-‐‑–":
        return False
    prefix = words[span.start - 2].lower()
    return prefix == "non" or (prefix == "anti" and span.type == "Species")


def _sane(words: Sequence[str], found: Recognised) -> Recognised | None:
    """The recognised span up to a bracket that it does not close, from one that it does close.

    None for a citation, and where there is no letter or digit: an emoji.
    """
    inside = words[found.start : found.end]
    if not any(word[0].isalnum() for word in inside):
        return None
    if found.type == "Dataset" and "et" in inside and "al" in inside:
        return None  # "Harris et al, 2015" looks like the name of a landmark recording
    for opening, closing in (("(", ")"), ("[", "]")):
        if inside.count(opening) > inside.count(closing):
            end = found.start + inside.index(opening)
            return found._replace(end=end) if end > found.start else None
        if inside.count(opening) < inside.count(closing):
            return _opened(words, found, opening, closing)
    return found


def _opened(
    words: Sequence[str], found: Recognised, opening: str, closing: str
) -> Recognised | None:
    """A span that closes a bracket only, from the name before it: ``Tg(APP23) mice``.

    Else what is behind the bracket; no cell is left there but a bare one.
    """
    if (
        found.start > 1
        and words[found.start - 1] == opening
        and words[found.start - 2][0].isupper()
    ):
        return found._replace(start=found.start - 2)
    start = found.end - list(reversed(words[found.start : found.end])).index(closing)
    bare = start == found.end or (found.type == "CellType" and found.end - start == 1)
    return None if bare else found._replace(start=start)
