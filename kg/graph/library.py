"""The query library: one Cypher query a file in ``cypher/``, with a header that describes it.

Questions in SPARQL have the same header, after ``#``: see :mod:`kg.rdf.questions`.

::

    // title: Papers that mention a region or any part of it
    // Newest first. Parts are followed by IS_A and PART_OF.
    // @param region concept:BrainRegion "UBERON:0000411" The region
    // @param limit integer=20 5 Papers at most

A parameter line gives name, type, perhaps ``=default`` (JSON), an example (JSON) and a meaning. The
type ``concept`` is a CURIE; the command line finds it by any name of the concept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import UsageError

# Folders whose queries answer questions; the others serve loading, export and the schema.
GROUPS = ("lookup", "explore", "people", "trends", "quality")
_INNER = frozenset({"answered", "digest", "load", "overview", "schema"})
_PARAM = re.compile(r"@param (\w+) ([\w:]+)(=)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query; without a default (``required``) it must be given."""

    name: str
    type: str
    required: bool
    default: Any
    example: Any
    meaning: str


@dataclass(frozen=True, slots=True)
class Query:
    """One query of the library."""

    name: str
    group: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """All parameters with their values.

        Raises:
            UsageError: a parameter is unknown or missing.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := given.keys() - known.keys():
            names = ", ".join(known) or "none"
            raise UsageError(
                f"query {self.name!r} has no parameter {min(unknown)!r}; it has {names}"
            )
        missing = [p.name for p in self.parameters if p.required and p.name not in given]
        if missing:
            parameter = known[missing[0]]
            raise UsageError(
                f"query {self.name!r} needs -p {parameter.name}=… ({parameter.meaning}; "
                f"for example {parameter.example})"
            )
        return {p.name: given.get(p.name, p.default) for p in self.parameters}


def queries() -> list[Query]:
    """The questions of the library, by group and name."""
    return [query for group in GROUPS for query in _group(group)]


def checks() -> list[Query]:
    """The queries that answer ids of what is wrong in a graph."""
    return [query for query in _group("check") if query.name.startswith("check-")]


def query(name: str) -> Query:
    """One query by name, from any folder.

    Raises:
        UsageError: there is none of this name.

    >>> query("region-papers").parameters[0].type
    'concept:BrainRegion'
    """
    found = _all().get(name)
    if found is None:
        raise UsageError(f"no query {name!r}; kg query --list shows them all")
    return found


def text(path: str) -> str:
    """The Cypher of a file below ``cypher/`` that is no question ("load/papers")."""
    return read(resources.cypher_dir() / f"{path}.cypher").text


@cache
def answered(name: str) -> str | None:
    """The Cypher that answers a question from overviews, where there is one.

    It answers one row, with the question's ``rows``, or none where it cannot say. Besides the
    question's parameters it takes ``kept``, how many people and papers an overview has at most.
    """
    path = resources.cypher_dir() / "answered" / f"{name}.cypher"
    return read(path).text if path.exists() else None


@lru_cache(maxsize=1)
def _all() -> dict[str, Query]:
    return {
        path.stem: read(path)
        for path in sorted(resources.cypher_dir().rglob("*.cypher"))
        if path.parent.name not in _INNER
    }


def _group(group: str) -> list[Query]:
    return [query for query in _all().values() if query.group == group]


@cache
def read(path: Path) -> Query:
    """The query of a file, with what its header says."""
    source = path.read_text(encoding="utf-8")
    mark = "//" if path.suffix == ".cypher" else "#"
    header = [
        line.removeprefix(mark).strip() for line in source.splitlines() if line.startswith(mark)
    ]
    title = header[0].removeprefix("title: ") if header else path.stem
    prose = [line for line in header[1:] if not line.startswith("@param")]
    return Query(
        name=path.stem,
        group=path.parent.name,
        title=title,
        description=" ".join(prose),
        parameters=tuple(_parameter(line) for line in header if line.startswith("@param")),
        text="\n".join(line for line in source.splitlines() if not line.startswith(mark)),
    )


def _parameter(line: str) -> Parameter:
    match = _PARAM.match(line)
    if not match:
        raise ValueError(f"malformed parameter line: {line}")
    decoder = json.JSONDecoder()
    rest = line[match.end() :].lstrip()
    default = None
    if match[3]:
        default, end = decoder.raw_decode(rest)
        rest = rest[end:].lstrip()
    example, end = decoder.raw_decode(rest)
    return Parameter(match[1], match[2], not match[3], default, example, rest[end:].strip())
