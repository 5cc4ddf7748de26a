"""Asking: the query library as forms, and own Cypher that can only read."""

from __future__ import annotations

import csv
import io
import math
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import HTTPException
from fastapi.responses import HTMLResponse, JSONResponse, Response

from kg.errors import NotFound, QueryError, StoreDenied, UsageError
from kg.graph import library
from kg.graph.parameters import parameter_value
from kg.web.counted import counting
from kg.web.slices import STARTS
from kg.web.views import page, site_of

if TYPE_CHECKING:
    from kg.web.site import Row, Site

router = APIRouter(include_in_schema=False)
_SECONDS = 10.0
_WAIT_SECONDS = 0.5
ROWS = 1000
_BYTES = 4_000_000  # of an answer
_LENGTH = 8000  # characters of an own query
_AT_ONCE = threading.BoundedSemaphore(4)
_PREFIXES = "arxiv pmid doi orcid author person name community institution ror neurokg openminds"
_ID = re.compile(rf"(?:{_PREFIXES.replace(' ', '|')}|arxiv\.category|[A-Z]\w+):\S+")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets take for a formula
_MADE_BY = {
    "people": "kg identity resolve", "decisions": "kg identity merge",
    "communities": "kg communities", "community": "kg communities",
}  # fmt: skip
_TIMES = 5  # as many rows as before, where more are wanted
Output = Annotated[str, Query(pattern="^(html|json|csv)$")]


class Answered(NamedTuple):
    """Rows of a question, whether there are more, and all parameters with which it was asked."""

    rows: list[Row]
    more: bool
    asked: dict[str, Any]


@router.get("/ask")
def ask(request: Request) -> HTMLResponse:
    """All questions of the library."""
    groups = [(name, list(some)) for name, some in groupby(library.queries(), lambda q: q.group)]
    return page(request, "ask.html", groups=groups)


@router.get("/ask/cypher")
def own(
    request: Request,
    cypher: Annotated[str, Query(max_length=_LENGTH)] = "",
    format: Output = "html",
) -> Response:
    """Own Cypher: the same guard and limits as the command line's."""
    if not cypher.strip():
        return page(request, "ask-cypher.html", cypher="", rows=None, problem="", cut=False)
    try:
        rows, cut = asked(site_of(request), cypher, {})
    except (QueryError, StoreDenied) as error:
        if format != "html":
            raise
        return page(request, "ask-cypher.html", 400, cypher=cypher, rows=None, problem=str(error),
                    cut=False)  # fmt: skip
    if format != "html":
        return _as(format, rows)
    return page(request, "ask-cypher.html", cypher=cypher, problem="", **_table(rows, cut))


@router.get("/ask/{name}")
def question(request: Request, name: str, format: Output = "html") -> Response:
    """One question as a form, and its answer when the form is filled in."""
    query = _question(name)
    given = {
        parameter.name: text
        for parameter in query.parameters
        if (text := request.query_params.get(parameter.name, "").strip())
    }
    found, problem = None, ""
    if given or not any(parameter.required for parameter in query.parameters):
        try:
            found = answered(site_of(request), query, given)
        except UsageError as error:
            problem = str(error)
    if format != "html":
        if found is None:
            raise UsageError(problem or f"query {name} needs its parameters")
        return _as(format, found.rows)
    return page(
        request, "ask-question.html", 400 if problem else 200, query=query,
        given=given, problem=problem, counted=counting(name, found.asked if found else {}),
        further=_further(found) if found else None, made_by=_MADE_BY.get(name),
        **_table(found and found.rows, bool(found and found.more)),
    )  # fmt: skip


def _further(found: Answered) -> int | None:
    """The limit with which to ask for more rows; None where there are none or it is the last."""
    limit = found.asked.get("limit")
    return min(_TIMES * limit, ROWS) if found.more and limit and limit < ROWS else None


def _question(name: str) -> library.Query:
    query = next((query for query in library.queries() if query.name == name), None)
    if query is None:
        raise NotFound(f"there is no question {name}; /ask lists them")
    return query


def answered(site: Site, query: library.Query, given: dict[str, str]) -> Answered:
    """Rows of a question of the library with typed parameters.

    Raises:
        UsageError: a parameter is missing or of the wrong form.
        NotFound: no concept has a name that was given.
    """
    missing = [p for p in query.parameters if p.required and p.name not in given]
    if missing:
        asked_for = f"{missing[0].name} is missing: {missing[0].meaning.lower()}"
        raise UsageError(f"{asked_for}, for example {missing[0].example}")
    values = query.arguments(typed(site, query, given))
    limit = values.get("limit")
    if limit is None or limit < 0:  # a limit below none is for the store to refuse
        return Answered(*asked(site, query.text, values), values)
    values["limit"] = min(limit, ROWS)
    rows, more = asked(site, query.text, values | {"limit": values["limit"] + 1})
    return Answered(rows[: values["limit"]], more or len(rows) > values["limit"], values)


def typed(site: Site, query: library.Query, given: dict[str, str]) -> dict[str, Any]:
    """What was typed for the parameters of a question, as values.

    Raises:
        UsageError: a value is of the wrong form.
        NotFound: no concept has a name that was given.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    return {name: _value(site, known[name], text) for name, text in given.items()}


def _value(site: Site, parameter: library.Parameter, text: str) -> Any:
    """What was typed as a value; a concept of the graph may be one of a user's own vocabulary."""
    if parameter.type.startswith("concept") and site.one("concept-node", concept=text):
        return text
    return parameter_value(parameter, text, site.vocabulary)


def asked(site: Site, cypher: str, params: dict[str, Any]) -> tuple[list[Row], bool]:
    """The first rows of a query that can only read, and whether there are more.

    Raises:
        StoreDenied: it would do more than read.
        QueryError: it is malformed, takes too long, or answers too much.
    """
    with taking_turns():
        rows = site.store.cypher(cypher, params, timeout=_SECONDS, limit=ROWS + 1, size=_BYTES)
    return [finite(row) for row in rows[:ROWS]], len(rows) > ROWS


@contextmanager
def taking_turns() -> Iterator[None]:
    """A place among the few questions that are answered at once; who finds none is sent away.

    Raises:
        HTTPException: 503, after a short wait.
    """
    if not _AT_ONCE.acquire(timeout=_WAIT_SECONDS):
        raise HTTPException(503, "Too many questions at once; ask again in a moment.")
    try:
        yield
    finally:
        _AT_ONCE.release()


def finite(value: Any) -> Any:
    """A value without what JSON has no number for.

    >>> finite({"x": [1.5, float("nan")]})
    {'x': [1.5, 'nan']}
    """
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, list):
        return [finite(item) for item in value]
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    return value


def _table(rows: list[Row] | None, cut: bool) -> dict[str, Any]:
    """Rows with, for each, the ids among its values; the first of these start the explorer."""
    ids: dict[str, None] = {}
    for row in rows or []:
        for value in row.values():
            if is_id(value) and "#" not in value:  # a mention is no node of the explorer
                ids.setdefault(value)
    return {"rows": rows, "cut": cut, "starts": list(ids)[:STARTS], "is_id": is_id}


def is_id(value: object) -> bool:
    """Whether a value looks like the id of something that has a page.

    >>> is_id("UBERON:0000955"), is_id("arxiv:2603.07369"), is_id("visual cortex"), is_id(3)
    (True, True, False, False)
    """
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _as(format: str, rows: list[Row]) -> Response:
    if format == "json":
        return JSONResponse(rows)
    return Response(
        as_csv(rows),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="answer.csv"'},
    )


def as_csv(rows: list[Row]) -> str:
    r"""Rows as CSV (RFC 4180); what a spreadsheet would run as a formula is quoted.

    >>> as_csv([{"a": "=1+1", "b": None}])
    "a,b\r\n'=1+1,\r\n"
    """
    text = io.StringIO()
    writer = csv.writer(text)
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        writer.writerow([_cell(value) for value in row.values()])
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list | tuple):
        value = "; ".join(str(item) for item in value)
    if isinstance(value, str) and value.startswith(_DANGEROUS):
        return f"'{value}"
    return value
