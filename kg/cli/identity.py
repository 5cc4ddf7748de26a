"""``kg identity``: which authors are one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from kg.graph.decisions import Kind

app = typer.Typer(no_args_is_help=True)
_One = Annotated[str, typer.Argument(help="Id of an author, as `kg author` shows it.")]
_Other = Annotated[str, typer.Argument(help="Id of another.")]


@app.callback()
def identity() -> None:
    """Tell people apart: which authors are one person, by evidence and by your word."""


@app.command()
def resolve(store: options.Store = None, json: options.Json = False) -> None:
    """Find out which authors are one person, from names, co-authors, topics, places and years.

    Run it after loading. Reads all authors of the graph; what you have merged or split stands.

    Example: kg identity resolve
    """
    from dataclasses import asdict

    from kg.cli.choices import built_store
    from kg.cli.output import note, print_json
    from kg.graph import open_store

    with open_store(built_store(store)) as graph:
        report = graph.resolve_people()
    if json:
        print_json(asdict(report))
    else:
        people = "1 person" if report.people == 1 else f"{report.people:,} people"
        print(
            f"{report.authors:,} authors: {report.joined:,} of them are {people} with several, "
            "the others stand alone"
        )
        if report.lost:
            note(f"{report.lost} of your decisions do not hold: kg identity list")
        if report.communities_gone:
            note("people are others than before: kg communities finds their communities again")


@app.command()
def merge(
    one: _One, other: _Other, store: options.Store = None, json: options.Json = False
) -> None:
    """Say that two authors are one person, and tell people apart again.

    Example: kg identity merge author:pmid-1-1 author:pmid-2-3
    """
    _decide("merge", one, other, store, json)


@app.command()
def split(
    one: _One, other: _Other, store: options.Store = None, json: options.Json = False
) -> None:
    """Say that two authors are not one person, and tell people apart again.

    Example: kg identity split author:pmid-1-1 author:pmid-2-3
    """
    _decide("split", one, other, store, json)


@app.command("list")
def list_all(store: options.Store = None, json: options.Json = False) -> None:
    """Show what you have merged and split, and whether it holds.

    Lost is what was said of an author who is not found any more, by name in a paper of then; what
    contradicts is not obeyed.

    Example: kg identity list
    """
    from dataclasses import asdict

    from kg.cli.choices import built_store
    from kg.cli.output import print_json, print_table
    from kg.graph import open_store

    with open_store(built_store(store)) as graph:
        said = graph.decisions()
    if json:
        print_json([asdict(decision) for decision in said])
    elif not said:
        print("nothing merged or split by hand; kg identity merge and kg identity split do that")
    else:
        print_table(
            ("decided", "one", "other", "names", "state"),
            [(d.kind, d.one, d.other, " / ".join(d.names), d.state) for d in said],
        )


def _decide(kind: Kind, one: str, other: str, store: str | None, as_json: bool) -> None:
    from kg.cli.choices import built_store
    from kg.errors import UsageError
    from kg.graph import open_store

    if one == other:
        raise UsageError("give two different authors")
    with open_store(built_store(store)) as graph:
        graph.decide(kind, one, other)
    resolve(store, as_json)
