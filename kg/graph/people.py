"""Telling people apart: which authors of the graph are one person, and what a user says of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.batches import batches
from kg.graph.check import Asked
from kg.graph.decisions import Decision, pairs
from kg.graph.names import person_id
from kg.graph.pages import pages
from kg.graph.transaction import ask, feed, lock, run
from kg.identity import Bearer, Group, resolve
from kg.identity.names import name_key

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_BATCH = 500


@dataclass(frozen=True, slots=True)
class PeopleReport:
    """What telling people apart came to."""

    authors: int
    joined: int  # authors that are one with another
    people: int  # that these are
    lost: int  # decisions of a user that are not obeyed: see Store.decisions
    communities_gone: bool  # those of people, as people are others now


class Found(NamedTuple):
    """Which authors are one person, as the graph was when it was read."""

    authors: int
    groups: list[Group]
    names: dict[str, str]  # of all authors


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
                    domains=frozenset(domain for some in row["domains"] for domain in some),
                    concepts=frozenset(row["concepts"]),
                    journals=frozenset(p["journal"] for p in papers if p["journal"]),
                    years=tuple(sorted(p["year"] for p in papers if p["year"])),
                    orcid=row["orcid"],
                )


def groups(store: Asked, said: Sequence[Decision]) -> Found:
    """Which authors are one person, as they are now and by what a user has said."""
    everyone = list(bearers(store))
    found = resolve(
        everyone,
        lambda bearer: name_key(bearer.name),
        together=pairs(said, "merge"),
        apart=pairs(said, "split"),
    )
    return Found(len(everyone), found, {bearer.id: bearer.name for bearer in everyone})


def write(tx: ManagedTransaction, found: Found) -> bool:
    """Put people into the graph in the place of those that are there.

    Authors who have gone since they were read, or whose place another has taken, are left out.
    Where people are others than before, the communities of people go; answers whether some did.
    """
    lock(tx)
    before = {row["author"]: row["person"] for row in ask(tx, "people-held")}
    there = _still_there(tx, found)
    groups = [group for group in map(there, found.groups) if len(group.members) > 1]
    rows = list(_rows(groups, person_ids(groups, before), found.names))
    run(tx, "clear-all-is")
    for batch in batches(rows, _BATCH):
        feed(tx, "people", batch)
    run(tx, "clear-people")
    if before == {row["author"]: row["person"] for row in rows}:
        return False
    return bool(ask(tx, "clear-communities-of-people")[0]["gone"])


def _still_there(tx: ManagedTransaction, found: Found) -> Callable[[Group], Group]:
    """A function that leaves out of a group who is no longer as they were read."""
    members = [member for group in found.groups for member in group.members]
    names: dict[str, str] = {}
    for some in batches(members, _BATCH):
        names |= {row["id"]: row["name"] for row in ask(tx, "known-authors", ids=some)}
    gone = {
        member
        for member in members
        if member not in names
        or (member.startswith("author:") and names[member] != found.names[member])
    }
    return lambda group: replace(
        group, members=tuple(member for member in group.members if member not in gone)
    )


def person_ids(groups: Sequence[Group], before: Mapping[str, str]) -> list[str]:
    """The id of each group: that of the person who most of its members were before, so that it
    stays when others join; else from its first member.
    """
    claims = sorted(
        (-count, person, number)
        for number, group in enumerate(groups)
        for person, count in Counter(before[m] for m in group.members if m in before).items()
    )
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, person, number in claims:
        if number not in ids and person not in taken:
            ids[number] = person
            taken.add(person)
    for number, group in enumerate(groups):
        if number not in ids:
            ids[number] = next(p for p in map(person_id, group.members) if p not in taken)
            taken.add(ids[number])
    return [ids[number] for number in range(len(groups))]


def _rows(
    groups: Iterable[Group], people: Iterable[str], names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for group, person in zip(groups, people, strict=True):
        name = max((names[member] for member in group.members), key=lambda name: (len(name), name))
        for member in group.members:
            reason = group.reasons.get(member)
            yield {
                "author": member,
                "person": person,
                "name": name,
                "nameKey": name_key(name),
                "other": reason.other if reason else None,
                "probability": reason.probability if reason else None,
                "evidence": json.dumps(dict(reason.evidence)) if reason else None,
            }
