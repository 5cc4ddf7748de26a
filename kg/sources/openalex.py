"""OpenAlex works: JSON Lines of the snapshot, and answers of the API one a line.

Format: OpenAlex documentation, "Work object". Referenced works are not kept.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from kg import ids
from kg.model import Author, Deletion, Institution, Notice, Paper, Reject
from kg.sources import lines, values
from kg.sources.dates import published
from kg.sources.doubts import Doubts
from kg.sources.text import normalise

_WORK = re.compile(rb'"id"\s*:\s*"https://openalex\.org/W\d')
_IDS = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid"}
_LONGEST = 20_000  # words; no abstract has more, and a place beyond is a mistake


class OpenAlex:
    """Reader of the format ``openalex``."""

    name = "openalex"
    description = "works of OpenAlex as JSON Lines: the snapshot, or pages of the API"

    def sniff(self, head: bytes) -> bool:
        """An object with the id of a work."""
        return head.startswith(b"{") and bool(_WORK.search(head))

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        """Papers of the works."""
        return lines.read(stream, origin, _papers, parts=_works)


def _works(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The work of a line, or those of a page of the API."""
    if row.get("results") is None:
        return [row]
    return [work if isinstance(work, dict) else {} for work in values.items(row["results"])]


def _papers(work: dict[str, Any], doubts: Doubts) -> list[Paper]:
    return [_paper(work, doubts)]


def _paper(work: dict[str, Any], doubts: Doubts) -> Paper:
    """The paper of a work.

    Raises:
        ValueError: it has no id of a work, or neither title nor abstract.
    """
    identifier = f"openalex:{ids.openalex(values.text(work.get('id')))}"
    title = normalise(values.text(work.get("title")) or values.text(work.get("display_name")))
    abstract = _abstract(work.get("abstract_inverted_index"), doubts)
    if not title and not abstract:
        raise ValueError("the work has neither title nor abstract; fetch it again")
    other = tuple(dict.fromkeys(_other_ids(work, doubts)))
    retracted = work.get("is_retracted") is True
    return Paper(
        id=identifier,
        title=title,
        abstract=abstract,
        authors=tuple(_authors(work, doubts)),
        published=doubts.read(published, values.text(work.get("publication_date")) or _year(work)),
        updated=doubts.read(published, values.text(work.get("updated_date"))),
        doi=next((id[4:] for id in other if id.startswith("doi:")), None),
        ids=other,
        source=OpenAlex.name,
        kind="preprint" if work.get("type") == "preprint" else "article",
        journal=doubts.read(_journal, work),
        language=values.text(work.get("language")) or None,
        keywords=tuple(_names(work, doubts)),
        retracted=retracted,
        notices=(Notice(kind="retraction", text="OpenAlex: is_retracted"),) if retracted else (),
    )


def _abstract(index: Any, doubts: Doubts) -> str:
    """The words of an inverted index in their places; a hole is left out and told."""
    words: dict[int, str] = {}
    wrong: list[object] = []
    for word, places in (doubts.read(values.mapping, index) or {}).items():
        for place in places if isinstance(places, list) else [places]:
            if type(place) is int and 0 <= place < _LONGEST:
                words[place] = word
            else:
                wrong.append(place)
    if wrong:
        said = f"abstract_inverted_index: {str(wrong[0])[:60]!r} is no place of a word"
        doubts.told.append(f"{said}, nor are {len(wrong) - 1} others" if wrong[1:] else said)
    elif holes := (max(words) + 1 if words else 0) - len(words):
        doubts.told.append(f"abstract_inverted_index has no word for {holes} of its places")
    return normalise(" ".join(words[place] for place in sorted(words)))


def _authors(work: dict[str, Any], doubts: Doubts) -> Iterator[Author]:
    for authorship in _objects(work, "authorships", doubts):
        author = doubts.read(values.mapping, authorship.get("author")) or {}
        name = normalise(
            values.text(author.get("display_name"))
            or values.text(authorship.get("raw_author_name"))
        )
        if name:
            given = doubts.read(values.items, authorship.get("raw_affiliation_strings"))
            strings = map(values.text, given or [])
            yield Author(
                name=name,
                affiliations=tuple(filter(None, map(normalise, strings))),
                institutions=tuple(_institutions(authorship, doubts)),
                orcid=doubts.read(ids.orcid, values.text(author.get("orcid"))),
            )


def _institutions(authorship: dict[str, Any], doubts: Doubts) -> Iterator[Institution]:
    for institution in _objects(authorship, "institutions", doubts):
        if name := normalise(values.text(institution.get("display_name"))):
            ror = doubts.read(ids.ror, values.text(institution.get("ror")))
            yield Institution(name=name, ror=f"ror:{ror}" if ror else None)


def _other_ids(work: dict[str, Any], doubts: Doubts) -> Iterator[str]:
    said = {"doi": work.get("doi"), **(doubts.read(values.mapping, work.get("ids")) or {})}
    for key, kind in _IDS.items():
        if curie := doubts.read(partial(ids.curie, kind), values.text(said.get(key))):
            yield curie
    # A preprint's page is how OpenAlex names arXiv ids.
    for location in _objects(work, "locations", doubts):
        page = values.text(location.get("landing_page_url"))
        if "arxiv.org/abs/" in page and (curie := doubts.read(partial(ids.curie, "arxiv"), page)):
            yield curie


def _journal(work: dict[str, Any]) -> str | None:
    source = values.mapping(values.mapping(work.get("primary_location")).get("source"))
    return normalise(values.text(source.get("display_name"))) or None


def _names(work: dict[str, Any], doubts: Doubts) -> Iterator[str]:
    for item in _objects(work, "keywords", doubts):
        if name := normalise(values.text(item.get("display_name"))):
            yield name


def _objects(row: dict[str, Any], name: str, doubts: Doubts) -> Iterator[dict[str, Any]]:
    """The objects of a list; what is none is told."""
    yield from doubts.each(values.mapping, doubts.read(values.items, row.get(name)) or [])


def _year(work: dict[str, Any]) -> str:
    year = work.get("publication_year")
    return str(year) if isinstance(year, int) else ""
