"""Finding concepts by name: exact, synonym, abbreviation, prefix, fuzzy."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Literal

from kg.curies import to_curie
from kg.model import CONCEPT_TYPES, Concept
from kg.vocabulary.concepts import Concepts
from kg.vocabulary.garbage import no_garbage

HitKind = Literal["id", "xref", "exact", "abbreviation", "synonym", "prefix", "fuzzy"]
_SCORES: dict[HitKind, float] = {
    "id": 1.0,
    "xref": 0.99,
    "exact": 1.0,
    "abbreviation": 0.97,
    "synonym": 0.95,
}
_WEAK = 0.06
_PREFIX = 0.8
_PREFIXES = {p.lower(): p for p in ("UBERON", "CL", "NCBITaxon", "ILX", "MBA", "FMA")}
_ID = re.compile(rf"({'|'.join(_PREFIXES)})[:_](\d+)", re.IGNORECASE)
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

    def __init__(self, concepts: Concepts) -> None:
        self._concepts = concepts

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[str, HitKind, str]]]:
        found: dict[str, list[tuple[str, HitKind, str]]] = defaultdict(list)
        with no_garbage():
            for row in self._concepts.rows.values():
                found[_level(row.label)].append((row.curie, "exact", row.label))
                for name in row.abbreviations:
                    found[_level(name)].append((row.curie, "abbreviation", name))
                for name in (*row.synonyms, *row.hidden):
                    found[_level(name)].append((row.curie, "synonym", name))
        return found

    @cached_property
    def _names(self) -> list[str]:
        return list(self._by_name)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._by_name)

    @cached_property
    def _by_xref(self) -> dict[str, list[tuple[str, HitKind, str]]]:
        found: dict[str, list[tuple[str, HitKind, str]]] = defaultdict(list)
        for row in self._concepts.rows.values():
            for other in (*row.xrefs, *row.close):
                found[other.casefold()].append((row.curie, "xref", other))
        return found

    def find(self, text: str, type: str | None, limit: int) -> list[Hit]:
        """Hits, best first; prefixes and misspellings only where too few names are equal."""
        wanted = _level(text)
        if not wanted:
            return []
        hits: dict[str, Hit] = {}
        if (concept := self._concepts.get(_as_curie(text.strip()))) and type in {
            None,
            concept.type,
        }:
            hits[concept.curie] = Hit(concept, _SCORES["id"], "id", concept.curie)
        if ":" in text or "_" in text:
            self._add(hits, self._by_xref.get(_as_curie(text.strip()).casefold(), ()), type)
        self._add(hits, self._by_name.get(wanted, ()), type, text)
        if len(hits) < limit:
            self._add_prefixes(hits, wanted, type, limit)
        if not hits:
            self._add_fuzzy(hits, wanted, type, limit)
        return sorted(hits.values(), key=_rank)[:limit]

    def near(self, text: str, limit: int) -> list[str]:
        """Names most like ``text``, for a suggestion."""
        from rapidfuzz import fuzz, process

        rows = process.extract(
            _level(text), self._names, scorer=fuzz.ratio, limit=limit, score_cutoff=70
        )
        return [self._by_name[name][0][2] for name, _, _ in rows]

    def _add(
        self,
        hits: dict[str, Hit],
        rows: Iterable[tuple[str, HitKind, str]],
        type: str | None,
        text: str | None = None,
    ) -> None:
        for curie, kind, surface in rows:
            row = self._concepts.rows[curie]
            if curie not in hits and type in {None, row.type}:
                # "MT" is no "mt": a name in exactly the case that was typed comes first.
                score = _SCORES[kind] - (0.0 if text in {None, surface} else 0.01)
                # Few who type "hippocampus" mean the sea horse.
                score -= _WEAK if surface in row.weak else 0.0
                hits[curie] = Hit(self._concepts[curie], round(score, 3), kind, surface)

    def _add_prefixes(
        self, hits: dict[str, Hit], wanted: str, type: str | None, limit: int
    ) -> None:
        places = range(bisect_right(self._sorted, wanted), len(self._sorted))
        after = (self._sorted[place] for place in places)
        longer = takewhile(lambda name: name.startswith(wanted), after)
        for name in sorted(longer, key=lambda name: (len(name), name)):
            if len(hits) >= limit:
                return
            for curie, _, surface in self._by_name[name]:
                if curie not in hits and type in {None, self._concepts.rows[curie].type}:
                    score = round(_PREFIX * len(wanted) / len(name), 3)
                    hits[curie] = Hit(self._concepts[curie], score, "prefix", surface)

    def _add_fuzzy(self, hits: dict[str, Hit], wanted: str, type: str | None, limit: int) -> None:
        from rapidfuzz import fuzz, process

        rows = process.extract(
            wanted,
            self._names,
            scorer=fuzz.ratio,
            limit=4 * limit,
            score_cutoff=_FUZZY_AT_LEAST,
        )
        for name, ratio, _ in rows:
            for curie, _, surface in self._by_name[name]:
                if curie not in hits and type in {None, self._concepts.rows[curie].type}:
                    score = round(_PREFIX * ratio / 100, 3)
                    hits[curie] = Hit(self._concepts[curie], score, "fuzzy", surface)


def _rank(hit: Hit) -> tuple[float, int, str]:
    # Of two equally good the brain region comes before the sea horse of the same name.
    return -hit.score, CONCEPT_TYPES.index(hit.concept.type), hit.concept.curie


def _as_curie(text: str) -> str:
    """An id as people write it: an IRI, ``UBERON_0002421``, ``uberon:0002421``.

    >>> _as_curie("http://purl.obolibrary.org/obo/CL_0000540"), _as_curie("ncbitaxon_10090")
    ('CL:0000540', 'NCBITaxon:10090')
    """
    if match := _ID.fullmatch(text):
        return f"{_PREFIXES[match[1].lower()]}:{match[2]}"
    return to_curie(text) or text


def _level(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())
