"""Concepts of the vocabulary, as far as papers mention them, with everything above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.graph.rows import Row, concept_row, parents_row, with_ancestors
from kg.graph.transaction import ask, feed
from kg.model import CONCEPT_TYPES, AnnotatedPaper, Concept

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


class Concepts:
    """The vocabulary, and which of its concepts have been seen to stand in the graph as they are.

    Only ``checked`` changes: the loader adds what a transaction has written once it is committed.
    """

    def __init__(self, vocabulary: Mapping[str, Concept]) -> None:
        self.vocabulary = vocabulary
        self.checked: set[str] = set()

    def write(
        self, tx: ManagedTransaction, papers: Iterable[AnnotatedPaper]
    ) -> tuple[set[str], set[str]]:
        """Write the concepts that papers mention where they are missing or have changed.

        Answers the concepts that now stand as they should, and those that may stand in vain.
        """
        mentioned = self._mentioned(papers)
        there = _ids(tx, list(mentioned))
        # Another process may have taken away what this one has seen.
        vanished = self.checked.intersection(mentioned) - there
        sure = self.checked - with_ancestors(vanished, self.vocabulary).keys() - vanished
        found = {**mentioned, **with_ancestors(mentioned, self.vocabulary)}
        concepts = [concept for curie, concept in found.items() if curie not in sure]
        return {concept.curie for concept in concepts}, write(tx, concepts) if concepts else set()

    def renew(self, tx: ManagedTransaction, curies: list[str]) -> set[str]:
        """Write concepts that the graph has where they have changed; answers those it has now."""
        there = _ids(tx, curies)
        found = with_ancestors(there, self.vocabulary)
        clear(tx, write(tx, list(found.values())))
        return set(found)

    def _mentioned(self, papers: Iterable[AnnotatedPaper]) -> dict[str, Concept]:
        found: dict[str, Concept] = {}
        for paper in papers:
            for m in paper.mentions:
                if m.status == "linked" and m.curie and m.label and m.curie not in found:
                    # What the vocabulary of today lacks is still known from the mention.
                    bare = Concept(curie=m.curie, type=m.type, label=m.label)
                    found[m.curie] = self.vocabulary.get(m.curie, bare)
        return found


def write(tx: ManagedTransaction, concepts: list[Concept]) -> set[str]:
    """Write concepts whose ancestors are there or among them; answers former parents."""
    ids = [concept.curie for concept in concepts]
    held = {row["id"]: row for row in ask(tx, "concepts-known", ids=ids)}
    rows = {concept.curie: concept_row(concept) for concept in concepts}
    for kind in CONCEPT_TYPES:
        new = [rows[c.curie] for c in concepts if c.type == kind and c.curie not in held]
        feed(tx, f"concepts-{kind}", new)
    known = [(rows[curie], held[curie]) for curie in rows if curie in held]
    feed(tx, "concepts-changed", [row for row, there in known if not _has(there, row)])
    moved = [c for c in concepts if not _has(held.get(c.curie, {}), parents_row(c))]
    placed = [parents_row(concept) for concept in moved if concept.curie in held]
    left = set()
    if placed:
        left = {row["id"] for row in ask(tx, "clear-parents", rows=placed)}
    feed(tx, "is-a", _parents(moved, "is_a"))
    feed(tx, "part-of", _parents(moved, "part_of"))
    return left


def _has(there: Row, row: Row) -> bool:
    """Whether a node is as it should be; parents are in no order."""
    return all(
        sorted(there.get(name, [])) == sorted(value)
        if name in {"isA", "partOf"}
        else there.get(name) == value
        for name, value in row.items()
    )


def clear(tx: ManagedTransaction, curies: Iterable[str]) -> set[str]:
    """Take away concepts that nothing mentions and nothing stands below, and so on upwards."""
    front, gone = list(curies), set[str]()
    while front:
        rows = ask(tx, "clear-orphan-concepts", ids=front)
        gone |= {row["id"] for row in rows}
        front = list({parent for row in rows for parent in row["parents"]} - gone)
    return gone


def _ids(tx: ManagedTransaction, curies: list[str]) -> set[str]:
    return {row["id"] for row in ask(tx, "concepts-there", ids=curies)}


def _parents(concepts: list[Concept], kind: str) -> list[Row]:
    return [
        {"child": concept.curie, "parent": parent}
        for concept in concepts
        for parent in getattr(concept, kind)
    ]
