"""Names made of a known name and its surroundings.

A position word in front of a region belongs to its name ("dorsal hippocampus"), a strain and its
animal are one name ("C57BL/6 mice").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kg.extract.candidates import Reading, Span, longest_by_end
from kg.extract.dictionary import Readings
from kg.extract.tokenizer import join, split
from kg.model import Concept

LookUp = Callable[[Sequence[str]], Readings]

_AXES = ("dorsal", "ventral", "anterior", "posterior", "medial", "lateral", "superior", "inferior",
         "rostral", "caudal")  # fmt: skip
_STEMS = ("dorso", "ventro", "antero", "postero", "medio", "latero", "supero", "infero", "rostro",
          "caudo")  # fmt: skip
_OTHERS = """
    primary secondary orbital deep superficial proximal distal intermediate central mid middle
    upper lower basal
"""
MODIFIERS = frozenset(
    [*_AXES, *_STEMS, *(stem + axis for stem in _STEMS for axis in _AXES), *_OTHERS.split()]
)
_CULTURED = frozenset(["primary", "secondary"])  # "primary hippocampal neurons" are a culture
_HYPHENS = frozenset("-–‐‑")
_PARTS = frozenset(["part", "parts", "division", "divisions", "subdivision", "subdivisions"])
#: These keep a region's name: a retinal ganglion cell is one kind of cell.
_OWN_KINDS = frozenset(["ganglion", "granule", "receptor", "sensory", "ensheathing", "stem"])


def with_modifiers(
    words: Sequence[str],
    spans: Iterable[Span],
    look_up: LookUp,
    concept: Callable[[str], Concept | None],
) -> list[Span]:
    """Regions with the position words in front of them, where these make no known name.

    With another name of the region they may make one: "ventromedial PFC". Else the concept is that
    of the known name, the match "partial".
    """
    found = []
    for span in longest_by_end(spans).values():
        if span.type != "BrainRegion":
            continue
        start = _first_modifier(words, span)
        if start < span.start:
            why = f"'{join(words[start : span.start])}' + '{join(words[span.start : span.end])}'"
            readings = _renamed(words[start : span.start], span, look_up, concept)
            readings = readings or partial(span.readings, why)
            found.append(replace(span, start=start, readings=readings))
    return found


def _renamed(
    modifiers: Sequence[str],
    span: Span,
    look_up: LookUp,
    concept: Callable[[str], Concept | None],
) -> tuple[Reading, ...]:
    """Readings of position words with another name of the region behind them."""
    regions = [named for reading in span.readings if (named := concept(reading.curie))]
    if len(regions) != 1:
        return ()
    for name in (regions[0].label, *regions[0].synonyms):
        whole = [*modifiers, *split(name)]
        readings = [r for r in look_up(whole).get("BrainRegion", ()) if not r.weak]
        if readings:
            why = f"another form of '{join(whole)}'"
            return tuple(Reading(reading.curie, "normalised", why=why) for reading in readings)
    return ()


def partial(readings: Iterable[Reading], why: str) -> tuple[Reading, ...]:
    """The strong ones among readings of a head, as readings of a longer name."""
    return tuple(replace(r, kind="partial", why=why) for r in readings if not r.weak)


def names_nucleus(words: Sequence[str], end: int) -> bool:
    """Whether words that end with "cortical" stand in front of a nucleus: one of the amygdala.

    >>> names_nucleus("posterior cortical nuclei".split(), 2)
    True
    """
    behind = words[end : end + 1]
    return words[end - 1].lower() == "cortical" and bool(behind) and behind[0].startswith("nucle")


def _first_modifier(words: Sequence[str], span: Span) -> int:
    adjective = all(reading.kind == "adjective" for reading in span.readings)
    start = _modifiers_before(words, span.start, adjective)
    if start < span.start:
        return start
    place = span.start - (1 if words[span.start - 1 : span.start] == ["the"] else 0)
    if place > 2 and words[place - 1] == "of" and words[place - 2] in _PARTS:
        start = _modifiers_before(words, place - 2)  # "medial part of the thalamus"
        return start if start < place - 2 else span.start
    return span.start


def _modifiers_before(words: Sequence[str], end: int, adjective: bool = False) -> int:
    """Start of the position words that end at ``end``; ``end`` if there are none."""
    start = place = end
    while place > 0:
        word = words[place - 1].lower()
        if word in MODIFIERS and not (adjective and word in _CULTURED):
            start = place = place - 1
        elif word in _HYPHENS and start == place and place > 1:
            place -= 1  # counts only if a modifier stands before it
        else:
            break
    return start


def cells_apart(words: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """Spans without kinds of cells that are only named by their region: "hippocampal neurons".

    There the region is a mention, and so is a kind of cell behind it ("CA1 pyramidal neurons").
    """
    ends = {(span.start, span.end) for span in spans if span.type == "BrainRegion"}
    cells = {(span.start, span.end) for span in spans if span.type == "CellType" and not span.weak}

    def apart(start: int, end: int) -> bool:
        return any(
            (start, head) in ends and (head == end - 1 or (head, end) in cells)
            for head in range(start + 1, end)
            if words[head] not in _OWN_KINDS
        )

    return [s for s in spans if s.type != "CellType" or not apart(s.start, s.end)]


def with_strains(
    words: Sequence[str], spans: Iterable[Span], ancestors: Callable[[str], Sequence[str]]
) -> list[Span]:
    """A species name followed by that of a wider or narrower taxon, as one: the narrower taxon."""
    strong = [span for span in spans if span.type == "Species" and not span.weak]
    by_start: dict[int, list[Span]] = {}
    for span in strong:
        by_start.setdefault(span.start, []).append(span)
    return [
        replace(narrow, start=first.start, end=second.end)
        for first in strong
        for second in by_start.get(first.end, ())
        if (narrow := _narrower(first, second, ancestors))
    ]


def _narrower(first: Span, second: Span, ancestors: Callable[[str], Sequence[str]]) -> Span | None:
    firsts, seconds = first.readings, second.readings
    if any(a.curie == b.curie or b.curie in ancestors(a.curie) for a in firsts for b in seconds):
        return first
    if any(a.curie in ancestors(b.curie) for a in firsts for b in seconds):
        return second
    return None
