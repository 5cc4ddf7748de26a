"""Streamed dumps of the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, cast

from kg.errors import UsageError
from kg.files import atomic_path
from kg.rdf.census import Census
from kg.rdf.description import SUFFIX, Dump, describe, described_files, vocabularies
from kg.rdf.iris import checked_base
from kg.rdf.licences import licence
from kg.rdf.ntriples import plain
from kg.rdf.output import FORMATS, SortedHead, opened, split_suffix, stem, xml_text
from kg.rdf.prefixes import BASE, prefixes
from kg.rdf.walk import WHOLE, Block, Rows, Selection, added_to, blocks, parsed

_WITH_GRAPHS = frozenset({"nq", "trig"})
_WITH_PREFIXES = frozenset({"ttl", "trig"})
_TOLD_EVERY = 100  # nodes between two calls of on_progress


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote: statements, the format's name, the files in order, and the file that
    describes them.
    """

    triples: int
    format: str
    files: tuple[Path, ...]
    description: Path


def export(
    store: Rows,
    path: str | Path,
    *,
    format: str | None = None,
    base: str = BASE,
    selection: Selection = WHOLE,
    chunk: int | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> ExportReport:
    """Write the graph to a file, in constant memory; two exports of one graph are byte-equal.

    N-Quads and TriG have the mentions of each run in a named graph. A file appears under its
    name only when it is complete; beside it is its description (``graph.nt.void.ttl``). Files that
    the description of an earlier export to this name speaks of, and that are not of this one
    (``graph-7.nt`` of seven), are taken away.

    Args:
        store: where the graph is.
        path: with .gz or .zst at its end, the file is packed.
        format: nt, ttl, nq, trig, rdf (RDF/XML) or jsonld (expanded); from the suffix where not
            given.
        base: IRI under which own nodes live; ends in ``/`` or ``#``.
        selection: what of the graph is written.
        chunk: statements after which another file is begun (``graph-2.nt`` after ``graph-1.nt``),
            a paper with all its mentions in one.
        on_progress: told the number of nodes now and then.

    Raises:
        UsageError: the format is unknown, the base no IRI, or the name that of a description.
        ExportError: the file cannot be written, or RDF/XML cannot hold a character.

    >>> import tempfile
    >>> class Empty:
    ...     def stream(self, name, **params):
    ...         return iter(())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export(Empty(), Path(folder) / "graph.ttl.gz").triples
    0
    """
    target = Path(path)
    if target.name == "-":
        raise UsageError("a dump has a description beside it: name a file, such as graph.ttl")
    if target.name.endswith(SUFFIX):
        raise UsageError(f"{target.name} is the name of a dump's description: take another")
    suffix, packing = split_suffix(target.name)
    format = format or suffix
    if format not in FORMATS:
        wrong = f"{format} is no RDF format" if format else "its format has to be said by a suffix"
        raise UsageError(
            f"{target.name}: {wrong}; known are "
            f"{', '.join('.' + name for name in FORMATS)}, each also with .gz or .zst"
        )
    found = blocks(store, checked_base(base), selection)
    if format not in _WITH_GRAPHS:
        found = (block for block in found if block.kind != "graph")
    if on_progress:
        found = _told(found, on_progress)
    census = Census([source.space for source in vocabularies()])
    if selection.has("concept"):
        # A mapping has no concepts of its own that could say it.
        census.added |= {plain(name): licence(text) for name, text in added_to(store).items()}
    files = []
    for number, some in enumerate(_chunks(census.counted(found), chunk), 1):
        file = _numbered(target, number) if chunk else target
        with atomic_path(file) as part, ExitStack() as stack:
            _write(some, opened(part, packing, stack), format, base)
        files.append(file)
    for file in described_files(target) - set(files):
        file.unlink(missing_ok=True)
    about = Dump(tuple(files), format, packing, selection)
    description = describe(target, about, census, base)
    return ExportReport(census.statements, format, tuple(files), description)


def _write(found: Iterator[Block], output: IO[bytes], format: str, base: str) -> None:
    """The statements as one document."""
    texts: Iterator[str] = (block.text(graphs=format in _WITH_GRAPHS) for block in found)
    if format in {"nt", "nq"}:
        for text in texts:
            output.write(text.encode())
        return
    import pyoxigraph as ox

    if format == "rdf":
        texts = xml_text(texts)
    head = SortedHead(output)
    ox.serialize(
        parsed(texts),
        output=cast("IO[bytes]", head),
        format=ox.RdfFormat.from_extension(format),
        prefixes=prefixes(base) if format in _WITH_PREFIXES else None,
    )
    head.flush()


def _chunks(found: Iterator[Block], size: int | None) -> Iterator[Iterator[Block]]:
    """The blocks in documents; each must be used up before the next is asked for."""
    first = next(found, None)
    if size is None or first is None:
        yield chain([first] if first else [], found)
        return
    coming: list[Block] = [first]

    def some(most: int) -> Iterator[Block]:
        count = 0
        while coming:
            block = coming.pop()
            count += len(block.statements)
            yield block
            coming.extend(_next(found))
            if count >= most and coming and coming[0].kind != "mention":
                return

    while coming:
        yield some(size)


def _next(found: Iterator[Block]) -> list[Block]:
    return [block for block in [next(found, None)] if block]


def _numbered(path: Path, number: int) -> Path:
    """The name of one of several files.

    >>> _numbered(Path("graph.2026.nt.gz"), 2).name
    'graph.2026-2.nt.gz'
    """
    name = stem(path.name)
    return path.with_name(f"{name}-{number}{path.name.removeprefix(name)}")


def _told(found: Iterator[Block], on_progress: Callable[[int], None]) -> Iterator[Block]:
    for number, block in enumerate(found, 1):
        if number % _TOLD_EVERY == 0:
            on_progress(number)
        yield block
