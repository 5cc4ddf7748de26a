"""SPARQL: the endpoint of the SPARQL 1.1 Protocol, and its page.

The index of the store (:mod:`kg.rdf.index`) is asked as it stands; a page says where the graph has
changed since. ``kg sparql --refresh`` makes it, and a site that runs notices.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Query, Request
from fastapi.exceptions import HTTPException
from fastapi.responses import HTMLResponse, Response

from kg.errors import NotFound, QueryError, StoreDenied, UsageError
from kg.graph.library import Query as Question
from kg.rdf import index
from kg.rdf.questions import declared, filled, question, questions
from kg.rdf.sparql import ANSWER_FORMATS, Graphs, answer
from kg.web.asking import taking_turns, typed
from kg.web.linked import data_of
from kg.web.negotiation import preferred
from kg.web.terms import shown
from kg.web.views import base_of, fragment, page, site_of

if TYPE_CHECKING:
    from kg.rdf.index import Index
    from kg.rdf.sparql import Answer
    from kg.web.site import Site

router = APIRouter(include_in_schema=False)
_SECONDS = 10.0
ROWS = 10_000
_SHOWN = 500  # rows of a page
_LENGTH = 16_000  # bytes of a query, as it is sent
_EXAMPLE = """SELECT ?concept ?label (COUNT(DISTINCT ?work) AS ?works) WHERE {
  ?work schema:mentions ?concept .
  ?concept a nkg:BrainRegion ; skos:prefLabel ?label .
}
GROUP BY ?concept ?label
ORDER BY DESC(?works)
LIMIT 20"""

_RESULTS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_GRAPHS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}
_MEDIA = {name: media for media, name in (_RESULTS | _GRAPHS | {"text/html": "html"}).items()}
_OFFERS = {
    "triples": _GRAPHS | {"application/json": "jsonld", "application/xml": "rdf"},
    "rows": _RESULTS | {"application/json": "json", "application/xml": "xml"},
}
Format = Annotated[str | None, Query(pattern=f"^({'|'.join(_MEDIA)})$")]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of the protocol: a query, the graphs it is over, and how to answer."""

    query: str
    graphs: Graphs | None
    format: str | None


async def _asked(request: Request, format: Format = None) -> Asked:
    """What is asked by GET, by a form, or by a query as the body (Protocol, 2.1.1 to 2.1.3)."""
    given = list(request.query_params.multi_items())
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in {"application/sparql-query", "application/x-www-form-urlencoded"}:
            raise HTTPException(415, "a query comes as a form or as application/sparql-query")
        text = await _body(request)
        is_form = media.endswith("urlencoded")
        given += parse_qsl(text, keep_blank_values=True) if is_form else [("query", text)]
    if any(name == "update" for name, _ in given):
        raise StoreDenied("updates are not allowed: this endpoint can only read")
    queries = [value for name, value in given if name == "query"]
    if len(queries) > 1:
        raise UsageError("one query at a time")
    default = tuple(value for name, value in given if name == "default-graph-uri")
    named = tuple(value for name, value in given if name == "named-graph-uri")
    formats = [value for name, value in given if name == "format"]
    if formats and formats[-1] not in _MEDIA:
        raise UsageError(f"format: {', '.join(_MEDIA)}")
    return Asked(
        query=queries[0] if queries else "",
        graphs=Graphs(default, named) if default or named else None,
        format=formats[-1] if formats else format,
    )


async def _body(request: Request) -> str:
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > 3 * _LENGTH:  # a form writes a byte in up to three
            raise HTTPException(413, f"a query has at most {_LENGTH} bytes")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise UsageError("the query is no UTF-8") from error


@router.api_route("/sparql", methods=["GET", "POST"])
def endpoint(request: Request, asked: Annotated[Asked, Depends(_asked)]) -> Response:
    """The endpoint; for a browser, a page with the query and its answer."""
    site = site_of(request)
    accept = request.headers.get("accept", "")
    if not asked.query.strip():
        return _without_query(request, site, asked.format or accept)
    if len(asked.query.encode()) > _LENGTH:
        raise HTTPException(413, f"a query has at most {_LENGTH} bytes")
    if asked.format == "html" or (not asked.format and _wants_page(accept)):
        return _answer_page(request, site, asked)
    with _answered(site, asked, ROWS) as (found, there):
        return _written(found, there, asked.format or accept)


def _wants_page(accept: str) -> bool:
    offers = _RESULTS | _GRAPHS | {"text/html": "html"}
    return preferred(accept, offers) == "html"


def _without_query(request: Request, site: Site, wanted: str) -> Response:
    """The description of the service for who asks for RDF, else the page to write a query on."""
    if wanted == "html" or preferred(wanted, {"text/html": "html"} | _GRAPHS) == "html":
        return _page(request, site, query="")
    format = wanted if wanted in _GRAPHS.values() else preferred(wanted, _GRAPHS)
    if request.method == "POST" or format is None:
        raise UsageError("the query is missing: ?query=")
    there = _must_be(_index(site))
    text = fragment("service.ttl", base=base_of(request), index=there)
    return Response(data_of(text, format), media_type=_MEDIA[format])


@contextmanager
def _answered(site: Site, asked: Asked, limit: int) -> Iterator[tuple[Answer, Index]]:
    """The answer of the index, and the index."""
    there = _must_be(_index(site))
    with (
        taking_turns(),
        answer(
            there.data, asked.query, timeout=_SECONDS, limit=limit, graphs=asked.graphs
        ) as found,
    ):
        yield found, there


def _index(site: Site) -> Index | None:
    try:
        return index.current(index.home(site.location))
    except NotFound:
        return None


def _must_be(there: Index | None) -> Index:
    if there is None:
        raise HTTPException(503, "There is no index for SPARQL yet: kg sparql --refresh makes it.")
    return there


def _written(found: Answer, there: Index, wanted: str) -> Response:
    """An answer in the format of a name, or that an Accept header likes best."""
    offers = _OFFERS["triples" if found.kind == "triples" else "rows"]
    format = wanted if wanted in _MEDIA else preferred(wanted, offers)
    if format is None:
        raise HTTPException(406, f"this answer can be {', '.join(offers)}")
    output = io.BytesIO()
    found.write(output, format)
    media = _MEDIA[format]
    headers = {"X-Index-Made": there.made, "Vary": "Accept"}
    if found.more:
        headers["X-SPARQL-MaxRows"] = str(ROWS)
    return Response(
        output.getvalue(),
        media_type=f"{media}; charset=utf-8" if media.startswith("text/") else media,
        headers=headers,
    )


def _answer_page(request: Request, site: Site, asked: Asked) -> HTMLResponse:
    if _index(site) is None:
        return _page(request, site, query=asked.query)
    try:
        with _answered(site, asked, _SHOWN) as (found, _):
            return _page(request, site, query=asked.query, found=shown(found))
    except (QueryError, StoreDenied, UsageError) as error:
        return _page(request, site, 400, query=asked.query, problem=str(error))


def _page(request: Request, site: Site, status: int = 200, **values: Any) -> HTMLResponse:
    """The page of a query, or of a question of the library."""
    about: dict[str, Any] = {"question": None, "given": {}, "problem": "", "found": None}
    return page(
        request, "sparql.html", status, **(about | values),
        state=_state(site), example=_EXAMPLE, questions=questions(), formats=ANSWER_FORMATS,
        length=_LENGTH, rows=ROWS,
    )  # fmt: skip


def _state(site: Site) -> dict[str, Any]:
    """What the page says of the index."""
    if (there := _index(site)) is None:
        return {"made": None, "old": False, "triples": 0}
    old = not there.is_of(site.state())
    return {"made": there.made, "old": old, "triples": there.triples}


@router.get("/sparql/{name}")
def library_question(request: Request, name: str) -> HTMLResponse:
    """A question of the library as a form, and its answer when the form is filled in."""
    site = site_of(request)
    asked = _question(name)
    given = {
        parameter.name: text
        for parameter in asked.parameters
        if (text := request.query_params.get(parameter.name, "").strip())
    }
    about: dict[str, Any] = {"question": asked, "given": given, "query": asked.text}
    missing = not given and any(parameter.required for parameter in asked.parameters)
    if missing or _index(site) is None:
        return _page(request, site, **about)
    try:
        about["query"] = declared(filled(asked, typed(site, asked, given)))
        with _answered(site, Asked(about["query"], None, None), _SHOWN) as (found, _):
            return _page(request, site, **about, found=shown(found))
    except (NotFound, QueryError, UsageError) as error:
        return _page(request, site, 400, **about, problem=str(error))


def _question(name: str) -> Question:
    try:
        return question(name)
    except UsageError as error:
        raise NotFound(f"no question {name}; /sparql lists them") from error
