"""``kg build``: the main job, from sources to a graph."""

from __future__ import annotations

from pathlib import Path

from kg.cli import options


def build(
    sources: options.Sources,
    store: options.Store = None,
    format: options.Format = None,
    workers: options.Workers = 1,
    model: options.Model = None,
    rejects: options.Rejects = None,
    json: options.Json = False,
) -> None:
    """Read papers, find what they mention, and load them into the graph.

    Building the same papers again changes nothing; a newer version of a paper replaces it.

    Example: kg build feed.xml
    """
    from kg.cli.output import counted, progress
    from kg.cli.report import show_load
    from kg.cli.setaside import SetAside
    from kg.extract.parallel import annotate
    from kg.graph import open_store
    from kg.sources import read
    from kg.vocabulary import Vocabulary

    aside = SetAside(rejects or Path("build.rejected.jsonl"))
    with open_store(store) as graph, progress("Building") as advance:
        records = annotate(read(sources, format=format), workers=workers, model=model)
        papers = counted(aside.filter(records), advance)
        report = graph.load(papers, Vocabulary.load().concepts)
    show_load(report, as_json=json)
    aside.finish()
