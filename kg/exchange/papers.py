"""Papers with all that the graph says of them, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from kg.batches import batches
from kg.rdf.walk import Row, Rows, all_ids

_BATCH = 500  # papers whose rows are asked for at once
_FIELDS = ("title", "abstract", "text")


@dataclass(frozen=True, slots=True)
class MarkedPaper:
    """A paper and its mentions, in the order of the text; ``concepts`` are those it mentions.

    ``facts`` are the columns of ``cypher/export/papers``, a mention's those of ``mentions``, a
    concept's those of ``concepts``.
    """

    facts: Row
    mentions: list[Row]
    concepts: dict[str, Row]

    @property
    def id(self) -> str:
        """Its id in the graph."""
        identifier: str = self.facts["id"]
        return identifier

    def fields(self) -> Iterator[tuple[str, str]]:
        """The fields that have a text, in reading order."""
        for name in _FIELDS:
            if self.facts[name]:
                yield name, self.facts[name]


def papers(
    store: Rows, ids: Iterable[str] | None = None, min_confidence: float = 0.0
) -> Iterator[MarkedPaper]:
    """Papers in an order that depends on the graph only, in constant memory.

    Args:
        store: where the graph is.
        ids: of the papers; all where not given. One that the graph lacks is passed over.
        min_confidence: mentions below it are left out.
    """
    for some in batches(sorted(ids), _BATCH) if ids is not None else all_ids(store, "papers"):
        yield from _batch(store, some, min_confidence)


def nodes(store: Rows, kind: str) -> Iterator[Row]:
    """All rows of a query of ``cypher/export/`` that has its ids in pages ("authors")."""
    for ids in all_ids(store, kind):
        yield from sorted(store.stream(kind, ids=ids), key=itemgetter("id"))


def _batch(store: Rows, ids: list[str], min_confidence: float) -> Iterator[MarkedPaper]:
    known = {"ids": ids, "minConfidence": min_confidence}
    mentions: dict[str, list[Row]] = {}
    for row in store.stream("mentions", **known):
        mentions.setdefault(row["paper"], []).append(row)
    named = sorted({row["concept"] for rows in mentions.values() for row in rows} - {None})
    concepts = {row["id"]: row for row in store.stream("concepts", ids=named)}
    for row in sorted(store.stream("papers", **known), key=itemgetter("id")):
        own = sorted(mentions.get(row["id"], []), key=_place)
        yield MarkedPaper(row, own, {c: concepts[c] for c in row["concepts"]})


def _place(row: Row) -> tuple[int, int, int]:
    return _FIELDS.index(row["field"]), row["start"], row["end"]
