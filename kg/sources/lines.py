"""JSON Lines: one object a line, as lenient as a sound record allows."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

from kg.model import Deletion, Paper, Reject
from kg.sources.doubts import Doubts, judged
from kg.sources.rejects import rejected

P = TypeVar("P", bound=Paper)
Row = dict[str, Any]

_LONGEST = 64 * 1024 * 1024  # bytes of one line; more is no abstract


def read(
    stream: io.BufferedReader,
    origin: str,
    make: Callable[[Row, Doubts], Iterable[P | Deletion]],
    *,
    parts: Callable[[Row], list[Row]] = lambda row: [row],
) -> Iterator[P | Deletion | Reject]:
    """The papers that ``make`` finds in each line's object, or in each of its ``parts``."""
    for number, line in _numbered(stream):
        try:
            rows = parts(_row(line))
        except ValueError as error:
            yield rejected(error, origin, line=number, raw=_raw(line))
            continue
        for row in rows:
            yield from judged(
                partial(make, row),
                origin,
                line=number,
                record=partial(_id, row),
                raw=partial(_raw, line),
            )


def _id(row: Row) -> str | None:
    return str(row["id"]) if row.get("id") is not None else None


def _numbered(stream: io.BufferedReader) -> Iterator[tuple[int, bytes | ValueError]]:
    """The lines that are not blank, with their numbers; one that is too long is an error."""
    number = 0
    while line := stream.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
            reason = f"the line is longer than {_LONGEST} bytes; write one paper a line"
            yield number, ValueError(reason)
        elif line.strip():
            yield number, line


def _row(line: bytes | ValueError) -> dict[str, Any]:
    """The object of a line. Invalid UTF-8 and control characters cost the bytes, not the record.

    Raises:
        ValueError: the line holds no JSON object.
    """
    if isinstance(line, ValueError):
        raise line
    try:
        value = json.loads(
            line.decode("utf-8-sig", errors="replace").rstrip(),
            strict=False,
            parse_constant=_no_constant,
            parse_int=_integer,
        )
    except json.JSONDecodeError as broken:
        reason = f"not valid JSON: {broken.msg} at column {broken.colno}; write one object a line"
        raise ValueError(reason) from None
    except RecursionError:
        reason = "not valid JSON for a paper: nested too deeply; write one object a line"
        raise ValueError(reason) from None
    if not isinstance(value, dict):
        raise ValueError('the line is no JSON object; write {"id": …, "text": …}')
    return value


def _raw(line: bytes | ValueError) -> str | None:
    """The line as it can be shown."""
    if isinstance(line, ValueError):
        return None
    return line.decode("utf-8", errors="backslashreplace").rstrip("\n")


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value; leave the field out")


def _integer(digits: str) -> int:
    if len(digits) > 100:
        raise ValueError(f"a number of {len(digits)} digits; leave the field out")
    return int(digits)
