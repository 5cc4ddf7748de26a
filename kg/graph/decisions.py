"""What a user has said of authors, and where these authors are today.

An author without ORCID is known by paper and position, and papers change: a new version has
another author in front, a record joins under another id, an ORCID arrives. A decision therefore
keeps under which name its authors stand, and by which ids their papers are known, and finds them
again by these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import NotFound, UsageError
from kg.graph.rows import Row
from kg.graph.transaction import ask, lock, run
from kg.identity import Bearer, pinned
from kg.identity.groups import Pair, pair
from kg.identity.names import name_key

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

Kind = Literal["merge", "split"]
Ask = Callable[..., list[Row]]  # the rows of a query of cypher/load/


@dataclass(frozen=True, slots=True)
class Decision:
    """One of them: two authors by their ids of today, or of then where one is not found."""

    id: str
    kind: Kind
    one: str
    other: str
    names: tuple[str, str]
    state: Literal["holds", "lost", "contradicts"]


def decisions(ask: Ask) -> list[Decision]:
    """All of them, in order. Lost are those of whom an author is not found, or not one alone;
    those that contradict others are not obeyed.
    """
    return _read(ask)[0]


def _read(ask: Ask, *ids: str) -> tuple[list[Decision], list[Bearer]]:
    """All decisions, and the authors of the papers that they are about or that have these ids."""
    said = ask("decisions-held")
    sides = [side for row in said for side in (row["one"], row["other"])]
    papers = _Papers(ask, [*ids, *(id for side in sides for id in side["papers"] or ())])
    found = [_placed(row, papers) for row in said]
    bearers = papers.bearers()
    return list(_against_each_other(found, bearers)), bearers


def _placed(row: Row, papers: _Papers) -> Decision:
    one, other = papers.author(row["one"]), papers.author(row["other"])
    return Decision(
        row["id"],
        row["kind"],
        one or row["one"]["id"],
        other or row["other"]["id"],
        (row["one"]["name"], row["other"]["name"]),
        "holds" if one and other and one != other else "lost",
    )


def pairs(found: Iterable[Decision], kind: Kind) -> list[Pair]:
    """The pairs of those that are not lost."""
    return [pair(d.one, d.other) for d in found if d.kind == kind and d.state != "lost"]


def decide(tx: ManagedTransaction, kind: Kind, one: str, other: str) -> None:
    """Keep what a user says of two authors; it takes the place of what was said of them before.

    Raises:
        NotFound: one of the authors is not in the graph.
        UsageError: it contradicts what was said of others, or both stand on one paper.
    """
    lock(tx, counted=True)
    told = ask(tx, "authors-told", ids=[one, other])
    sides = {row["id"]: {**row, "papers": sorted(set(chain(*row["papers"])))} for row in told}
    for author in (one, other):
        if author not in sides:
            raise NotFound(f"no author {author!r} in the graph; kg author NAME shows ids")
    said, bearers = _read(
        partial(ask, tx), *(id for side in sides.values() for id in side["papers"])
    )
    before = [d.id for d in said if pair(d.one, d.other) == pair(one, other)]
    others = [d for d in said if d.id not in before]
    _refuse_contradiction(kind, one, other, others, bearers)
    run(tx, "forget", ids=before)
    first, second = pair(one, other)
    name = f"decision:{first} {second}"
    run(tx, "decide", id=name, kind=kind, one=sides[first], other=sides[second])


def _refuse_contradiction(
    kind: Kind, one: str, other: str, others: list[Decision], bearers: Iterable[Bearer]
) -> None:
    made = pinned(bearers, pairs(others, "merge"), pairs(others, "split"))
    if kind == "split" and made.are_one(one, other):
        raise UsageError(
            f"{one} and {other} are one person by other merges: kg identity list shows them, "
            "split one of these first"
        )
    if kind == "merge" and (against := made.contradiction(one, other)):
        first, second = against
        raise UsageError(
            f"{one} and {other} cannot be one person: {first} and {second}, who would be one too, "
            "were split (kg identity list) or stand on one paper"
        )


def _against_each_other(found: list[Decision], bearers: Iterable[Bearer]) -> Iterator[Decision]:
    made = pinned(bearers, pairs(found, "merge"), pairs(found, "split"))
    for decision in found:
        one = made.are_one(decision.one, decision.other)
        if decision.state == "holds" and one != (decision.kind == "merge"):
            yield replace(decision, state="contradicts")
        else:
            yield decision


class _Papers:
    """The authors of some papers, which are told by any of their ids."""

    def __init__(self, ask: Ask, ids: Iterable[str]) -> None:
        self._by: defaultdict[str, list[Row]] = defaultdict(list)
        for row in ask("authors-of", ids=sorted(set(ids))):
            self._by[row["of"]].append(row)

    def author(self, side: Mapping[str, Any]) -> str | None:
        """The author who was meant: by name, and by position where two share it."""
        rows = [row for id in side["papers"] or () for row in self._by[id]]
        there = {row["id"] for row in rows}
        if side["id"].startswith("orcid:") and side["id"] in there:
            return str(side["id"])
        key = name_key(side["name"] or "")
        alike = {row["id"] for row in rows if name_key(row["name"]) == key}
        exact = {row["id"] for row in rows if row["name"] == side["name"]}
        for some in (exact, alike):
            if len(some) == 1:
                return str(some.pop())
            if side["id"] in some:
                return str(side["id"])
        return None

    def bearers(self) -> list[Bearer]:
        """The authors with their papers, as far as these were asked for."""
        papers: defaultdict[str, set[str]] = defaultdict(set)
        names: dict[str, str] = {}
        for rows in self._by.values():
            for row in rows:
                papers[row["id"]].add(row["paper"])
                names[row["id"]] = row["name"]
        return [Bearer(id, (names[id],), frozenset(papers[id])) for id in sorted(papers)]
