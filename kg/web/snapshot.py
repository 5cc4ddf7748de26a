"""What a set of works looks like: leading concepts of each type, people, institutions, years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.model import CONCEPT_TYPES
from kg.web.works import Choice, last_year, recounted, sources, works

if TYPE_CHECKING:
    from kg.web.site import Row, Site
    from kg.web.works import Works

#: By facet (year, type of concept, kind of work, source) and value: how many works.
Facets = dict[str, dict[Any, int]]
SEVERAL = 2  # works from which on somebody is more than a passing author
_OF_TYPE = 8
_COMMUNITIES = 6
_YEARS = 40  # at most
_SPAN = 10  # at least, so that two years are not two walls


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: its works, how high its bar is (0 to 1)."""

    year: int
    works: int
    height: float


@dataclass(slots=True)
class OfType:
    """The concepts of one type that works mention most, and how many there are in all.

    Groups of species stand apart: "mammalian" would else come before the mouse.
    """

    type: str
    total: int = 0
    concepts: list[Row] = field(default_factory=list)
    groups: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A set of works at a glance; people and institutions are counted in ``works.sample``."""

    works: Works
    people: int
    institutions: int
    experts: int
    leading: Sequence[OfType]
    facets: Facets
    communities: Sequence[Row]
    communities_total: int


def snapshot(site: Site, choice: Choice) -> Snapshot:
    """The works of a choice at a glance."""
    found = works(site, choice)
    people = site.query("count-people-of-works", works=found.sample, several=SEVERAL)[0]
    institutions = site.query("count-institutions-of-works", works=found.sample)[0]
    return Snapshot(
        works=found,
        people=people["people"],
        institutions=institutions["institutions"],
        experts=people["experts"] or 0,
        leading=leading(site, choice, found),
        facets=facets(site, found),
        communities=communities(site, choice, found, _COMMUNITIES),
        communities_total=count_communities(site, found.sample),
    )


def leading(site: Site, choice: Choice, found: Works, each: int = _OF_TYPE) -> list[OfType]:
    """The concepts that the works of a choice mention most, by type; those chosen left out."""
    by_type = {type: OfType(type) for type in CONCEPT_TYPES}
    own = [one for one in (choice.concept, choice.other) if one]
    for row in site.query("leading-of-works", works=found.ids, without=own, each=each):
        of_type = by_type[row["type"]]
        of_type.total += row["total"]
        (of_type.groups if row["isGroup"] else of_type.concepts).extend(row["concepts"])
    return [of_type for of_type in by_type.values() if of_type.total]


def communities(site: Site, choice: Choice, found: Works, limit: int, skip: int = 0) -> list[Row]:
    """Communities whose people wrote most of the works of a choice, with people and concepts."""
    rows = site.query("communities-of-works", works=found.sample, limit=limit, skip=skip)
    if not rows:
        return []
    people = site.query("members-of-communities", communities=[row["id"] for row in rows])
    by_id = {row["id"]: row["people"] for row in people}
    concepts = concepts_of_samples(site, [row["sample"] for row in rows])
    shown = [
        {**row, "members": by_id[row["id"]], "concepts": some}
        for row, some in zip(rows, concepts, strict=True)
    ]
    return recounted(site, choice, found, shown, "community")


def count_communities(site: Site, ids: list[str]) -> int:
    """How many communities of people wrote some works."""
    return int(site.query("count-communities-of-works", works=ids)[0]["communities"])


def concepts_of_samples(site: Site, samples: list[list[str]]) -> list[list[Row]]:
    """The concepts that each list of works mentions most."""
    rows = site.query("concepts-of-samples", samples=samples) if samples else []
    found = {row["place"]: row["concepts"] for row in rows}
    return [found.get(place, []) for place in range(len(samples))]


def facets(site: Site, found: Works) -> Facets:
    """By what works can be narrowed."""
    counts: Facets = {"year": {}, "type": {}, "kind": {}, "source": {}}
    groups = [{"name": name, "sources": some} for name, some in sources(site).items()]
    for row in site.query("facets-of-works", works=found.ids, groups=groups):
        counts[row["facet"]][row["value"]] = row["works"]
    last = last_year()  # of what cannot be, the newest is not first
    years = sorted(counts["year"], key=lambda year: (year > last, -year))
    return {**counts, "year": {year: counts["year"][year] for year in years}}


def bars(facets: Facets) -> list[Bar]:
    """Works per year without gaps, the last :data:`_YEARS` years of them.

    >>> [(bar.year, bar.works, bar.height) for bar in bars({"year": {2020: 2, 2022: 4}})][-3:]
    [(2020, 2, 0.5), (2021, 0, 0.0), (2022, 4, 1.0)]
    """
    counts = facets["year"]
    possible = [year for year in counts if year <= last_year()]
    if not possible:
        return []
    last = max(possible)
    first = max(min(possible, default=last), last - _YEARS + 1)
    first = min(first, last - _SPAN + 1)
    highest = max(counts[year] for year in possible if year >= first)
    return [
        Bar(year, counts.get(year, 0), counts.get(year, 0) / highest)
        for year in range(first, last + 1)
    ]
