"""From a chosen span to a mention: status, concept, reason, confidence."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.candidates import Reading, Span
from kg.extract.levels import tight
from kg.extract.patterns import accession
from kg.model import Candidate, Concept, FieldName, MatchKind, Mention

#: How often a link of each kind is right; constants until they are calibrated on gold.
CONFIDENCE: dict[MatchKind, float] = {
    "exact": 0.95,
    "abbreviation": 0.9,
    "plural": 0.95,
    "adjective": 0.9,
    "normalised": 0.9,
    "partial": 0.75,
    "pattern": 0.7,
    "fuzzy": 0.6,
    "recogniser": 0.5,
}
_AMBIGUOUS = 0.5  # times the confidence of the best reading
_NIL = 0.5  # without a recogniser's probability
_RELATION = {"plural": "plural of", "adjective": "adjective of", "abbreviation": "short for"}


def link(
    span: Span,
    place: tuple[FieldName, int, int],
    text: str,
    sentence: tuple[int, int],
    concept: Callable[[str], Concept | None],
) -> Mention:
    """The mention of a span. ``text`` stands at ``place``, a field with offsets in code points.

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
        match=_match(span, known),
        reason=_reason(span, text, known),
        confidence=_confidence(span, known),
        sentence=sentence,
        candidates=() if chosen else _candidates(known),
    )


_Known = list[tuple[Reading, Concept]]


def _match(span: Span, known: _Known) -> MatchKind:
    if known:
        return known[0][0].kind
    return "recogniser" if span.source == "recogniser" else "pattern"


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


def _confidence(span: Span, known: _Known) -> float:
    if not known:
        return round(_NIL if span.score is None else span.score, 3)
    confidence = CONFIDENCE[known[0][0].kind]
    if span.source == "recogniser" and span.score is not None:
        confidence *= span.score
    return round(confidence * (_AMBIGUOUS if len(known) > 1 else 1), 3)


def _candidates(known: _Known) -> tuple[Candidate, ...]:
    total = sum(reading.weight for reading, _ in known)
    return tuple(
        Candidate(curie=c.curie, label=c.label, score=round(r.weight / total, 3)) for r, c in known
    )
