"""What a set of works looks like: leading concepts of each type, people, institutions, years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.model import CONCEPT_TYPES
from kg.web.works import Choice, works

if TYPE_CHECKING:
    from kg.web.site import Row, Site
    from kg.web.works import Works

_EXPERT_WORKS = 2  # from which on somebody is more than a passing author
_OF_TYPE = 8
_YEARS = 40  # at most
_MENTIONED = 400
_SPAN = 10  # at least, so that two years are not two walls


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: its works, how high its bar is (0 to 1)."""

    year: int
    works: int
    height: float


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A set of works at a glance; people and concepts are counted in ``works.ids``."""

    works: Works
    people: int
    institutions: int
    experts: int
    leading: Mapping[str, Sequence[Row]]
    years: Sequence[Bar]
    communities: Sequence[Row]


def snapshot(site: Site, choice: Choice) -> Snapshot:
    """The works of a choice at a glance."""
    found = works(site, choice)
    people = site.query("people-of-works", works=found.ids, limit=500)
    institutions = site.query("institutions-of-works", works=found.ids, limit=500)
    counted = site.query("count-people-of-works", works=found.ids)
    return Snapshot(
        works=found,
        people=counted[0]["people"],
        institutions=len(institutions),
        experts=sum(1 for row in people if row["works"] >= _EXPERT_WORKS),
        leading=leading(site, choice, found),
        years=bars(site, found.ids),
        communities=site.query("communities-of-works", works=found.ids, limit=8),
    )


def leading(site: Site, choice: Choice, found: Works, each: int = _OF_TYPE) -> dict[str, list[Row]]:
    """The concepts that the works of a choice mention most, by type."""
    by_type: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _mentioned(site, choice, found):
        if len(by_type[row["type"]]) < each:
            by_type[row["type"]].append(row)
    return {type: by_type[type] for type in CONCEPT_TYPES if by_type[type]}


def _mentioned(site: Site, choice: Choice, found: Works) -> list[Row]:
    """Concepts with the number of works; of all works where the choice is a simple one."""
    if found.is_cut and choice == Choice():
        rows = site.query("top-concepts", limit=_MENTIONED)
        return [{**row, "id": row["curie"], "works": row["papers"]} for row in rows]
    if found.is_cut and choice == Choice(concept=choice.concept):
        rows = site.query("mentioned-with", concept=choice.concept, limit=_MENTIONED)
        return [{**row, "id": row["curie"], "works": row["papers"]} for row in rows]
    if found.is_cut and choice == Choice(topic=choice.topic):
        return site.query("concepts-of-topic", topic=choice.topic, limit=_MENTIONED)
    return site.query("concepts-of-works", works=found.ids, limit=_MENTIONED)


def bars(site: Site, ids: list[str]) -> list[Bar]:
    """Works per year without gaps, the last :data:`_YEARS` years of them."""
    return bars_of({row["year"]: row["works"] for row in site.query("years-of-works", works=ids)})


def bars_of(counts: Mapping[int, int]) -> list[Bar]:
    """Bars of works per year.

    >>> [(bar.year, bar.works, bar.height) for bar in bars_of({2020: 2, 2022: 4})][-3:]
    [(2020, 2, 0.5), (2021, 0, 0.0), (2022, 4, 1.0)]
    """
    possible = [year for year in counts if year <= date.today().year + 1]  # some sources err
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
