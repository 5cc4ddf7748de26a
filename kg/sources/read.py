"""Reading whatever the user names, in whatever format it is."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from kg.model import AnnotatedPaper, Paper, Reject
from kg.sources import files, registry

T = TypeVar("T")
_UNREADABLE = (OSError, EOFError, zlib.error)  # what a stream raises that is cut off or damaged


def read(sources: Iterable[str | Path], *, format: str | None = None) -> Iterator[Paper | Reject]:
    """Read papers from files, folders, globs or standard input ("-"), packed or not.

    The format is recognised by content unless ``format`` names it.

    Raises:
        UnknownFormat: there is no format of that name.
    """
    reader = registry.by_name(format) if format else None

    def records(stream: io.BufferedReader, origin: str) -> Iterator[Paper | Reject]:
        head = stream.peek(registry.HEAD)[: registry.HEAD]
        source = reader or registry.detect(head.removeprefix(b"\xef\xbb\xbf").lstrip())
        if source is None:
            yield Reject(file=origin, reason=_unknown(head))
        else:
            yield from source.read(stream, origin)

    return _each(sources, records)


def read_annotated(sources: Iterable[str | Path]) -> Iterator[AnnotatedPaper | Reject]:
    """Read back what ``kg extract`` wrote."""
    from kg.sources.jsonl import annotated

    return _each(sources, annotated)


def read_papers(*sources: str | Path, format: str | None = None) -> Iterator[Paper]:
    """Read papers; records that cannot be used are told as warnings and left out.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
    ...     _ = file.write('{"id": "a", "text": "Neurons in V4."}')
    ...     file.flush()
    ...     [paper.id for paper in read_papers(file.name)]
    ['a']
    """
    for record in read(sources, format=format):
        if isinstance(record, Reject):
            warnings.warn(f"set aside: {record}", stacklevel=2)
        else:
            yield record


def _each(
    sources: Iterable[str | Path], records: Callable[[io.BufferedReader, str], Iterator[T | Reject]]
) -> Iterator[T | Reject]:
    for path in files.find(sources):
        if isinstance(path, Reject):
            yield path
            continue
        origin = "standard input" if path == files.STANDARD_INPUT else str(path)
        try:
            with files.opened(path) as stream:
                yield from records(stream, origin)
        except _UNREADABLE as error:
            yield Reject(file=origin, reason=f"cannot be read (further): {error}")
        except Exception as error:
            if type(error).__name__ != "ZstdError":
                raise
            yield Reject(file=origin, reason=f"cannot be read (further): {error}")


def _unknown(head: bytes) -> str:
    if not head.strip():
        return "the file is empty"
    start = head.lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "this is an HTML page, probably an error page; download the feed again"
    if start.startswith(b"<"):
        return "XML, but of no known kind; --format names one"
    return "unknown format; --format names one"
