"""What a string means to the extraction, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.vocabulary.forms import Form
from kg.vocabulary.search import Hit
from kg.vocabulary.vocabulary import Vocabulary

_EQUAL = frozenset({"id", "exact", "abbreviation", "synonym"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """One concept that a string names, as what, and under which rule text is matched."""

    curie: str
    type: str
    label: str
    role: str
    rule: str


def explain(vocabulary: Vocabulary, term: str) -> list[Meaning]:
    """All meanings of a string, those found in text first.

    >>> [(m.label, m.rule) for m in explain(Vocabulary.load(), "V4")][:1]
    [('visual area V4', 'in this case only')]
    """
    forms = [form for form in vocabulary.forms if form.surface.casefold() == term.casefold()]
    return [
        *(_found(vocabulary, form) for form in forms),
        *_for_lookup(vocabulary, term, forms),
    ]


def _found(vocabulary: Vocabulary, form: Form) -> Meaning:
    rule = "in this case only" if form.case else "in any case"
    if form.weak:
        rule += "; only where the document defines it or the recogniser agrees"
    label = vocabulary.concepts[form.curie].label
    return Meaning(form.curie, form.type, label, f"{form.kind}: {form.surface}", rule)


def _for_lookup(vocabulary: Vocabulary, term: str, forms: list[Form]) -> Iterator[Meaning]:
    found = {form.curie for form in forms}
    for hit in vocabulary.search(term, limit=50):
        if hit.match in _EQUAL and hit.concept.curie not in found:
            why = _why_not(vocabulary, term, hit, forms)
            concept = hit.concept
            yield Meaning(
                concept.curie, concept.type, concept.label, f"{hit.match}: {hit.surface}", why
            )


def _why_not(vocabulary: Vocabulary, term: str, hit: Hit, forms: list[Form]) -> str:
    if hit.match == "id":
        return "an id is no name"
    if term.lower() in vocabulary.stop:
        return "never: in the stop list"
    better = [form.curie for form in forms if form.type == hit.concept.type]
    if better and hit.surface in (hit.concept.label, *hit.concept.synonyms):
        label = vocabulary.concepts[better[0]].label
        return f"never: the name is rather that of {label!r}"
    return "never: for lookup only"
