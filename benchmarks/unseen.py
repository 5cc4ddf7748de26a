"""Gold marks that are kept without their texts, put together with the texts again.

python benchmarks/unseen.py abstracts.jsonl.gz > unseen.jsonl; kg evaluate unseen.jsonl

docs/unseen.tsv has the marks of abstracts that were annotated by one reader, by the guidelines of
the training texts, after vocabulary and recogniser had been made and without seeing either: id of
the paper, start and end in code points of title, line feed and abstract, type, and whether the mark
is optional.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from kg.model import Paper
from kg.sources import read_papers

MARKS = Path(__file__).resolve().parent.parent / "docs" / "unseen.tsv"


def main() -> None:
    """Print one annotated text a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    source = parser.parse_args().source
    marks: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in MARKS.read_text(encoding="utf-8").splitlines()[1:]:
        paper, *mark = line.split("\t")
        marks[paper] += [
            {"start": int(start), "end": int(end), "type": type_, "optional": optional == "yes"}
            for start, end, type_, optional in ([mark] if mark[0] else [])
        ]
    for paper in read_papers(source):
        if paper.id in marks:
            print(json.dumps(annotated(paper, marks[paper.id]), ensure_ascii=False))


def annotated(paper: Paper, marks: list[dict[str, Any]]) -> dict[str, Any]:
    """The paper as a line of a gold file."""
    text = f"{paper.title}\n{paper.abstract}"
    found = [{**mark, "text": text[mark["start"] : mark["end"]]} for mark in marks]
    return {"id": paper.id, "source": "unseen", "text": text, "mentions": found}


if __name__ == "__main__":
    main()
