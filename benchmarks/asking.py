"""How long do answers take, and how does that grow with the graph? p50 and p95 of five questions.

python benchmarks/asking.py abstracts.jsonl[.gz] [--papers 10000] [--store FOLDER-or-bolt://…]

Papers beyond those of the source are the same again under other ids. The store must be empty or
hold what an earlier run has put there. Each question is asked for concepts, names and papers drawn
by how often the graph has them, a hundred times after ten that do not count.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

from kg.extract import Extractor
from kg.graph import Store, local, open_store
from kg.model import AnnotatedPaper
from kg.sources import read_papers

_ASKED, _WARM = 100, 10
Ask = Callable[[], object]


def papers(source: str, wanted: int) -> Iterator[AnnotatedPaper]:
    """So many annotated papers; after the first round with ids and titles of their own."""
    first = list(islice((p for p in Extractor().annotate(read_papers(source)) if p.title), wanted))

    def rounds() -> Iterator[AnnotatedPaper]:
        yield from first
        for number in count(1):
            for paper in first:
                more = {"id": f"{paper.id}-{number}", "doi": None, "ids": ()}
                yield paper.model_copy(update={**more, "journal": f"round {number}"})

    return islice(rounds(), wanted)


def questions(store: Store, chance: random.Random) -> dict[str, Ask]:
    """The five questions, each with what it is asked about drawn anew."""
    concepts = store.cypher(
        "MATCH (c:Concept)<-[r:MENTIONS]-(:Paper) RETURN c.id AS id, labels(c) AS labels, "
        "count(r) AS n ORDER BY n DESC, id",
        limit=100_000,
    )
    regions = [row for row in concepts if "BrainRegion" in row["labels"]]
    names = store.cypher(
        "MATCH (a:Author) RETURN a.nameKey AS id, count(a) AS n ORDER BY n DESC, id", limit=100_000
    )

    def drawn(rows: list[dict[str, object]]) -> object:
        return chance.choices([r["id"] for r in rows], [float(str(r["n"])) for r in rows])[0]

    return {
        "concept card": lambda: store.query("concept-card", concept=drawn(concepts)),
        "co-mention with lift": lambda: store.query("mentioned-with", concept=drawn(concepts)),
        "papers of a region and its parts": lambda: store.query(
            "region-papers", region=drawn(regions)
        ),
        "authors of a name": lambda: store.query("authors-named", key=drawn(names)),
        "experts on a concept": lambda: store.query("experts", concept=drawn(concepts)),
    }


def main() -> None:
    """Load, ask, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--store", default=None)
    options = parser.parse_args()
    place = options.store or str(Path(tempfile.mkdtemp()) / "store")
    with open_store(place) as store:
        if not store.query("summary")[0]["papers"]:
            start = time.perf_counter()
            report = store.load(papers(options.source, options.papers))
            seconds = time.perf_counter() - start
            print(f"{report.papers} papers loaded in {seconds:.0f} s, extraction included")
        print("| question | p50 ms | p95 ms |\n|---|---|---|")
        for name, ask in questions(store, random.Random(0)).items():
            times = []
            for _ in range(_ASKED + _WARM):
                start = time.perf_counter()
                ask()
                times.append(1000 * (time.perf_counter() - start))
            ranked = sorted(times[_WARM:])
            print(f"| {name} | {statistics.median(ranked):.0f} | {ranked[94]:.0f} |")
    if "://" not in place:
        local.stop(Path(place))


if __name__ == "__main__":
    main()
