"""Streamed dumps of the whole graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from kg.errors import UsageError
from kg.files import atomic_path
from kg.rdf.iris import checked_base
from kg.rdf.output import SortedHead, opened, split_suffix, xml_text
from kg.rdf.prefixes import BASE, prefixes
from kg.rdf.walk import Rows, quads, triples

if TYPE_CHECKING:
    import pyoxigraph as ox

    Statements = Iterator[ox.Triple] | Iterator[ox.Quad]

FORMATS = ("nt", "ttl", "nq", "trig", "rdf", "jsonld")
_WITH_GRAPHS = frozenset({"nq", "trig"})
_WITH_PREFIXES = frozenset({"ttl", "trig"})
_TOLD_EVERY = 10_000  # triples between two calls of on_progress


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote: statements, and the format's name."""

    triples: int
    format: str


def export(
    store: Rows,
    path: str | Path,
    *,
    format: str | None = None,
    base: str = BASE,
    min_confidence: float = 0.0,
    on_progress: Callable[[int], None] | None = None,
) -> ExportReport:
    """Write the graph to a file, in constant memory; two exports of one graph are byte-equal.

    N-Quads and TriG have the mentions of each run in a named graph. The file appears under its
    name only when it is complete.

    Args:
        store: where the graph is.
        path: with .gz or .zst at its end, the file is packed.
        format: nt, ttl, nq, trig, rdf (RDF/XML) or jsonld (expanded); from the suffix where not
            given.
        base: IRI under which own nodes live; ends in ``/`` or ``#``.
        min_confidence: mentions below it, and what papers mention only there, are left out.
        on_progress: told the number of triples now and then.

    Raises:
        UsageError: the format is unknown, or the base no IRI.
        ExportError: the file cannot be written, or RDF/XML cannot hold a character.

    >>> import tempfile
    >>> class Empty:
    ...     def stream(self, name, **params):
    ...         return iter(())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export(Empty(), Path(folder) / "graph.ttl.gz")
    ExportReport(triples=0, format='ttl')
    """
    import pyoxigraph as ox

    target = Path(path)
    suffix, packing = split_suffix(target.name)
    format = format or suffix
    if format not in FORMATS:
        raise UsageError(
            f"{target.name}: {format or 'no suffix'} is no RDF format; known are "
            f"{', '.join('.' + name for name in FORMATS)}, each also with .gz or .zst"
        )
    base = checked_base(base)
    counter = _Counter(on_progress)
    with atomic_path(target) as part, ExitStack() as stack:
        output = SortedHead(opened(part, packing, stack))
        ox.serialize(
            counter.count(_statements(store, format, base, min_confidence)),
            output=cast("IO[bytes]", output),
            format=ox.RdfFormat.from_extension(format),
            prefixes=prefixes(base) if format in _WITH_PREFIXES else None,
        )
        output.flush()
    return ExportReport(counter.triples, format)


def _statements(store: Rows, format: str, base: str, min_confidence: float) -> Statements:
    if format in _WITH_GRAPHS:
        return quads(store, base, min_confidence)
    found = triples(store, base, min_confidence)
    return xml_text(found) if format == "rdf" else found


class _Counter:
    """Counts statements on their way."""

    def __init__(self, on_progress: Callable[[int], None] | None) -> None:
        self.triples = 0
        self._told = on_progress

    def count(self, items: Statements) -> Any:
        for item in items:
            self.triples += 1
            if self._told and self.triples % _TOLD_EVERY == 0:
                self._told(self.triples)
            yield item
