"""``kg extract``: annotated papers as JSON Lines, without a store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import AnnotatedPaper, Deletion


def extract(
    sources: options.Sources,
    output: Annotated[
        str, typer.Option("--output", "-o", help="JSON Lines file to write, or - for stdout.")
    ] = "-",
    format: options.Format = None,
    columns: options.Columns = None,
    workers: options.Workers = 1,
    model: options.Model = None,
    rejects: options.Rejects = None,
) -> None:
    """Find the concepts that papers mention; write one JSON line a paper, in order.

    Reads every format that `kg build` reads, and lines {"id", "text"} or
    {"id", "title", "abstract"}. What a source tells as deleted becomes {"id", "deleted"}.

    Example: kg extract feed.xml -o annotated.jsonl
    """
    from kg.cli.choices import named_columns
    from kg.cli.output import counted, progress
    from kg.cli.setaside import SetAside
    from kg.extract.parallel import annotate
    from kg.files import atomic_text
    from kg.sources import read

    aside = SetAside(rejects or _rejects_beside(output))
    with atomic_text(output) as out, progress("Extracting") as advance:
        found = read(sources, format=format, columns=named_columns(columns))
        records = annotate(found, workers=workers, model=model)
        papers: Iterator[AnnotatedPaper | Deletion] = aside.filter(records)
        for paper in counted(papers, advance):
            out.write(_line(paper))
    aside.finish()


def _line(paper: AnnotatedPaper | Deletion) -> str:
    from kg.model import Deletion

    if isinstance(paper, Deletion):
        return json.dumps({"id": paper.id, "deleted": True}, ensure_ascii=False) + "\n"
    return paper.model_dump_json(exclude_none=True) + "\n"


def _rejects_beside(output: str) -> Path:
    if output == "-":
        return Path("extract.rejected.jsonl")
    return Path(output).with_suffix(".rejected.jsonl")
