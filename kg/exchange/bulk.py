"""CSV for neo4j-admin's bulk import: all nodes and relationships with all their properties.

A file for each set of labels and for each type of relationship between two of them, with the
header that ``neo4j-admin database import`` reads types and ids from; ``import.args`` names the
files to it. It has no way to write an empty list, so ``after-import.cypher`` makes these, the
constraints and the schema's version.

Specification: Neo4j Operations Manual 5, "Import", CSV header format.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

from kg.errors import ExportError, UsageError
from kg.exchange.sorting import SortedRows
from kg.graph import library
from kg.graph.store import SCHEMA_VERSION
from kg.rdf.output import opened

_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
_DELIMITERS = "\x1f\x1e\x1d\x1c"  # of lists: control characters made for it
_TOLD_EVERY = 10_000  # rows between two calls of on_progress


class Contents(Protocol):
    """What an export reads: a store."""

    def contents(self) -> Iterator[dict[str, Any]]:
        """Rows of ``cypher/digest/``."""
        ...


@dataclass(frozen=True, slots=True)
class CsvReport:
    """What an export wrote."""

    nodes: int
    relationships: int
    files: tuple[str, ...]


@dataclass(slots=True)
class _Table:
    """What goes into one file: labels or a type, between which groups of ids, and its columns."""

    labels: str
    groups: tuple[str, ...]
    rows: int = 0
    types: dict[str, str] = field(default_factory=dict)
    present: dict[str, int] = field(default_factory=dict)  # rows that have a property

    @property
    def is_nodes(self) -> bool:
        return len(self.groups) == 1

    def see(self, properties: Mapping[str, Any], where: str) -> None:
        """Note which properties a row has."""
        self.rows += 1
        for name, value in properties.items():
            known = self.types.setdefault(name, kind := _type(value))
            if kind not in (known, "[]"):
                if known != "[]":
                    raise ExportError(f"{name} of {where} is {kind}, of others {known}")
                self.types[name] = kind
            self.present[name] = self.present.get(name, 0) + 1

    def header(self) -> str:
        names = ("id:ID",) if self.is_nodes else (":START_ID", ":END_ID")
        ends = [f"{name}({group})" for name, group in zip(names, self.groups, strict=True)]
        kinds = {name: "string[]" if t == "[]" else t for name, t in sorted(self.types.items())}
        return ",".join([*ends, *(f"{name}:{kind}" for name, kind in kinds.items())])

    def may_lack(self, name: str) -> bool:
        return self.present[name] < self.rows


def export_csv(
    store: Contents,
    folder: str | Path,
    *,
    gzip: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> CsvReport:
    """Write a folder that neo4j-admin imports; two exports of one graph are byte-equal.

    Memory stays constant; the rows are sorted by means of files beside the folder.

    Args:
        store: where the graph is.
        folder: a new or empty one; appears when it is complete.
        gzip: pack the files; neo4j-admin reads them packed.
        on_progress: told the number of rows read now and then.

    Raises:
        UsageError: the folder has something in it.
        ExportError: it cannot be written, or a property is of two types.
    """
    with _new_folder(Path(folder)) as part, tempfile.TemporaryDirectory(dir=part.parent) as spare:
        rows = SortedRows(Path(spare))
        tables: dict[str, _Table] = {}
        free = _DELIMITERS
        for read, row in enumerate(store.contents(), start=1):
            free = "".join(c for c in free if not _in_a_list(c, row["properties"]))
            _sort_in(row, tables, rows)
            if on_progress and read % _TOLD_EVERY == 0:
                on_progress(read)
        if not free:
            raise ExportError("lists of the graph use every character that could part their items")
        suffix = ".csv.gz" if gzip else ".csv"
        with (part / "after-import.cypher").open("w", encoding="utf-8") as after:
            after.write(_schema())
            for name, table in sorted(tables.items()):
                with ExitStack() as stack:
                    output = opened(part / (name + suffix), suffix[4:], stack)
                    for statement in _write(output, table, rows.of(name), free[0]):
                        after.write(f"{statement};\n")
        arguments = "".join(f"{line}\n" for line in _arguments(tables, suffix, free[0]))
        (part / "import.args").write_text(arguments, encoding="utf-8")
    return CsvReport(
        sum(table.rows for table in tables.values() if table.is_nodes),
        sum(table.rows for table in tables.values() if not table.is_nodes),
        tuple(sorted(name + suffix for name in tables)),
    )


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """A folder to write to that gets its name when all is there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there and not empty; name a new folder")
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent) as parent:
            part = Path(parent) / folder.name
            part.mkdir()
            yield part
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
    except OSError as error:
        raise ExportError(f"cannot write {folder}: {error.strerror or error}") from error


def _sort_in(row: dict[str, Any], tables: dict[str, _Table], rows: SortedRows) -> None:
    """Put a row of the store to those of its table."""
    properties = {key: value for key, value in row["properties"].items() if value is not None}
    group = _group(row["labels"])
    if row["type"] is None:
        labels = [group, *sorted({*row["labels"]} - {group})]
        name, table = "-".join(labels), _Table(":".join(labels), (group,))
        ends = [properties.pop("id")]
    else:
        groups = group, _group(row["endLabels"])
        name, table = f"{groups[0]}-{row['type']}-{groups[1]}", _Table(row["type"], groups)
        ends = [row["start"], row["end"]]
    tables.setdefault(name, table).see(properties, " and ".join(ends))
    rows.add(name, [*ends, properties])


def _group(labels: Iterable[str]) -> str:
    """The label within which ids are unique."""
    return "Concept" if "Concept" in labels else min(labels)


def _write(
    output: IO[bytes], table: _Table, rows: Iterable[list[Any]], delimiter: str
) -> Iterator[str]:
    """Write a table; yields the statements that make the lists that CSV cannot hold."""
    names = sorted(table.types)
    output.write(f"{table.header()}\n".encode())
    for *ends, properties in rows:
        cells = [_cell(properties.get(name), delimiter) for name in names]
        line = ",".join([*(_cell(end, delimiter) for end in ends), *cells])
        output.write(f"{line}\n".encode())
        for name, value in properties.items():
            if value == [""] or (value == [] and table.may_lack(name)):
                yield f"{_match(table, ends)} SET n.{name} = {json.dumps(value)}"
    for name in names:
        if table.types[name].endswith("[]") and not table.may_lack(name):
            yield f"{_match(table)} WHERE n.{name} IS NULL SET n.{name} = []"


def _cell(value: Any, delimiter: str) -> str:
    r"""A value as neo4j-admin reads it: an empty text is quoted, nothing is not.

    >>> [_cell(value, ";") for value in ("", None, 'a "b"\n', True, 0.5, ["a", "b"])]
    ['""', '', '"a ""b""\n"', 'true', '0.5', '"a;b"']
    """
    if value is None:
        return ""
    if isinstance(value, list):
        value = delimiter.join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return repr(value)


def _match(table: _Table, ends: list[str] | None = None) -> str:
    ids = [f" {{id: {json.dumps(end)}}}" for end in ends or ()] or [""] * len(table.groups)
    if table.is_nodes:
        return f"MATCH (n:{table.labels}{ids[0]})"
    start, end = table.groups
    return f"MATCH (:{start}{ids[0]})-[n:{table.labels}]->(:{end}{ids[1]})"


def _type(value: Any) -> str:
    """Type of a column, "[]" for a list that does not show of what."""
    if isinstance(value, list):
        return f"{_type(value[0])}[]" if value else "[]"
    return _TYPES[type(value)]


def _in_a_list(character: str, properties: Mapping[str, Any]) -> bool:
    return any(
        character in str(item)
        for value in properties.values()
        if isinstance(value, list)
        for item in value
    )


def _arguments(tables: Mapping[str, _Table], suffix: str, delimiter: str) -> Iterator[str]:
    for name, table in sorted(tables.items()):
        option = "nodes" if table.is_nodes else "relationships"
        yield f"--{option}={table.labels}={name}{suffix}"
    yield "--multiline-fields=true"
    yield f"--array-delimiter=U+{ord(delimiter):04X}"
    yield "--bad-tolerance=0"


def _schema() -> str:
    version = library.text("schema/set-version").replace("$version", str(SCHEMA_VERSION))
    return f"{library.text('schema/constraints').strip()}\n{version.strip()};\n"
