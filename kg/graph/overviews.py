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
from typing import TYPE_CHECKING, Protocol

from kg.graph.rows import Row
from kg.graph.transaction import ask, feed, run

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

KEPT = 100  # people and papers that an overview keeps
_YEARS = 10_000  # more than any year
_UNDATED = _YEARS - 1  # first among the latest, as the stores sort what is missing


class Reader(Protocol):
    """A store that answers the queries of ``cypher/overview/``."""

    def __call__(self, name: str, /) -> Iterator[Row]:
        """Rows of a query."""
        ...


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
    types: dict[str, str] = field(default_factory=dict)


def overviews(read: Reader) -> Iterator[Row]:
    """The overviews of a graph; all that is counted is in memory, some hundred bytes a paper."""
    graph = _read(read)
    yield from map(_signed, _of_concepts(graph))
    yield from map(_signed, _of_topics(graph))


def problems(read: Reader) -> Iterator[Row]:
    """Overviews that are not what the graph makes of them, as rows ``{"problem", "id"}``."""
    held = {row["overview"]["id"]: row["overview"] for row in read("overviews")}
    made = {row["id"]: row for row in overviews(read)}
    for id in sorted(held.keys() | made.keys()):
        if held.get(id) != made.get(id):
            yield {"problem": "overviews", "id": id}


def write(tx: ManagedTransaction, rows: list[Row], gone: list[str], change: str) -> bool:
    """Write overviews and take others away, unless the graph has changed since they were counted.

    Answers whether it has not.
    """
    if not ask(tx, "overviews-turn", change=change):
        return False
    feed(tx, "overviews", rows)
    if gone:
        run(tx, "clear-overviews", ids=gone)
    return True


def finish(tx: ManagedTransaction, change: str) -> None:
    """Let questions be answered from the overviews, unless the graph has changed."""
    if ask(tx, "overviews-turn", change=change):
        run(tx, "overviews-done")


def _read(read: Reader) -> _Read:
    rows = sorted(read("papers"), key=lambda row: str(row["id"]))
    rows.sort(key=lambda row: row["published"] or "\uffff", reverse=True)
    names = {id: name for row in rows for id, name in row["people"]}
    people = sorted(names, key=lambda id: (names[id], id))
    places = {id: place for place, id in enumerate(people)}
    concepts = list(read("concepts"))
    return _Read(
        [row["id"] for row in rows],
        [row["year"] for row in rows],
        people,
        [tuple({places[id] for id, _ in row["people"]}) for row in rows],
        [row["concepts"] for row in rows],
        [row["topics"] for row in rows],
        _above({row["id"]: row["parents"] for row in concepts}),
        {row["id"]: row["type"] for row in concepts},
    )


def _above(parents: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    found = {}
    for concept in parents:
        seen, front = {concept}, [concept]
        while front:
            new = set(parents[front.pop()]) - seen
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
    for concept in graph.above:
        papers, whole = mentioning[concept], about[concept]
        beside = _beside(concept, papers, graph, counts)
        authors = _authors(papers, graph)
        experts = _experts(whole, graph)
        yield {
            "id": concept,
            "papers": len(papers),
            "parts": parts[concept],
            "mentionedWith": [other for other, _ in beside],
            "types": [graph.types[other] for other, _ in beside],
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
            (count * _YEARS + latest.get(person, _UNDATED)) * size - person
            for person, count in counts.items()
        ),
    )
    found = []
    for value in best:
        count, year = divmod(-(-value // size), _YEARS)
        found.append((graph.people[-value % size], count, year % _UNDATED))
    return found


def _of_topics(graph: _Read) -> Iterator[Row]:
    within: dict[str, list[int]] = defaultdict(list)
    for paper, topics in enumerate(graph.topics):
        for topic in topics:
            within[topic].append(paper)
    for topic, papers in within.items():
        counts = Counter(chain.from_iterable(graph.concepts[paper] for paper in papers))
        ranked = sorted(counts, key=lambda concept: (-counts[concept], concept))
        yield {
            "id": topic,
            "papers": len(papers),
            "newest": [graph.papers[paper] for paper in papers[:KEPT]],
            "concepts": ranked,
            "conceptPapers": [counts[concept] for concept in ranked],
        }


def _signed(row: Row) -> Row:
    """An overview with a digest, by which it is seen whether it is another than before."""
    text = json.dumps(row, sort_keys=True)
    return {**row, "digest": hashlib.sha256(text.encode()).hexdigest()[:16]}
