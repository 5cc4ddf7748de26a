"""What a string means to the extraction, and why."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocabulary.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Meaning:
    """One concept that a string names, and under which rule text is matched."""

    curie: str
    type: str
    label: str
    role: str
    rule: str


def explain(vocabulary: Vocabulary, term: str) -> list[Meaning]:
    """All meanings of a string, those found in text first."""
    meanings: list[Meaning] = []
    for form in vocabulary.forms:
        if form.surface.casefold() != term.casefold():
            continue
        rule = "in this case only" if form.case else "in any case"
        if form.weak:
            rule += "; only where the document defines it or the recogniser agrees"
        label = vocabulary.concepts[form.curie].label
        role = f"{form.kind}: {form.surface}"
        meanings.append(Meaning(form.curie, form.type, label, role, rule))
    known = {meaning.curie for meaning in meanings}
    for hit in vocabulary.search(term, limit=50):
        if (
            hit.match in {"id", "exact", "abbreviation", "synonym"}
            and hit.concept.curie not in known
        ):
            concept = hit.concept
            role = f"{hit.match}: {hit.surface}"
            meanings.append(
                Meaning(concept.curie, concept.type, concept.label, role, "never: for lookup only")
            )
    return meanings
