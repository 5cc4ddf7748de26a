"""What joins two nodes that stand together: the works behind it, and the sentences that say so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from kg.errors import NotFound
from kg.model import CONCEPT_TYPES
from kg.web import about
from kg.web.starts import choice_of, start_node
from kg.web.views import ID_LENGTH, page, site_of
from kg.web.works import TELLING, Choice, Works, cards, works

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.starts import Node

router = APIRouter(include_in_schema=False)
_ORDER = ("Person", "Institution", "Community", "Topic", "Paper", *CONCEPT_TYPES)  # as one says it
_WORKS = 4  # of which sentences or titles are shown
Id = Annotated[str, Query(min_length=1, max_length=ID_LENGTH)]


@router.get("/explore/edge")
def edge(request: Request, a: Id, b: Id) -> HTMLResponse:
    """One edge of the explorer: what it says, in how many works, and by which sentences."""
    site = site_of(request)
    first, second = sorted(
        (start_node(site, a), start_node(site, b)), key=lambda node: _ORDER.index(node.kind)
    )
    concepts = [node.id for node in (first, second) if node.kind in CONCEPT_TYPES]
    are_concepts = len(concepts) > 1
    above = site.query("hierarchy-among", concepts=concepts) if are_concepts else []
    choice = _choice(first, second)
    found = _works(site, first, second, choice)
    if not (found.ids or above):
        raise NotFound(f"nothing joins {first.label} and {second.label} directly")
    return page(
        request, "edge.html",
        first=first, second=second, above=above, choice=choice, found=found,
        lift=_lift(site, found, concepts) if are_concepts else None,
        sentences=about.sentences(site, concepts, found.ids, _WORKS) if concepts else [],
        cards=[] if concepts else cards(site, found.ids[:_WORKS]),
    )  # fmt: skip


def _choice(first: Node, second: Node) -> Choice | None:
    """The works that a list can show of both; None where one is a work, or neither a concept."""
    one = choice_of(first)
    if one is None or second.kind not in CONCEPT_TYPES:
        return None
    return replace(one, other=second.id) if one.concept else replace(one, concept=second.id)


def _works(site: Site, first: Node, second: Node, choice: Choice | None) -> Works:
    """The works in which the two stand together."""
    if choice:
        return works(site, choice)
    if (first.kind, second.kind) == ("Person", "Institution"):
        # of the works by the one and from the other, some may be from there by another author
        rows = site.query("works-at-institution", person=first.id, institution=second.id)
        return Works(rows[0]["ids"])
    work, other = (first, second) if first.kind == "Paper" else (second, first)
    whole = choice_of(other)
    return Works([work.id] if whole and work.id in works(site, whole).ids else [])


def _lift(site: Site, found: Works, concepts: list[str]) -> float | None:
    """How many times as often as chance two concepts stand together, where that says something."""
    if found.total < TELLING:
        return None
    one, other = (works(site, Choice(concept=id)).total for id in concepts)
    summary = site.one("summary")
    assert summary
    return found.total * int(summary["papers"]) / (one * other)
