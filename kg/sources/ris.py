"""A library as RIS, as reference managers and databases export it.

Format: Research Information Systems' tags; the tags of a record are read by rispy.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from kg.model import Deletion, Paper, Reject
from kg.sources import decoded, library, people
from kg.sources.doubts import Doubts, judged

_TYPE = re.compile(r"\s*TY {1,2}- ")
_END = re.compile(r"\s*ER {1,2}-")
_TITLES = ("title", "primary_title", "translated_title")
_JOURNALS = ("journal_name", "secondary_title", "alternate_title3", "alternate_title1",
             "alternate_title2")  # fmt: skip
_LONGEST = 20_000  # lines of one record


class Ris:
    """Reader of the format ``ris``."""

    name = "ris"
    description = "a library as RIS"

    def sniff(self, head: bytes) -> bool:
        """A line with the tag TY."""
        return bool(re.match(r"(?:[^\n]*\n){0,20}?\s*TY {1,2}- \w", decoded.shown(head)))

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        """Papers of the records, from TY to ER."""
        lines = decoded.Lines(stream, origin)
        for line, text in _records(lines):
            yield from judged(
                partial(_papers, text),
                origin,
                line=line,
                record=partial(_id, text),
                raw=partial(str, text),
            )
        yield from lines.rejects()


def _records(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Records with their first line; one without its end goes on to the beginning of the next."""
    begun, held = 1, list[str]()
    for number, line in lines:
        if held and (_TYPE.match(line) or len(held) > _LONGEST):
            yield begun, "".join(held)
            held = []
        if held or line.strip():
            begun = begun if held else number
            held.append(line)
        if _END.match(line):
            yield begun, "".join(held)
            held = []
    if held:
        yield begun, "".join(held)


def _papers(text: str, doubts: Doubts) -> list[Paper]:
    import rispy

    if not re.search(r"(?m)^[ \t]*ER {1,2}-", text):
        raise ValueError("the record has no end (ER  -); it breaks off, or the next begins in it")
    entries: list[dict[str, Any]] = rispy.loads(text, skip_unknown_tags=True)
    if not entries:
        raise ValueError("no record of RIS: it has to begin with TY  - and a type")
    entry = entries[0]
    urls = [url for url in entry.get("urls") or () if isinstance(url, str)]
    said = {
        **{kind: url for found in map(library.ids_of_url, urls) for kind, url in found.items()},
        "key": _text(entry, "id", "label"),
        "title": _text(entry, *_TITLES),
        "abstract": _text(entry, "abstract", "notes_abstract"),
        "published": _text(entry, "date", "publication_year", "year"),
        "journal": _text(entry, *_JOURNALS),
        "language": _text(entry, "language"),
        **_numbers(entry),
    }
    authors = [*_list(entry, "first_authors"), *_list(entry, "authors")]
    return [
        library.paper(
            said,
            dict.fromkeys(map(people.turned, authors)),
            source=Ris.name,
            doubts=doubts,
            keywords=_list(entry, "keywords"),
        )
    ]


def _numbers(entry: dict[str, Any]) -> dict[str, str]:
    """The DOI, and a PMID or PMCID where databases put it."""
    said = {"doi": _text(entry, "doi")} if _text(entry, "doi") else {}
    if re.fullmatch(r"(?i)PMC\d+", _text(entry, "custom2")):
        said["pmcid"] = _text(entry, "custom2")
    accession = _text(entry, "accession_number")
    base = _text(entry, "name_of_database").lower()
    if re.match("(?i)pmid", accession) or (re.search("pubmed|medline|nlm", base) and accession):
        said["pmid"] = accession
    return said


def _text(entry: dict[str, Any], *names: str) -> str:
    return next((str(entry[name]) for name in names if entry.get(name)), "")


def _list(entry: dict[str, Any], name: str) -> list[str]:
    value = entry.get(name) or []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _id(text: str) -> str | None:
    found = re.search(r"(?m)^[ \t]*(?:ID|DO) {1,2}- (\S+)", text)
    return found[1] if found else None
