"""Loading annotated papers: in batches, idempotent, every paper whole in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from kg.graph import library
from kg.graph.rows import Row, Rows, concept_row, digest, parents_row, with_ancestors
from kg.model import CONCEPT_TYPES, AnnotatedPaper, Concept, Deletion

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

T = TypeVar("T")
BATCH = 200  # papers in a transaction: larger ones load no faster and lose more when interrupted


class LoadReport(BaseModel):
    """What a load did, in papers; ``ignored`` ones are older than what the graph holds."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    ignored: int = 0
    mentions: int = 0  # of new and updated papers

    @property
    def papers(self) -> int:
        """All papers that were given."""
        return self.new + self.updated + self.unchanged + self.ignored


@dataclass(slots=True)
class Plan:
    """What is to be done with the papers of one batch."""

    new: list[AnnotatedPaper] = field(default_factory=list)
    updated: list[AnnotatedPaper] = field(default_factory=list)
    unchanged: int = 0
    ignored: int = 0

    @property
    def wanted(self) -> list[AnnotatedPaper]:
        """The papers to be written."""
        return self.new + self.updated


class Loader:
    """Loads papers through one session, and remembers which concepts the graph has.

    Args:
        session: of an account that may write.
        concepts: of the vocabulary, by CURIE.
        turn: entered around every transaction; loads into one store take turns by it.
    """

    def __init__(
        self,
        session: Session,
        concepts: Mapping[str, Concept],
        turn: Callable[[], AbstractContextManager[object]],
    ) -> None:
        self._session = session
        self._concepts = concepts
        self._turn = turn
        self._known: set[str] = set()

    def load(self, papers: Iterable[AnnotatedPaper | Deletion]) -> LoadReport:
        """Load papers in their order; deletions are passed over."""
        report = LoadReport()
        kept = (paper for paper in papers if isinstance(paper, AnnotatedPaper))
        for batch in _batches(kept, BATCH):
            concepts = self._concepts_of(batch)
            with self._turn():
                done = self._session.execute_write(_load, batch, concepts)
            if done.wanted:
                self._known.update(concept.curie for concept in concepts)
            report.new += len(done.new)
            report.updated += len(done.updated)
            report.unchanged += done.unchanged
            report.ignored += done.ignored
            report.mentions += sum(len(paper.mentions) for paper in done.wanted)
        return report

    def _concepts_of(self, papers: list[AnnotatedPaper]) -> list[Concept]:
        """Concepts that the papers mention, with their ancestors, as far as not yet written."""
        mentioned: dict[str, Concept] = {}
        for paper in papers:
            for m in paper.mentions:
                if m.status == "linked" and m.curie and m.label and m.curie not in self._known:
                    # What the vocabulary of today lacks is still known from the mention.
                    bare = Concept(curie=m.curie, type=m.type, label=m.label)
                    mentioned.setdefault(m.curie, self._concepts.get(m.curie, bare))
        found = {**mentioned, **with_ancestors(mentioned, self._concepts)}
        return [concept for curie, concept in found.items() if curie not in self._known]


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _load(tx: ManagedTransaction, papers: list[AnnotatedPaper], concepts: list[Concept]) -> Plan:
    """Write what is new of a batch; the transaction may be tried again, so all is asked here."""
    plan = _plan(tx, papers)
    if plan.wanted:
        tx.run(library.text("load/lock")).consume()
        plan = _plan(tx, papers)  # another load may have been there before the lock was ours
    if plan.wanted:
        _write(tx, plan, concepts)
    return plan


def _plan(tx: ManagedTransaction, papers: list[AnnotatedPaper]) -> Plan:
    plan = Plan()
    ids = list({paper.id for paper in papers})
    held = {row["id"]: row for row in tx.run(library.text("load/state"), ids=ids)}
    for paper in _newest(papers, plan):
        before = held.get(paper.id)
        if before is None:
            plan.new.append(paper)
        elif before["digest"] == digest(paper):
            plan.unchanged += 1
        elif (paper.version or 0) < (before["version"] or 0):
            plan.ignored += 1
        else:
            plan.updated.append(paper)
    return plan


def _newest(papers: list[AnnotatedPaper], plan: Plan) -> list[AnnotatedPaper]:
    """One paper an id: of two versions in a batch only the newer is worth loading."""
    newest: dict[str, AnnotatedPaper] = {}
    for paper in papers:
        other = newest.setdefault(paper.id, paper)
        if other == paper and other is not paper:
            plan.unchanged += 1
        elif other is not paper:
            plan.ignored += 1
            if (paper.version or 0) >= (other.version or 0):
                newest[paper.id] = paper
    return list(newest.values())


def _write(tx: ManagedTransaction, plan: Plan, concepts: list[Concept]) -> None:
    rows = Rows()
    for paper in plan.wanted:
        rows.add(paper)
    left = _clear(tx, [paper.id for paper in plan.updated])
    _write_concepts(tx, concepts)
    _run(tx, "papers", rows.papers)
    _run(tx, "runs", rows.runs)
    _run(tx, "topics", rows.topics)
    _run(tx, "authors", rows.authors)
    _run(tx, "affiliations", rows.affiliations)
    _run(tx, "mentions", rows.mentions)
    _run(tx, "references", rows.references)
    _run(tx, "derived", rows.derived)
    for kind, ids in left.items():
        tx.run(library.text(f"load/clear-orphan-{kind}"), ids=ids).consume()


def _write_concepts(tx: ManagedTransaction, concepts: list[Concept]) -> None:
    ids = [concept.curie for concept in concepts]
    held = {row["id"]: row.data() for row in tx.run(library.text("load/concepts-known"), ids=ids)}
    rows = {concept.curie: concept_row(concept) for concept in concepts}
    for kind in CONCEPT_TYPES:
        new = [rows[c.curie] for c in concepts if c.type == kind and c.curie not in held]
        _run(tx, f"concepts-{kind}", new)
    changed = [row for curie, row in rows.items() if curie in held and held[curie] != row]
    _run(tx, "concepts-changed", changed)
    _run(tx, "clear-parents", [parents_row(c) for c in concepts if c.curie in held])
    _run(tx, "is-a", _parents(concepts, "is_a"))
    _run(tx, "part-of", _parents(concepts, "part_of"))


def _clear(tx: ManagedTransaction, ids: list[str]) -> dict[str, list[str]]:
    """Take away what replaced papers had; answers the authors and institutions it may orphan."""
    if not ids:
        return {}
    tx.run(library.text("load/clear-mentions"), ids=ids).consume()
    tx.run(library.text("load/clear-links"), ids=ids).consume()
    institutions = [row["id"] for row in tx.run(library.text("load/clear-affiliations"), ids=ids)]
    authors = [row["id"] for row in tx.run(library.text("load/clear-authors"), ids=ids)]
    return {"authors": authors, "institutions": institutions}


def _run(tx: ManagedTransaction, name: str, rows: list[Row]) -> None:
    if rows:
        tx.run(library.text(f"load/{name}"), rows=rows).consume()


def _parents(concepts: list[Concept], kind: str) -> list[Row]:
    return [
        {"child": concept.curie, "parent": parent}
        for concept in concepts
        for parent in getattr(concept, kind)
    ]
