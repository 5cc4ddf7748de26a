"""The JSON interface, ``/api/v1``: typed answers, cursors, problem+json; and feeds and site maps."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from kg.errors import NotFound, UsageError
from kg.graph import library
from kg.model import ConceptType
from kg.web import links
from kg.web.asking import answered
from kg.web.explorer import Asked
from kg.web.searching import Text, found
from kg.web.slices import slice_of, start_node
from kg.web.topics import topic_of
from kg.web.views import chosen, fragment, page, site_of
from kg.web.works import Choice, authors, cards, described, fullest, works

if TYPE_CHECKING:
    from kg.web.site import Row, Site

router = APIRouter()
v1 = APIRouter(
    prefix="/api/v1",
    tags=["v1"],
    responses={
        400: {"description": "The request makes no sense as given"},
        404: {"description": "There is no such thing in the graph"},
        503: {"description": "The store does not answer; try again"},
    },
)
_SEE_OTHER = 303
_SITEMAP = 50_000  # addresses of one site map, by its specification
_FEED = 30
Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=800, description="`next` of the page before")]


class AuthorName(BaseModel):
    """An author of a work, as the work names them."""

    id: str
    name: str


class MentionOut(BaseModel):
    """A mention; offsets count code points of the field, half-open."""

    field: str
    start: int
    end: int
    text: str
    type: ConceptType
    status: str
    curie: str | None
    label: str | None
    match: str
    reason: str | None
    confidence: float


class WorkOut(BaseModel):
    """A work with the mentions in its text."""

    id: str
    title: str | None
    abstract: str | None
    text: str | None
    year: int | None
    kind: str | None
    source: str | None
    journal: str | None
    retracted: bool | None
    authors: list[AuthorName] = Field(description="The first eight")
    author_count: int = Field(alias="authorCount")
    mentions: list[MentionOut]
    url: str


class WorksOut(BaseModel):
    """A page of works, and how many there are in all."""

    items: list[WorkOut]
    total: int
    next: str | None = Field(description="Cursor of the next page; none on the last")


class ConceptOut(BaseModel):
    """A concept with its names, parents and number of works."""

    id: str
    label: str
    type: ConceptType
    synonyms: list[str]
    abbreviations: list[str]
    xrefs: list[str]
    parents: list[dict[str, str]]
    works: int
    url: str


class PersonOut(BaseModel):
    """A person: the author records that were joined, and their works."""

    id: str
    name: str
    orcid: str | None
    authors: list[str]
    works: list[str]
    url: str


class HitOut(BaseModel):
    """Something that a search has found."""

    id: str
    kind: str
    label: str
    works: int | None
    url: str


class NodeOut(BaseModel):
    """A node of a slice."""

    id: str
    kind: str
    label: str
    works: int


class EdgeOut(BaseModel):
    """An edge of a slice."""

    source: str
    target: str
    kind: str
    works: int


class SliceOut(BaseModel):
    """A bounded slice of the graph, and what was left out by kind."""

    nodes: list[NodeOut]
    edges: list[EdgeOut]
    left_out: dict[str, int]


class QuestionOut(BaseModel):
    """A question of the query library."""

    name: str
    title: str
    description: str
    parameters: list[dict[str, Any]]
    cypher: str


@v1.get("/works")
def list_works(
    request: Request,
    choice: Annotated[Choice, Depends(chosen)],
    limit: Limit = 24,
    cursor: Cursor = None,
) -> WorksOut:
    """Works of a choice, newest first, a page at a time."""
    site = site_of(request)
    described(site, choice)  # what is not there is told
    chosen_works = works(site, choice)
    first = _place(chosen_works.ids, cursor)
    ids = chosen_works.ids[first : first + limit]
    more = first + limit < len(chosen_works.ids)
    return WorksOut(
        items=[_work(request, card) for card in cards(site, ids)],
        total=chosen_works.total,
        next=_cursor(ids[-1]) if more else None,
    )


def _cursor(last: str) -> str:
    return base64.urlsafe_b64encode(last.encode()).decode().rstrip("=")


def _place(ids: list[str], cursor: str | None) -> int:
    """The place after the work that a cursor names."""
    if cursor is None:
        return 0
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return ids.index(base64.urlsafe_b64decode(padded.encode("ascii")).decode()) + 1
    except (ValueError, binascii.Error) as error:
        raise UsageError("the cursor is none of this list; begin without one") from error


def _work(request: Request, card: Row) -> WorkOut:
    return WorkOut(**card, url=_url(request, links.path("paper", card["id"])))


def _url(request: Request, address: str) -> str:
    return str(request.base_url).rstrip("/") + address


@v1.get("/works/{id:path}")
def one_work(request: Request, id: str) -> WorkOut:
    """One work by any of its ids."""
    site = site_of(request)
    row = site.one("paper", id=id)
    if row is None:
        raise NotFound(f"no work {id} in the graph")
    return _work(request, cards(site, [row["id"]])[0])


@v1.get("/concepts/{id:path}")
def one_concept(request: Request, id: str) -> ConceptOut:
    """One concept by its CURIE."""
    row = site_of(request).one("concept-node", concept=id)
    if row is None:
        raise NotFound(f"no concept {id} in the graph")
    return ConceptOut(
        **{name: row[name] for name in ("id", "label", "type", "works")},
        **{name: row[name] or [] for name in ("synonyms", "abbreviations", "xrefs")},
        parents=row["above"],
        url=_url(request, links.path("concept", id)),
    )


@v1.get("/people/{id:path}")
def one_person(request: Request, id: str) -> PersonOut:
    """One person or author by id."""
    site = site_of(request)
    rows = authors(site, id)
    if not rows:
        raise NotFound(f"nobody with the id {id} in the graph")
    return PersonOut(
        id=id,
        name=fullest(rows),
        orcid=next((row["orcid"] for row in rows if row["orcid"]), None),
        authors=[row["id"] for row in rows],
        works=works(site, Choice(person=id)).ids,
        url=_url(request, links.person(id)),
    )


@v1.get("/search")
def search(request: Request, q: Text = "", limit: Limit = 10) -> list[HitOut]:
    """Concepts, people and works by name; misspelled ones too."""
    hits = found(site_of(request), q.strip(), limit, limit, limit)
    rows = [(row["id"], row["type"], row["label"], row["works"]) for row in hits.concepts]
    rows += [(one.id, "Person", one.name, one.number) for one in hits.people]
    rows += [(one.id, "Paper", one.name, None) for one in hits.works]
    return [
        HitOut(id=id, kind=kind, label=label, works=number,
               url=_url(request, links.node(kind, id)))
        for id, kind, label, number in rows
    ]  # fmt: skip


@v1.get("/slice")
def slice_around(request: Request, asked: Asked) -> SliceOut:
    """The slice of the graph around some nodes, as the explorer draws it."""
    if not asked.starts:
        raise UsageError("a slice needs a start: ?start=neurokg:v4")
    slice = slice_of(site_of(request), asked)
    return SliceOut(
        nodes=[NodeOut(id=n.id, kind=n.kind, label=n.label, works=n.works) for n in slice.nodes],
        edges=[
            EdgeOut(source=e.source, target=e.target, kind=e.kind, works=e.works)
            for e in slice.edges
        ],
        left_out=slice.left_out(),
    )


@v1.get("/queries")
def list_queries() -> list[QuestionOut]:
    """The questions of the query library."""
    return [
        QuestionOut(
            name=query.name, title=query.title, description=query.description,
            parameters=[
                {"name": p.name, "type": p.type, "required": p.required, "default": p.default,
                 "example": p.example, "meaning": p.meaning}
                for p in query.parameters
            ],
            cypher=query.text.strip(),
        )
        for query in library.queries()
    ]  # fmt: skip


@v1.get("/queries/{name}")
def one_query(request: Request, name: str) -> list[dict[str, Any]]:
    """Rows of a question; its parameters are those of the address."""
    query = next((query for query in library.queries() if query.name == name), None)
    if query is None:
        raise NotFound(f"no question {name}; /api/v1/queries lists them")
    known = {parameter.name for parameter in query.parameters}
    given = {key: text for key, text in request.query_params.items() if key in known}
    return answered(site_of(request), query, given)[0]


router.include_router(v1)


@router.get("/api", include_in_schema=False)
def about(request: Request) -> HTMLResponse:
    """What there is for programs."""
    paths = request.app.openapi()["paths"]
    return page(request, "api.html", paths=paths)


@router.get("/go", include_in_schema=False)
def go(request: Request, id: Annotated[str, Query(max_length=500)]) -> RedirectResponse:
    """The page of an id of whatever kind."""
    node = start_node(site_of(request), id)
    return RedirectResponse(links.node(node.kind, node.id), _SEE_OTHER)


@router.get("/feed.atom", include_in_schema=False)
def feed(request: Request, choice: Annotated[Choice, Depends(chosen)]) -> Response:
    """The newest works of a choice as an Atom feed."""
    site = site_of(request)
    said = described(site, choice)
    rows = cards(site, works(site, choice).ids[:_FEED])
    dates = {row["id"]: row["published"] for row in site.query("dates", works=[r["id"] for r in rows])}
    text = fragment(
        "feed.xml", rows=rows, dates=dates, base=str(request.base_url).rstrip("/"),
        address=choice.link("/feed.atom"),
        title="Works" + "".join(f" {before} {name}" for before, name, _ in said),
    )  # fmt: skip
    return Response(text, media_type="application/atom+xml")


@router.get("/sitemap.xml", include_in_schema=False)
def sitemap(request: Request) -> Response:
    """The pages of topics, concepts and works, for search engines of your own."""
    site = site_of(request)
    base = str(request.base_url).rstrip("/")
    addresses = [links.node("Topic", row["topic"]) for row in site.query("topics-by-papers")]
    addresses += [links.path("concept", row["curie"]) for row in site.query("top-concepts", limit=5000)]
    addresses += [links.path("paper", id) for id in works(site, Choice()).ids]
    text = fragment("sitemap.xml", addresses=[base + a for a in addresses[:_SITEMAP]])
    return Response(text, media_type="application/xml")


@router.get("/robots.txt", include_in_schema=False)
def robots(request: Request) -> PlainTextResponse:
    """Crawlers may read pages, and leave what costs much alone."""
    base = str(request.base_url).rstrip("/")
    return PlainTextResponse(
        f"User-agent: *\nDisallow: /explore\nDisallow: /ask/\nDisallow: /works?\nSitemap: {base}/sitemap.xml\n"
    )


@router.get("/.well-known/void", include_in_schema=False)
def void(request: Request) -> Response:
    """What data set this is (VoID), in Turtle."""
    site = site_of(request)
    summary = site.one("summary") or {}
    text = fragment(
        "void.ttl", base=str(request.base_url).rstrip("/"), works=summary.get("papers", 0)
    )
    return Response(text, media_type="text/turtle; charset=utf-8")


@router.get("/healthz", include_in_schema=False)
def health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", include_in_schema=False)
def ready(request: Request) -> dict[str, str]:
    """The graph answers too; 503 where it does not."""
    site_of(request).state()
    return {"status": "ok"}
