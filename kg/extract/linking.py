"""From a chosen span to a mention: status, concept, reason, confidence."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.candidates import Reading, Span
from kg.extract.confidence import confidence
from kg.extract.levels import tight
from kg.extract.patterns import accession
from kg.model import Candidate, Concept, FieldName, Mention

_RELATION = {"plural": "plural of", "adjective": "adjective of", "abbreviation": "short for"}


def link(
    span: Span,
    place: tuple[FieldName, int, int],
    text: str,
    sentence: tuple[int, int],
    concept: Callable[[str], Concept | None],
    *,
    alone: bool = False,
) -> Mention:
    """The mention of a span. ``text`` stands at ``place``, a field with offsets in code points.

    ``alone`` says that there was no recogniser.

    One reading makes it "linked", several "ambiguous", none "nil".
    """
    field, start, end = place
    known = [(r, c) for r in span.readings if (c := concept(r.curie) or accession(r.curie))]
    chosen = known[0] if len(known) == 1 else None
    return Mention(
        field=field,
        start=start,
        end=end,
        text=text,
        type=span.type,
        status="linked" if chosen else "ambiguous" if known else "nil",
        curie=chosen[1].curie if chosen else None,
        label=chosen[1].label if chosen else None,
        match=span.match,
        reason=_reason(span, text, known),
        confidence=confidence(span, alone),
        sentence=sentence,
        candidates=() if chosen else _candidates(known),
    )


_Known = list[tuple[Reading, Concept]]


def _reason(span: Span, text: str, known: _Known) -> str:
    if not known:
        how = "the recogniser" if span.source == "recogniser" else "its form"
        return f"found by {how}, not in the vocabulary"
    reading, concept = known[0]
    if len(known) > 1:
        return "could be " + " or ".join(f"'{c.label}'" for _, c in known)
    if reading.why:
        return reading.why
    if tight(text).lower() == tight(concept.label).lower():
        return "label of the concept"
    return f"{_RELATION.get(reading.kind, 'synonym of')} '{concept.label}'"


def _candidates(known: _Known) -> tuple[Candidate, ...]:
    total = sum(reading.weight for reading, _ in known)
    return tuple(
        Candidate(curie=c.curie, label=c.label, score=round(r.weight / total, 3)) for r, c in known
    )
