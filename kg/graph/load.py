"""Loading annotated records: in batches, idempotent, every paper whole in one transaction.

What is stored first is the record; the paper is made of all records of it, see
:mod:`kg.graph.merge`. The graph therefore depends on which records it has, not on the order in
which they came, nor on where an earlier load was interrupted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from pydantic import BaseModel

from kg.batches import batches
from kg.graph.concepts import Concepts, clear
from kg.graph.records import Record, State, given_id, standing, unpack
from kg.graph.transaction import ask, lock, run
from kg.graph.writing import Left, clear_papers, written
from kg.model import AnnotatedPaper, Concept, Deletion

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

T = TypeVar("T")
P = ParamSpec("P")
BATCH = 200  # records in a transaction: larger ones load no faster and lose more when interrupted


class Write(Protocol):
    """Does a piece of work in one transaction, again where it fails for reasons that pass."""

    def __call__(
        self,
        work: Callable[Concatenate[ManagedTransaction, P], T],
        /,
        *args: P.args,
        **kw: P.kwargs,
    ) -> T:
        """What the work answers."""
        ...


class LoadReport(BaseModel):
    """What a load did, in records; ``ignored`` ones are older than what the graph holds."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    ignored: int = 0
    deleted: int = 0
    mentions: int = 0  # of new and updated records
    conflicts: int = 0  # pairs of records that share an id and contradict in others

    @property
    def papers(self) -> int:
        """All records that were given, without deletions."""
        return self.new + self.updated + self.unchanged + self.ignored

    def add(self, other: LoadReport) -> None:
        """Count what another load did to this one's."""
        for name in LoadReport.model_fields:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Change:
    """What a batch does to the records of the graph, as if each came alone.

    ``after`` has the records that are to be written, and None for those that go.
    """

    after: dict[str, Record | None] = field(default_factory=dict)
    report: LoadReport = field(default_factory=LoadReport)


class Loader:
    """Loads records, and remembers which concepts of the graph are as the vocabulary has them.

    Args:
        write: runs a transaction.
        concepts: of the vocabulary, by CURIE.
    """

    def __init__(self, write: Write, concepts: Mapping[str, Concept]) -> None:
        self._write = write
        self._concepts = Concepts(concepts)

    def load(
        self,
        records: Iterable[AnnotatedPaper | Deletion],
        *,
        only_held: bool = False,
        loaded: Callable[[list[str]], None] = lambda ids: None,
    ) -> LoadReport:
        """Load records in their order, and take away those that are told as deleted.

        Args:
            records: in any number; two batches of them are in memory at most.
            only_held: ignore a record that the graph does not hold just so; for records that come
                out of the graph and may have been replaced meanwhile.
            loaded: told the ids of each batch when it is in the graph.
        """
        report = LoadReport()
        for batch in batches(records, BATCH):
            done, checked = self._write(_load, batch, self._concepts, only_held)
            self._concepts.checked |= checked
            report.add(done)
            loaded([item.id for item in batch])
        return report

    def rebuild(self, ids: Iterable[str]) -> None:
        """Make the papers of some records again, from all their records."""
        for some in batches(ids, BATCH):
            self._concepts.checked |= self._write(_rebuild, some, self._concepts)

    def clear(self, found: Iterable[Mapping[str, str]]) -> None:
        """Take away what a check found to be there for nothing."""
        by_problem: dict[str, list[str]] = {}
        for row in found:
            by_problem.setdefault(row["problem"], []).append(row["id"])
        for problem, ids in by_problem.items():
            if problem == "papers" or problem.startswith("orphan-"):
                self._write(_clear, problem, ids)

    def renew(self, ids: Iterable[str]) -> None:
        """Write concepts of the graph as the vocabulary has them today."""
        for some in batches(ids, BATCH):
            self._concepts.checked |= self._write(_renew, some, self._concepts)


def _load(
    tx: ManagedTransaction,
    batch: list[AnnotatedPaper | Deletion],
    concepts: Concepts,
    only_held: bool,
) -> tuple[LoadReport, set[str]]:
    """Write what is new of a batch; the transaction may be tried again, so all is asked here."""
    change = _change(tx, batch, only_held)
    checked: set[str] = set()
    if change.after:
        lock(tx)
        # Another load may have been there before the lock was ours.
        change = _change(tx, batch, only_held)
        if change.after:
            change.report.conflicts, checked = written(tx, change.after, concepts)
    return change.report, checked


def _rebuild(tx: ManagedTransaction, ids: list[str], concepts: Concepts) -> set[str]:
    lock(tx)
    rows = ask(tx, "records-held", ids=ids)
    records = {row["id"]: unpack(row["content"], row["id"]) for row in rows}
    return written(tx, records, concepts, anew=True)[1]


def _clear(tx: ManagedTransaction, problem: str, ids: list[str]) -> None:
    lock(tx)
    if problem == "orphan-concepts":
        clear(tx, ids)
    elif problem == "papers":
        clear_papers(tx, [], ids, Left())
    else:
        run(tx, f"clear-{problem}", ids=ids)


def _renew(tx: ManagedTransaction, ids: list[str], concepts: Concepts) -> set[str]:
    lock(tx)
    return concepts.renew(tx, ids)


def _change(
    tx: ManagedTransaction, batch: list[AnnotatedPaper | Deletion], only_held: bool
) -> Change:
    records = [Record(item) if isinstance(item, AnnotatedPaper) else item for item in batch]
    deleted = [item.id for item in records if isinstance(item, Deletion)]
    ids = [item.id for item in records if isinstance(item, Record)]
    named = [row["id"] for row in ask(tx, "records-named", ids=deleted)] if deleted else []
    held = {
        row["id"]: State(**row)
        for row in ask(tx, "record-states", ids=list(dict.fromkeys(ids + named)))
    }
    before = dict(held)
    change = Change()
    for item in records:
        if isinstance(item, Deletion):
            for id in [id for id in held if given_id(id) == item.id]:
                del held[id]
                change.after[id] = None
                change.report.deleted += 1
        else:
            _place(item, held, change, only_held)
    # What came and went, or went and came back, is as before.
    change.after = {
        id: record
        for id, record in change.after.items()
        if (record and record.digest) != (before[id].digest if id in before else None)
    }
    return change


def _place(record: Record, held: dict[str, State], change: Change, only_held: bool) -> None:
    there = held.get(record.id)
    how = standing(record, there)
    if only_held and (there is None or there.given != record.state.given):
        how = "ignored"
    setattr(change.report, how, getattr(change.report, how) + 1)
    if how in {"new", "updated"}:
        held[record.id] = record.state
        change.after[record.id] = record
        change.report.mentions += len(record.paper.mentions)
