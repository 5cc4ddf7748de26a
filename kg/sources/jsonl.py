"""JSON Lines: one object a line, papers as ``kg extract`` writes them or plain documents.

A line has ``id`` and ``text``, or ``id`` with ``title`` and ``abstract``, and any other field of
:class:`kg.model.Paper`; unknown fields are ignored. Titles, abstracts and names are normalised on
reading. ``text`` keeps its length and white space, so that the offsets of mentions count in the
text as it was given.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

from kg import ids
from kg.model import AnnotatedPaper, Deletion, Paper, Reject
from kg.sources import dates, lines
from kg.sources.dates import utc
from kg.sources.doubts import Doubts
from kg.sources.rejects import printable
from kg.sources.text import normalise, storable

P = TypeVar("P", bound=Paper)
_DATES = ("published", "updated")
_NORMALISED = ("title", "abstract", "journal_ref", "comment")
_ID = re.compile(r"[^\s\x00-\x1f\x7f\ud800-\udfff\ufffd]{1,500}")  # U+FFFD: it was something else


class JsonLines:
    """Reader of the format ``jsonl``."""

    name = "jsonl"
    description = 'JSON Lines: {"id", "text"} or {"id", "title", "abstract", …}'

    def sniff(self, head: bytes) -> bool:
        """A line that begins an object; the first lines may be broken."""
        return not head.startswith(b"<") and bool(re.search(rb'(?m)^[ \t]*\{\s*"', head))

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        """Papers of the lines; blank lines are skipped."""
        return lines.read(stream, origin, partial(_records, _paper, origin))


def annotated(
    stream: io.BufferedReader, origin: str
) -> Iterator[AnnotatedPaper | Deletion | Reject]:
    """Annotated papers of the lines, text exactly as stored: mentions count in it."""
    return lines.read(stream, origin, partial(_records, _annotated, origin))


def _records(
    build: Callable[[dict[str, Any], Doubts], P], origin: str, row: dict[str, Any], doubts: Doubts
) -> list[P | Deletion]:
    """The paper of a line; ``{"id": …, "deleted": true}`` says that it is gone."""
    if row.get("deleted") is True:
        return [Deletion(id=_identifier(row), file=printable(origin))]
    return [build(row, doubts)]


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isprintable() else storable(value)
    if isinstance(value, dict):
        return {key: _storable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return value


def _paper(row: dict[str, Any], doubts: Doubts) -> Paper:
    fields = _fields(row, Paper)
    if "published" not in fields and re.fullmatch(r"[12]\d{3}", str(row.get("year"))):
        fields["published"] = dates.day(int(row["year"]), 1)
    if isinstance(doi := fields.get("doi"), str):
        fields["doi"] = doubts.read(ids.doi, doi)
    if normalise(str(fields.get("abstract", ""))) != fields.get("abstract"):
        fields.pop("sections", None)  # they counted in the abstract as it was
    for name in _NORMALISED:
        if isinstance(fields.get(name), str):
            fields[name] = normalise(fields[name])
    if isinstance(authors := fields.get("authors"), list):
        fields["authors"] = [_author(author) for author in authors]
    if not any(str(fields.get(name, "")).strip() for name in ("title", "abstract", "text")):
        raise ValueError("the record has neither title nor abstract nor text; give one of them")
    return Paper.model_validate(_storable({"source": JsonLines.name, **fields}))


def _fields(row: dict[str, Any], model: type[Paper]) -> dict[str, Any]:
    """What the model knows of a row, dates in UTC."""
    _identifier(row)
    fields = {name: row[name] for name in model.model_fields if row.get(name) is not None}
    return {name: utc(value, name) if name in _DATES else value for name, value in fields.items()}


def _identifier(row: dict[str, Any]) -> str:
    identifier = row.get("id")
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        said = repr(identifier)[:60] if "id" in row else "missing"
        raise ValueError(f"the id is {said}; give a text of 1 to 500 characters, no white space")
    return identifier


def _author(author: Any) -> Any:
    """An author object with its names normalised; a plain string is a name."""
    if isinstance(author, str):
        author = {"name": author}
    if not isinstance(author, dict):
        return author
    normalised = dict(author)
    if isinstance(name := author.get("name"), str):
        normalised["name"] = normalise(name)
    if isinstance(places := author.get("affiliations"), list):
        normalised["affiliations"] = [
            normalise(place) if isinstance(place, str) else place for place in places
        ]
    return normalised


def _annotated(row: dict[str, Any], _: Doubts) -> AnnotatedPaper:
    if row.get("mentions") is None or row.get("run") is None:
        raise ValueError("not an annotated paper: no mentions or run; make it with kg extract")
    paper = AnnotatedPaper.model_validate(_storable(_fields(row, AnnotatedPaper)))
    texts = dict(paper.fields())
    places = set()
    for mention in paper.mentions:
        if (place := (mention.field, mention.start, mention.end)) in places:
            raise ValueError(f"two mentions stand at {place[0]} {place[1]}-{place[2]}; keep one")
        places.add(place)
        if texts.get(mention.field, "")[mention.start : mention.end] != mention.text:
            raise ValueError(
                f"mention {mention.text!r} does not stand at {mention.field} "
                f"{mention.start}-{mention.end}; the text was changed, run kg extract again"
            )
    return paper
