"""How fast are dumps written? Against reading the store, and rdflib and pyoxigraph, in one run.

python benchmarks/exporting.py [--papers 2000] [--store FOLDER-or-bolt://…]

Without a store, made-up papers (five authors, twenty mentions each) are loaded into a new one.
Its rows are read once and kept, so that writing is measured by itself. The others get the same
triples, split into terms, and make objects of their own of them. Seconds are of the processor,
those of reading of the clock, too: there the store's process works.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
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

_FEW = 200_000  # triples for the others: rdflib takes half a minute for as many
Terms = tuple[str, str, str, str | None, str | None]


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


def split(triple: ox.Triple) -> Terms:
    """A triple as text: subject, predicate, object, and language and datatype of a literal."""
    value = triple.object
    if isinstance(value, ox.Literal):
        more = (value.language, None if value.language else value.datatype.value)
    else:
        more = (None, None)
    return (triple.subject.value, triple.predicate.value, value.value, *more)


def of_ox(terms: Terms) -> ox.Triple:
    subject, predicate, value, language, datatype = terms
    if language:
        made = ox.Literal(value, language=language)
    elif datatype:
        made = ox.Literal(value, datatype=ox.NamedNode(datatype))
    else:
        made = ox.NamedNode(value)
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), made)


def of_rdflib(triples: Sequence[Terms]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for subject, predicate, value, language, datatype in triples:
        if language or datatype:
            kind = rdflib.URIRef(datatype) if datatype else None
            made = rdflib.Literal(value, lang=language, datatype=kind)
        else:
            made = rdflib.URIRef(value)
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), made))
    return graph


def measure(store: Rows, folder: Path) -> None:
    kept = Kept(store)
    made = list(triples(kept))
    number = len(made)
    print(f"{number:,} triples\n\n| what | triples/s |\n|---|---|")
    for what, clock in (("clock", time.perf_counter), ("our processor", time.process_time)):
        timed(f"reading the store ({what})", number, lambda: list(rows(store)), clock)
    for suffix in ("nt", "nq", "nt.gz", "nt.zst", "ttl", "trig", "jsonld", "rdf"):
        path = folder / f"graph.{suffix}"
        timed(f"kg export, .{suffix}", number, lambda p=path: export(kept, p), time.process_time)
    some = list(map(split, made[:_FEW]))
    del made
    for format in (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE):
        timed(
            f"pyoxigraph, {format.name}",
            len(some),
            lambda f=format: ox.serialize(map(of_ox, some), output=str(folder / "ox"), format=f),
            time.process_time,
        )
    for name in ("nt", "turtle"):
        timed(
            f"rdflib, {name}",
            len(some),
            lambda f=name: of_rdflib(some).serialize(folder / "rdf", format=f, encoding="utf-8"),
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
