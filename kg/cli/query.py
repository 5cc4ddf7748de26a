"""``kg query``: the query library, or an own read-only query."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import options

if TYPE_CHECKING:
    from kg.graph.library import Query


def query(
    name: Annotated[
        str | None, typer.Argument(help="Name of a query of the library.", show_default=False)
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="KEY=VALUE", help="A parameter.")
    ] = None,
    cypher: Annotated[
        str | None, typer.Option("--cypher", help="An own query; it can only read.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A file with an own query.")] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List the library.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Show the Cypher, do not run it.")] = False,
    limit: Annotated[
        int, typer.Option(min=1, help="Rows at most of an own query; says so where it cuts.")
    ] = 1000,
    timeout: Annotated[
        float, typer.Option(min=0.1, help="Seconds at most, for an own query.")
    ] = 30.0,
    store: options.Store = None,
    json: options.Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for spreadsheets.")] = False,
) -> None:
    """Ask the graph: a question of the library by name, or read-only Cypher of your own.

    A concept may be given by any of its names. In an own query a value is read as JSON where it is
    JSON (numbers, lists), else as text.

    Examples: kg query --list · kg query region-papers -p region=V4 ·
    kg query --cypher 'MATCH (p:Paper) RETURN count(p) AS papers'
    """
    from kg.cli.choices import built_store
    from kg.cli.output import note, print_csv, print_json, print_table
    from kg.errors import UsageError
    from kg.graph import library, open_store
    from kg.graph.parameters import arguments

    if list_all:
        show_list(library.queries(), as_json=json)
        return
    if json and csv:
        raise UsageError("--json or --csv, not both")
    if sum(given is not None for given in (name, cypher, file)) != 1:
        raise UsageError("give the name of a query (see --list), or --cypher, or --file")
    if show and name:
        print(library.query(name).text)
        return
    given = dict(pair(text) for text in param or [])
    if name:
        found = library.query(name)
        values = arguments(found, given)  # wrong usage is told before any store is opened
        with open_store(built_store(store)) as graph:
            rows = graph.query(name, **values)
    else:
        text = cypher if file is None else read_file(file)
        values = {key: _json(value) for key, value in given.items()}
        with open_store(built_store(store)) as graph:
            rows = graph.cypher(text or "", values, timeout=timeout, limit=limit + 1)
        if len(rows) > limit:
            rows = rows[:limit]
            note(f"cut after {limit} rows; there are more, --limit asks for them")
    if json:
        print_json(rows)
    elif rows and csv:
        print_csv(rows)
    elif rows:
        print_table(list(rows[0]), [list(row.values()) for row in rows])
    else:
        note("no rows")


def pair(text: str) -> tuple[str, str]:
    """A parameter as the user typed it.

    Raises:
        UsageError: it is no KEY=VALUE.
    """
    from kg.errors import UsageError

    key, separator, value = text.partition("=")
    if not separator or not key:
        raise UsageError(f"a parameter is KEY=VALUE, not {text!r}")
    return key, value


def _json(text: str) -> Any:
    import json

    try:
        return json.loads(text)
    except ValueError:
        return text


def read_file(path: Path) -> str:
    """The text of a file with a query.

    Raises:
        SourceError: it cannot be read.
    """
    from kg.errors import SourceError

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise SourceError(f"cannot read {path}: {why}") from error


def show_list(queries: list[Query], *, as_json: bool) -> None:
    """Print the library: name, what it answers, parameters."""
    from dataclasses import asdict

    from kg.cli.output import print_json, print_table

    if as_json:
        print_json(
            [
                {
                    "name": query.name,
                    "title": query.title,
                    "description": query.description,
                    "parameters": [asdict(parameter) for parameter in query.parameters],
                }
                for query in queries
            ]
        )
        return
    print_table(
        ("name", "answers", "parameters"),
        [(q.name, q.title, [parameter.name for parameter in q.parameters]) for q in queries],
    )
