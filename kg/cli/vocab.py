"""``kg vocab``: the vocabulary itself: what a string means, whether it is sound, rebuilding it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options

app = typer.Typer(no_args_is_help=True)


@app.callback()
def vocab() -> None:
    """Show what a string means, prove the vocabulary sound, rebuild its generated part."""


@app.command()
def show(
    term: Annotated[str, typer.Argument(help="A name, short form or CURIE.")],
    json: options.Json = False,
) -> None:
    """Explain what a string means to the extraction, and why.

    Example: kg vocab show MT
    """
    from kg.cli.output import print_json, print_table
    from kg.errors import NotFound
    from kg.vocabulary import Vocabulary
    from kg.vocabulary.explain import explain

    vocabulary = Vocabulary.load()
    rows = explain(vocabulary, term)
    if not rows:
        near = ", ".join(vocabulary.suggest(term))
        raise NotFound(f"nothing is called {term!r}" + (f"; did you mean {near}?" if near else ""))
    if json:
        print_json([asdict(row) for row in rows])
        return
    print_table(
        ("concept", "type", "label", "as", "found in text"),
        [(row.curie, row.type, row.label, row.role, row.rule) for row in rows],
    )


@app.command()
def check(json: options.Json = False) -> None:
    """Prove the vocabulary sound: ids, parents, cycles, names with two meanings, common words.

    Leaves with 1 if a problem is found; names that several concepts of one type share are counted
    and are no problem by themselves (they come out ambiguous).

    Example: kg vocab check
    """
    from kg.cli.output import note, print_json, print_table
    from kg.vocabulary import Vocabulary
    from kg.vocabulary.check import problems, shared_names

    vocabulary = Vocabulary.load()
    found = problems(vocabulary)
    shared = shared_names(vocabulary)
    if json:
        print_json({"problems": [asdict(p) for p in found], "shared": shared})
    else:
        if found:
            print_table(
                ("problem", "concept", "detail"), [(p.kind, p.curie, p.detail) for p in found]
            )
        note(
            f"{len(vocabulary.concepts):,} concepts, {len(vocabulary.forms):,} forms, "
            f"{len(shared):,} names shared within a type, {len(found)} problems"
        )
    if found:
        raise typer.Exit(1)


@app.command()
def build(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder to write to.")
    ] = None,
    json: options.Json = False,
) -> None:
    """Rebuild the generated files from the packages of the 'vocab' extra; curated ones stay.

    Example: kg vocab build
    """
    from kg import resources
    from kg.cli.output import note, print_json
    from kg.vocabulary.build import build as write

    counts = write(output or resources.ontology_dir())
    if json:
        print_json(counts)
        return
    for name, count in counts.items():
        note(f"{name}: {count:,} concepts")
