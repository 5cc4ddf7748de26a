"""``kg export``: the graph as files that others read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options

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
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Write the whole graph as linked data.

    Example: kg export rdf -o graph.ttl.gz
    """
    from kg.cli.choices import built_store
    from kg.cli.output import note, print_json, progress
    from kg.graph import open_store
    from kg.rdf import Selection
    from kg.rdf import export as write

    with open_store(built_store(store)) as graph, progress("Exporting") as advance:
        report = write(
            graph,
            output,
            format=format,
            selection=Selection(min_confidence=min_confidence),
            on_progress=advance,
        )
    if json:
        print_json({"output": str(output), "triples": report.triples})
    else:
        note(f"{report.triples:,} triples in {output}")
