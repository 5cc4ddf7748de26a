"""JSON Lines: one object a line, papers as ``kg extract`` writes them or plain documents.

A line has ``id`` and ``text``, or ``id`` with ``title`` and ``abstract``, and any other field of
:class:`kg.model.Paper`; unknown fields are ignored. Text is normalised on reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, TypeVar

from pydantic import ValidationError

from kg.model import AnnotatedPaper, Paper, Reject
from kg.sources.text import normalise

P = TypeVar("P", bound=Paper)
_TEXTS = ("title", "abstract", "text", "journal_ref", "comment")
_RAW = 10_000  # characters of a record kept in a Reject
_LONGEST = 64 * 1024 * 1024  # bytes of one line; more is no abstract


class JsonLines:
    """Reader of the format ``jsonl``."""

    name = "jsonl"
    description = 'JSON Lines: {"id", "text"} or {"id", "title", "abstract", …}'

    def sniff(self, head: bytes) -> bool:
        """An object with an id on the first line."""
        return bool(re.match(rb'\{.*?"id"\s*:', head, re.DOTALL)) or head.startswith(b'{"')

    def read(self, stream: BinaryIO, origin: str) -> Iterator[Paper | Reject]:
        """Papers of the lines; blank lines are skipped."""
        return _records(stream, origin, _paper)


def annotated(stream: BinaryIO, origin: str) -> Iterator[AnnotatedPaper | Reject]:
    """Annotated papers of the lines, text exactly as stored: mentions count in it."""
    return _records(stream, origin, _annotated)


def _records(
    stream: BinaryIO, origin: str, build: Callable[[dict[str, Any]], P]
) -> Iterator[P | Reject]:
    number = 0
    while line := stream.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            yield Reject(
                file=origin, line=number, reason=f"the line is longer than {_LONGEST} bytes"
            )
            while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
        elif line.strip():
            yield _record(line, origin, number, build)


def _record(
    line: bytes, origin: str, number: int, build: Callable[[dict[str, Any]], P]
) -> P | Reject:
    record: str | None = None
    try:
        # Invalid UTF-8 costs the bytes, not the record; a lone surrogate goes in normalise.
        row = json.loads(line.decode("utf-8-sig", errors="replace"), parse_constant=_no_constant)
        if not isinstance(row, dict):
            raise ValueError("the line is no JSON object")
        record = str(row["id"]) if "id" in row else None
        return build(row)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = f"{place}: {first['msg']}" if place else first["msg"]
    except (ValueError, RecursionError) as error:
        reason = (
            f"not valid JSON: {error}" if isinstance(error, json.JSONDecodeError) else str(error)
        )
    raw = line[:_RAW].decode("utf-8", errors="backslashreplace").rstrip("\n")
    return Reject(file=origin, line=number, record=_printable(record), reason=reason, raw=raw)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


def _printable(text: str | None) -> str | None:
    return text and text.encode("utf-8", errors="backslashreplace").decode()


def _paper(row: dict[str, Any]) -> Paper:
    fields = {name: row[name] for name in Paper.model_fields if row.get(name) is not None}
    for name in _TEXTS:
        if isinstance(fields.get(name), str):
            fields[name] = normalise(fields[name])
    fields["authors"] = [_author(author) for author in fields.get("authors", ())]
    if not any(fields.get(name) for name in ("title", "abstract", "text")):
        raise ValueError("the record has neither title nor abstract nor text")
    fields.setdefault("source", "jsonl")
    return Paper.model_validate(fields)


def _author(author: Any) -> Any:
    """An author object with its name normalised; a plain string is a name."""
    if isinstance(author, str):
        author = {"name": author}
    if isinstance(author, dict) and isinstance(author.get("name"), str):
        return {**author, "name": normalise(author["name"])}
    return author


def _annotated(row: dict[str, Any]) -> AnnotatedPaper:
    if "mentions" not in row or "run" not in row:
        raise ValueError("not an annotated paper: no mentions or run; see kg extract")
    paper = AnnotatedPaper.model_validate(
        {name: row[name] for name in AnnotatedPaper.model_fields if name in row}
    )
    texts = dict(paper.fields())
    for mention in paper.mentions:
        if texts.get(mention.field, "")[mention.start : mention.end] != mention.text:
            raise ValueError(
                f"mention {mention.text!r} does not stand at "
                f"{mention.field} {mention.start}-{mention.end}"
            )
    return paper
