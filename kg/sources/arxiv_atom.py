"""arXiv's Atom answers: whole feeds and single entries.

Format: arXiv API User's Manual, "Details of Atom results returned"; OpenSearch 1.1 for paging.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from kg import ids
from kg.errors import SourceError
from kg.model import Author, Deletion, Link, Paper, Reject
from kg.sources import elements, files, xml
from kg.sources.arxiv_records import withdrawal
from kg.sources.dates import utc
from kg.sources.doubts import Doubts
from kg.sources.text import normalise

ATOM = "{http://www.w3.org/2005/Atom}"
ARXIV = "{http://arxiv.org/schemas/atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
_ENTRY_ID = re.compile(rb"<(?:[\w.-]+:)?id>\s*([^<\s]+)")
_PART = re.compile(rb"<(?:[\w.-]+:)?(?:summary|published)\b|</(?:[\w.-]+:)?entry\s*>")


class FeedPage(BaseModel):
    """What a feed says of itself: which page of which answer it is."""

    model_config = ConfigDict(frozen=True)

    id: str | None
    title: str | None
    updated: datetime | None
    total: int | None  # papers in the whole answer
    start: int | None  # index of the first entry here, from 0
    per_page: int | None


class ArxivAtom:
    """Reader of the format ``arxiv-atom``."""

    name = "arxiv-atom"
    description = "Atom feed or entry of the arXiv API"

    def sniff(self, head: bytes) -> bool:
        """An Atom feed or entry."""
        name, attributes = xml.root(head)
        return name in {"feed", "entry"} and ATOM[1:-1] in attributes

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        """Papers of the entries, in order; two versions of one paper are two papers here."""
        return elements.read(
            stream, origin, elements.Records(("entry",), _ENTRY_ID, _PART, _papers)
        )


def paging(path: str | Path) -> FeedPage:
    """The paging fields of a feed; only what stands before its first entry is read.

    Raises:
        SourceError: the file cannot be read, or is no feed.
    """
    try:
        with files.opened(path) as stream:
            feed = _feed(stream)
        updated = utc(feed.findtext(ATOM + "updated"), "updated")
    except (*files.UNREADABLE, ValueError) as error:
        raise SourceError(f"{path}: cannot read the feed: {error}") from error
    return FeedPage(
        id=_optional(feed, ATOM + "id"),
        title=_optional(feed, ATOM + "title"),
        updated=updated,
        total=_number(feed.findtext(OPENSEARCH + "totalResults")),
        start=_number(feed.findtext(OPENSEARCH + "startIndex")),
        per_page=_number(feed.findtext(OPENSEARCH + "itemsPerPage")),
    )


def _feed(stream: io.BufferedReader) -> Any:
    """The root of a feed with what stands in it before the first entry."""
    from lxml import etree

    start = stream.peek()
    name, _ = xml.root(start)
    if name != "feed":
        raise ValueError(f"no Atom feed, but <{name}>; give a feed of arXiv")
    pieces = elements.split(xml.utf8(stream, xml.encoding(start)[0]), ("entry",))
    head = b"".join(piece.text for piece in takewhile(lambda piece: not piece.name, pieces))
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    feed = etree.fromstring(head, parser)
    if feed is None or feed.tag != ATOM + "feed":
        raise ValueError("it breaks off, or is no Atom feed; download it again")
    return feed


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch("[0-9]{1,18}", text.strip()) else None


def _papers(entry: Any, _: bytes, doubts: Doubts) -> list[Paper]:
    return [_paper(entry, doubts)]


def _paper(entry: Any, doubts: Doubts) -> Paper:
    """The paper of an entry.

    Raises:
        ValueError: the entry lacks what every paper has, or it is no paper.
    """
    title = normalise(_text(entry, ATOM + "title"))
    abstract = normalise(_text(entry, ATOM + "summary"))
    identifier, version = _identifier(entry, said=abstract or title)
    if not title:
        raise ValueError("the entry has no title; add it, or download the entry again")
    if not abstract:
        raise ValueError("the entry has no summary; add it, or download the entry again")
    categories = tuple(
        dict.fromkeys(
            term for c in entry.findall(ATOM + "category") if (term := normalise(c.get("term", "")))
        )
    )
    primary = entry.find(ARXIV + "primary_category")
    named = normalise(primary.get("term", "")) if primary is not None else ""
    doi = doubts.read(ids.doi, _optional(entry, ARXIV + "doi"))
    comment = _optional(entry, ARXIV + "comment")
    return Paper(
        id=f"arxiv:{identifier}",
        version=version,
        title=title,
        abstract=abstract,
        authors=tuple(_authors(entry)),
        categories=categories,
        # arXiv lists the primary category first; older answers name it, newer ones may not.
        primary_category=named or (categories[0] if categories else None),
        published=utc(entry.findtext(ATOM + "published"), "published"),
        updated=utc(entry.findtext(ATOM + "updated"), "updated"),
        doi=doi,
        ids=(ids.curie("doi", doi),) if doi else (),
        journal_ref=_optional(entry, ARXIV + "journal_ref"),
        comment=comment,
        links=tuple(_links(entry)),
        source=ArxivAtom.name,
        kind="preprint",
        notices=withdrawal(comment or "", abstract),
    )


def _identifier(entry: Any, said: str) -> tuple[str, int | None]:
    identifier = (entry.findtext(ATOM + "id") or "").strip()
    if "/api/errors" in identifier:
        raise ValueError(f"arXiv answered with an error ({said}); correct the query and ask again")
    if not identifier:
        raise ValueError("the entry has no id; add it, or download the entry again")
    if not identifier.startswith(("http://", "https://")):
        raise ValueError("the id is no arXiv identifier like http://arxiv.org/abs/2603.07369v1")
    return ids.arxiv_version(identifier)


def _authors(entry: Any) -> Iterator[Author]:
    for element in entry.findall(ATOM + "author"):
        if name := normalise(_text(element, ATOM + "name")):
            affiliations = (normalise(_own_text(a)) for a in element.findall(ARXIV + "affiliation"))
            yield Author(name=name, affiliations=tuple(a for a in affiliations if a))


def _links(entry: Any) -> Iterator[Link]:
    for link in entry.findall(ATOM + "link"):
        if href := link.get("href"):
            yield Link(
                href=href, rel=link.get("rel"), type=link.get("type"), title=link.get("title")
            )


def _optional(entry: Any, name: str) -> str | None:
    return normalise(_text(entry, name)) or None


def _text(parent: Any, name: str) -> str:
    element = parent.find(name)
    return "" if element is None else _own_text(element)


def _own_text(element: Any) -> str:
    """The text of an element, markup inside it (``<sub>``) read for its text."""
    return "".join(element.itertext(tag=None)) if len(element) else (element.text or "")
