"""``kg export kgx`` and others: the graph in the formats of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options

_Confidence = Annotated[
    float,
    typer.Option("--min-confidence", min=0, max=1, help="Leave out mentions below this."),
]


def kgx(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="GRAPH.tsv or GRAPH.jsonl, and .gz or .zst after it; written are GRAPH_nodes and "
            "GRAPH_edges.",
        ),
    ],
    min_confidence: _Confidence = 0.0,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Write nodes and edges of the Biolink Model (KGX).

    Example: kg export kgx -o graph.tsv.gz
    """
    from kg.cli.choices import built_store
    from kg.cli.output import note, print_json, progress
    from kg.exchange import export_kgx
    from kg.graph import open_store

    with open_store(built_store(store)) as graph, progress("Exporting") as advance:
        report = export_kgx(graph, output, min_confidence=min_confidence, on_progress=advance)
    files = [str(file) for file in report.files]
    if json:
        print_json({"nodes": report.nodes, "edges": report.edges, "files": files})
    else:
        note(f"{report.nodes:,} nodes and {report.edges:,} edges in {' and '.join(files)}")


def csv(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A new folder; what it holds can be imported.")
    ],
    gzip: Annotated[bool, typer.Option("--gzip", help="Pack the files.")] = False,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Write the whole graph as CSV for neo4j-admin's bulk import.

    Example: kg export csv -o graph && cd graph && neo4j-admin database import full neo4j @import.args
    """  # noqa: E501
    from kg.cli.choices import built_store
    from kg.cli.output import note, print_json, progress
    from kg.exchange import export_csv
    from kg.graph import open_store

    with open_store(built_store(store)) as graph, progress("Exporting") as advance:
        report = export_csv(graph, output, gzip=gzip, on_progress=advance)
    if json:
        counts = {"nodes": report.nodes, "relationships": report.relationships}
        print_json({"output": str(output), **counts, "files": report.files})
    else:
        note(f"{report.nodes:,} nodes and {report.relationships:,} relationships in {output}")
