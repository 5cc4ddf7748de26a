"""Lists behind the numbers: works, people and institutions of a choice."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from kg.errors import NotFound
from kg.web.site import Site
from kg.web.snapshot import bars, leading
from kg.web.topics import people_with_topics
from kg.web.views import PageNumber, chosen, page, site_of
from kg.web.works import PAGE, Choice, Works, cards, described, works

router = APIRouter(include_in_schema=False)
_PEOPLE = 60


def _looked_up(request: Request, choice: Choice) -> tuple[Site, list[tuple[str, str, str]], Works]:
    """The site, what a choice says, and its works."""
    site = site_of(request)
    return site, described(site, choice), works(site, choice)


@router.get("/works")
def list_of_works(
    request: Request, choice: Annotated[Choice, Depends(chosen)], number: PageNumber = 1
) -> HTMLResponse:
    """Works of a choice, a page at a time."""
    site, said, found = _looked_up(request, choice)
    first = (number - 1) * PAGE
    if first and first >= len(found.ids):
        raise NotFound(f"this list has no page {number}")
    return page(
        request, "works.html",
        choice=choice, said=said, found=found, first=first, number=number,
        pages=-(-len(found.ids) // PAGE),
        cards=cards(site, found.ids[first : first + PAGE]),
        years=bars(site, found.ids),
        leading=leading(site, choice, found, each=6),
    )  # fmt: skip


@router.get("/people")
def list_of_people(request: Request, choice: Annotated[Choice, Depends(chosen)]) -> HTMLResponse:
    """Who wrote the works of a choice."""
    site, said, found = _looked_up(request, choice)
    return page(
        request, "people.html",
        choice=choice, said=said, found=found,
        count=site.query("count-people-of-works", works=found.ids)[0]["people"],
        people=people_with_topics(site, found.ids, _PEOPLE),
    )  # fmt: skip


@router.get("/institutions")
def list_of_institutions(
    request: Request, choice: Annotated[Choice, Depends(chosen)]
) -> HTMLResponse:
    """Institutions that the authors of the works of a choice name."""
    site, said, found = _looked_up(request, choice)
    rows = site.query("institutions-of-works", works=found.ids, limit=500)
    return page(
        request, "institutions.html", choice=choice, said=said, found=found, institutions=rows
    )


@router.get("/concepts")
def list_of_concepts(request: Request, choice: Annotated[Choice, Depends(chosen)]) -> HTMLResponse:
    """Concepts that the works of a choice mention."""
    site, said, found = _looked_up(request, choice)
    return page(
        request, "concepts.html",
        choice=choice, said=said, found=found, leading=leading(site, choice, found, each=100),
    )  # fmt: skip
