"""Finding concepts by name: exact, synonym, abbreviation, prefix, fuzzy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kg.model import Concept

HitKind = Literal["id", "exact", "abbreviation", "synonym", "prefix", "fuzzy"]
_SCORES: dict[HitKind, float] = {"id": 1.0, "exact": 1.0, "abbreviation": 0.97, "synonym": 0.95}
_PREFIX = 0.8
_FUZZY_AT_LEAST = 80.0  # of 100, rapidfuzz's ratio


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that a search found: by which of its names, how, and how well (0 to 1)."""

    concept: Concept
    score: float
    match: HitKind
    surface: str


class Names:
    """All names of all concepts, levelled in case and white space."""

    def __init__(
        self, concepts: Mapping[str, Concept], hidden: Mapping[str, Iterable[str]]
    ) -> None:
        self._concepts = concepts
        self._hidden = hidden

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[str, HitKind, str]]]:
        found: dict[str, list[tuple[str, HitKind, str]]] = defaultdict(list)
        for curie, concept in self._concepts.items():
            found[_level(concept.label)].append((curie, "exact", concept.label))
            for name in concept.abbreviations:
                found[_level(name)].append((curie, "abbreviation", name))
            for name in (*concept.synonyms, *self._hidden.get(curie, ())):
                found[_level(name)].append((curie, "synonym", name))
        return found

    def find(self, text: str, type: str | None, limit: int) -> list[Hit]:
        """Hits, best first; prefixes and misspellings only where too few names are equal."""
        wanted = _level(text)
        if not wanted:
            return []
        hits: dict[str, Hit] = {}
        if concept := self._concepts.get(text.strip()):
            self._add(hits, [(concept.curie, "id", concept.curie)], type)
        self._add(hits, sorted(self._by_name.get(wanted, ()), key=lambda row: row[2] != text), type)
        if len(hits) < limit and len(wanted) > 2:
            self._add_prefixes(hits, wanted, type)
        if not hits:
            self._add_fuzzy(hits, wanted, type, limit)
        return sorted(hits.values(), key=lambda hit: (-hit.score, hit.concept.curie))[:limit]

    def near(self, text: str, limit: int) -> list[str]:
        """Names most like ``text``, for a suggestion."""
        from rapidfuzz import process

        rows = process.extract(_level(text), list(self._by_name), limit=limit, score_cutoff=70)
        return [self._by_name[name][0][2] for name, _, _ in rows]

    def _add(
        self, hits: dict[str, Hit], rows: Iterable[tuple[str, HitKind, str]], type: str | None
    ) -> None:
        for rank, (curie, kind, surface) in enumerate(rows):
            concept = self._concepts[curie]
            if curie not in hits and type in {None, concept.type}:
                hits[curie] = Hit(concept, round(_SCORES[kind] - 0.001 * rank, 3), kind, surface)

    def _add_prefixes(self, hits: dict[str, Hit], wanted: str, type: str | None) -> None:
        for name, rows in self._by_name.items():
            if not name.startswith(wanted) or name == wanted:
                continue
            for curie, _, surface in rows:
                concept = self._concepts[curie]
                if curie not in hits and type in {None, concept.type}:
                    score = round(_PREFIX * len(wanted) / len(name), 3)
                    hits[curie] = Hit(concept, score, "prefix", surface)

    def _add_fuzzy(self, hits: dict[str, Hit], wanted: str, type: str | None, limit: int) -> None:
        from rapidfuzz import fuzz, process

        rows = process.extract(
            wanted,
            list(self._by_name),
            scorer=fuzz.ratio,
            limit=4 * limit,
            score_cutoff=_FUZZY_AT_LEAST,
        )
        for name, ratio, _ in rows:
            for curie, _, surface in self._by_name[name]:
                concept = self._concepts[curie]
                if curie not in hits and type in {None, concept.type}:
                    hits[curie] = Hit(concept, round(_PREFIX * ratio / 100, 3), "fuzzy", surface)


def _level(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())
