"""What a document's own definitions say about its short forms.

A short form means what its long form means, wherever it stands in the document; defined as
something that the vocabulary does not have, it means nothing that the vocabulary would read into
it ("MT (methyltransferase)" is not the middle temporal area).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.candidates import Definition, Reading, Recognised, Span, longest_by_end
from kg.extract.composition import MODIFIERS
from kg.extract.levels import level
from kg.extract.tokenizer import join
from kg.model import Concept, ConceptType

_STEM = 6  # letters
_UNSURE = frozenset(["partial", "fuzzy"])  # links of a long form that its short form inherits
_SIDES = frozenset(["left", "right", "bilateral"])
_GENERIC = frozenset(
    """
    area areas region regions cortex cortical nucleus nuclei cell cells neuron neurons gyrus
    ventricle ventricles
    system systems model models method methods study analysis
    """.split()
)
_POSITIONS = frozenset(word[:_STEM] for word in MODIFIERS)


@dataclass(frozen=True, slots=True)
class _Meaning:
    """A long form, and the spans that stand for the whole of it (one a type, none if unknown)."""

    long: tuple[str, ...]
    spans: tuple[Span, ...]

    def readings(self, type_: ConceptType) -> tuple[Reading, ...]:
        """What the short form means as something of this type."""
        found = (span.readings for span in self.spans if span.type == type_)
        return _as_short(next(found, ()), join(self.long))


def carry(
    words: Sequence[str],
    spans: Iterable[Span],
    definitions: Sequence[Definition],
    concept: Callable[[str], Concept | None],
) -> list[Span]:
    """Spans with the document's definitions applied to every occurrence of each short form."""
    spans = list(spans)
    return named_in_full(_defined(words, spans, definitions, concept) if definitions else spans)


def named_in_full(spans: Sequence[Span]) -> list[Span]:
    """Spans whose weak readings count where the document also names their concept in full."""
    if not any(span.weak for span in spans):
        return list(spans)
    full = {
        r.curie for span in spans if not span.weak for r in span.readings if r.kind != "partial"
    }
    return [
        replace(span, readings=tuple(r for r in span.supported().readings if r.curie in full))
        if span.weak and any(r.curie in full for r in span.readings)
        else span
        for span in spans
    ]


def _defined(
    words: Sequence[str],
    spans: Sequence[Span],
    definitions: Sequence[Definition],
    concept: Callable[[str], Concept | None],
) -> list[Span]:
    places = _places(words, spans, definitions)
    kept = [span for span in spans if (span.start, span.end) not in places]
    read = [span for span in spans if (span.start, span.end) in places]
    for (start, end), meaning in places.items():
        kept.extend(
            replace(span, start=start, end=end, readings=meaning.readings(span.type))
            for span in meaning.spans
        )
    for span in read:
        meaning = places[span.start, span.end]
        if not meaning.spans and (readings := _agreeing(span, meaning.long, concept)):
            kept.append(replace(span, readings=readings))
    return kept


def as_defined(
    words: Sequence[str],
    spans: Sequence[Span],
    definitions: Sequence[Definition],
    look_up: Callable[[Sequence[str], ConceptType], tuple[Reading, ...]],
) -> list[Span]:
    """Spans in which short forms that only a recogniser has found mean what their long forms do.

    What the vocabulary has under a short form by itself is not asked: :func:`carry` has judged it.
    A longer name with a short form in it ("type I AECs") is looked up in full, where its own words
    say less than a whole name.
    """
    if not definitions:
        return list(spans)
    places = _places(words, spans, definitions)
    return [
        replace(span, readings=_in_full(words, span, places, look_up))
        if span.source == "recogniser"
        else span
        for span in spans
    ]


def _in_full(
    words: Sequence[str],
    span: Span,
    places: Mapping[tuple[int, int], _Meaning],
    look_up: Callable[[Sequence[str], ConceptType], tuple[Reading, ...]],
) -> tuple[Reading, ...]:
    if meaning := places.get((span.start, span.end)):
        return meaning.readings(span.type)
    inside = sorted(p for p in places if span.start <= p[0] and p[1] <= span.end)
    if not inside or any(reading.kind != "partial" for reading in span.readings):
        return span.readings
    full: list[str] = []
    place = span.start
    for start, end in inside:
        if start >= place:
            full += [*words[place:start], *places[start, end].long]
            place = end
    full += words[place : span.end]
    return _as_short(look_up(full, span.type), join(full)) or span.readings


def borne_out(
    words: Sequence[str],
    recognised: Sequence[Recognised],
    spans: Iterable[Span],
    definitions: Iterable[Definition],
) -> list[Recognised]:
    """Recognised spans without short forms that the document defines as something else.

    "oxytocin (OT)": OT is a region only if there is something of a region in its long form.
    """
    found: list[Span | Recognised] = [*recognised, *(s for s in spans if not s.weak)]
    types: dict[tuple[str, ...], set[ConceptType]] = {}
    for definition in definitions:
        long = {
            s.type for s in found if s.start < definition.long_end and definition.long_start < s.end
        }
        for short in _numbers(words[definition.start : definition.end]):
            types.setdefault(short, long)
    return [r for r in recognised if r.type in types.get(tuple(words[r.start : r.end]), {r.type})]


def abbreviated_genera(words: Sequence[str], spans: Iterable[Span]) -> list[Span]:
    """Later short names of species: ``D. melanogaster`` after ``Drosophila melanogaster``."""
    full = {
        (words[span.start][0], words[span.start + 1]): span
        for span in spans
        if span.type == "Species" and span.length == 2 and not span.weak
        if words[span.start].istitle() and words[span.start + 1].islower()
    }
    found = []
    for i in range(len(words) - 2) if full else ():
        if words[i + 1] == "." and (span := full.get((words[i], words[i + 2]))):
            name = " ".join(words[span.start : span.end])
            found.append(replace(span, start=i, end=i + 3, readings=_as_short(span.readings, name)))
    return found


def _places(
    words: Sequence[str], spans: Iterable[Span], definitions: Iterable[Definition]
) -> dict[tuple[int, int], _Meaning]:
    """Where the defined short forms stand, and what each means by the spans of its long form."""
    ends = longest_by_end(spans)
    meanings: dict[tuple[str, ...], _Meaning] = {}
    for definition in definitions:
        meaning = _meaning(words, definition, ends)
        for short in _numbers(words[definition.start : definition.end]):
            meanings.setdefault(short, meaning)
    return dict(_occurrences(words, meanings))


def _meaning(
    words: Sequence[str],
    definition: Definition,
    ends: dict[tuple[int, ConceptType], Span],
) -> _Meaning:
    start = definition.long_start
    while words[start].lower() in _SIDES:  # "right middle frontal gyrus (rMFG)"
        start += 1
    long = tuple(words[start : definition.long_end])
    spans = tuple(
        span
        for (end, _), span in ends.items()
        if end == definition.long_end and span.start <= start
    )
    if spans:
        long = tuple(words[min(span.start for span in spans) : definition.long_end])
    return _Meaning(long, spans)


def _numbers(short: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The short form as defined, and its plural or singular."""
    yield tuple(short)
    last = short[-1]
    if last.endswith("s") and last[:-1].isupper() and len(last) > 2:
        yield (*short[:-1], last[:-1])
    elif last[-1].isupper():
        yield (*short[:-1], last + "s")


def _occurrences(
    words: Sequence[str], meanings: dict[tuple[str, ...], _Meaning]
) -> Iterator[tuple[tuple[int, int], _Meaning]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for short in meanings:
        by_first.setdefault(short[0], []).append(short)
    for i, word in enumerate(words):
        for short in by_first.get(word, ()):
            if tuple(words[i : i + len(short)]) == short:
                yield (i, i + len(short)), meanings[short]


def _as_short(readings: Iterable[Reading], long: str) -> tuple[Reading, ...]:
    return tuple(
        replace(
            reading,
            kind=reading.kind if reading.kind in _UNSURE else "abbreviation",
            weak=False,
            why=f"short form of '{long}'" + (f", {reading.why}" if reading.why else ""),
        )
        for reading in readings
        if not reading.weak
    )


def _agreeing(
    span: Span, long: Sequence[str], concept: Callable[[str], Concept | None]
) -> tuple[Reading, ...]:
    """Readings whose concept has a name like the long form, which the vocabulary lacks.

    Half of the words agree, and of these one is no position word.
    """
    stems = _stems(long)
    return tuple(
        replace(reading, weak=False, why=f"short form of '{join(long)}'")
        for reading in span.readings
        if (named := concept(reading.curie))
        if (shared := stems & _name_stems(named)) - _POSITIONS and 2 * len(shared) >= len(stems)
    )


def _name_stems(concept: Concept) -> set[str]:
    names = (concept.label, *concept.synonyms)
    return _stems(word for name in names for word in name.replace("-", " ").split())


def _stems(words: Iterable[str]) -> set[str]:
    levelled = (level(word) for word in words)
    return {word[:_STEM] for word in levelled if len(word) > 3 and word not in _GENERIC}
