"""How long do answers take, and how does that grow with the graph? p50 and p95 of seven questions.

python benchmarks/asking.py abstracts.jsonl[.gz] [--papers 10000] [--store FOLDER-or-bolt://…]

Papers beyond those of the source are the same again under other ids; all are of one topic, every
third of another too. The store must be empty or hold what an earlier run has put there. Each
question is asked for concepts, names and topics drawn by how often the graph has them, a hundred
times after ten that do not count. With --whole the answers are not taken from overviews.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, islice
from pathlib import Path

from kg.extract import Extractor
from kg.graph import Store, local, open_store
from kg.model import AnnotatedPaper
from kg.sources import read_papers

_ASKED, _WARM = 100, 10
Ask = Callable[..., object]


def papers(source: str, wanted: int) -> Iterator[AnnotatedPaper]:
    """So many annotated papers; after the first round with ids and titles of their own."""
    first = list(islice((p for p in Extractor().annotate(read_papers(source)) if p.title), wanted))

    def rounds() -> Iterator[AnnotatedPaper]:
        yield from first
        for number in count(1):
            for paper in first:
                more = {"id": f"{paper.id}-{number}", "doi": None, "ids": ()}
                more |= {"title": f"{paper.title} ({number})"}  # else they are one work
                yield paper.model_copy(update={**more, "journal": f"round {number}"})

    for place, paper in enumerate(islice(rounds(), wanted)):
        topics = ("q-bio.NC", "cs.LG") if place % 3 == 0 else ("q-bio.NC",)
        yield paper.model_copy(update={"categories": topics, "primary_category": "q-bio.NC"})


def questions(store: Store, ask: Ask, chance: random.Random) -> dict[str, Callable[[], object]]:
    """The questions, each with what it is asked about drawn anew."""
    concepts = store.cypher(
        "MATCH (c:Concept)<-[r:MENTIONS]-(:Paper) RETURN c.id AS id, labels(c) AS labels, "
        "count(r) AS n ORDER BY n DESC, id",
        limit=100_000,
    )
    regions = [row for row in concepts if "BrainRegion" in row["labels"]]
    names = store.cypher(
        "MATCH (a:Author) RETURN a.nameKey AS id, count(a) AS n ORDER BY n DESC, id", limit=100_000
    )

    topics = store.cypher("MATCH (t:Topic)<-[r:IN_TOPIC]-() RETURN t.label AS id, count(r) AS n")

    def drawn(rows: list[dict[str, object]]) -> object:
        return chance.choices([r["id"] for r in rows], [float(str(r["n"])) for r in rows])[0]

    return {
        "concept card": lambda: ask("concept-card", concept=drawn(concepts)),
        "co-mention with lift": lambda: ask("mentioned-with", concept=drawn(concepts)),
        "papers of a region and its parts": lambda: ask("region-papers", region=drawn(regions)),
        "authors of a name": lambda: ask("authors-named", key=drawn(names)),
        "experts on a concept": lambda: ask("experts", concept=drawn(concepts)),
        "papers of a topic": lambda: ask("topic-papers", topic=drawn(topics)),
    }


def whole(store: Store, name: str, /, **given: object) -> object:
    """What a question answers, not taken from overviews."""
    return list(store.stream(name, **given))


def main() -> None:
    """Load, ask, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--store", default=None)
    parser.add_argument("--whole", action="store_true", help="leave overviews aside")
    options = parser.parse_args()
    place = options.store or str(Path(tempfile.mkdtemp()) / "store")
    with open_store(place) as store:
        if not store.query("summary")[0]["papers"]:
            start = time.perf_counter()
            report = store.load(papers(options.source, options.papers))
            seconds = time.perf_counter() - start
            print(f"{report.papers} papers loaded in {seconds:.0f} s, extraction included")
        print("| question | p50 ms | p95 ms |\n|---|---|---|")
        way = partial(whole, store) if options.whole else store.query
        for name, ask in questions(store, way, random.Random(0)).items():
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
