"""``kg load``: annotated papers into the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import AnnotatedPaper, Deletion


def load(
    sources: options.Sources,
    store: options.Store = None,
    rejects: options.Rejects = None,
    json: options.Json = False,
) -> None:
    """Load what `kg extract` wrote into the graph.

    Example: kg load annotated.jsonl --store bolt://localhost:7687
    """
    from kg.cli.output import counted, progress
    from kg.cli.report import show_load
    from kg.cli.setaside import SetAside
    from kg.graph import open_store
    from kg.sources import read_annotated
    from kg.vocabulary import Vocabulary

    aside = SetAside(rejects or Path("load.rejected.jsonl"))
    with open_store(store) as graph, progress("Loading") as advance:
        papers: Iterator[AnnotatedPaper | Deletion] = aside.filter(read_annotated(sources))
        report = graph.load(counted(papers, advance), Vocabulary.load().concepts)
    show_load(report, as_json=json)
    aside.finish()
