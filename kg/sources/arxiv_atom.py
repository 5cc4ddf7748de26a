"""arXiv's Atom answers: whole feeds and single entries.

Format: arXiv API User's Manual, "Details of Atom results returned"; OpenSearch 1.1 for paging.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import BaseModel, ConfigDict, ValidationError

from kg.errors import SourceError
from kg.model import Author, Link, Paper, Reject
from kg.sources import files
from kg.sources.text import normalise

ATOM = "{http://www.w3.org/2005/Atom}"
ARXIV = "{http://arxiv.org/schemas/atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
_ID = re.compile(
    r"^https?://(?:export\.)?arxiv\.org/abs/"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v(?P<version>[1-9]\d*))?$"
)
_CHUNK = 64 * 1024
_RAW = 10_000


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
        text = head.decode("utf-8", errors="replace") if b"\0" not in head else _wide(head)
        root = re.search(r"<(?![?!])(?:[\w-]+:)?(\w+)[^>]*", text)
        return bool(root and root[1] in {"feed", "entry"} and ATOM[1:-1] in root[0])

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Paper | Reject]:
        """Papers of the entries, in order; two versions of one paper are two papers here."""
        from lxml import etree

        parser = etree.XMLPullParser(
            events=("end",),
            tag=ATOM + "entry",
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
        )
        entries = 0
        try:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
                for _, entry in parser.read_events():
                    entries += 1
                    yield _record(entry, origin)
                    _forget(entry)
            parser.close()
        except etree.XMLSyntaxError as error:
            # What was complete before the break has been parsed and is not lost.
            for _, entry in parser.read_events():
                entries += 1
                yield _record(entry, origin)
            line = error.position[0] or None
            reason = f"broken XML, the rest of the file is lost: {error.msg}"
            yield Reject(file=origin, line=line, reason=reason)
            return
        if not entries:
            yield Reject(file=origin, reason="the feed has no entry")


def paging(path: str | Path) -> FeedPage:
    """The paging fields of a feed.

    Raises:
        SourceError: the file cannot be read, or is no feed.
    """
    from lxml import etree

    try:
        with files.opened(Path(path)) as stream:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            root = etree.parse(stream, parser).getroot()
    except (OSError, EOFError, etree.XMLSyntaxError) as error:
        raise SourceError(f"{path}: cannot read the feed: {error}") from error
    number = {
        name: int(text)
        for name in ("totalResults", "startIndex", "itemsPerPage")
        if (text := root.findtext(OPENSEARCH + name) or "").strip().isdecimal()
    }
    return FeedPage(
        id=root.findtext(ATOM + "id"),
        title=root.findtext(ATOM + "title"),
        updated=_date(root.findtext(ATOM + "updated")),
        total=number.get("totalResults"),
        start=number.get("startIndex"),
        per_page=number.get("itemsPerPage"),
    )


def _wide(head: bytes) -> str:
    """The head of a UTF-16 file."""
    encoding = "utf-16-be" if head[:1] in {b"\0", b"\xfe"} else "utf-16-le"
    return head.decode(encoding, errors="replace")


def _forget(entry: Any) -> None:
    """Free an entry and what stands before it: a feed of any length takes constant memory."""
    entry.clear()
    while entry.getprevious() is not None:
        del entry.getparent()[0]


def _record(entry: Any, origin: str) -> Paper | Reject:
    identifier = (entry.findtext(ATOM + "id") or "").strip()
    title = normalise(_text(entry, ATOM + "title"))
    abstract = normalise(_text(entry, ATOM + "summary"))
    match = _ID.match(identifier)
    if "/api/errors" in identifier:
        reason = f"arXiv answered with an error: {abstract or title}"
    elif not identifier:
        reason = "the entry has no id"
    elif not match:
        reason = "the id is no arXiv identifier"
    elif not title:
        reason = "the entry has no title"
    elif not abstract:
        reason = "the entry has no summary"
    else:
        try:
            return _paper(entry, match, title, abstract)
        except (ValidationError, ValueError) as error:
            reason = str(error).replace("\n", " ")
    return Reject(
        file=origin,
        line=entry.sourceline,
        record=identifier or None,
        reason=reason,
        raw=_raw(entry),
    )


def _raw(entry: Any) -> str:
    from lxml import etree

    raw: str = etree.tostring(entry, encoding="unicode", with_tail=False)
    return raw[:_RAW]


def _paper(entry: Any, match: re.Match[str], title: str, abstract: str) -> Paper:
    categories = tuple(
        dict.fromkeys(term for c in entry.findall(ATOM + "category") if (term := c.get("term")))
    )
    primary = entry.find(ARXIV + "primary_category")
    primary_term = primary.get("term") if primary is not None else None
    return Paper(
        id=f"arxiv:{match['id']}",
        version=int(match["version"]) if match["version"] else None,
        title=title,
        abstract=abstract,
        authors=tuple(_authors(entry)),
        categories=categories,
        # arXiv lists the primary category first; older answers name it, newer ones may not.
        primary_category=primary_term or (categories[0] if categories else None),
        published=_date(entry.findtext(ATOM + "published")),
        updated=_date(entry.findtext(ATOM + "updated")),
        doi=_optional(entry, ARXIV + "doi"),
        journal_ref=_optional(entry, ARXIV + "journal_ref"),
        comment=_optional(entry, ARXIV + "comment"),
        links=tuple(_links(entry)),
        source=ArxivAtom.name,
    )


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


def _date(text: str | None) -> datetime | None:
    """A date in UTC; one without a time zone is taken for UTC.

    Raises:
        ValueError: the text is no ISO 8601 date.
    """
    if not text or not text.strip():
        return None
    try:
        date = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        raise ValueError(f"{text.strip()!r} is no date") from None
    if date.tzinfo is None:
        return date.replace(tzinfo=timezone.utc)
    return date.astimezone(timezone.utc)
