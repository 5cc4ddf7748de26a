"""What errors look like: a page for people, problem+json (RFC 9457) for programs."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from kg.errors import (
    NeuroKGError,
    NotFound,
    QueryError,
    SourceError,
    StoreDenied,
    StoreError,
    UsageError,
)
from kg.web.answers import Problem
from kg.web.negotiation import preferred
from kg.web.views import page

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

_log = logging.getLogger(__name__)
_RETRY_SECONDS = 5
AWAY = "The graph does not answer at the moment."
_STATUS: tuple[tuple[type[NeuroKGError], HTTPStatus], ...] = (
    (NotFound, HTTPStatus.NOT_FOUND),
    (UsageError, HTTPStatus.BAD_REQUEST),
    (QueryError, HTTPStatus.BAD_REQUEST),
    (StoreDenied, HTTPStatus.FORBIDDEN),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (SourceError, HTTPStatus.SERVICE_UNAVAILABLE),  # an index that was taken away just now
)


def install(app: FastAPI) -> None:
    """Let the application answer errors this way."""
    app.add_exception_handler(NeuroKGError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(Exception, _unexpected)


def answer(request: Request, status: HTTPStatus, detail: str) -> Response:
    """An error as this client reads it."""
    headers = {"Cache-Control": "no-store"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(_RETRY_SECONDS)
    if _asked_by_program(request):
        problem = Problem(
            type="about:blank", title=status.phrase, status=int(status), detail=detail,
            instance=request.url.path,
        )  # fmt: skip
        return JSONResponse(problem.model_dump(), status, headers, "application/problem+json")
    found = page(request, "problem.html", int(status), problem=status, detail=detail,
                 is_away=detail == AWAY, retry=_RETRY_SECONDS)  # fmt: skip
    found.headers.update(headers)
    return found


def _asked_by_program(request: Request) -> bool:
    path = request.url.path
    if path.startswith(("/api/", "/id/", "/suggest", "/healthz", "/readyz")):
        return True
    if request.query_params.get("format", "html") != "html":
        return True
    offers = [("text/html", "page"), ("application/problem+json", "problem")]
    if path.startswith("/sparql"):  # a page only where one is asked for by name
        offers.reverse()
    return preferred(request.headers.get("accept", ""), dict(offers)) != "page"


def _ours(request: Request, error: Exception) -> Response:
    status = next(
        (status for kind, status in _STATUS if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        # Where the store is and what its server says is for the log, not for whoever asks.
        _log.warning("%s", error)
        return answer(request, status, AWAY)
    return answer(request, status, str(error))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.NOT_FOUND:
        return answer(request, HTTPStatus.NOT_FOUND, "There is no such page.")
    response = answer(request, HTTPStatus(error.status_code), str(error.detail))
    response.headers.update(error.headers or {})
    return response


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    said = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors())
    return answer(request, HTTPStatus.BAD_REQUEST, said)


def _unexpected(request: Request, error: Exception) -> Response:
    _log.error("%s failed", request.url.path, exc_info=error)
    return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side.")
