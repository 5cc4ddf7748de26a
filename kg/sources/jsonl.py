"""JSON Lines: one object a line, papers as ``kg extract`` writes them or plain documents.

A line has ``id`` and ``text``, or ``id`` with ``title`` and ``abstract``, and any other field of
:class:`kg.model.Paper`; unknown fields are ignored. Titles, abstracts and names are normalised on
reading. ``text`` keeps its length and white space, so that the offsets of mentions count in the
text as it was given.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from kg.model import AnnotatedPaper, Paper, Reject
from kg.sources.dates import utc
from kg.sources.rejects import rejected
from kg.sources.text import normalise, storable

P = TypeVar("P", bound=Paper)
_DATES = ("published", "updated")
_NORMALISED = ("title", "abstract", "journal_ref", "comment")
_ID = re.compile(r"[^\s\x00-\x1f\x7f\ud800-\udfff\ufffd]{1,500}")  # U+FFFD: it was something else
_LONGEST = 64 * 1024 * 1024  # bytes of one line; more is no abstract


class JsonLines:
    """Reader of the format ``jsonl``."""

    name = "jsonl"
    description = 'JSON Lines: {"id", "text"} or {"id", "title", "abstract", …}'

    def sniff(self, head: bytes) -> bool:
        """A line that begins an object; the first lines may be broken."""
        return not head.startswith(b"<") and bool(re.search(rb'(?m)^[ \t]*\{\s*"', head))

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Reject]:
        """Papers of the lines; blank lines are skipped."""
        return _records(stream, origin, _paper)


def annotated(stream: io.BufferedReader, origin: str) -> Iterator[AnnotatedPaper | Reject]:
    """Annotated papers of the lines, text exactly as stored: mentions count in it."""
    return _records(stream, origin, _annotated)


def _records(
    stream: io.BufferedReader, origin: str, build: Callable[[dict[str, Any]], P]
) -> Iterator[P | Reject]:
    number = 0
    while line := stream.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            reason = f"the line is longer than {_LONGEST} bytes; write one paper a line"
            yield rejected(reason, origin, line=number)
            while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
        elif line.strip():
            yield _record(line, origin, number, build)


def _record(
    line: bytes, origin: str, number: int, build: Callable[[dict[str, Any]], P]
) -> P | Reject:
    record: str | None = None
    error: ValueError | str
    try:
        row = _row(line)
        record = str(row["id"]) if "id" in row else None
        return build(row)
    except json.JSONDecodeError as broken:
        error = f"not valid JSON: {broken.msg} at column {broken.colno}; write one object a line"
    except RecursionError:
        error = "not valid JSON for a paper: nested too deeply; write one object a line"
    except ValueError as wrong:
        error = wrong
    raw = line.decode("utf-8", errors="backslashreplace").rstrip("\n")
    return rejected(error, origin, line=number, record=record, raw=raw)


def _row(line: bytes) -> dict[str, Any]:
    """The object of a line. Invalid UTF-8 and control characters cost the bytes, not the record."""
    row = json.loads(
        line.decode("utf-8-sig", errors="replace").rstrip(),
        strict=False,
        parse_constant=_no_constant,
        parse_int=_integer,
    )
    if not isinstance(row, dict):
        raise ValueError('the line is no JSON object; write {"id": …, "text": …}')
    return row


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value; leave the field out")


def _integer(digits: str) -> int:
    if len(digits) > 100:
        raise ValueError(f"a number of {len(digits)} digits; leave the field out")
    return int(digits)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isprintable() else storable(value)
    if isinstance(value, dict):
        return {key: _storable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return value


def _paper(row: dict[str, Any]) -> Paper:
    fields = _fields(row, Paper)
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
    identifier = row.get("id")
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        said = repr(identifier)[:60] if "id" in row else "missing"
        raise ValueError(f"the id is {said}; give a text of 1 to 500 characters, no white space")
    fields = {name: row[name] for name in model.model_fields if row.get(name) is not None}
    return {name: utc(value, name) if name in _DATES else value for name, value in fields.items()}


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


def _annotated(row: dict[str, Any]) -> AnnotatedPaper:
    if row.get("mentions") is None or row.get("run") is None:
        raise ValueError("not an annotated paper: no mentions or run; make it with kg extract")
    paper = AnnotatedPaper.model_validate(_storable(_fields(row, AnnotatedPaper)))
    texts = dict(paper.fields())
    for mention in paper.mentions:
        if texts.get(mention.field, "")[mention.start : mention.end] != mention.text:
            raise ValueError(
                f"mention {mention.text!r} does not stand at {mention.field} "
                f"{mention.start}-{mention.end}; the text was changed, run kg extract again"
            )
    return paper
