"""How fast are dumps written? Against reading the store, and rdflib and pyoxigraph, in one run.

python benchmarks/exporting.py [--papers 2000] [--store FOLDER-or-bolt://…]

Without a store, made-up papers (five authors, twenty mentions each) are loaded into a new one.
Its rows are read once and kept, so that writing is measured by itself. The others get the same
triples as objects of their own, ready made. Seconds are of the processor, those of reading of the
clock: there the store's process works.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
from loading import papers

from kg.graph import local, open_store
from kg.rdf import export
from kg.rdf.validate import validate
from kg.rdf.walk import Row, Rows, rows, triples
from kg.vocabulary import Vocabulary

_OF_RDFLIB = 200_000  # triples; it takes a minute for as many


class Kept:
    """Answers of a store, kept to be given again."""

    def __init__(self, store: Rows) -> None:
        self._store = store
        self._answers: dict[str, list[Row]] = {}

    def stream(self, name: str, /, **params: Any) -> Iterator[Row]:
        """Rows of a query, asked for once."""
        key = f"{name} {sorted(params.items())}"
        if key not in self._answers:
            self._answers[key] = [dict(row) for row in self._store.stream(name, **params)]
        return iter(self._answers[key])


def timed(
    what: str, statements: int, run: Callable[[], object], clock: Callable[[], float]
) -> None:
    start = clock()
    run()
    seconds = clock() - start
    print(f"| {what} | {statements / seconds:,.0f} |", flush=True)


def measure(store: Rows, folder: Path) -> None:
    kept = Kept(store)
    made = list(triples(kept))
    number = len(made)
    print(f"{number:,} triples\n\n| what | triples/s |\n|---|---|")
    timed("reading the store (clock)", number, lambda: list(rows(store)), time.perf_counter)
    for suffix in ("nt", "nq", "nt.gz", "nt.zst", "ttl", "trig", "jsonld", "rdf"):
        path = folder / f"graph.{suffix}"
        timed(f"kg export, .{suffix}", number, lambda p=path: export(kept, p), time.process_time)
    for name, format in (("N-Triples", ox.RdfFormat.N_TRIPLES), ("Turtle", ox.RdfFormat.TURTLE)):
        timed(
            f"pyoxigraph, {name}, its objects ready",
            number,
            lambda f=format: ox.serialize(made, output=str(folder / "ox"), format=f),
            time.process_time,
        )
    graph = rdflib.Graph()
    head = "".join(f"{triple} .\n" for triple in made[:_OF_RDFLIB])
    graph.parse(data=head, format="nt")
    for format in ("nt", "turtle"):
        timed(
            f"rdflib, {format}, its graph ready",
            len(graph),
            lambda f=format: graph.serialize(folder / "rdflib", format=f, encoding="utf-8"),
            time.process_time,
        )
    timed(
        "kg validate, .nt", number, lambda: list(validate([folder / "graph.nt"])), time.process_time
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--store")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.store or str(Path(folder) / "store")
        try:
            with open_store(place) as store:
                if not arguments.store:
                    vocabulary = Vocabulary.load()
                    made = papers(arguments.papers, "made", vocabulary)
                    store.load(made, vocabulary.concepts)
                measure(store, Path(folder))
        finally:
            if not arguments.store:
                local.stop(Path(place))


if __name__ == "__main__":
    main()
