"""``kg build``: the main job, from sources to a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import AnnotatedPaper, Deletion


def build(
    sources: options.Sources,
    store: options.Store = None,
    format: options.Format = None,
    columns: options.Columns = None,
    workers: options.Workers = 1,
    model: options.Model = None,
    rejects: options.Rejects = None,
    json: options.Json = False,
) -> None:
    """Read papers, find what they mention, and load them into the graph.

    Building the same papers again changes nothing; a newer version of a paper replaces it.

    Example: kg build feed.xml
    """
    from kg.cli.choices import named_columns
    from kg.cli.output import counted, progress
    from kg.cli.report import show_load
    from kg.cli.setaside import SetAside
    from kg.extract.parallel import annotate
    from kg.graph import open_store
    from kg.sources import read
    from kg.vocabulary import Vocabulary

    aside = SetAside(rejects or Path("build.rejected.jsonl"))
    with open_store(store) as graph, progress("Building") as advance:
        found = read(sources, format=format, columns=named_columns(columns))
        records = annotate(found, workers=workers, model=model)
        papers: Iterator[AnnotatedPaper | Deletion] = aside.filter(records)
        report = graph.load(counted(papers, advance), Vocabulary.load().concepts)
    show_load(report, as_json=json)
    aside.finish()
