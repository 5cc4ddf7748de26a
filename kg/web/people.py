"""Pages of people: a person, a name that several may bear, an institution, a community."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from kg.errors import NotFound
from kg.identity.names import name_key
from kg.rdf import iris
from kg.web import links
from kg.web.linked import Format, data, negotiated, with_links
from kg.web.snapshot import bars, facets, leading
from kg.web.topics import people_with_topics
from kg.web.views import page, site_of
from kg.web.works import Choice, Works, are_several, authors, cards, shown_name, works

if TYPE_CHECKING:
    from kg.web.site import Row, Site

router = APIRouter(include_in_schema=False)
_SEE_OTHER = 303
_TIMELINE = 14  # concepts
_BITS_THAT_SAY, _BITS_THAT_SAY_MUCH = 0.5, 5.0  # of evidence: 1.4 times as likely, 32 times


@router.get("/person/{id:path}")
def person(request: Request, id: str, format: Format = None) -> Response:
    """One person: works, co-authors, concepts over time, and why records were joined."""
    site = site_of(request)
    rows = authors(site, id)
    if not rows or id.startswith("name:"):
        raise NotFound(f"nobody with the id {id} in the graph")
    joined = rows[0]["person"]
    if joined and joined != id:
        return RedirectResponse(links.path("person", joined), _SEE_OTHER)
    if wanted := negotiated(request, format):
        return data(site, id, wanted)
    response = _of_people(request, site, id, rows)
    iri = iris.own(id) if id.startswith("person:") else iris.author(id)
    return with_links(response, links.path("person", id), iri)


@router.get("/name/{key:path}")
def name(request: Request, key: str) -> Response:
    """All who bear a name; where that is one person, their page."""
    site = site_of(request)
    bearers = _bearers(site.query("authors-named", key=key))
    if not bearers:
        raise NotFound(f"nobody of the name {key} in the graph")
    if len(bearers) == 1:
        return RedirectResponse(links.path("person", bearers[0]["id"]), _SEE_OTHER)
    rows = authors(site, f"name:{key}")
    return _of_people(request, site, f"name:{key}", rows, bearers)


def _of_people(
    request: Request, site: Site, id: str, rows: list[Row], bearers: Sequence[Row] = ()
) -> HTMLResponse:
    """A person, or with bearers a name: then the works are of those who are known by it alone."""
    found = works(site, Choice(person=id))
    others = people_with_topics(site, Choice(person=id), found, 16)
    names = sorted({row["name"] for row in rows})
    mine = {id, *(row["person"] for row in rows), *(row["id"] for row in rows)}
    mine |= {f"name:{name_key(row['name'])}" for row in rows if not (row["orcid"] or row["person"])}
    return page(
        request, "person.html",
        id=id, name=shown_name(id, names), names=names, rows=rows, found=found,
        is_name=bool(bearers), known=[one for one in bearers if one["known"]],
        unknown=[one for one in bearers if not one["known"]],
        several=are_several(id, names, len(rows), found.total),
        orcid=next((row["orcid"] for row in rows if row["orcid"]), None),
        reasons=[_reason(row) for row in rows if row["joinedTo"]],
        institutions=site.query("institutions-of-author", authors=[r["id"] for r in rows]),
        years=bars(facets(site, found)), leading=leading(site, Choice(person=id), found, each=6),
        timeline=_timeline(site, found),
        cards=cards(site, found.ids[:24]),
        others=[row for row in others if row["id"] not in mine][:12],
    )  # fmt: skip


def _reason(row: Row) -> dict[str, Any]:
    evidence = json.loads(row["evidence"] or "{}")
    return {**row, "why": "somebody said so" if "pinned" in evidence else _why(evidence)}


def _why(evidence: dict[str, float]) -> str:
    """What speaks for one person, in words; fields that say nothing are left out.

    >>> _why({"name": 0.0, "co-authors": 9.6, "journal": 1.2, "years": -2.0})
    'mostly for their co-authors, also for their journal; years speak against it'
    """
    fields = sorted(evidence, key=lambda field: -evidence[field])
    much = [field for field in fields if evidence[field] >= _BITS_THAT_SAY_MUCH]
    some = [field for field in fields if _BITS_THAT_SAY <= evidence[field] < _BITS_THAT_SAY_MUCH]
    against = [field for field in fields if evidence[field] <= -_BITS_THAT_SAY]
    said = [f"mostly for their {_listed(much)}"] if much else []
    said += [f"{'also ' if much else ''}for their {_listed(some)}"] if some else []
    return ", ".join(said) + (f"; {_listed(against)} speak against it" if against else "")


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _bearers(rows: list[Row]) -> list[dict[str, Any]]:
    """The people or authors of one name, those with most works first."""
    by_person: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_person[row["person"] or row["id"]].append(row)
    found = [
        {"id": id, "known": any(row["orcid"] or row["person"] for row in some),
         "name": shown_name(id, (row["name"] for row in some)),
         "papers": {paper["id"]: paper["year"] for row in some for paper in row["papers"]}}
        for id, some in by_person.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-len(one["papers"]), one["id"]))


def _timeline(site: Site, found: Works) -> dict[str, Any] | None:
    """The leading concepts by year, as a grid."""
    rows = site.query("concepts-by-year", works=found.ids)
    counts: dict[str, dict[int, int]] = {}
    named: dict[str, Row] = {}
    for row in rows:
        counts.setdefault(row["id"], {})[row["year"]] = row["works"]
        named[row["id"]] = row
    years = sorted({row["year"] for row in rows})[-20:]
    if len(years) < 2:
        return None
    lead = sorted(counts, key=lambda id: (-sum(counts[id].values()), id))[:_TIMELINE]
    most = max(n for id in lead for n in counts[id].values())
    return {"years": years, "concepts": [(named[id], counts[id]) for id in lead], "most": most}


@router.get("/institution/{id:path}")
def institution(request: Request, id: str, format: Format = None) -> Response:
    """One institution: works, people, concepts."""
    site = site_of(request)
    node = site.one("institution-node", institution=id)
    if node is None:
        raise NotFound(f"no institution {id} in the graph")
    if wanted := negotiated(request, format):
        return data(site, id, wanted)
    found = works(site, Choice(institution=id))
    response = page(
        request, "institution.html",
        node=node, found=found, years=bars(facets(site, found)),
        leading=leading(site, Choice(institution=id), found),
        people=people_with_topics(site, Choice(institution=id), found, 12),
        cards=cards(site, found.ids[:12]),
    )  # fmt: skip
    return with_links(response, links.path("institution", id), iris.own(id))


@router.get("/community/{id}")
def community(
    request: Request, id: str, all: Annotated[bool, Query()] = False, format: Format = None
) -> Response:
    """One community of people or concepts: members, works, concepts."""
    site = site_of(request)
    node = site.one("community-node", community=id)
    if node is None:
        raise NotFound(f"no community {id} in the graph")
    if wanted := negotiated(request, format):
        return data(site, id, wanted)
    limit = 1000 if all else 48
    if node["kind"] == "concepts":
        members = site.query("community-concepts", community=id, limit=limit)
        found = Works([])
    else:
        members = site.query("community-people", community=id, limit=limit)
        found = works(site, Choice(community=id))
    response = page(
        request, "community.html",
        node=node, members=members, found=found, years=bars(facets(site, found)),
        leading=leading(site, Choice(community=id), found), cards=cards(site, found.ids[:12]),
    )  # fmt: skip
    return with_links(response, links.path("community", id), iris.own(id))
