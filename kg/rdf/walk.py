"""The graph as rows, in an order that depends on its content only, and as statements."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from kg.batches import batches
from kg.graph.ahead import ahead
from kg.graph.pages import pages
from kg.model import ConceptType
from kg.rdf import concepts, mentions, papers, people
from kg.rdf.iris import Names
from kg.rdf.prefixes import BASE

if TYPE_CHECKING:
    import pyoxigraph as ox

Row = dict[str, Any]
Part = Literal["papers", "concepts", "mentions", "people"]
PARTS: tuple[Part, ...] = ("papers", "concepts", "mentions", "people")
_BATCH = 500  # nodes whose rows are asked for at once
_PARSED = 100  # blocks that Oxigraph reads at once
_AHEAD = 2  # answers that are read while an earlier one is written

WRITERS: dict[str, Callable[[Row, Names], Iterator[str]]] = {
    "scheme": concepts.scheme,
    "topic": concepts.topic,
    "concept": concepts.concept,
    "institution": people.institution,
    "author": people.author,
    "person": people.person,
    "group": people.group,
    "decision": people.decision,
    "run": mentions.run,
    "software": mentions.software,
    "paper": papers.paper,
    "role": papers.role,  # also a part of each paper
    "mention": mentions.mention,
}
_PART: dict[str, Part] = {
    "scheme": "concepts",
    "topic": "concepts",
    "concept": "concepts",
    "run": "mentions",
    "software": "mentions",
    "mention": "mentions",
    "paper": "papers",
}  # all else: people


class Rows(Protocol):
    """What an export reads: a store, or anything that streams rows of the export queries."""

    def stream(self, name: str, /, **params: Any) -> Iterator[Row]:
        """Rows of a query of ``cypher/export/``."""
        ...


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a graph is written; everything where nothing is said.

    Attributes:
        min_confidence: mentions below it, and what papers mention only there, are left out.
        type: only concepts and mentions of this type.
        since: only papers issued or changed at their source on this date (ISO 8601) or later, with
            their mentions and people; concepts, topics, institutions and runs are all there, and
            communities are left out.
        part: only nodes of this part; the parts together are the whole.
    """

    min_confidence: float = 0.0
    type: ConceptType | None = None
    since: str | None = None
    part: Part | None = None

    def has(self, kind: str) -> bool:
        """Whether nodes of a kind are written."""
        if kind == "group" and (self.type or self.since):
            return False
        return self.part is None or self.part == _PART.get(kind, "people")


WHOLE = Selection()


class Block(NamedTuple):
    """The statements of one row ("subject predicate object"), and the named graph that they are in
    where a format has graphs.
    """

    kind: str
    statements: list[str]
    graph: str = ""

    def text(self, *, graphs: bool) -> str:
        """Its statements as N-Quads, or as N-Triples where a format has no graphs."""
        end = f" {self.graph} .\n" if graphs and self.graph else " .\n"
        return "".join([statement + end for statement in self.statements])


def blocks(store: Rows, base: str = BASE, selection: Selection = WHOLE) -> Iterator[Block]:
    """All statements of the graph: first what papers refer to, then each paper with its mentions.

    Of a block with the kind "graph", which says where a named graph comes from, formats without
    graphs have no use.
    """
    names = names_of(store, base)
    for kind, row in rows(store, selection):
        graph = mentions.run_graph(row["run"], names) if kind == "mention" else ""
        yield Block(kind, list(WRITERS[kind](row, names)), graph)
        if kind == "run":
            yield Block("graph", list(mentions.described_graph(row, names)))


def names_of(store: Rows, base: str = BASE) -> Names:
    """What IRIs of a graph are made with."""
    return names_by(_runs(store), base)


def names_by(runs: Iterable[Row], base: str = BASE) -> Names:
    """The same from all runs, which have the namespaces of added vocabularies."""
    added: dict[str, str] = {}
    for row in sorted(runs, key=itemgetter("id")):
        added |= json.loads(row["namespaces"] or "{}")
    return Names(base, added)


def added_to(store: Rows) -> dict[str, str]:
    """Licences of the vocabularies and mappings that a user had added to ours when the runs of a
    graph were made, by name and version.
    """
    found: dict[str, str] = {}
    for row in sorted(_runs(store), key=itemgetter("id")):
        found |= json.loads(row["added"] or "{}")
    return found


def triples(store: Rows, base: str = BASE, selection: Selection = WHOLE) -> Iterator[ox.Triple]:
    """All triples of the graph."""
    found = (block for block in blocks(store, base, selection) if block.kind != "graph")
    return (quad.triple for quad in parsed(block.text(graphs=False) for block in found))


def quads(store: Rows, base: str = BASE, selection: Selection = WHOLE) -> Iterator[ox.Quad]:
    """The same as quads: the mentions that a run found are in a named graph of that run."""
    return parsed(block.text(graphs=True) for block in blocks(store, base, selection))


def parsed(texts: Iterable[str]) -> Iterator[ox.Quad]:
    """Our own N-Quads or N-Triples as statements of Oxigraph.

    Their IRIs were looked at when they were written, and are not once more.
    """
    import pyoxigraph as ox

    for some in batches(texts, _PARSED):
        yield from ox.parse("".join(some), format=ox.RdfFormat.N_QUADS, lenient=True)


def rows(store: Rows, selection: Selection = WHOLE) -> Iterator[tuple[str, Row]]:
    """Every row with the kind of node that it describes ("paper", "mention", …).

    A paper is followed by its mentions. The store is asked in a thread of its own, a little ahead.
    """
    with ahead(_in_schemes(store, _answers(store, selection)), _AHEAD) as answers:
        for answer in answers:
            yield from answer


def _answers(store: Rows, selection: Selection) -> Iterator[list[tuple[str, Row]]]:
    """The same, as many as a store is asked for at once."""
    seen: set[str] = set()
    known: set[str] = set()
    for kind in ("topic", "concept", "institution", "author", "person", "group", "run"):
        if not selection.has(kind):
            continue
        given = {"type": selection.type} if kind == "concept" else {}
        for ids in _batches(store, kind, selection):
            found = sorted(store.stream(f"{kind}s", ids=ids, **given), key=itemgetter("id"))
            yield [(kind, row) for row in found]
            known.update(row["id"] for row in found if kind == "concept")
            if kind == "run":
                new = {row["software"]: row for row in found if row["software"] not in seen}
                seen.update(new)
                yield [("software", row) for row in new.values()]
        if kind == "concept":
            places = store.stream("candidates", type=selection.type)
            yield [(kind, row) for row in candidates(places, known)]
    if selection.has("decision"):
        yield [("decision", row) for row in store.stream("decisions")]
    if selection.has("paper") or selection.has("mention"):
        for ids in _batches(store, "paper", selection):
            yield list(_papers(store, ids, selection))


def _in_schemes(
    store: Rows, answers: Iterator[list[tuple[str, Row]]]
) -> Iterator[list[tuple[str, Row]]]:
    """The answers, and before the first topic or concept the scheme that all of these are in."""
    told: set[str] = set()
    for answer in answers:
        kind = answer[0][0] if answer else ""
        if kind in {"topic", "concept"} - told:
            told.add(kind)
            yield [("scheme", {"id": f"{kind}s", "versions": _versions(store, kind)})]
        yield answer


def _versions(store: Rows, kind: str) -> list[str]:
    """Those of the vocabularies that concepts are from."""
    if kind == "topic":
        return []
    return sorted({row["vocabulary"] for row in _runs(store)})


def _runs(store: Rows) -> Iterator[Row]:
    return (row for ids in all_ids(store, "runs") for row in store.stream("runs", ids=ids))


def candidates(mentions: Iterable[Row], known: Container[str]) -> list[Row]:
    """Concepts that ambiguous mentions may mean, without those that are known, as rows.

    The graph has of them what the mentions say: label and type.
    """
    found = {
        candidate["curie"]: (candidate["label"], mention["type"])
        for mention in mentions
        for candidate in (json.loads(mention["candidates"]) if mention["candidates"] else ())
        if candidate["curie"] not in known
    }
    nothing = dict.fromkeys(("synonyms", "abbreviations", "xrefs", "source", "licence"))
    return [
        {"id": curie, "label": label, "type": type, **nothing, "isA": [], "partOf": []}
        for curie, (label, type) in sorted(found.items())
    ]


def _papers(store: Rows, ids: list[str], selection: Selection) -> Iterator[tuple[str, Row]]:
    given: Row = {"minConfidence": selection.min_confidence, "type": selection.type}
    texts = {}
    if selection.has("paper"):
        texts = {row["id"]: row for row in store.stream("papers", ids=ids, **given)}
    places: dict[str, list[Row]] = {}
    if selection.has("mention"):
        for row in store.stream("mentions", ids=ids, **given):
            places.setdefault(row["paper"], []).append(row)
    for id in ids:
        if id in texts:
            yield "paper", texts[id]
        for row in sorted(places.get(id, ()), key=_place):
            yield "mention", row


def _batches(store: Rows, kind: str, selection: Selection) -> Iterator[list[str]]:
    if kind == "concept":
        return all_ids(store, f"{kind}s", type=selection.type)
    if kind in {"paper", "author", "person"}:
        return all_ids(store, f"{kind}s", since=selection.since)
    return all_ids(store, f"{kind}s")


def all_ids(store: Rows, kind: str, **given: Any) -> Iterator[list[str]]:
    """Ids of all nodes of a kind ("papers") in order, some at a time.

    Stores order characters beyond U+FFFF differently, so we sort a page again.
    """
    for page in pages(lambda after: store.stream(f"{kind}-ids", after=after, **given)):
        yield from batches(sorted(page), _BATCH)


def _place(row: Row) -> tuple[str, int, int]:
    return row["field"], row["start"], row["end"]
