"""``kg validate``: linked data held against the shapes."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.rdf.validate import Violation

_SHOWN = 1_000  # violations; what has as many has one cause for most of them


def validate(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="RDF files of one graph: .nt, .ttl, .nq, .trig, .rdf or .jsonld, also packed.",
            show_default=False,
        ),
    ],
    json: options.Json = False,
) -> None:
    """Hold linked data against the shapes of NeuroKG (SHACL).

    Several files are taken for one graph, such as the chunks of a dump. Leaves with 1 if something
    is wrong, or if there is nothing that a shape is for. Needs pyshacl (the extra `shapes`).

    Example: kg validate graph.nt.gz
    """
    from kg.cli.output import note, print_json

    found, nodes = violations(files)
    if json:
        print_json([asdict(violation) for violation in found])
    else:
        show(found, nodes)
    if not nodes and not found:
        note("no node in these files has a class of NeuroKG: nothing was held against the shapes")
    if found or not nodes:
        raise typer.Exit(1)


def violations(files: Sequence[Path]) -> tuple[list[Violation], int]:
    """What is wrong in the files, the first thousand of it, and how many nodes were looked at."""
    from kg.cli.output import progress
    from kg.rdf.validate import validate as hold

    nodes: list[int] = []
    with progress("Validating") as advance:
        found = hold(files, on_progress=advance, on_nodes=nodes.append)
        return list(islice(found, _SHOWN)), sum(nodes)


def show(found: Sequence[Violation], nodes: int) -> None:
    """Print what is wrong as a table, or that nothing is in so many nodes."""
    from kg.cli.output import note, print_table

    if found:
        print_table(
            ("node", "property", "what should be", "what is"),
            [(one.node, one.property, one.message, one.value) for one in found],
        )
    if elsewhere := sum(one.elsewhere for one in found):
        note(
            f"{elsewhere} of these may be wrong only because other files of the graph are not "
            "here: give all parts and chunks of a dump at once"
        )
    if len(found) == _SHOWN:
        note(f"{_SHOWN:,} violations shown, there may be more")
    elif found:
        note(f"{_number(len(found), 'violation')} in {_number(nodes, 'node')}")
    elif nodes:
        note(f"the graph is as the shapes want it: {_number(nodes, 'node')} held against them")


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
