"""Pages of a work and of a concept."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from kg.errors import NotFound
from kg.model import CONCEPT_TYPES
from kg.rdf import iris
from kg.rdf.prefixes import BASE
from kg.web import about, links
from kg.web.linked import Format, concept_iri, data, negotiated, with_links
from kg.web.snapshot import bars, facets
from kg.web.topics import people_with_topics
from kg.web.views import page, site_of
from kg.web.works import Choice, cards, recounted, works

if TYPE_CHECKING:
    from kg.web.site import Row, Site

router = APIRouter(include_in_schema=False)
_SEE_OTHER = 303
_LINK_NAMES = {"pdf": "PDF", "doi": "DOI"}
_RARE = 300  # works that mention a concept
_ENOUGH = 4  # related works


@router.get("/paper/{id:path}")
def paper(request: Request, id: str, format: Format = None) -> Response:
    """One work; under any of its ids one is led to the one it is known by."""
    site = site_of(request)
    row = site.one("paper", id=id)
    if row is None:
        raise NotFound(f"no work {id} in the graph")
    if row["id"] != id:
        return RedirectResponse(links.path("paper", row["id"]), _SEE_OTHER)
    if wanted := negotiated(request, format):
        return data(site, row["id"], wanted)
    concepts = {m["curie"]: m for m in row["mentions"] if m["curie"]}
    by_type: defaultdict[str, list[Row]] = defaultdict(list)
    for mention in concepts.values():
        by_type[mention["type"]].append(mention)
    response = page(
        request, "paper.html",
        paper=row, fields=_fields(row), notices=json.loads(row["notices"] or "[]"),
        addresses=_addresses(row), links=_web_links(row),
        related=_related(site, row["id"]),
        records=[r for r in site.query("records-of-work", paper=row["id"]) if r["run"]],
        concepts={type: by_type[type] for type in CONCEPT_TYPES if by_type[type]},
    )  # fmt: skip
    return with_links(response, links.path("paper", row["id"]), iris.paper(row["id"]))


def _related(site: Site, id: str) -> list[Row]:
    """Works near to one, by rare concepts alone where these are enough: that is much quicker."""
    rows = site.query("related-works", paper=id, most=_RARE)
    return rows if len(rows) >= _ENOUGH else site.query("related-works", paper=id)


def _fields(row: Row) -> list[tuple[str, str, list[Row]]]:
    return [
        (name, row[name], [m for m in row["mentions"] if m["field"] == name])
        for name in ("abstract", "text")
        if row[name]
    ]


def _addresses(row: Row) -> list[tuple[str, str]]:
    """The ids of a work with where they lead: the archive's, the publisher's, PubMed's."""
    known = dict.fromkeys([row["id"], *(row["ids"] or [])])
    addresses = {id: iris.paper(id) for id in known}
    return [(id, "" if iri.startswith(BASE) else iri) for id, iri in addresses.items()]


def _web_links(row: Row) -> list[tuple[str, str]]:
    return [
        (_LINK_NAMES.get(link.get("title") or "", link.get("title")) or _host(address), address)
        for link in json.loads(row["links"] or "[]")
        if (address := iris.url(link.get("href") or ""))
    ]


def _host(address: str) -> str:
    return urlsplit(address).hostname or address


@router.get("/concept/{id:path}")
def concept(request: Request, id: str, format: Format = None) -> Response:
    """One concept: what it is, and all that the graph knows of it."""
    site = site_of(request)
    node = site.one("concept-node", concept=id) or unmentioned(site, id)
    if wanted := negotiated(request, format):
        return data(site, id, wanted)
    choice = Choice(concept=id)
    found = works(site, choice)
    institutions = site.query("institutions-of-works", works=found.sample, limit=10)
    parts = [row["id"] for row in site.query("parts-of", concept=id)]
    whole = works(site, Choice(concept=id, parts=True)) if len(parts) > 1 else found
    iri = concept_iri(site, id)
    response = page(
        request, "concept.html",
        node=node, iri=iri, found=found, whole=whole,
        years=bars(facets(site, found)),
        company=about.company(site, id),
        matrix=about.matrix(site, node, len(parts)),
        left_out=about.left_out(site, id),
        nearest=None if found.total else about.nearest(site, id),
        people=people_with_topics(site, choice, found, 10),
        institutions=recounted(site, choice, found, institutions, "institution"),
        sentences=about.sentences(site, [id], found.ids),
        cards=cards(site, found.ids[:6]),
        communities=site.query("communities-of-concepts", concepts=[id]),
    )  # fmt: skip
    return with_links(response, links.path("concept", id), iri)


def unmentioned(site: Site, id: str) -> Row:
    """A concept of the vocabulary that no work mentions, as the graph would give it."""
    known = site.vocabulary.get(id)
    if known is None:
        raise NotFound(f"no concept {id} in the graph or the vocabulary")
    above = [
        {"id": above.curie, "label": above.label, "how": how}
        for how, curies in (("IS_A", known.is_a), ("PART_OF", known.part_of))
        for curie in curies
        if (above := site.vocabulary.get(curie))
    ]
    return {
        "id": known.curie, "label": known.label, "type": known.type,
        "synonyms": known.synonyms, "abbreviations": known.abbreviations, "xrefs": known.xrefs,
        "works": 0, "above": above, "below": [],
    }  # fmt: skip
