"""How the graph was made: the runs of the extraction, and what each of them annotated."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from kg.errors import NotFound
from kg.rdf import iris
from kg.web import links
from kg.web.linked import Format, data, negotiated, with_links
from kg.web.views import page, site_of

router = APIRouter(include_in_schema=False)


@router.get("/runs")
def runs(request: Request) -> HTMLResponse:
    """All runs, and what their numbers mean."""
    site = site_of(request)
    return page(
        request, "runs.html",
runs=site.query("records-by-run"), summary=site.one("summary"),
    )  # fmt: skip


@router.get("/run/{id}")
def run(request: Request, id: str, format: Format = None) -> Response:
    """One run: which program with which vocabulary and model read how many records."""
    site = site_of(request)
    row = next((row for row in site.query("records-by-run") if row["run"] == id), None)
    if row is None:
        raise NotFound(f"no run {id} in the graph")
    if wanted := negotiated(request, format):
        return data(site, id, wanted)
    response = page(request, "run.html", run=row)
    return with_links(response, links.path("run", id), iris.own(id))
