"""Which of the overlapping spans of a document become mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.candidates import Reading, Recognised, Span
from kg.extract.composition import partial
from kg.extract.tokenizer import join

#: Of two spans of the same words, the one whose type stands first is kept.
_PRIORITY = {type_: i for i, type_ in enumerate(
    ("BrainRegion", "CellType", "Dataset", "Method", "Species")
)}  # fmt: skip


def resolve(spans: Iterable[Span]) -> list[Span]:
    """Spans without overlaps, in the order of the text: longest first, then by type.

    What a recogniser has found goes before what the vocabulary alone has; spans that are only
    weak are left out.

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
    words: Sequence[str], spans: Sequence[Span], recognised: Sequence[Recognised]
) -> list[Span]:
    """The vocabulary's spans together with a recogniser's.

    A recognised span of exactly these words supports the weak readings of its type. Where the
    vocabulary is sure of another type, it stands. Other recognised spans are read as the longest
    known name of their type within them, or not at all; citations are left out.
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
            readings = tuple(_inside(words, spans, found))
            merged.append(
                Span(found.start, found.end, found.type, readings, "recogniser", found.score)
            )
    return [*merged, *(span for known in at.values() for span in known)]


def _sane(words: Sequence[str], found: Recognised) -> Recognised | None:
    """The recognised span up to a bracket that it does not close; none for a citation."""
    inside = words[found.start : found.end]
    if found.type == "Dataset" and "et" in inside and "al" in inside:
        return None  # "Harris et al, 2015" looks like the name of a landmark recording
    for opening, closing in (("(", ")"), ("[", "]")):
        if inside.count(opening) > inside.count(closing):
            end = found.start + inside.index(opening)
            return found._replace(end=end) if end > found.start else None
    return found


def _inside(words: Sequence[str], spans: Iterable[Span], found: Recognised) -> Iterator[Reading]:
    known = [
        span
        for span in spans
        if span.type == found.type and found.start <= span.start and span.end <= found.end
        if not span.weak
    ]
    if known and found.type != "Dataset":
        head = max(known, key=lambda span: (span.length, span.end))
        rest = [*words[found.start : head.start], *words[head.end : found.end]]
        why = f"'{join(rest)}' + '{join(words[head.start : head.end])}'"
        yield from partial(head.readings, why)
