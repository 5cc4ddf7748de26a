"""The JSON interface, ``/api/v1``: typed answers in pages by cursor, problem+json, OpenAPI."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.openapi.utils import get_openapi

from kg.errors import NotFound, UsageError
from kg.graph import library
from kg.web import links
from kg.web.answers import (
    ConceptOut,
    EdgeOut,
    HitOut,
    NodeOut,
    PersonOut,
    Problem,
    QuestionOut,
    SliceOut,
    WorkOut,
    WorksOut,
)
from kg.web.asking import answered
from kg.web.explorer import Asked
from kg.web.searching import Text, found
from kg.web.slices import slice_of
from kg.web.things import unmentioned
from kg.web.views import base_of, chosen, site_of
from kg.web.works import Choice, authors, cards, described, shown_name, works

if TYPE_CHECKING:
    from kg.web.site import Row

_PROBLEM = Problem.model_json_schema()
router = APIRouter(
    prefix="/api/v1",
    tags=["v1"],
    responses={
        code: {"description": said, "content": {"application/problem+json": {"schema": _PROBLEM}}}
        for code, said in (
            (400, "The request makes no sense as given"),
            (403, "The query would do more than read"),
            (404, "There is no such thing in the graph"),
            (503, "The store does not answer, or many ask at once; try again"),
        )
    },
)
Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=800, description="`next` of the page before")]


@router.get("/works")
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
    return base_of(request) + address


@router.get("/works/{id:path}")
def one_work(request: Request, id: str) -> WorkOut:
    """One work by any of its ids."""
    site = site_of(request)
    row = site.one("paper", id=id)
    if row is None:
        raise NotFound(f"no work {id} in the graph")
    return _work(request, cards(site, [row["id"]])[0])


@router.get("/concepts/{id:path}")
def one_concept(request: Request, id: str) -> ConceptOut:
    """One concept by its CURIE."""
    site = site_of(request)
    row = site.one("concept-node", concept=id) or unmentioned(site, id)
    return ConceptOut(
        **{name: row[name] for name in ("id", "label", "type", "works")},
        **{name: row[name] or [] for name in ("synonyms", "abbreviations", "xrefs")},
        parents=row["above"],
        url=_url(request, links.path("concept", id)),
    )


@router.get("/people/{id:path}")
def one_person(request: Request, id: str) -> PersonOut:
    """One person or author by id."""
    site = site_of(request)
    rows = authors(site, id)
    if not rows:
        raise NotFound(f"nobody with the id {id} in the graph")
    return PersonOut(
        id=id,
        name=shown_name(id, (row["name"] for row in rows)),
        orcid=next((row["orcid"] for row in rows if row["orcid"]), None),
        authors=[row["id"] for row in rows],
        works=works(site, Choice(person=id)).ids,
        url=_url(request, links.person(id)),
    )


@router.get("/search")
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


@router.get("/slice")
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


@router.get("/queries")
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


@router.get("/queries/{name}")
def one_query(request: Request, response: Response, name: str) -> list[dict[str, Any]]:
    """Rows of a question; its parameters are those of the address.

    A header ``X-More: true`` says that there are more than the limit, or than a thousand.
    """
    query = next((query for query in library.queries() if query.name == name), None)
    if query is None:
        raise NotFound(f"no question {name}; /api/v1/queries lists them")
    known = {parameter.name for parameter in query.parameters}
    given = {key: text for key, text in request.query_params.items() if key in known}
    rows, more, _ = answered(site_of(request), query, given)
    if more:
        response.headers["X-More"] = "true"
    return rows


def description(app: FastAPI) -> dict[str, Any]:
    """The interface in OpenAPI: what makes no sense is answered by 400, never by 422."""
    found = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    for methods in found["paths"].values():
        for operation in methods.values():
            operation["responses"].pop("422", None)
    return found
