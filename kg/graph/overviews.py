"""Overviews: what is asked most of each concept and topic, counted once after each change.

An overview is a node of its own with the id of its concept or topic. Questions take their answer
from it (``cypher/answered/``) only where it is of the graph as it is: the node of the schema keeps
the mark of the graph's last change, and that of the state which the overviews count. In between,
and where more is asked than an overview keeps, the question goes the whole way; the answers are
the same.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import chain
from typing import TYPE_CHECKING

from kg.batches import batches
from kg.errors import QueryError
from kg.graph.rows import Row
from kg.graph.transaction import ask, feed, lock, run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from kg.graph.connection import Connections

LEAST = 100  # papers of what has an overview; for fewer the whole way is short
MOST = 300_000  # papers of a graph that has overviews: more would not stay within 1 GB
KEPT = 100  # people and papers that an overview keeps
_BATCH = 200  # overviews in a transaction
_YEARS = 10_000  # more than any year


@dataclass(slots=True)
class _Read:
    """What is counted. Papers stand newest first and are called by their place; so are people, in
    the order of their names.
    """

    papers: list[str] = field(default_factory=list)
    years: list[int | None] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    authors: list[tuple[int, ...]] = field(default_factory=list)  # by paper
    concepts: list[list[str]] = field(default_factory=list)  # by paper
    topics: list[list[str]] = field(default_factory=list)  # by paper
    above: dict[str, frozenset[str]] = field(default_factory=dict)  # each concept and its ancestors


def count(connections: Connections, *, anew: bool = False) -> None:
    """Make the overviews of the graph as it is, where they are of an earlier state.

    All that is counted is in memory, some 3 kB a paper; a graph of more than :data:`MOST` papers
    goes without. Where the graph changes meanwhile, counting is left to whoever changes it.
    ``anew`` writes also what seems to be there.
    """
    change, counted = marks(connections)
    if change is None:  # imported, or made by an older NeuroKG
        connections.write(lock)
        change, counted = marks(connections)
    if change is None or (change == counted and not anew):
        return
    if connections.asked("overview/size")[0]["papers"] > MOST:
        return
    graph = _read_as_of(change, connections)
    if graph is None:
        return
    made = list(_made(graph))
    held = {row["id"]: row["digest"] for row in connections.asked("overview/digests")}
    fresh = [row for row in made if anew or held.get(row["id"]) != row["digest"]]
    gone = list(held.keys() - {row["id"] for row in made})
    if all(connections.write(write, some, change) for some in batches(fresh, _BATCH)):
        connections.write(finish, gone, change)


def marks(connections: Connections) -> tuple[str | None, str | None]:
    """The mark of the graph's last change, and of the state that the overviews count."""
    row = connections.asked("overview/marks")[0]
    return row["change"], row["overviews"]


def problems(connections: Connections) -> Iterator[Row]:
    """Overviews of today that are not what the graph makes of them: ``{"problem", "id"}``."""
    change, counted = marks(connections)
    if change is None or change != counted:
        return
    rows = connections.asked("overview/overviews")
    held = {row["overview"]["id"]: row["overview"] for row in rows}
    graph = _read_as_of(change, connections)
    made = held if graph is None else {row["id"]: row for row in _made(graph)}
    for id in sorted(held.keys() | made.keys()):
        if held.get(id) != made.get(id):
            yield {"problem": "overviews", "id": id}


def write(tx: ManagedTransaction, rows: list[Row], change: str) -> bool:
    """Write overviews; answers whether the graph is still as it was when they were counted."""
    if not ask(tx, "overviews-turn", change=change):
        return False
    feed(tx, "overviews", rows)
    return True


def finish(tx: ManagedTransaction, gone: list[str], change: str) -> None:
    """Take the last ones away, and let questions be answered, unless the graph has changed."""
    if ask(tx, "overviews-turn", change=change):
        run(tx, "clear-overviews", ids=gone)
        run(tx, "overviews-done")


def _made(graph: _Read) -> Iterator[Row]:
    yield from map(_signed, _of_concepts(graph))
    yield from map(_signed, _of_topics(graph))


def _read_as_of(change: str, connections: Connections) -> _Read | None:
    """What is to be counted, or None where the graph has changed while it was read."""
    try:
        graph = _read(connections)
    except QueryError:  # a load may have taken away what was about to be read
        if marks(connections)[0] == change:
            raise
        return None
    return graph if marks(connections)[0] == change else None


def _read(connections: Connections) -> _Read:
    rows = sorted(connections.asked("overview/papers"), key=lambda row: str(row["id"]))
    rows.sort(key=lambda row: row["published"] or "", reverse=True)
    names = {id: name for row in rows for id, name in row["people"]}
    people = sorted(names, key=lambda id: (names[id], id))
    places = {id: place for place, id in enumerate(people)}
    concepts = connections.asked("overview/concepts")
    return _Read(
        [row["id"] for row in rows],
        [row["year"] for row in rows],
        people,
        [tuple({places[id] for id, _ in row["people"]}) for row in rows],
        [row["concepts"] for row in rows],
        [row["topics"] for row in rows],
        _above({row["id"]: row["parents"] for row in concepts}),
    )


def _above(parents: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    found = {}
    for concept in parents:
        seen, front = {concept}, [concept]
        while front:
            new = set(parents.get(front.pop(), ())) - seen
            seen |= new
            front += new
        found[concept] = frozenset(seen)
    return found


def _of_concepts(graph: _Read) -> Iterator[Row]:
    mentioning: dict[str, list[int]] = defaultdict(list)
    about: dict[str, list[int]] = defaultdict(list)  # parts and kinds are meant too
    for paper, concepts in enumerate(graph.concepts):
        for concept in concepts:
            mentioning[concept].append(paper)
        for concept in frozenset[str]().union(*(graph.above[concept] for concept in concepts)):
            about[concept].append(paper)
    counts = {concept: len(papers) for concept, papers in mentioning.items()}
    parts: dict[str, list[str]] = defaultdict(list)
    for part in sorted(counts):
        for concept in graph.above[part]:
            parts[concept].append(part)
    for concept, whole in about.items():
        if len(whole) >= LEAST:
            papers = mentioning[concept]
            beside = _beside(concept, papers, graph, counts)
            yield _overview(concept, papers, whole, parts[concept], beside, graph)


def _of_topics(graph: _Read) -> Iterator[Row]:
    within: dict[str, list[int]] = defaultdict(list)
    for paper, topics in enumerate(graph.topics):
        for topic in topics:
            within[topic].append(paper)
    for topic, papers in within.items():
        if len(papers) >= LEAST:
            yield _overview(topic, papers, papers, [], [], graph)


def _overview(
    id: str,
    papers: Sequence[int],
    whole: Sequence[int],
    parts: list[str],
    beside: Sequence[tuple[str, int]],
    graph: _Read,
) -> Row:
    """One overview; ``whole`` has the papers of parts too, ``beside`` what papers mention."""
    authors = _authors(papers, graph)
    experts = _experts(whole, graph)
    return {
        "id": id,
        "papers": len(papers),
        "parts": parts,
        "mentionedWith": [other for other, _ in beside],
        "together": [count for _, count in beside],
        "authors": [id for id, _ in authors],
        "authorPapers": [count for _, count in authors],
        "experts": [id for id, _, _ in experts],
        "expertPapers": [count for _, count, _ in experts],
        "expertLatest": [latest for _, _, latest in experts],
        "newest": [graph.papers[paper] for paper in whole[:KEPT]],
    }


def _beside(
    concept: str, papers: Sequence[int], graph: _Read, counts: Mapping[str, int]
) -> list[tuple[str, int]]:
    """What papers mention together with a concept, in the order of the question mentioned-with."""
    together = Counter(chain.from_iterable(graph.concepts[paper] for paper in papers))
    del together[concept]
    total, own = len(graph.papers), len(papers)

    def rank(other: str) -> tuple[int, float, str]:
        # Rounded as the question rounds it, for what it takes as equal is in order of id.
        lift = 1000.0 * together[other] * total / (own * counts[other])
        return -together[other], -int(lift + 0.5), other

    return [(other, together[other]) for other in sorted(together, key=rank)]


def _authors(papers: Sequence[int], graph: _Read) -> list[tuple[str, int]]:
    """Who wrote most of some papers."""
    counts = Counter(chain.from_iterable(graph.authors[paper] for paper in papers))
    size = len(graph.people)
    best = nlargest(KEPT, (count * size - person for person, count in counts.items()))
    return [(graph.people[-value % size], -(-value // size)) for value in best]


def _experts(papers: Sequence[int], graph: _Read) -> list[tuple[str, int, int]]:
    """Who wrote most of some papers, the most recent first; with the year of the latest, or 0."""
    counts = Counter(chain.from_iterable(graph.authors[paper] for paper in papers))
    latest: dict[int, int] = {}
    for paper in reversed(papers):
        if year := graph.years[paper]:
            latest.update(dict.fromkeys(graph.authors[paper], year))
    size = len(graph.people)
    best = nlargest(
        KEPT,
        (
            (count * _YEARS + latest.get(person, 0)) * size - person
            for person, count in counts.items()
        ),
    )
    found = []
    for value in best:
        count, year = divmod(-(-value // size), _YEARS)
        found.append((graph.people[-value % size], count, year))
    return found


def _signed(row: Row) -> Row:
    """An overview with a digest, by which it is seen whether it is another than before."""
    text = json.dumps(row, sort_keys=True)
    return {**row, "digest": hashlib.sha256(text.encode()).hexdigest()[:16]}
