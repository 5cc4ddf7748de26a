"""Telling people apart: which authors of the graph are one person, and what a user says of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from kg.batches import batches
from kg.graph.check import Asked
from kg.graph.names import person_id
from kg.graph.pages import pages
from kg.graph.transaction import feed, lock, run
from kg.identity import Bearer, Group, resolve
from kg.identity.groups import pair
from kg.identity.names import name_key

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_BATCH = 500
Kind = Literal["merge", "split"]


@dataclass(frozen=True, slots=True)
class PeopleReport:
    """What telling people apart came to."""

    authors: int
    joined: int  # authors that are one with another
    people: int  # that these are


def bearers(store: Asked) -> Iterator[Bearer]:
    """All authors of the graph with what tells them apart."""
    for page in pages(lambda after: store.query("authors-ids", after=after)):
        for ids in batches(page, _BATCH):
            for row in store.query("bearers", ids=ids):
                papers = row["papers"]
                yield Bearer(
                    row["id"],
                    tuple(row["names"]),
                    frozenset(paper["id"] for paper in papers),
                    co_authors=frozenset(row["coAuthors"]),
                    institutions=frozenset(row["institutions"]),
                    concepts=frozenset(row["concepts"]),
                    journals=frozenset(p["journal"] for p in papers if p["journal"]),
                    years=tuple(sorted(p["year"] for p in papers if p["year"])),
                    orcid=row["orcid"],
                )


def groups(store: Asked) -> tuple[int, list[Group], dict[str, str]]:
    """How many authors there are, which of them are one person, and the names of those."""
    said = store.query("decisions")
    everyone = list(bearers(store))
    found = resolve(
        everyone,
        lambda bearer: name_key(bearer.name),
        together=[(d["one"], d["other"]) for d in said if d["kind"] == "merge"],
        apart=[(d["one"], d["other"]) for d in said if d["kind"] == "split"],
    )
    named = {bearer.id: bearer.name for bearer in everyone}
    return len(everyone), found, named


def write(tx: ManagedTransaction, found: Iterable[Group], named: dict[str, str]) -> None:
    """Put people into the graph in the place of those that are there."""
    lock(tx)
    run(tx, "clear-people")
    for batch in batches(_rows(found, named), _BATCH):
        feed(tx, "people", batch)


def _rows(found: Iterable[Group], named: dict[str, str]) -> Iterator[dict[str, Any]]:
    for group in found:
        name = max((named[member] for member in group.members), key=lambda name: (len(name), name))
        for member in group.members:
            reason = group.reasons.get(member)
            yield {
                "author": member,
                "person": person_id(group.members[0]),
                "name": name,
                "nameKey": name_key(name),
                "other": reason.other if reason else None,
                "probability": reason.probability if reason else None,
                "evidence": json.dumps(dict(reason.evidence)) if reason else None,
            }


def decide(tx: ManagedTransaction, kind: Kind, one: str, other: str) -> None:
    """Keep what a user says of two authors; it takes the place of what was said before."""
    first, second = pair(one, other)
    decision = f"decision:{first} {second}"
    run(tx, "decide", id=decision, kind=kind, one=first, other=second)
