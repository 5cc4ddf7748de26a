"""The front page, and topics: an arXiv category, or any concept seen as a field of work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from kg.errors import NotFound
from kg.rdf import iris
from kg.web import about, links
from kg.web.layout import Picture, drawn
from kg.web.linked import Format, concept_iri, data, negotiated, with_links
from kg.web.site import Site
from kg.web.slices import Wanted, slice_of
from kg.web.snapshot import bars, concepts_of_samples, leading, snapshot
from kg.web.views import page, site_of
from kg.web.works import (
    PAGE,
    Choice,
    Works,
    are_several,
    cards,
    concept_label,
    last_year,
    recounted,
    shown_name,
    topic_name,
    works,
)

router = APIRouter(include_in_schema=False)
_HERO_LETTERS = 19  # it is drawn at half its size (kg.css)
_HERO = 30  # nodes of the front page's picture
_NETWORK = 54  # nodes of the small picture
_FIRST_PEOPLE = 12


@dataclass(frozen=True, slots=True)
class Topic:
    """What a topic page is about: its address, name, and the works that make it."""

    id: str
    name: str
    code: str
    start: str  # where the explorer starts
    choice: Choice


@router.get("/")
def front(request: Request) -> HTMLResponse:
    """The front page: what the graph holds, and where to begin."""
    return page(request, "front.html", **front_values(site_of(request)))


def front_values(site: Site) -> dict[str, Any]:
    """What the front page shows."""
    recent = works(site, Choice())
    start = _start(site)
    return {
        "summary": site.one("summary"),
        "topics": site.query("topics-by-papers", limit=12),
        "leading": leading(site, Choice(), recent, each=10),
        "concepts": site.query("count-concepts")[0]["concepts"],
        "people": site.query("count-people-of-works", works=recent.sample)[0]["people"],
        "start": start,
        "picture": _picture(site, start),
        "recent": recent,
        "cards": cards(site, recent.ids[:6]),
        "communities": site.query("communities", kind="concepts", limit=6),
    }


def _start(site: Site) -> str | None:
    """Where the picture of the front page starts: the largest topic, else the first concept."""
    if topics := site.query("topics-by-papers", limit=12):
        return str(topics[0]["topic"])
    concepts = site.query("top-concepts", limit=1)
    return str(concepts[0]["curie"]) if concepts else None


def _picture(site: Site, start: str | None) -> Picture | None:
    if start is None:
        return None
    return drawn(slice_of(site, Wanted(starts=(start,), limit=_HERO)), letters=_HERO_LETTERS)


@router.get("/topic/{id:path}")
def topic(request: Request, id: str, format: Format = None) -> Response:
    """A topic in one reading flow."""
    site = site_of(request)
    here = topic_of(site, id)
    if wanted := negotiated(request, format):
        return data(site, here.start, wanted)
    seen = snapshot(site, here.choice)
    near = Wanted(starts=(here.start,), limit=_NETWORK)
    slice = slice_of(site, near) if seen.works.ids else None
    response = page(
        request, "topic.html",
        topic=here,
        seen=seen, years=bars(seen.facets),
        picture=slice and drawn(slice),
        slice=slice,
        nearest=about.nearest(site, here.id) if here.choice.concept and not slice else None,
        cards=cards(site, seen.works.ids[:PAGE]),
        people=people_with_topics(site, here.choice, seen.works, _FIRST_PEOPLE),
    )  # fmt: skip
    iri = iris.own(here.start) if here.choice.topic else concept_iri(site, here.start)
    return with_links(response, links.path("topic", here.id), iri)


def topic_of(site: Site, id: str) -> Topic:
    """The topic of an id: an arXiv category or a concept.

    Raises:
        NotFound: there is neither.
    """
    if ":" in id and not id.startswith("arxiv.category:"):
        return Topic(id, concept_label(site, id), id, id, Choice(concept=id))
    full = id if ":" in id else f"arxiv.category:{id}"
    row = site.one("topic-node", topic=full)
    if row is None:
        raise NotFound(f"no topic {id} in the graph")
    code = full.partition(":")[2]
    return Topic(code, topic_name(row["label"]), code, full, Choice(topic=full))


def people_with_topics(
    site: Site, choice: Choice, found: Works, limit: int, skip: int = 0, least: int = 1
) -> list[dict[str, Any]]:
    """Who wrote most of the works of a choice, each with the concepts of these."""
    rows = site.query(
        "people-of-works",
        works=found.sample, limit=limit, skip=skip, least=least, last=last_year(),
    )  # fmt: skip
    concepts = concepts_of_samples(site, [row["sample"] for row in rows])
    people = [
        {**row, "concepts": some, "page": links.person(row["id"]),
         "name": shown_name(row["id"], row["names"]),
         "several": are_several(row["id"], row["names"], row["records"], row["works"])}
        for row, some in zip(rows, concepts, strict=True)
    ]  # fmt: skip
    return recounted(site, choice, found, people, "person")
