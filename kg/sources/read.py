"""Reading whatever the user names, in whatever format it is."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from kg.model import AnnotatedPaper, Deletion, Paper, Reject
from kg.sources import files, registry, xml
from kg.sources.rejects import rejected

T = TypeVar("T")


def read(
    sources: Iterable[str | Path],
    *,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Paper | Deletion | Reject]:
    """Read papers from files, folders, globs or standard input ("-"), packed or not.

    The format is recognised by content unless ``format`` names it. ``columns`` says which column
    of a table (CSV, TSV) holds which field, and with it the sources are read as tables.

    Raises:
        UnknownFormat: there is no format of that name.
        UsageError: columns are named for a format that has none, or for an unknown field.
    """
    reader = registry.table(format, columns) if columns else None
    if format and not reader:
        reader = registry.by_name(format)

    def records(stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        shown = stream.peek()[: files.HEAD]
        head = shown.removeprefix(b"\xef\xbb\xbf").lstrip()
        empty = not head and len(shown) < files.HEAD
        source = None if empty or _is_html(head) else reader or registry.detect(head)
        if source is None:
            yield rejected(_unknown(head), origin)
        else:
            yield from source.read(stream, origin)

    return _each(sources, records)


def read_annotated(
    sources: Iterable[str | Path],
) -> Iterator[AnnotatedPaper | Deletion | Reject]:
    """Read back what ``kg extract`` wrote."""
    from kg.sources.jsonl import annotated

    def records(
        stream: io.BufferedReader, origin: str
    ) -> Iterator[AnnotatedPaper | Deletion | Reject]:
        if stream.peek()[:100].lstrip().startswith(b"<"):
            reason = "this is XML, not what kg extract wrote; kg build reads papers themselves"
            yield rejected(reason, origin)
        else:
            yield from annotated(stream, origin)

    return _each(sources, records)


def read_papers(*sources: str | Path, format: str | None = None) -> Iterator[Paper]:
    """Read papers; records that cannot be used are told as warnings and left out.

    Deletions are left out silently: there is nothing here to delete them from.

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
        elif isinstance(record, Paper):
            yield record


def _each(
    sources: Iterable[str | Path], records: Callable[[io.BufferedReader, str], Iterator[T | Reject]]
) -> Iterator[T | Reject]:
    for path in files.find(sources):
        if isinstance(path, Reject):
            yield path
            continue
        origin = "standard input" if path == files.STANDARD_INPUT else path
        try:
            with files.opened(path) as stream:
                yield from records(stream, origin)
        except files.UNREADABLE as error:
            said = (isinstance(error, OSError) and error.strerror) or error
            reason = f"cannot be read to its end: {said}; check the file, or fetch it again"
            yield rejected(reason, origin)


def _is_html(head: bytes) -> bool:
    return xml.root(head)[0].lower() == "html" or head[:14].lower() == b"<!doctype html"


def _unknown(head: bytes) -> str:
    """Why no reader takes a file, and what to do."""
    if not head:
        return "the file is empty; check the path, or download it again"
    if _is_html(head):
        return "this is an HTML page, probably an error page; download the feed again"
    if head.startswith(b"["):
        return "a JSON array that is no CSL-JSON; write JSON Lines, one object a line"
    kind = "XML of an unknown kind" if head.startswith(b"<") else "unknown format"
    known = ", ".join(source.name for source in registry.sources())
    return f"{kind}; the readable formats are {known}, and --format names one"
