"""``kg build``: the main job, from sources to a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import AnnotatedPaper, Deletion, Paper, Reject


def build(
    sources: options.SomeSources = None,
    store: options.Store = None,
    format: options.Format = None,
    columns: options.Columns = None,
    refresh: Annotated[
        bool,
        typer.Option(
            "--refresh",
            help="Bring the graph up to date with today's vocabulary and recogniser, from the "
            "records that it holds; no SOURCE is read.",
        ),
    ] = False,
    workers: options.Workers = 1,
    model: options.Model = None,
    rejects: options.Rejects = None,
    json: options.Json = False,
) -> None:
    """Read papers, find what they mention, and load them into the graph.

    Building the same papers again changes nothing; a newer version of a paper replaces it, and
    what a source tells as deleted goes. A build that was interrupted goes on where it was when it
    is started again.

    Example: kg build feed.xml
    """
    from kg.cli.choices import named_columns
    from kg.cli.output import counted, progress
    from kg.cli.report import show_load
    from kg.cli.setaside import SetAside
    from kg.errors import UsageError
    from kg.extract.parallel import annotate
    from kg.extract.run import run_of
    from kg.graph import open_store
    from kg.sources import read
    from kg.vocabulary import Vocabulary

    if bool(sources) is refresh:
        raise UsageError("give a SOURCE to read, or --refresh alone")
    vocabulary = Vocabulary.load()
    run = run_of(vocabulary.version, model).id
    found = read(sources or (), format=format, columns=named_columns(columns))
    aside = SetAside(rejects or Path("build.rejected.jsonl"))
    with open_store(store) as graph, progress("Building") as advance:

        def annotated(
            records: Iterable[Paper | Deletion | Reject],
        ) -> Iterator[AnnotatedPaper | Deletion]:
            seen = counted(records, advance) if refresh else records
            return aside.filter(annotate(seen, workers=workers, model=model))

        if refresh:
            report = graph.refresh(annotated, run, vocabulary.concepts)
        else:
            report = graph.build(counted(found, advance), annotated, run, vocabulary.concepts)
    show_load(report, as_json=json)
    aside.finish()
