"""Cross references: what else the concepts are called by id, as openMINDS' terms say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kg.curies import to_curie
from kg.errors import VocabularyError
from kg.vocabulary.rows import Row
from kg.vocabulary.turtle import Entry

_CLASSES = (
    "NervousSystemStructure", "Organ", "OrganismSystem", "CellType", "Species", "Technique",
    "AnalysisTechnique", "StimulationTechnique",
)  # fmt: skip


def cross_references(entries: Mapping[str, Entry]) -> Iterator[Row]:
    """Rows that add to these concepts the ids under which openMINDS knows them.

    A term of openMINDS is of a concept if it gives the concept's id as its own, or if the concept
    is said to be the same as it.

    Raises:
        VocabularyError: openMINDS is not installed.
    """
    concepts = {xref: entry.curie for entry in entries.values() for xref in entry.xrefs}
    concepts |= {curie: curie for curie in entries}
    found: dict[str, set[str]] = defaultdict(set)
    for term in _terms():
        for curie in {concepts[id] for id in term if id in concepts}:
            found[curie] |= term
    claims = Counter(id for ids in found.values() for id in ids)
    for curie, ids in found.items():
        new = ids - {curie, *entries[curie].xrefs}
        # The id of another concept of ours, and one that two would have, are for a person to look
        # at, not to take over.
        if others := sorted(id for id in new if id not in entries and claims[id] == 1):
            yield Row(curie, entries[curie].type or "BrainRegion", xrefs=others)


def _terms() -> Iterator[set[str]]:
    """The ids of each term, its own among them."""
    try:
        from openminds.latest import controlled_terms
    except ImportError as error:
        raise VocabularyError("openMINDS is not installed: pip install 'neurokg[vocab]'") from error
    for name in _CLASSES:
        for instance in getattr(controlled_terms, name).instances():
            term: dict[str, Any] = instance.to_jsonld()
            others = term["otherOntologyIdentifier"] or []
            said = [
                term["@id"],
                term["preferredOntologyIdentifier"] or "",
                *([others] if isinstance(others, str) else others),
            ]
            yield {curie for iri in said if (curie := to_curie(iri.removesuffix("#")))}
