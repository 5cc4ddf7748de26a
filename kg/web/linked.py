"""Linked data: the pages' resources as JSON-LD, Turtle and N-Triples, and where their IRIs lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kg.curies import as_uri
from kg.errors import NotFound
from kg.rdf import iris, resource
from kg.rdf.resource import VocabularyRows
from kg.rdf.walk import names_by
from kg.web import links
from kg.web.negotiation import preferred

if TYPE_CHECKING:
    from kg.web.site import Site

router = APIRouter(include_in_schema=False)
Format = Annotated[str | None, Query(pattern="^(html|jsonld|ttl|nt)$")]
MEDIA_TYPES = {
    "html": "text/html",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
}
_OFFERS = {media: name for name, media in MEDIA_TYPES.items()} | {
    "application/xhtml+xml": "html",
    "application/json": "jsonld",
}
_SEE_OTHER = 303


def negotiated(request: Request, format: str | None) -> str | None:
    """The format that an address or an Accept header asks for; None for a page."""
    wanted = format or liked(request.headers.get("accept", ""))
    return None if wanted == "html" else wanted


def liked(accept: str) -> str | None:
    """The format that an Accept header likes best: all that an answer of 200 depends on of it."""
    return preferred(accept, _OFFERS)


def concept_iri(site: Site, id: str) -> str:
    """The IRI of a concept of the graph."""
    runs = [row["id"] for row in site.query("runs-ids", after="")]
    return iris.concept(id, names_by(site.query("runs", ids=runs)))


def data(site: Site, id: str, format: str) -> Response:
    """A resource in one of the formats."""
    try:
        text = resource(site, id, format)
    except NotFound:  # a concept that no work mentions
        text = resource(VocabularyRows(site.vocabulary.concepts), id, format)
    media = MEDIA_TYPES[format]
    return Response(text, media_type=f"{media}; charset=utf-8" if format != "jsonld" else media)


def data_of(turtle: str, format: str) -> bytes:
    """What a description in Turtle says, in one of the formats of RDF."""
    import pyoxigraph as ox

    if format == "ttl":
        return turtle.encode()
    quads = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    return ox.serialize(quads, format=ox.RdfFormat.from_extension(format)) or b""


def with_links(response: HTMLResponse, address: str, iri: str) -> HTMLResponse:
    """A page that says where its data are, and what it is about."""
    alternates = [
        f'<{links.query(address, format=name)}>; rel="alternate"; type="{media}"'
        for name, media in MEDIA_TYPES.items()
        if name != "html"
    ]
    response.headers["Link"] = ", ".join([*alternates, f'<{as_uri(iri)}>; rel="describes"'])
    return response


@router.get("/id/{kind}/{local:path}")
def thing(kind: str, local: str) -> RedirectResponse:
    """The IRI of a thing leads to the page about it (303: the page is not the thing).

    These are the paths of the graph's own IRIs below its base, so that a base can lead here.
    """
    of_work, _, _ = local.rpartition("/")
    addresses = {
        "paper": links.path("paper", local),
        "work": links.path("paper", local),
        "record": links.path("paper", local.partition("/")[2]),
        "mention": links.path("paper", of_work),
        "role": links.path("paper", of_work),
        "grant": links.path("paper", of_work),
        "notice": links.path("paper", of_work),
        "concept": links.path("concept", local if ":" in local else f"neurokg:{local}"),
        "author": links.path("person", f"author:{local}"),
        "person": links.path("person", f"person:{local}"),
        "identification": links.path("person", local.replace("-", ":", 1)),
        "institution": links.path("institution", f"institution:{local}"),
        "community": links.path("community", f"community:{local}"),
        "topic": links.path("topic", local),
        "run": links.path("run", f"run:{local}"),
        "software": "/runs",
    }
    if kind not in addresses:
        raise NotFound(f"there is no kind of things {kind}")
    return RedirectResponse(addresses[kind], _SEE_OTHER, headers={"Vary": "Accept"})
