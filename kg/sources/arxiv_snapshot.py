"""The arXiv metadata snapshot: JSON Lines as distributed on Kaggle.

Format: "arXiv Dataset", arxiv-metadata-oai-snapshot.json, one record of arXivRaw a line with the
author line parsed (family name, given names, suffix, affiliations).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from kg.model import Author, Deletion, Paper, Reject
from kg.sources import arxiv_records, lines, people, values
from kg.sources.dates import mailed, published
from kg.sources.doubts import Doubts
from kg.sources.text import normalise

_OWN = re.compile(rb'"(?:authors_parsed|submitter|journal-ref|report-no|update_date)"\s*:')


class ArxivSnapshot:
    """Reader of the format ``arxiv-snapshot``."""

    name = "arxiv-snapshot"
    description = "arXiv metadata snapshot, JSON Lines"

    def sniff(self, head: bytes) -> bool:
        """An object with fields that only the snapshot has."""
        return head.startswith(b"{") and bool(_OWN.search(head))

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        """Papers of the lines, each in its last version."""
        return lines.read(stream, origin, _papers)


def _papers(row: dict[str, Any], doubts: Doubts) -> list[Paper]:
    said = {name: value for name, value in row.items() if isinstance(value, str)}
    versions = [values.mapping(version) for version in values.items(row.get("versions"))]
    created = [doubts.read(mailed, values.text(version.get("created"))) for version in versions]
    named = values.text(versions[-1].get("version")) if versions else ""
    last = re.fullmatch(r"v([1-9]\d{0,3})", named)
    return [
        arxiv_records.paper(
            said,
            _authors(row),
            version=int(last[1]) if last else None,
            published=created[0] if created else None,
            updated=(created and created[-1]) or doubts.read(published, said.get("update_date")),
            source=ArxivSnapshot.name,
            doubts=doubts,
        )
    ]


def _authors(row: dict[str, Any]) -> list[Author]:
    parsed = row.get("authors_parsed")
    if parsed is None:
        pairs = people.byline(values.text(row.get("authors")))
        return [Author(name=who, affiliations=(place,) if place else ()) for who, place in pairs]
    authors = []
    for parts in map(values.items, values.items(parsed)):
        family, given, suffix, *places = [*map(values.text, parts), "", "", ""]
        if who := people.name(given, family, suffix):
            affiliations = tuple(filter(None, map(normalise, places)))
            authors.append(Author(name=who, affiliations=affiliations))
    return authors
