"""``kg vocab``: the vocabulary itself: what a string means, whether it is sound, rebuilding it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli.setaside import SetAside
    from kg.extract.gaps import Unlinked

app = typer.Typer(no_args_is_help=True)
_ALL = 1_000_000_000  # mentions


@app.callback()
def vocab() -> None:
    """Show what a string means, add vocabularies of your own, prove all sound, rebuild it."""


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
        raise NotFound(f"nothing is called {term!r}{vocabulary.did_you_mean(term)}")
    if json:
        print_json([asdict(row) for row in rows])
        return
    print_table(
        ("concept", "type", "label", "as", "found in text"),
        [(row.curie, row.type, row.label, row.role, row.rule) for row in rows],
    )


@app.command()
def add(
    file: Annotated[
        Path,
        typer.Argument(help="Terms (.ttl in SKOS or OWL, .obo, .owl) or a mapping (SSSOM, .tsv)."),
    ],
    type: options.Type = None,
    licence: Annotated[
        str | None, typer.Option("--licence", help="The licence of the file, such as CC-BY-4.0.")
    ] = None,
    version: Annotated[
        str | None, typer.Option("--version", help="The file's version, such as 2026-01-31.")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name",
            help="Name of the vocabulary, and prefix of ids that have none.",
            show_default="the file's",
        ),
    ] = None,
    rejects: options.Rejects = None,
    json: options.Json = False,
) -> None:
    """Put your own ontology or mapping beside ours: its terms are found in texts from now on.

    Example: kg vocab add myosuite.obo --type Method --licence CC0-1.0 --version 1.2
    """
    from kg.cli.output import note, print_json
    from kg.cli.setaside import SetAside
    from kg.model import concept_type
    from kg.vocabulary.adding import add as add_file

    aside = SetAside(rejects or Path("vocab.rejected.jsonl"))
    report = add_file(file, name=name, type=concept_type(type), licence=licence, version=version)
    for reject in report.rejects:
        aside.add(reject)
    added = report.vocabulary
    if json:
        print_json({**added.model_dump(), "dangling": report.dangling, "rejected": aside.count})
    else:
        note(f"{added.concepts:,} concepts of {added.name} {added.version} ({added.licence})")
        if report.dangling:
            parents = "1 parent" if report.dangling == 1 else f"{report.dangling:,} parents"
            note(f"left out, as in no vocabulary: {parents}")
        note("papers of the store are read again with it by: kg build --refresh")
    aside.finish()


@app.command(name="list")
def list_added(json: options.Json = False) -> None:
    """List the vocabularies that you have added.

    Example: kg vocab list
    """
    from kg.cli.output import note, print_json, print_table
    from kg.vocabulary.added import added

    found = added()
    if json:
        print_json([vocabulary.model_dump() for vocabulary in found])
    elif found:
        print_table(
            ("name", "type", "concepts", "version", "licence", "file", "added"),
            [
                (v.name, v.type or "mapping", v.concepts, v.version, v.licence, v.file, v.added)
                for v in found
            ],
        )
    else:
        note("none added; kg vocab add FILE adds one")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="Its name, as kg vocab list shows it.")],
    json: options.Json = False,
) -> None:
    """Take away a vocabulary that you have added.

    Example: kg vocab remove myosuite
    """
    from kg.cli.output import note, print_json
    from kg.vocabulary.adding import remove as take_away

    gone = take_away(name)
    if json:
        print_json(gone.model_dump())
    else:
        note(f"{gone.name} is gone; papers of the store are read again by: kg build --refresh")


@app.command()
def check(json: options.Json = False) -> None:
    """Prove the vocabulary sound: ids, parents, cycles, names with two meanings, common words.

    Concepts and links of unknown IRIs, which are left out, and names in other languages are told.
    What is written by hand is held against SHACL shapes too, if pyshacl is there (the extra
    `shapes`). Leaves with 1 if a problem is found; names that several concepts of one type share
    are counted and are no problem by themselves (they come out ambiguous).

    Example: kg vocab check
    """
    from importlib.util import find_spec

    from kg.cli.output import note, print_json, print_table
    from kg.vocabulary import Vocabulary
    from kg.vocabulary.check import problems, shared_names
    from kg.vocabulary.shapes import violations
    from kg.vocabulary.unread import unread
    from kg.vocabulary.vocabulary import files

    vocabulary = Vocabulary.load()
    found = problems(vocabulary) + unread(files())
    if find_spec("pyshacl"):
        found += violations(files())
    else:
        note("the shapes were left out; they need pyshacl: pip install 'neurokg[shapes]'")
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
def gaps(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Papers to read; the graph of the store where none is given.",
            show_default=False,
        ),
    ] = None,
    type: options.Type = None,
    limit: Annotated[int, typer.Option(min=1, help="Names at most.")] = 50,
    workers: options.Workers = 1,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """List names that texts use and the vocabulary lacks, those of most papers first.

    Example: kg vocab gaps feed.xml --type Method
    """
    from kg.cli.choices import built_store
    from kg.cli.output import note, print_json, print_table
    from kg.cli.setaside import SetAside
    from kg.extract.gaps import Unlinked
    from kg.extract.gaps import gaps as grouped
    from kg.graph import open_store
    from kg.model import concept_type

    kind = concept_type(type)
    aside = SetAside(Path("gaps.rejected.jsonl"))
    if sources:
        found = grouped(m for m in _unlinked(sources, workers, aside) if kind in {None, m.type})
    else:
        with open_store(built_store(store)) as graph:
            rows = graph.stream("unlinked-mentions", type=kind, limit=_ALL)
            found = grouped(Unlinked(**row) for row in rows)
    if json:
        print_json([asdict(gap) for gap in found[:limit]])
    elif found:
        print_table(
            ("name", "type", "papers", "mentions", "example"),
            [(g.name, g.type, g.papers, g.mentions, g.example) for g in found[:limit]],
        )
    if len(found) > limit:
        note(f"{limit} of {len(found):,} names; --limit shows more")
    aside.finish()


def _unlinked(sources: list[str], workers: int, aside: SetAside) -> Iterator[Unlinked]:
    from kg.cli.output import counted, progress
    from kg.extract.gaps import Unlinked
    from kg.extract.parallel import annotate
    from kg.model import AnnotatedPaper
    from kg.sources import read

    with progress("Extracting") as advance:
        records = aside.filter(annotate(read(sources), workers=workers))
        for paper in counted(records, advance):
            if isinstance(paper, AnnotatedPaper):
                for mention in paper.mentions:
                    if mention.status == "nil":
                        yield Unlinked(mention.text, mention.type, paper.id)


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
