"""What programs look for in known places: feeds, site map, VoID, health; and ids of any kind."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from kg.web import links
from kg.web.starts import start_node
from kg.web.views import ID_LENGTH, base_of, chosen, fragment, page, site_of
from kg.web.works import Choice, cards, described, works

router = APIRouter(include_in_schema=False)
_SEE_OTHER = 303
_CONCEPTS = 5000  # in the site map, beside the topics and the newest works
_FEED = 30
_ROBOTS = """User-agent: *
Disallow: /explore
Disallow: /ask/
Disallow: /sparql
Disallow: /works?
Sitemap: {base}/sitemap.xml
"""


@router.get("/api")
def about(request: Request) -> HTMLResponse:
    """What there is for programs."""
    paths = request.app.openapi()["paths"]
    return page(request, "api.html", paths=paths)


@router.get("/go")
def go(request: Request, id: Annotated[str, Query(max_length=ID_LENGTH)]) -> RedirectResponse:
    """The page of an id of whatever kind."""
    node = start_node(site_of(request), id)
    return RedirectResponse(links.node(node.kind, node.id), _SEE_OTHER)


@router.get("/feed.atom")
def feed(request: Request, choice: Annotated[Choice, Depends(chosen)]) -> Response:
    """The newest works of a choice as an Atom feed."""
    site = site_of(request)
    said = described(site, choice)
    rows = cards(site, works(site, choice).ids[:_FEED])
    dates = {
        row["id"]: row["published"] for row in site.query("dates", works=[r["id"] for r in rows])
    }
    text = fragment(
        "feed.xml", rows=rows, dates=dates, base=base_of(request),
        address=choice.link("/feed.atom"),
        title="Works" + "".join(f" {before} {name}" for before, name, _ in said),
    )  # fmt: skip
    return Response(text, media_type="application/atom+xml")


@router.get("/sitemap.xml")
def sitemap(request: Request) -> Response:
    """The pages of topics, concepts and works, for search engines of your own."""
    site = site_of(request)
    base = base_of(request)
    addresses = [links.node("Topic", row["topic"]) for row in site.query("topics-by-papers")]
    addresses += [
        links.path("concept", row["curie"]) for row in site.query("top-concepts", limit=_CONCEPTS)
    ]
    addresses += [links.path("paper", id) for id in works(site, Choice()).ids]
    text = fragment("sitemap.xml", addresses=[base + a for a in addresses])
    return Response(text, media_type="application/xml")


@router.get("/robots.txt")
def robots(request: Request) -> PlainTextResponse:
    """Crawlers may read pages, and leave what costs much alone."""
    base = base_of(request)
    return PlainTextResponse(_ROBOTS.format(base=base))


@router.get("/.well-known/void")
def void(request: Request) -> Response:
    """What data set this is (VoID), in Turtle."""
    site = site_of(request)
    summary = site.one("summary") or {}
    text = fragment("void.ttl", base=base_of(request), works=summary.get("papers", 0))
    return Response(text, media_type="text/turtle; charset=utf-8")


@router.get("/healthz")
def health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def ready(request: Request) -> dict[str, str]:
    """The graph answers too; 503 where it does not."""
    site_of(request).state()
    return {"status": "ok"}
