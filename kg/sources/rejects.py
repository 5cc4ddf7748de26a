"""How a record that cannot be used is told."""

from __future__ import annotations

from pydantic import ValidationError

from kg.model import Reject

_RAW = 10_000  # characters of the record that are kept


def rejected(
    error: ValueError | str,
    origin: str,
    *,
    line: int | None = None,
    record: str | None = None,
    raw: str | None = None,
) -> Reject:
    """A reject of one record, in characters that every output can take.

    >>> str(rejected("the entry has no title", "feed.xml", line=7, record="arxiv:2603.07369"))
    'feed.xml:7: arxiv:2603.07369: the entry has no title'
    """
    return Reject(
        file=printable(origin),
        line=line,
        record=record and printable(record),
        reason=printable(error if isinstance(error, str) else _reason(error)),
        raw=raw and printable(raw[:_RAW]),
    )


def printable(text: str) -> str:
    r"""The text with what no UTF-8 file can hold (undecodable bytes of a file name) spelled out.

    >>> printable("bad\udcff.jsonl")
    'bad\\udcff.jsonl'
    """
    return text.encode("utf-8", errors="backslashreplace").decode()


def _reason(error: ValueError) -> str:
    """One line that says which field is wrong, and how."""
    if not isinstance(error, ValidationError):
        return " ".join(str(error).split())
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]
