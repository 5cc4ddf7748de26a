"""SPARQL over a dump or an index: read-only, within limits of time and rows.

pyoxigraph cannot be interrupted, so a query runs in a process of its own, which is killed when its
time is over. Its answer comes back whole or not at all.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from kg.errors import ExportError, QueryError, SourceError, UsageError
from kg.rdf.output import FORMATS, sorted_head, split_suffix
from kg.rdf.prefixes import BASE, prefixes, used_prefixes
from kg.rdf.querytext import names_graphs, refuse_effects, undeclared

if TYPE_CHECKING:
    import pyoxigraph as ox

Kind = Literal["solutions", "boolean", "triples"]
#: What each kind of answer can be written as, the usual one first.
ANSWER_FORMATS: Mapping[Kind, tuple[str, ...]] = {
    "solutions": ("table", "json", "csv", "tsv", "xml"),
    "boolean": ("table", "json", "csv", "tsv", "xml"),
    "triples": ("ttl", "nt", "jsonld", "rdf"),
}
# Without the working folder on its path, where anybody's json.py may lie.
_PROGRAM = "import sys; del sys.path[0]; from kg.rdf.answering import main; main()"
# Characters that XML 1.0 has no way to write, or that its readers change (carriage return).
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_PLACE = re.compile(r"error at (\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Graphs:
    """The dataset of a query by the IRIs of its graphs (SPARQL 1.1 Protocol, 2.1.4)."""

    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found, in a file: a truth, solutions (rows), or triples.

    ``more`` says that there is more than the limit of rows or triples.
    """

    kind: Kind
    more: bool
    _content: IO[bytes]

    def solutions(self) -> ox.QuerySolutions:
        """The rows of a SELECT, one after another."""
        found: ox.QuerySolutions = self._parsed()
        return found

    def truth(self) -> bool:
        """What an ASK says."""
        return bool(self._parsed())

    def triples(self) -> Iterator[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, one after another."""
        import pyoxigraph as ox

        self._content.seek(0)
        return (quad.triple for quad in ox.parse(self._content, format=ox.RdfFormat.N_TRIPLES))

    def write(self, output: IO[bytes], format: str, base: str = BASE) -> None:
        """Write the answer by the W3C's format of that name (see :data:`ANSWER_FORMATS`).

        Raises:
            UsageError: this kind of answer has no such form.
            ExportError: XML cannot hold a character of it.
        """
        import pyoxigraph as ox

        known = [name for name in ANSWER_FORMATS[self.kind] if name != "table"]
        if format not in known:
            what = "a CONSTRUCT or DESCRIBE" if self.kind == "triples" else "a SELECT or ASK"
            raise UsageError(f"{what} is written as {', '.join(known)}, not as {format}")
        if self.kind != "triples":
            data = self._parsed().serialize(format=ox.QueryResultsFormat.from_extension(format))
            if format == "xml" and (found := _NOT_IN_XML.search(data.decode())):
                raise ExportError(f"XML cannot hold U+{ord(found[0]):04X}: take --format json")
            output.write(data)
            return
        named = used_prefixes(self.triples(), base) if format == "ttl" else None
        rdf = ox.RdfFormat.from_extension(format)
        data = ox.serialize(self.triples(), format=rdf, prefixes=named)
        output.write(sorted_head(data or b""))

    def _parsed(self) -> Any:
        import pyoxigraph as ox

        self._content.seek(0)
        return ox.parse_query_results(self._content, ox.QueryResultsFormat.JSON)


@contextmanager
def answer(
    source: str | Path,
    query: str,
    *,
    timeout: float = 60.0,
    limit: int = 1000,
    base: str = BASE,
    graphs: Graphs | None = None,
) -> Iterator[Answer]:
    """The answer to a SPARQL 1.1 query as long as the context lasts.

    Without FROM it is over the union of all graphs.
    All prefixes of :func:`kg.rdf.prefixes.prefixes` are known; the query may declare others.

    Args:
        source: the data of an index (:mod:`kg.rdf.index`), or a dump in any format of
            :func:`kg.rdf.export`, which is read into memory.
        query: SELECT, ASK, CONSTRUCT or DESCRIBE.
        timeout: seconds after which the query is ended; reading a dump does not count.
        limit: rows or triples at most.
        base: IRI under which own nodes live.
        graphs: what the query is over, whatever it says itself by FROM.

    Raises:
        StoreDenied: it is an update, or asks a SERVICE.
        QueryError: it is malformed, or takes more time or memory than it may.
        SourceError: the source cannot be read.
        UsageError: the dump's suffix is of no RDF format.
    """
    refuse_effects(query)
    job = {
        "index": Path(source).is_dir(),
        "query": query,
        "prefixes": prefixes(base),
        "union": graphs is None and not names_graphs(query),
        "graphs": graphs and {"default": graphs.default, "named": graphs.named},
        "timeout": timeout,
        "limit": limit,
    }
    if not job["index"]:
        _check_suffix(Path(source))
    with tempfile.TemporaryFile() as content:
        said = _answered(source, job, content)
        yield Answer(said["kind"], said["more"], content)


def _check_suffix(dump: Path) -> None:
    if not dump.exists():
        raise SourceError(f"no file {dump}; kg export rdf -o FILE writes a dump")
    if split_suffix(dump.name)[0] not in FORMATS:
        raise UsageError(
            f"{dump.name}: no suffix of an RDF format; known are "
            f"{', '.join('.' + name for name in FORMATS)}, each also with .gz or .zst"
        )


def _answered(source: str | Path, job: Mapping[str, Any], content: IO[bytes]) -> dict[str, Any]:
    """Let a process of its own answer into ``content``; what it said at last."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(source)],
        stdin=subprocess.PIPE,
        stdout=content,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    with process:
        try:
            assert process.stdin
            assert process.stderr
            process.stdin.write(json.dumps(job))
            process.stdin.close()
            first = process.stderr.readline()
            _check(first, job)
            process.wait(job["timeout"])
            return _check(process.stderr.read(), job)
        except subprocess.TimeoutExpired as error:
            message = f"the query took longer than its limit of {job['timeout']:g} s"
            raise QueryError(message) from error
        finally:
            process.kill()


def _check(line: str, job: Mapping[str, Any]) -> dict[str, Any]:
    """What the process said, if it is no complaint."""
    try:
        said: dict[str, Any] = json.loads(line)
    except ValueError as error:
        why = line.strip().rpartition("\n")[2] or "it took too much memory"
        raise QueryError(f"the query was ended: {why}") from error
    if "unreadable" in said:
        raise SourceError(f"cannot read {said['path']}: {said['unreadable']}")
    if "invalid" in said:
        raise QueryError(_invalid(said["invalid"], job))
    if "refused" in said:
        raise QueryError(said["refused"])
    return said


def _invalid(error: str, job: Mapping[str, Any]) -> str:
    """What is wrong with a query, without all that the parser would have taken instead."""
    place = _PLACE.search(error)
    said = f"at line {place[1]}, column {place[2]}" if place else error.splitlines()[0]
    prefix = undeclared(job["query"], job["prefixes"])
    hint = f"; the prefix {prefix}: is not declared" if prefix else ""
    return f"the query is not valid SPARQL 1.1 {said}{hint}"
