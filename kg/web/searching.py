"""Search over concepts, works and people, and suggestions while one types."""

from __future__ import annotations

from collections.abc import Callable
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
    from kg.vocabulary.search import Hit
    from kg.web.site import Row, Site

router = APIRouter(include_in_schema=False)
LENGTH = 200
_CONCEPTS, _WORKS, _PEOPLE = 12, 20, 12
_SEE_OTHER = 303
_BEARING = frozenset({"id", "xref", "exact", "abbreviation", "synonym"})
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
    """Concepts, works and people of a name that may be misspelled, unless a concept bears it."""
    names = site.names()
    rows = _concepts(site, names, text, concepts) if text.strip() else []
    misspelled = not any(row["match"] in _BEARING for row in rows)
    titles, titles_total = names.works.find(text, works, misspelled=misspelled)
    persons, persons_total = names.people.find(text, people, misspelled=misspelled)
    nothing = not (rows or titles or persons)
    near = site.vocabulary.suggest(text) if nothing and text.strip() else []
    return Found(rows, titles, titles_total, persons, persons_total, near)


def _concepts(site: Site, names: Names, text: str, limit: int) -> list[Row]:
    """Those that bear the name, then those whose name it begins, else those of a name like it."""
    hits = [_row(names, hit) for hit in site.vocabulary.search(text, limit=3 * limit)]
    bearing = [row for row in hits if row["match"] in _BEARING]
    begun = [row for row in hits if row["match"] == "prefix"]
    begun += _with_words(names, text, 3 * limit, of_label=bool(bearing))
    if bearing or begun:
        # What works mention first, of that what begins so, then words inside other names.
        typed = text.casefold()
        begun.sort(
            key=lambda row: (
                not row["works"], row["match"] != "prefix", -row["works"],
                typed not in row["label"].casefold(), -row["score"],
            )
        )  # fmt: skip
        return _once([*bearing, *begun])[:limit]
    likeness = _likeness(text)
    like = [*hits, *_with_words(names, text, 3 * limit, misspelled=True)]
    nearest = _once(sorted(like, key=lambda row: -likeness(row["matched"])))
    # Of names that are about as like it those come first that works mention.
    nearest.sort(key=lambda row: (-round(likeness(row["matched"]) / 10), -row["works"]))
    return nearest[:limit]


def _row(names: Names, hit: Hit) -> Row:
    concept = hit.concept
    works = names.mentioned.get(concept.curie, {}).get("works", 0)
    return {
        "id": concept.curie, "label": concept.label, "type": concept.type, "score": hit.score,
        "matched": hit.surface, "match": hit.match, "works": works,
    }  # fmt: skip


def _with_words(
    names: Names, text: str, limit: int, *, of_label: bool = False, misspelled: bool = False
) -> list[Row]:
    """Concepts of the graph with the words of a text in a name, or only in their label."""
    return [
        {**names.mentioned[one.id], "matched": one.name, "score": 0.0,
         "match": "fuzzy" if misspelled else "words"}
        for one in names.concepts.find(text, limit, misspelled=misspelled)[0]
        if not of_label or one.name == names.mentioned[one.id]["label"]
    ]  # fmt: skip


def _likeness(text: str) -> Callable[[str], float]:
    """How like the beginning of a name is to a text, from 0 to 100.

    >>> likeness = _likeness("hipo")
    >>> likeness("hippocampus") > likeness("adult-born hippocampal neuron")
    True
    """
    from rapidfuzz import fuzz

    typed = text.casefold()
    return lambda name: fuzz.ratio(typed, name.casefold()[: len(typed) + 1])


def _once(rows: list[Row]) -> list[Row]:
    """Each concept where it comes first."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row["id"], row)
    return list(found.values())


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
        _suggestion(row["type"], row["label"], _note(row), links.path("concept", row["id"]))
        for row in results.concepts
    ]
    rows += [
        _suggestion("Person", one.name, _works(one.number or 0), links.person(one.id))
        for one in results.people
    ]
    rows += [
        _suggestion("Paper", one.name, str(one.number or ""), links.path("paper", one.id))
        for one in results.works
    ]
    return JSONResponse(rows)


def _suggestion(kind: str, label: str, note: str, href: str) -> dict[str, str]:
    """A line of the list, with the class and the points of the mark of its kind."""
    points = " ".join(f"{x},{y}" for x, y in KINDS[kind].shape or ())
    return {"label": label, "kind": KINDS[kind].css, "shape": points, "note": note, "href": href}


def _works(number: int) -> str:
    return f"{number:,} {'work' if number == 1 else 'works'}"


def _note(row: Row) -> str:
    said = [KINDS[row["type"]].singular]
    if row["matched"].casefold() not in row["label"].casefold():
        said.append(row["matched"])
    if not row["works"]:
        said.append("in no work")
    return " · ".join(said)
