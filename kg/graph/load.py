"""Loading annotated papers: in batches, idempotent, every paper whole in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from kg.graph import library
from kg.graph.rows import Row, Rows, concept_row, digest, with_ancestors
from kg.model import CONCEPT_TYPES, AnnotatedPaper, Concept

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

T = TypeVar("T")
_TRIES = 5  # of a batch that meets another load
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


class Loader:
    """Loads papers through one session, and remembers which concepts the graph has."""

    def __init__(self, session: Session, concepts: Mapping[str, Concept]) -> None:
        self._session = session
        self._concepts = concepts
        self._known: set[str] = set()

    def load(self, papers: Iterable[AnnotatedPaper]) -> LoadReport:
        """Load papers in their order."""
        report = LoadReport()
        for batch in _batches(papers, BATCH):
            # Two versions of one paper in a batch: only the newest is worth loading.
            newest: dict[str, AnnotatedPaper] = {}
            for paper in batch:
                if paper.id in newest:
                    report.ignored += 1
                    if (paper.version or 0) < (newest[paper.id].version or 0):
                        continue
                newest[paper.id] = paper
            self._load(list(newest.values()), report)
        return report

    def _load(self, papers: list[AnnotatedPaper], report: LoadReport) -> None:
        state = {
            row["id"]: row
            for row in self._session.run(library.text("load/state"), ids=[p.id for p in papers])
        }
        wanted: list[AnnotatedPaper] = []
        replaced: list[str] = []
        for paper in papers:
            held = state.get(paper.id)
            if held is None:
                report.new += 1
            elif (paper.version or 0) < (held["version"] or 0):
                report.ignored += 1
                continue
            elif held["digest"] == digest(paper):
                report.unchanged += 1
                continue
            else:
                report.updated += 1
                replaced.append(paper.id)
            wanted.append(paper)
        if wanted:
            report.mentions += sum(len(paper.mentions) for paper in wanted)
            concepts = self._concepts_of(wanted)
            self._write(wanted, replaced, concepts)
            self._known.update(concept.curie for concept in concepts)

    def _write(
        self, papers: list[AnnotatedPaper], replaced: list[str], concepts: list[Concept]
    ) -> None:
        from neo4j.exceptions import ConstraintError

        for left in reversed(range(_TRIES)):
            try:
                self._session.execute_write(_write, papers, replaced, concepts)
                return
            except ConstraintError:
                # Another load has made the same node since we looked; now we shall find it.
                if not left:
                    raise

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


def _write(
    tx: ManagedTransaction,
    papers: list[AnnotatedPaper],
    replaced: list[str],
    concepts: list[Concept],
) -> None:
    rows = Rows()
    for paper in papers:
        rows.add(paper)
    left = _clear(tx, replaced)
    _write_concepts(tx, concepts)
    _run(tx, "is-a", _parents(concepts, "is_a"))
    _run(tx, "part-of", _parents(concepts, "part_of"))
    _run(tx, "papers", rows.papers)
    _run(tx, "runs", rows.runs)
    _run(tx, "topics", rows.topics)
    _run(tx, "authors", rows.authors)
    _run(tx, "affiliations", rows.affiliations)
    _run(tx, "mentions", rows.mentions)
    _run(tx, "references", rows.references)
    _run(tx, "derived", rows.derived)
    if left:
        tx.run(library.text("load/clear-orphans"), ids=left).consume()


def _write_concepts(tx: ManagedTransaction, concepts: list[Concept]) -> None:
    ids = [concept.curie for concept in concepts]
    held = {row["id"]: row.data() for row in tx.run(library.text("load/concepts-known"), ids=ids)}
    rows = {concept.curie: concept_row(concept) for concept in concepts}
    for kind in CONCEPT_TYPES:
        new = [rows[c.curie] for c in concepts if c.type == kind and c.curie not in held]
        _run(tx, f"concepts-{kind}", new)
    changed = [row for curie, row in rows.items() if curie in held and held[curie] != row]
    _run(tx, "concepts-changed", changed)


def _clear(tx: ManagedTransaction, ids: list[str]) -> list[str]:
    """Take away what replaced papers had; answers the authors who may have no paper now."""
    if not ids:
        return []
    tx.run(library.text("load/clear-mentions"), ids=ids).consume()
    tx.run(library.text("load/clear-links"), ids=ids).consume()
    return [row["author"] for row in tx.run(library.text("load/clear-authors"), ids=ids)]


def _run(tx: ManagedTransaction, name: str, rows: list[Row]) -> None:
    if rows:
        tx.run(library.text(f"load/{name}"), rows=rows).consume()


def _parents(concepts: list[Concept], kind: str) -> list[Row]:
    return [
        {"child": concept.curie, "parent": parent}
        for concept in concepts
        for parent in getattr(concept, kind)
    ]
