"""The graph as rows, in an order that depends on its content only, and as triples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from kg.batches import batches
from kg.graph.pages import pages
from kg.rdf.prefixes import BASE

if TYPE_CHECKING:
    import pyoxigraph as ox

Row = dict[str, Any]
_BATCH = 500  # nodes whose rows are asked for at once


class Rows(Protocol):
    """What an export reads: a store, or anything that streams rows of the export queries."""

    def stream(self, name: str, /, **params: Any) -> Iterator[Row]:
        """Rows of a query of ``cypher/export/``."""
        ...


def triples(store: Rows, base: str = BASE, min_confidence: float = 0.0) -> Iterator[ox.Triple]:
    """All triples of the graph: first what papers refer to, then each paper with its mentions."""
    from kg.rdf.triples import Writer

    writer = Writer(base)
    for name, row in rows(store, min_confidence):
        yield from getattr(writer, name)(row)


def quads(store: Rows, base: str = BASE, min_confidence: float = 0.0) -> Iterator[ox.Quad]:
    """The same as quads: the mentions that a run found are in a named graph of that run."""
    import pyoxigraph as ox

    from kg.rdf.triples import Writer

    writer = Writer(base)
    for name, row in rows(store, min_confidence):
        graph = writer.run_graph(row["run"]) if name == "mention" else ox.DefaultGraph()
        for triple in getattr(writer, name)(row):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        if name == "run":
            for triple in writer.described_graph(row):
                yield ox.Quad(triple.subject, triple.predicate, triple.object)


def rows(store: Rows, min_confidence: float = 0.0) -> Iterator[tuple[str, Row]]:
    """Every row with the kind of node that it describes ("paper", "mention", …).

    Mentions below ``min_confidence``, and what papers mention only there, are left out.
    """
    for kind in ("topic", "concept", "institution", "author", "run"):
        for ids in _batches(store, f"{kind}s-ids"):
            for row in sorted(store.stream(f"{kind}s", ids=ids), key=_id):
                yield kind, row
    for ids in _batches(store, "papers-ids"):
        given = {"ids": ids, "minConfidence": min_confidence}
        for row in sorted(store.stream("papers", **given), key=_id):
            yield "paper", row
        for row in sorted(store.stream("mentions", **given), key=_place):
            yield "mention", row


def _batches(store: Rows, query: str) -> Iterator[list[str]]:
    """Ids in order, some at a time.

    Stores order characters beyond U+FFFF differently, so we sort a page again.
    """
    for page in pages(lambda after: store.stream(query, after=after)):
        yield from batches(sorted(page), _BATCH)


def _id(row: Row) -> str:
    identifier: str = row["id"]
    return identifier


def _place(row: Row) -> tuple[str, str, int, int]:
    return row["paper"], row["field"], row["start"], row["end"]
