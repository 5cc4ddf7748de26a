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
    is wrong. Needs pyshacl (the extra `shapes`).

    Example: kg validate graph.nt.gz
    """
    from kg.cli.output import print_json

    found = violations(files)
    if json:
        print_json([asdict(violation) for violation in found])
    else:
        show(found)
    if found:
        raise typer.Exit(1)


def violations(files: Sequence[Path]) -> list[Violation]:
    """What is wrong in the files, the first thousand of it."""
    from kg.cli.output import progress
    from kg.rdf.validate import validate as hold

    with progress("Validating") as advance:
        return list(islice(hold(files, on_progress=advance), _SHOWN))


def show(found: Sequence[Violation]) -> None:
    """Print what is wrong as a table, or that nothing is."""
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
    many = f"{_SHOWN:,} violations shown, there may be more" if len(found) == _SHOWN else ""
    note(many or (f"{len(found)} violations" if found else "the graph is as the shapes want it"))
