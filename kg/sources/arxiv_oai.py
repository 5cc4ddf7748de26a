"""arXiv over OAI-PMH, in the formats arXiv and arXivRaw.

Format: OAI-PMH 2.0; http://arxiv.org/OAI/arXiv.xsd and arXivRaw.xsd.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from kg import ids
from kg.model import Author, Deletion, Paper, Reject
from kg.sources import arxiv_records, elements, people, xml
from kg.sources.dates import mailed, published
from kg.sources.doubts import Doubts
from kg.sources.text import normalise

_ID = re.compile(rb"<(?:[\w.-]+:)?identifier>\s*([^<\s]+)")
_PART = re.compile(rb"<(?:[\w.-]+:)?header\b|</(?:[\w.-]+:)?(?:record|metadata)\s*>")
_ERROR = re.compile(rb"""<(?:[\w.-]+:)?error\b[^>]*?code=["']([\w.-]+)["'][^>]*>([^<]*)""")


class ArxivOai:
    """Reader of the format ``arxiv-oai``."""

    name = "arxiv-oai"
    description = "OAI-PMH answers of arXiv, metadata prefix arXiv or arXivRaw"

    def sniff(self, head: bytes) -> bool:
        """An OAI-PMH answer."""
        return xml.root(head)[0] == "OAI-PMH"

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        """Papers of the records, deletions of deleted headers; an error is told."""
        made = partial(_records, origin=origin)
        form = elements.Records(("record",), _ID, _PART, made, between=_error)
        return elements.read(stream, origin, form)


def _error(text: bytes) -> str | None:
    if error := _ERROR.search(text):
        code, said = error[1].decode(), normalise(error[2].decode(errors="replace"))
        return f"arXiv answered with an error ({code}: {said}); correct the query and ask again"
    return None


def _records(record: Any, _: bytes, doubts: Doubts, *, origin: str) -> list[Paper | Deletion]:
    header = record.find("{*}header")
    if header is not None and header.get("status") == "deleted":
        said = header.findtext("{*}identifier") or ""
        return [Deletion(id=f"arxiv:{ids.arxiv(said)}", file=origin)]
    for name, build in (("arXiv", _of_arxiv), ("arXivRaw", _of_raw)):
        metadata = record.find(f"{{*}}metadata/{{*}}{name}")
        if metadata is not None:
            return [build(metadata, doubts)]
    raise ValueError("the record has no metadata of the format arXiv or arXivRaw; ask for one")


def _of_arxiv(metadata: Any, doubts: Doubts) -> Paper:
    said = _said(metadata)
    created = doubts.read(published, said.get("created"))
    return arxiv_records.paper(
        said,
        [_author(author) for author in metadata.iterfind("{*}authors/{*}author") if _name(author)],
        version=None,
        published=created,
        updated=doubts.read(published, said.get("updated")) or created,
        source=ArxivOai.name,
        doubts=doubts,
    )


def _name(author: Any) -> str:
    said = _said(author)
    return people.name(said.get("forenames"), said.get("keyname"), said.get("suffix"))


def _author(author: Any) -> Author:
    places = (normalise(_text(place)) for place in author.iterfind("{*}affiliation"))
    return Author(name=_name(author), affiliations=tuple(filter(None, places)))


def _of_raw(metadata: Any, doubts: Doubts) -> Paper:
    said = _said(metadata)
    versions = metadata.findall("{*}version")
    dates = [doubts.read(mailed, version.findtext("{*}date")) for version in versions]
    last = re.fullmatch(r"v([1-9]\d{0,3})", versions[-1].get("version", "")) if versions else None
    return arxiv_records.paper(
        said,
        [
            Author(name=who, affiliations=(place,) if place else ())
            for who, place in people.byline(said.get("authors", ""))
        ],
        version=int(last[1]) if last else None,
        published=dates[0] if dates else None,
        updated=dates[-1] if dates else None,
        source=ArxivOai.name,
        doubts=doubts,
    )


def _said(element: Any) -> dict[str, str]:
    """The texts of the children, by local name; the first of each name."""
    said: dict[str, str] = {}
    for child in element:
        said.setdefault(child.tag.rpartition("}")[2], _text(child))
    return said


def _text(element: Any) -> str:
    return "".join(element.itertext()) if len(element) else element.text or ""
