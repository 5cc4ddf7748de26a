"""How a record that cannot be used is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import ValidationError

from kg.model import Reject

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# What pydantic calls a type, and what JSON does.
_WORDS = {
    "a valid tuple": "a list",
    "a valid dictionary.*": "an object",
    "a valid string": "a text",
    "a valid integer.*": "a whole number",
}
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
    return wrong(error.errors(include_url=False)[0])


def wrong(error: ErrorDetails) -> str:
    """What is wrong with a field, in the words of JSON.

    >>> from kg.model import Paper
    >>> try:
    ...     Paper(id="a", keywords=["V4", 5], authors="Ann Lee")
    ... except ValidationError as error:
    ...     print(*map(wrong, error.errors()), sep="; ")
    authors: 'Ann Lee' should be a list; keywords.1: 5 should be a text
    """
    place = ".".join(str(part) for part in error["loc"])
    if error["type"] == "missing":
        return f"{place} is missing"
    said = error["msg"].replace("Input should", "should").replace("String", "text")
    for pattern, word in _WORDS.items():
        said = re.sub(pattern, word, said)
    return f"{place}: {repr(error['input'])[:60]} {said}"
