"""``kg export kgx`` and others: the graph in the formats of other tools."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.graph import Store

_Confidence = Annotated[
    float,
    typer.Option("--min-confidence", min=0, max=1, help="Leave out mentions below this."),
]
_Papers = Annotated[
    list[str] | None,
    typer.Option("--paper", help="Only this paper, by any of its ids; may be given several times."),
]


def _named(graph: Store, papers: list[str] | None) -> list[str] | None:
    """Ids in the graph of the papers that the user named, None for all papers."""
    from kg.cli.choices import paper_row

    return None if papers is None else [paper_row(graph, paper)["id"] for paper in papers]


def _write_papers(
    export: Callable[..., int],
    output: Path,
    papers: list[str] | None,
    min_confidence: float,
    store: str | None,
    *,
    as_json: bool,
) -> None:
    """Write papers by a function of :mod:`kg.exchange`, and say how many."""
    from kg.cli.choices import built_store
    from kg.cli.output import note, print_json, progress
    from kg.graph import open_store

    with open_store(built_store(store)) as graph, progress("Exporting") as advance:
        ids = _named(graph, papers)
        count = export(graph, output, ids=ids, min_confidence=min_confidence, on_progress=advance)
    if as_json:
        print_json({"output": str(output), "papers": count})
    else:
        note(f"{count:,} {'paper' if count == 1 else 'papers'} in {output}")


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

    Example: kg export csv -o graph && cd graph &&
    neo4j-admin database import full neo4j @import.args
    """
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


def bioc(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="File to write: .xml, .json or .jsonl (a document a line), and .gz or .zst after "
            "it.",
        ),
    ],
    paper: _Papers = None,
    min_confidence: _Confidence = 0.0,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Write papers and their mentions as a BioC collection.

    Example: kg export bioc -o papers.xml.gz
    """
    from kg.exchange import export_bioc

    _write_papers(export_bioc, output, paper, min_confidence, store, as_json=json)


def web_annotations(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="File to write: .jsonl (a paper a line) or .jsonld (one paper), and .gz or .zst "
            "after it.",
        ),
    ],
    paper: _Papers = None,
    min_confidence: _Confidence = 0.0,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Write the mentions of each paper as Web Annotations (JSON-LD).

    Example: kg export annotations -o paper.jsonld --paper arxiv:2603.07369
    """
    from kg.exchange import export_annotations

    _write_papers(export_annotations, output, paper, min_confidence, store, as_json=json)


def nanopubs(
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="File to write: .trig or .nq, and .gz or .zst after it."
        ),
    ],
    paper: _Papers = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence", min=0, max=1, help="Leave out what is mentioned only below this."
        ),
    ] = 0.9,
    creator: Annotated[
        str | None, typer.Option("--creator", metavar="ORCID", help="Who publishes them.")
    ] = None,
    created: Annotated[
        str | None,
        typer.Option("--created", metavar="TIME", help="When, as 2026-01-31T12:00:00Z."),
    ] = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Write a nanopublication for each concept that a paper surely mentions, with its trusty URI.

    They are neither signed nor published. Needs the nanopub package: pip install
    'neurokg[nanopub]'.

    Example: kg export nanopubs -o mentions.trig --paper arxiv:2603.07369
    """
    from importlib.util import find_spec

    from kg.cli.choices import built_store
    from kg.cli.output import note, print_json, progress
    from kg.errors import UsageError
    from kg.exchange import Attribution, export_nanopubs
    from kg.graph import open_store

    if find_spec("nanopub") is None:
        raise UsageError("nanopub is missing: pip install 'neurokg[nanopub]'")
    attribution = Attribution(creator, _moment(created))
    with open_store(built_store(store)) as graph, progress("Exporting") as advance:
        count = export_nanopubs(
            graph,
            output,
            ids=_named(graph, paper),
            min_confidence=min_confidence,
            attribution=attribution,
            on_progress=advance,
        )
    if json:
        print_json({"output": str(output), "nanopubs": count})
    else:
        note(f"{count:,} nanopublications in {output}")


def _moment(text: str | None) -> datetime | None:
    from kg.errors import UsageError

    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z") if text else None
    except ValueError as error:
        raise UsageError(
            f"--created {text!r} is no time with its zone such as 2026-01-31T12:00:00Z"
        ) from error
