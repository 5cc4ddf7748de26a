"""Lists behind the numbers: works, people, institutions, concepts, communities of a choice."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from kg.web.site import Site
from kg.web.snapshot import (
    SEVERAL,
    OfType,
    bars,
    communities,
    count_communities,
    facets,
    leading,
)
from kg.web.topics import people_with_topics
from kg.web.views import Flag, PageNumber, chosen, page, site_of
from kg.web.works import PAGE, Choice, Works, cards, described, recounted, works

router = APIRouter(include_in_schema=False)
_PEOPLE = 60
_INSTITUTIONS = 100
_COMMUNITIES = 24
_OF_TYPE = 12  # concepts of each type where all types are shown
_CONCEPTS = 100  # of one type
_ALL = 100_000  # concepts of a type; no vocabulary has so many
Chosen = Annotated[Choice, Depends(chosen)]


class Span(NamedTuple):
    """Where a page of a list is: its number, of how many, and the rows that it shows."""

    number: int
    pages: int
    first: int
    size: int
    total: int

    @classmethod
    def of(cls, number: int, total: int, size: int) -> Span:
        """The page of a number; one after the last is the last.

        >>> Span.of(9, 130, 60)
        Span(number=3, pages=3, first=120, size=60, total=130)
        """
        pages = max(1, -(-total // size))
        number = min(number, pages)
        return cls(number, pages, (number - 1) * size, size, total)

    @property
    def last(self) -> int:
        """The number of the last row shown, counted from one."""
        return min(self.first + self.size, self.total)


def _looked_up(request: Request, choice: Choice) -> tuple[Site, list[tuple[str, str, str]], Works]:
    """The site, what a choice says, and its works."""
    site = site_of(request)
    return site, described(site, choice), works(site, choice)


@router.get("/works")
def list_of_works(request: Request, choice: Chosen, number: PageNumber = 1) -> HTMLResponse:
    """Works of a choice, a page at a time."""
    site, said, found = _looked_up(request, choice)
    span = Span.of(number, found.total, PAGE)
    counts = facets(site, found)
    return page(
        request, "works.html",
        choice=choice, said=said, found=found, span=span,
        cards=cards(site, found.ids[span.first : span.last]),
        facets=counts, years=bars(counts),
        leading=leading(site, choice, found, each=6),
    )  # fmt: skip


@router.get("/people")
def list_of_people(
    request: Request, choice: Chosen, number: PageNumber = 1, several: Flag = False
) -> HTMLResponse:
    """Who wrote the works of a choice, or several of them."""
    site, said, found = _looked_up(request, choice)
    counts = site.query("count-people-of-works", works=found.sample, several=SEVERAL)[0]
    span = Span.of(number, counts["experts" if several else "rows"] or 0, _PEOPLE)
    least = SEVERAL if several else 1
    return page(
        request, "people.html",
        choice=choice, said=said, found=found, span=span, several=several,
        number=counts["experts" if several else "people"] or 0,
        people=people_with_topics(site, choice, found, _PEOPLE, span.first, least),
    )  # fmt: skip


@router.get("/institutions")
def list_of_institutions(request: Request, choice: Chosen, number: PageNumber = 1) -> HTMLResponse:
    """Institutions that the authors of the works of a choice name."""
    site, said, found = _looked_up(request, choice)
    total = site.query("count-institutions-of-works", works=found.sample)[0]["institutions"]
    span = Span.of(number, total, _INSTITUTIONS)
    rows = site.query(
        "institutions-of-works", works=found.sample, limit=_INSTITUTIONS, skip=span.first
    )
    return page(
        request, "institutions.html",
        choice=choice, said=said, found=found, span=span,
        institutions=recounted(site, choice, found, rows, "institution"),
    )  # fmt: skip


@router.get("/communities")
def list_of_communities(request: Request, choice: Chosen, number: PageNumber = 1) -> HTMLResponse:
    """Communities of the people who wrote the works of a choice."""
    site, said, found = _looked_up(request, choice)
    span = Span.of(number, count_communities(site, found.sample), _COMMUNITIES)
    return page(
        request, "communities.html",
        choice=choice, said=said, found=found, span=span,
        communities=communities(site, choice, found, _COMMUNITIES, span.first),
    )  # fmt: skip


@router.get("/concepts")
def list_of_concepts(request: Request, choice: Chosen, number: PageNumber = 1) -> HTMLResponse:
    """Concepts that the works of a choice mention: the first of each type, or all of one."""
    whole = replace(choice, type=None)
    site, said, found = _looked_up(request, whole)
    values: dict[str, Any] = {"choice": whole, "said": said, "found": found}
    types = leading(site, whole, found, each=_ALL if choice.type else _OF_TYPE)
    if choice.type is None:
        return page(request, "concepts.html", leading=types, **values)
    of_type = next((one for one in types if one.type == choice.type), OfType(choice.type))
    rows = sorted([*of_type.concepts, *of_type.groups], key=lambda one: (-one["works"], one["id"]))
    span = Span.of(number, len(rows), _CONCEPTS)
    return page(
        request, "concepts-of-type.html",
        type=choice.type, rows=rows[span.first : span.last], span=span, **values,
    )  # fmt: skip
