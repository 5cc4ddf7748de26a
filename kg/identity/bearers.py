"""What is known of one bearer of a name, and how two of them compare."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.identity.names import Agreement, agreement, given_names, surname

FIELDS = ("name", "co-authors", "institutions", "e-mail", "concepts", "journal", "years")
#: Nothing can be said: one of the two lacks the field.
UNKNOWN = -1
_RARE = 25  # papers of a co-author's name up to which it counts as telling
_NEAR, _FAR = 0.1, 0.02  # cosines of what papers are about
_YEARS = (2, 6, 12)
#: Numbers of different initials of a surname from which it is more common.
COMMONNESS = (2, 3, 5, 9, 17, 33)
_COMMON = 3  # step from which equal names say less


@dataclass(frozen=True, slots=True)
class Bearer:
    """An author as the graph has them before people are told apart: all papers of one ORCID, or
    one authorship.

    ``co_authors`` are keys of names, ``institutions`` and ``concepts`` ids, ``domains`` those of
    e-mail addresses.
    """

    id: str
    names: tuple[str, ...]
    papers: frozenset[str]
    co_authors: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    journals: frozenset[str] = frozenset()
    years: tuple[int, ...] = ()
    orcid: str | None = None

    @property
    def name(self) -> str:
        """The fullest of the names."""
        return max(self.names, key=lambda name: (len("".join(given_names(name))), name))


@dataclass(frozen=True, slots=True)
class Rarity:
    """How often the corpus has a co-author's name or a concept, and how common its surnames are."""

    co_authors: Mapping[str, int]
    concepts: Mapping[str, float]  # weight: the logarithm of how rare it is
    surnames: Mapping[str, int]  # how many different given names bear each

    @classmethod
    def of(cls, bearers: Iterable[Bearer]) -> Rarity:
        """Counted over all bearers."""
        co_authors: Counter[str] = Counter()
        concepts: Counter[str] = Counter()
        given: set[tuple[str, tuple[str, ...]]] = set()
        total = 0
        for bearer in bearers:
            total += 1
            given.add((surname(bearer.name), tuple(name[0] for name in given_names(bearer.name))))
            co_authors.update(bearer.co_authors)
            concepts.update(bearer.concepts)
        weights = {curie: math.log(total / count) for curie, count in concepts.items()}
        return cls(co_authors, weights, Counter(name for name, _ in given))

    def commonness(self, name: str) -> int:
        """A step of :data:`COMMONNESS`: 0 for a surname with one first name in the corpus."""
        return bisect_right(COMMONNESS, self.surnames.get(surname(name), 1))


def comparable(one: Bearer, other: Bearer) -> bool:
    """Whether the two may be one person at all: not on one paper, not two ORCIDs, no other name."""
    if one.papers & other.papers or (one.orcid and other.orcid and one.orcid != other.orcid):
        return False
    return agreement(one.name, other.name) is not Agreement.CONFLICT


def levels(one: Bearer, other: Bearer, rarity: Rarity) -> tuple[int, ...]:
    """How well each of :data:`FIELDS` agrees: 0 not at all, more is better, or UNKNOWN.

    Names of common surnames have levels of their own, above those of :class:`Agreement`.
    """
    shared = one.co_authors & other.co_authors
    rare = sum(rarity.co_authors.get(name, 0) <= _RARE for name in shared)
    common = rarity.commonness(one.name) >= _COMMON
    return (
        int(agreement(one.name, other.name)) + (len(Agreement) if common else 0),
        min(2 * rare + (len(shared) > rare), 4) if one.co_authors and other.co_authors else UNKNOWN,
        _shared(one.institutions, other.institutions),
        _domains(one, other),
        _concepts(one.concepts, other.concepts, rarity.concepts),
        _shared(one.journals, other.journals),
        _years(one.years, other.years),
    )


def _shared(one: frozenset[str], other: frozenset[str]) -> int:
    return int(bool(one & other)) if one and other else UNKNOWN


def _domains(one: Bearer, other: Bearer) -> int:
    """A domain says where somebody works: no more where a shared institution says so already."""
    if one.institutions & other.institutions:
        return UNKNOWN
    return _shared(one.domains, other.domains)


def _concepts(one: frozenset[str], other: frozenset[str], weight: Mapping[str, float]) -> int:
    if not one or not other:
        return UNKNOWN
    norm = math.sqrt(sum(weight[c] ** 2 for c in one) * sum(weight[c] ** 2 for c in other))
    cosine = sum(weight[c] ** 2 for c in one & other) / norm if norm else 0.0
    return 2 if cosine >= _NEAR else int(cosine >= _FAR)


def _years(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    if not one or not other:
        return UNKNOWN
    gap = max(0, max(min(one), min(other)) - min(max(one), max(other)))
    return sum(gap <= limit for limit in _YEARS)
