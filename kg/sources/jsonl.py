"""JSON Lines: one object a line, papers as ``kg extract`` writes them or plain documents.

A line has ``id`` and ``text``, or ``id`` with ``title`` and ``abstract``, and any other field of
:class:`kg.model.Paper`. Unknown fields are ignored; what is wrong in a field costs that part of it
only. Authors, affiliations, keywords, categories and ids may be one text with several in it.
Titles, abstracts and names are normalised on reading. ``text`` keeps its length and white space, so
that the offsets of mentions count in the text as it was given.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from pydantic import ValidationError

from kg import ids
from kg.model import AnnotatedPaper, Deletion, Paper, Reject
from kg.sources import dates, library, lines
from kg.sources.dates import utc
from kg.sources.doubts import Doubts
from kg.sources.rejects import printable, wrong
from kg.sources.text import normalise, storable

P = TypeVar("P", bound=Paper)
_DATES = ("published", "updated")
_NORMALISED = ("title", "abstract", "journal_ref", "comment")
_LISTS = {"keywords": "[;|]|,", "categories": r"[\s;|,]+", "ids": r"[\s;|,]+"}
_UNKNOWN = "extra_forbidden"  # what pydantic calls a field that the model does not know
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
    fields = {"source": JsonLines.name, **_fields(row, Paper)}
    for name in _DATES:
        if name in fields:
            fields[name] = doubts.read(partial(_date, name), fields[name])
    if fields.get("published") is None and re.fullmatch(r"[12]\d{3}", str(row.get("year"))):
        fields["published"] = dates.day(int(row["year"]), 1)
    if isinstance(doi := fields.get("doi"), str):
        fields["doi"] = doubts.read(ids.doi, doi)
    if normalise(str(fields.get("abstract", ""))) != fields.get("abstract"):
        fields.pop("sections", None)  # they counted in the abstract as it was
    for name in _NORMALISED:
        if isinstance(fields.get(name), str):
            fields[name] = normalise(fields[name])
    for name, parting in _LISTS.items():
        fields[name] = _parts(fields.get(name, []), parting)
    if isinstance(authors := fields.get("authors"), str):
        fields["authors"] = library.names(authors)
    if isinstance(authors := fields.get("authors"), list):
        fields["authors"] = [_author(author, doubts) for author in authors]
    paper = _pruned(_storable(fields), doubts)
    if any(text.strip() for _, text in paper.fields()):
        return paper
    if doubts.told:
        raise ValueError(doubts.told[0])
    raise ValueError("the record has neither title nor abstract nor text; give one of them")


def _pruned(fields: dict[str, Any], doubts: Doubts) -> Paper:
    """The paper of what is as the model wants it; the rest is taken out, and told once a field.

    Raises:
        ValidationError: the id is wrong.
    """
    told: dict[int | str, str] = {}
    while True:
        try:
            paper = Paper.model_validate(fields)
        except ValidationError as error:
            found = {each["loc"]: each for each in error.errors(include_url=False)}
            if ("id",) in found:
                raise
            for loc, each in found.items():
                if each["type"] != _UNKNOWN:
                    told.setdefault(loc[0], wrong(each))
            for loc, each in reversed(found.items()):  # so that places in lists stay
                *way, last = loc[:-1] if each["type"] == "missing" else loc
                part: Any = fields
                for step in way:
                    part = part[step]
                del part[last]
        else:
            doubts.told += told.values()
            return paper


def _parts(value: Any, parting: str) -> Any:
    """The parts of a text; what is none, as it is."""
    if not isinstance(value, str):
        return value
    return [part for part in map(normalise, re.split(parting, value)) if part]


def _date(field: str, value: Any) -> datetime | None:
    text = str(value) if type(value) is int else value
    try:
        return utc(text, field)
    except ValueError as error:
        if not isinstance(text, str):
            raise
        try:
            return dates.published(text)
        except ValueError:
            raise error from None


def _fields(row: dict[str, Any], model: type[Paper]) -> dict[str, Any]:
    """What the model knows of a row."""
    fields = {name: row[name] for name in model.model_fields if row.get(name) is not None}
    return {**fields, "id": _identifier(row)}


def _identifier(row: dict[str, Any]) -> str:
    identifier = row.get("id")
    if type(identifier) is int:
        identifier = str(identifier)
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        said = repr(identifier)[:60] if "id" in row else "missing"
        raise ValueError(f"the id is {said}; give a text of 1 to 500 characters, no white space")
    return identifier


def _author(author: Any, doubts: Doubts) -> Any:
    """An author object with its names normalised; a plain string is a name."""
    if isinstance(author, str):
        author = {"name": author}
    if not isinstance(author, dict):
        return author
    normalised = dict(author)
    if isinstance(name := author.get("name"), str):
        normalised["name"] = normalise(name)
    places = _parts(author.get("affiliations") or [], "[;|]")
    if isinstance(places, list):
        normalised["affiliations"] = [
            normalise(place) if isinstance(place, str) else place for place in places
        ]
    if isinstance(orcid := author.get("orcid"), str):
        normalised["orcid"] = doubts.read(ids.orcid, orcid)
    return normalised


def _annotated(row: dict[str, Any], _: Doubts) -> AnnotatedPaper:
    if row.get("mentions") is None or row.get("run") is None:
        raise ValueError("not an annotated paper: no mentions or run; make it with kg extract")
    fields = _fields(row, AnnotatedPaper)
    fields |= {name: utc(fields[name], name) for name in _DATES if name in fields}
    paper = AnnotatedPaper.model_validate(_storable(fields))
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
