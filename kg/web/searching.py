"""Search over concepts, works and people, and suggestions while one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from kg.ids import paper_ids
from kg.web import links
from kg.web.kinds import KINDS
from kg.web.names import Named, Names
from kg.web.views import page, site_of

if TYPE_CHECKING:
    from kg.web.site import Row, Site

router = APIRouter(include_in_schema=False)
LENGTH = 200
_CONCEPTS, _WORKS, _PEOPLE = 12, 20, 12
_SEE_OTHER = 303
_VERY_LIKE = 0.72  # score of a misspelling that leaves little doubt
_BEARING = frozenset({"id", "exact", "abbreviation", "synonym"})
Text = Annotated[str, Query(max_length=LENGTH)]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has found, each kind best first, and how many there are of each."""

    concepts: list[Row]
    works: list[Named]
    works_total: int
    people: list[Named]
    people_total: int
    near: list[str]  # names like what was asked for, where nothing has it


def found(site: Site, text: str, concepts: int, works: int, people: int) -> Found:
    """Concepts, works and people of a name that may be misspelled."""
    names = site.names()
    rows = _concepts(site, names, text, concepts) if text.strip() else []
    titles, titles_total = names.works.find(text, works)
    persons, persons_total = names.people.find(text, people)
    nothing = not (rows or titles or persons)
    near = site.vocabulary.suggest(text) if nothing and text.strip() else []
    return Found(rows, titles, titles_total, persons, persons_total, near)


def _concepts(site: Site, names: Names, text: str, limit: int) -> list[Row]:
    """Those that bear the name first; of those that are like it the most mentioned."""
    bearing: dict[str, Row] = {}
    like: dict[str, Row] = {}
    for hit in site.vocabulary.search(text, limit=3 * limit):
        concept = hit.concept
        known = names.mentioned.get(concept.curie, {})
        row = {
            "id": concept.curie, "label": concept.label, "type": concept.type,
            "matched": hit.surface, "match": hit.match, "works": known.get("works", 0),
        }  # fmt: skip
        if hit.match in _BEARING:
            bearing[concept.curie] = row
        else:
            near = hit.match == "prefix" or hit.score >= _VERY_LIKE
            like[concept.curie] = {**row, "rank": (1 if like else 0) if near else 2}
    for one in names.concepts.find(text, 3 * limit)[0]:
        if one.id not in bearing and one.id not in like:
            like[one.id] = {**names.mentioned[one.id], "matched": one.name, "match": "fuzzy",
                            "rank": 1}  # fmt: skip
    ranked = sorted(like.values(), key=lambda row: (row["rank"], -row["works"]))
    return [*bearing.values(), *ranked][:limit]


@router.get("/search")
def search(request: Request, q: Text = "") -> Response:
    """Results of a search; an id leads straight to its page."""
    site = site_of(request)
    text = q.strip()
    if address := _by_id(site, text):
        return RedirectResponse(address, _SEE_OTHER)
    results = found(site, text, _CONCEPTS, _WORKS, _PEOPLE) if text else None
    return page(request, "search.html", q=text, results=results)


def _by_id(site: Site, text: str) -> str | None:
    """The page of a work by one of its ids, or of a concept by its CURIE."""
    if ":" not in text and "/" not in text and not text.isdigit():
        return None
    for id in paper_ids(text):
        if row := site.one("paper", id=id):
            return links.path("paper", row["id"])
    return links.path("concept", text) if site.one("concept-node", concept=text) else None


@router.get("/suggest")
def suggest(request: Request, q: Text = "") -> JSONResponse:
    """The first of each kind, for a list below the search field."""
    text = q.strip()
    if not text:
        return JSONResponse([])
    results = found(site_of(request), text, 6, 4, 3)
    rows = [
        {"label": row["label"], "kind": KINDS[row["type"]].css, "note": _note(row),
         "href": links.path("concept", row["id"])}
        for row in results.concepts
    ]  # fmt: skip
    rows += [
        {"label": one.name, "kind": "person", "note": f"{one.number} works",
         "href": links.person(one.id)}
        for one in results.people
    ]  # fmt: skip
    rows += [
        {"label": one.name, "kind": "paper", "note": str(one.number or ""),
         "href": links.path("paper", one.id)}
        for one in results.works
    ]  # fmt: skip
    return JSONResponse(rows)


def _note(row: Row) -> str:
    singular = KINDS[row["type"]].singular
    if row["match"] in _BEARING and row["matched"].casefold() != row["label"].casefold():
        return f"{singular} · {row['matched']}"
    return singular
