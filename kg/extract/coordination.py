"""Names that share a head: ``dorsal and ventral striatum`` is ``dorsal`` and ``ventral striatum``.

The words in front of the conjunction are a mention of their own, read with the head that stands
behind it: "dorsal" as "dorsal striatum". So is an adjective that names a region by itself: the
"frontal and temporal cortex" are the frontal cortex, not the frontal lobe, and the temporal one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from kg.extract.candidates import Reading, Span, longest_by_end
from kg.extract.composition import MODIFIERS, LookUp, names_nucleus, partial
from kg.extract.tokenizer import join

_CONJUNCTIONS = frozenset(["and", "or", "/", "&", "versus", "vs", "nor", "to"])
_SEPARATORS = frozenset([",", "and", "or", "/", "&"])
_DETERMINERS = frozenset(["the", "a", "an", "both", "either"])
_TYPES = ("BrainRegion", "CellType")
_LONGEST = 3  # words in front of the conjunction
_MOST = 6  # members of a list


def listed(words: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """The spans; short forms of regions count beside one that counts by itself: "V1, PPA and EBA".

    >>> weak = Span(2, 3, "BrainRegion", (Reading("neurokg:ppa", "abbreviation", weak=True),))
    >>> v1 = Span(0, 1, "BrainRegion", (Reading("UBERON:0002436", "abbreviation"),))
    >>> listed(["V1", "and", "PPA"], [v1, weak])[1].weak
    False
    """
    short = [s for s in spans if s.type == "BrainRegion" and s.match == "abbreviation"]
    doubtful = {s.start: s for s in short if s.weak and s.length == 1}
    if not doubtful:
        return list(spans)
    starts = {s.start for s in short if not s.weak}
    ends = {s.end for s in short if not s.weak}
    sure: set[int] = set()
    grown = True
    while grown:
        found = {
            place
            for place in doubtful.keys() - sure
            if _item_before(words, place) in ends or _item_behind(words, place + 1) in starts
        }
        sure |= found
        starts |= found
        ends |= {place + 1 for place in found}
        grown = bool(found)
    return [span.supported() if doubtful.get(span.start) is span and span.start in sure else span
            for span in spans]  # fmt: skip


def _item_before(words: Sequence[str], place: int) -> int:
    """End of the item of a list before the one at ``place``; -1 if there is none."""
    end = place
    while end and words[end - 1] in _SEPARATORS and place - end < 2:
        end -= 1
    return -1 if end == place else end - 1 if words[end - 1] == ")" else end


def _item_behind(words: Sequence[str], place: int) -> int:
    """Start of the item of a list behind the one that ends at ``place``; -1 if there is none."""
    start = place
    while start < len(words) and words[start] in _SEPARATORS and start - place < 2:
        start += 1
    return start if start > place else -1


def coordinated(words: Sequence[str], spans: Sequence[Span], look_up: LookUp) -> list[Span]:
    """The spans, with words in front of "and", "or", "/" that share the head of a known name."""
    strong = [span for span in spans if not span.weak and span.type in _TYPES]
    adjectives = {span.end for span in strong if _is_adjective(span)}
    covered = {span.end for span in strong if not _is_adjective(span)}
    members = [
        member
        for span in longest_by_end(spans).values()
        if span.type in _TYPES and span.length > 1 and not names_nucleus(words, span.end)
        for member in _members(words, span, covered, adjectives, look_up)
    ]
    shared = {(member.start, member.end, member.type) for member in members}
    return [span for span in spans if (span.start, span.end, span.type) not in shared] + members


def _is_adjective(span: Span) -> bool:
    return span.length == 1 and all(reading.kind == "adjective" for reading in span.readings)


def _members(
    words: Sequence[str], span: Span, covered: Set[int], adjectives: Set[int], look_up: LookUp
) -> Iterator[Span]:
    """Members of the list that ends in ``span``, from right to left."""
    place = span.start
    for _ in range(_MOST):
        end = _before_conjunction(words, place, first=place == span.start)
        if end is None or end in covered:
            return
        member = _known(words, end, span, look_up)
        if member is None and end not in adjectives:
            member = _modified(words, end, span, look_up)
        if member is None:
            return
        yield member
        place = member.start


def _before_conjunction(words: Sequence[str], place: int, first: bool) -> int | None:
    """End of the words in front of the conjunction (or comma, in a list) before ``place``."""
    if place > 1 and words[place - 1].lower() in _DETERMINERS:
        place -= 1
    if place < 2:
        return None
    if words[place - 1].lower() in _CONJUNCTIONS:
        return place - 2 if place > 2 and words[place - 2] == "," else place - 1
    return place - 1 if not first and words[place - 1] == "," else None


def _known(words: Sequence[str], end: int, span: Span, look_up: LookUp) -> Span | None:
    """Words that make a known name with a part of the span behind them."""
    for start in range(max(0, end - _LONGEST), end):
        if words[start] == "-" or not all(w.isalpha() or w == "-" for w in words[start:end]):
            continue
        for head in range(span.start + 1, span.end):
            name = [*words[start:end], *words[head : span.end]]
            readings = [r for r in look_up(name).get(span.type, ()) if not r.weak]
            if readings:
                why = f"'{join(name)}', its head shared"
                found = tuple(Reading(r.curie, "normalised", why=why) for r in readings)
                return Span(start, end, span.type, found)
    return None


def _modified(words: Sequence[str], end: int, span: Span, look_up: LookUp) -> Span | None:
    """Position words in front of a name that begins with a position word too."""
    if span.type != "BrainRegion" or words[span.start].lower() not in MODIFIERS:
        return None
    start = _skip_modifiers(words, end, -1)
    if start == end:
        return None
    head = words[_skip_modifiers(words, span.start, 1) : span.end]
    why = f"'{join(words[start:end])}' + '{join(head)}'"
    return Span(start, end, span.type, partial(look_up(head).get(span.type, ()), why))


def _skip_modifiers(words: Sequence[str], place: int, step: int) -> int:
    """Where the position words from ``place`` on, or (step -1) those that end there, end."""
    ahead = 0 if step > 0 else -1
    while 0 <= place + ahead < len(words) and words[place + ahead].lower() in MODIFIERS:
        place += step
    return place
