"""``kg export``: the graph as files that others read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from kg.graph import Store
    from kg.rdf import ExportReport, Part, Selection

app = typer.Typer(no_args_is_help=True, help="Write the graph as files that others read.")


@app.callback()
def export() -> None:
    """Write the graph as files that others read."""


@app.command()
def rdf(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="File to write; its suffix says the format: .nt, .ttl, .nq, .trig, .rdf or "
            ".jsonld, and .gz or .zst after it packs.",
        ),
    ],
    format: Annotated[
        str | None, typer.Option("--format", help="The format, where the suffix does not say it.")
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option("--min-confidence", min=0, max=1, help="Leave out mentions below this."),
    ] = 0.0,
    type: options.Type = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help="Only papers issued or changed at their source on this day (2025-01-31) or later.",
        ),
    ] = None,
    part: Annotated[
        str | None,
        typer.Option("--part", help="Only this part: papers, concepts, mentions or people."),
    ] = None,
    chunk: Annotated[
        int | None,
        typer.Option(
            "--chunk", min=1, help="Begin another file (graph-2.nt …) after this many statements."
        ),
    ] = None,
    validate: Annotated[
        bool, typer.Option("--validate", help="Hold what was written against the shapes.")
    ] = False,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Write the graph as linked data, and beside it a description of the dump.

    A paper and its mentions stay in one file. With --validate, leaves with 1 if something is wrong.

    Example: kg export rdf -o graph.ttl.gz
    """
    from dataclasses import asdict

    from kg.cli.choices import built_store
    from kg.cli.output import note, print_json
    from kg.cli.validate import show, violations
    from kg.errors import UsageError
    from kg.graph import open_store
    from kg.model import concept_type
    from kg.rdf import Selection

    if validate and part:
        raise UsageError("--validate needs the whole graph: write all parts, then kg validate them")
    selection = Selection(min_confidence, concept_type(type), _day(since), _part(part))
    with open_store(built_store(store)) as graph:
        report = _written(graph, output, format, selection, chunk)
    found, nodes = violations(report.files) if validate else ([], 0)
    if json:
        files = {"output": str(output), "triples": report.triples}
        more = {
            "files": [str(file) for file in report.files],
            "description": str(report.description),
        }
        wrong = {"violations": [asdict(one) for one in found]} if validate else {}
        print_json({**files, **more, **wrong})
    else:
        into = str(output) if chunk is None else f"{len(report.files)} files"
        note(f"{report.triples:,} triples in {into}")
        if validate:
            show(found, nodes)
            if not nodes:
                note("the graph is empty: there was nothing to hold against the shapes")
    if found:
        raise typer.Exit(1)


def _written(
    graph: Store, output: Path, format: str | None, selection: Selection, chunk: int | None
) -> ExportReport:
    from kg.cli.output import progress
    from kg.rdf import export as write

    info = graph.info()
    kinds = ("papers", "authors", "concepts", "mentions")
    whole = selection.part is None and selection.since is None
    with progress("Exporting", sum(info[kind] for kind in kinds) if whole else None) as advance:
        return write(
            graph, output, format=format, selection=selection, chunk=chunk, on_progress=advance
        )


def _day(text: str | None) -> str | None:
    from datetime import date

    from kg.errors import UsageError

    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"--since {text!r} is no day such as 2025-01-31") from error


def _part(text: str | None) -> Part | None:
    from kg.errors import UsageError
    from kg.rdf import PARTS

    for part in PARTS:
        if part == text:
            return part
    if text is None:
        return None
    raise UsageError(f"no part {text!r}; parts are {', '.join(PARTS)}")
