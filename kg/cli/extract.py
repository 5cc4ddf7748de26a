"""``kg extract``: annotated papers as JSON Lines, without a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options


def extract(
    sources: options.Sources,
    output: Annotated[
        str, typer.Option("--output", "-o", help="JSON Lines file to write, or - for stdout.")
    ] = "-",
    format: options.Format = None,
    workers: options.Workers = 1,
    model: options.Model = None,
    rejects: options.Rejects = None,
) -> None:
    """Find the concepts that papers mention; write one JSON line a paper, in order.

    Reads every format that `kg build` reads, and lines {"id", "text"} or
    {"id", "title", "abstract"}.

    Example: kg extract feed.xml -o annotated.jsonl
    """
    from kg.cli.output import counted, progress
    from kg.cli.setaside import SetAside
    from kg.extract.parallel import annotate
    from kg.files import atomic_text
    from kg.sources import read

    aside = SetAside(rejects or _rejects_beside(output))
    with atomic_text(output) as out, progress("Extracting") as advance:
        records = annotate(read(sources, format=format), workers=workers, model=model)
        for paper in counted(aside.filter(records), advance):
            out.write(paper.model_dump_json(exclude_none=True) + "\n")
    aside.finish()


def _rejects_beside(output: str) -> Path:
    if output == "-":
        return Path("extract.rejected.jsonl")
    return Path(output).with_suffix(".rejected.jsonl")
