"""Streamed dumps of the whole graph."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol, cast

from kg.errors import ExportError, UsageError
from kg.rdf.prefixes import BASE, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMATS = (".nt", ".ttl")
_TOLD_EVERY = 10_000  # triples between two calls of on_progress


class Rows(Protocol):
    """What an export reads: a store, or anything that streams rows of the export queries."""

    def stream(self, name: str, /, **params: Any) -> Iterator[dict[str, Any]]:
        """Rows of a query."""
        ...


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote."""

    triples: int


def triples(store: Rows, base: str = BASE) -> Iterator[ox.Triple]:
    """All triples of the graph, in an order that depends on its content only."""
    from kg.rdf.triples import Writer

    writer = Writer(base)
    for name, write in (
        ("topics", writer.topic),
        ("concepts", writer.concept),
        ("institutions", writer.institution),
        ("authors", writer.author),
        ("papers", writer.paper),
        ("runs", writer.run),
        ("mentions", writer.mention),
    ):
        for row in _pages(store, name):
            yield from write(row)


def export(
    store: Rows,
    path: str | Path,
    *,
    base: str = BASE,
    on_progress: Callable[[int], None] | None = None,
) -> ExportReport:
    """Write the graph to a file, in constant memory; two exports of one graph are byte-equal.

    Args:
        store: where the graph is.
        path: the suffix says the format: .nt or .ttl, with .gz or .zst packed.
        base: IRI under which own nodes live.
        on_progress: told the number of triples now and then.

    Raises:
        UsageError: the suffix is of no known format.
        ExportError: the file cannot be written.
    """
    import pyoxigraph as ox

    target = Path(path)
    packing = target.suffix if target.suffix in {".gz", ".zst"} else ""
    suffix = Path(target.name.removesuffix(packing)).suffix
    if suffix not in FORMATS:
        raise UsageError(f"{target.name}: no RDF format; known are {', '.join(FORMATS)}, .gz, .zst")
    counter = _Counter(on_progress)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with ExitStack() as stack:
            output = _SortedPrefixes(_opened(part, packing, stack))
            ox.serialize(
                counter.count(triples(store, base)),
                output=cast("IO[bytes]", output),
                format=ox.RdfFormat.from_extension(suffix[1:]),
                prefixes=PREFIXES if suffix != ".nt" else None,
            )
            output.flush()
        part.replace(target)
    except OSError as error:
        raise ExportError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return ExportReport(counter.triples)


def _pages(store: Rows, name: str) -> Iterator[dict[str, Any]]:
    """All rows of an export query, page by page, so that no store has to sort the whole graph."""
    after = ""
    while True:
        last = after
        for row in store.stream(name, after=after):
            yield row
            last = row["id"]
        if last == after:
            return
        after = last


def _opened(part: Path, packing: str, stack: ExitStack) -> IO[bytes]:
    raw = stack.enter_context(part.open("wb"))
    if packing == ".gz":
        # No name and no time in the header: equal graphs give equal files.
        packed = gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0, compresslevel=6)
        return stack.enter_context(cast("IO[bytes]", packed))
    if packing == ".zst":
        import zstandard

        return stack.enter_context(cast("IO[bytes]", zstandard.ZstdCompressor().stream_writer(raw)))
    return raw


class _SortedPrefixes:
    """Passes Turtle on with its leading @prefix lines sorted.

    pyoxigraph keeps prefixes in a hash map whose order differs from run to run.
    """

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        if self._head is None:
            return self._output.write(data)
        self._head += data
        lines = self._head.split(b"\n")
        body = next(
            (i for i, line in enumerate(lines[:-1]) if not line.startswith(b"@prefix")), None
        )
        if body is not None:
            self._output.write(b"\n".join([*sorted(lines[:body]), *lines[body:]]))
            self._head = None
        return len(data)

    def flush(self) -> None:
        if self._head is not None:  # nothing but prefixes
            self._output.write(b"\n".join(sorted(self._head.split(b"\n"))).lstrip(b"\n"))
            self._head = None
        self._output.flush()


class _Counter:
    """Counts triples on their way."""

    def __init__(self, on_progress: Callable[[int], None] | None) -> None:
        self.triples = 0
        self._told = on_progress

    def count(self, items: Iterator[ox.Triple]) -> Iterator[ox.Triple]:
        for item in items:
            self.triples += 1
            if self._told and self.triples % _TOLD_EVERY == 0:
                self._told(self.triples)
            yield item
