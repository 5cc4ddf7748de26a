"""What one transaction writes: records, and the papers that become of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.graph import concepts as concept_nodes
from kg.graph.concepts import Concepts
from kg.graph.merge import Work, merged
from kg.graph.records import Record, unpack
from kg.graph.rows import Row, Rows, better_name, fuller_name
from kg.graph.transaction import ask, feed, run
from kg.graph.works import Conflict, works
from kg.identity.names import name_key

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


@dataclass(frozen=True, slots=True)
class Held:
    """A record of the graph, and the paper that it is of."""

    record: Record
    paper: str | None
    digest: str | None  # of the paper


@dataclass(slots=True)
class Left:
    """What may have nothing left to be there for, by kind."""

    concepts: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    authors: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    institutions: set[str] = field(default_factory=set)
    identifiers: set[str] = field(default_factory=set)
    runs: set[str] = field(default_factory=set)


def written(
    tx: ManagedTransaction,
    after: Mapping[str, Record | None],
    concepts: Concepts,
    *,
    anew: bool = False,
) -> tuple[int, set[str]]:
    """Write records, take away those that are None, and make their papers again.

    Answers the number of their conflicts, and the concepts that now stand as the vocabulary says.
    ``anew`` writes all papers around, also those whose records are as they were.
    """
    held = _around(tx, after)
    records = {**{id: one.record for id, one in held.items()}, **after}
    present = {id: record for id, record in records.items() if record is not None}
    groups, conflicts = works(present)
    found = [merged(present[id] for id in group) for group in groups]
    before = {one.paper: one.digest for one in held.values() if one.paper}
    fresh = [work for work in found if anew or before.get(work.paper.id) != work.digest]
    gone = before.keys() - {work.paper.id for work in found}
    left = Left()
    clear_papers(tx, [work.paper.id for work in fresh if work.paper.id in before], gone, left)
    _clear_records(tx, held, after, fresh, left)
    _write_records(tx, [record for record in after.values() if record is not None], conflicts)
    checked, parents = concepts.write(tx, [work.paper for work in fresh])
    _write_papers(tx, fresh)
    _clear_orphans(tx, left, parents)
    told = sum(one.first in after or one.second in after for one in conflicts)
    return told, checked


def _around(tx: ManagedTransaction, after: Mapping[str, Record | None]) -> dict[str, Held]:
    """The records of the graph that are, or may be, of one work with these, directly or not."""
    held: dict[str, Held] = {}
    asked: set[str] = set()
    identifiers: set[str] = set()
    titles: set[str] = set()
    wanted = set(after)
    front = [record for record in after.values() if record is not None]
    while wanted:
        for row in ask(tx, "records-held", ids=list(wanted)):
            record = unpack(row["content"], row["id"])
            held[row["id"]] = Held(record, row["paper"], row["digest"])
            front.append(record)
        asked |= wanted
        ids = {id for record in front for id in record.identifiers} - identifiers
        works = {record.work for record in front if record.work} - titles
        identifiers |= ids
        titles |= works
        by_id = ask(tx, "records-named", ids=list(ids)) if ids else []
        by_title = ask(tx, "records-titled", works=list(works)) if works else []
        wanted = {row["id"] for row in by_id + by_title} - asked
        front = []
    return held


def clear_papers(
    tx: ManagedTransaction, replaced: Iterable[str], gone: Iterable[str], left: Left
) -> None:
    """Take away what papers had that are replaced, and papers that are no more."""
    gone = list(gone)
    ids = [*replaced, *gone]
    if not ids:
        return
    run(tx, "clear-mentions", ids=ids)
    for row in ask(tx, "clear-links", ids=ids):
        (left.topics if row["type"] == "IN_TOPIC" else left.concepts).add(row["id"])
    left.institutions |= {row["id"] for row in ask(tx, "clear-affiliations", ids=ids)}
    authors = {row["id"] for row in ask(tx, "clear-authors", ids=ids)}
    left.people |= {row["id"] for row in ask(tx, "people-of-authors", ids=list(authors))}
    run(tx, "clear-is", ids=[one for one in authors if one.startswith("author:")])
    left.authors |= authors
    if gone:
        run(tx, "clear-papers", ids=gone)


def _clear_records(
    tx: ManagedTransaction,
    held: Mapping[str, Held],
    after: Mapping[str, Record | None],
    fresh: Iterable[Work],
    left: Left,
) -> None:
    """Take away what joins records to papers that are made again, and records that go."""
    if not held:
        return
    moved = {record.id for work in fresh for record in work.records if record.id in held}
    replaced = [id for id in after if id in held]
    run(tx, "clear-record-of", ids=list(moved | set(replaced)))
    run(tx, "clear-conflicts", ids=list(held))
    left.identifiers |= {row["id"] for row in ask(tx, "clear-identifiers", ids=replaced)}
    left.runs |= {held[id].record.paper.run.id for id in replaced}
    gone = [id for id in replaced if after[id] is None]
    if gone:
        run(tx, "clear-records", ids=gone)


def _write_records(
    tx: ManagedTransaction, records: list[Record], conflicts: Iterable[Conflict]
) -> None:
    feed(tx, "records", [record.row() for record in records])
    identified = [{"record": r.id, "id": id} for r in records for id in r.identifiers]
    feed(tx, "identifiers", identified)
    rows = [
        {"first": c.first, "second": c.second, "shared": c.shared, "differ": c.differ}
        for c in conflicts
    ]
    feed(tx, "conflicts", rows)


def _write_papers(tx: ManagedTransaction, fresh: Iterable[Work]) -> None:
    rows = Rows()
    for work in fresh:
        rows.add(work)
    people = [row for row in rows.authors if row["orcid"]]
    for row in _named(tx, "authors", people, fuller_name):
        row["nameKey"] = name_key(row["shown"])
    feed(tx, "papers", rows.papers)
    feed(tx, "record-of", rows.record_of)
    feed(tx, "runs", rows.runs)
    feed(tx, "topics", rows.topics)
    feed(tx, "authors", rows.authors)
    feed(tx, "affiliations", _named(tx, "institutions", rows.affiliations, better_name))
    feed(tx, "mentions-linked", rows.linked)
    feed(tx, "mentions-unlinked", rows.unlinked)
    feed(tx, "derived", rows.derived)


def _named(
    tx: ManagedTransaction, kind: str, rows: list[Row], better: Callable[[str, str], str]
) -> list[Row]:
    """The rows with the name under which each is shown, whoever was loaded first."""
    if not rows:
        return rows
    ids = list({row["id"] for row in rows})
    names: dict[str, str] = {row["id"]: row["name"] for row in ask(tx, f"known-{kind}", ids=ids)}
    for row in rows:
        name: str = row["name"]
        names[row["id"]] = better(name, names.get(row["id"], name))
    for row in rows:
        row["shown"] = names[row["id"]]
    return rows


def _clear_orphans(tx: ManagedTransaction, left: Left, parents: set[str]) -> None:
    for kind in ("authors", "people", "institutions", "topics", "identifiers", "runs"):
        if ids := list(getattr(left, kind)):
            run(tx, f"clear-orphan-{kind}", ids=ids)
    concept_nodes.clear(tx, left.concepts | parents)
    _rename(tx, "authors", left.authors, fuller_name)
    _rename(tx, "institutions", left.institutions, better_name)


def _rename(
    tx: ManagedTransaction, kind: str, ids: set[str], better: Callable[[str, str], str]
) -> None:
    """Show what is left under the best of the names that it still has."""
    if not ids:
        return
    rows = []
    for row in ask(tx, f"names-of-{kind}", ids=list(ids)):
        first, *others = row["names"]
        for name in others:
            first = better(first, name)
        rows.append({"id": row["id"], "name": first, "nameKey": name_key(first)})
    feed(tx, f"rename-{kind}", rows)
