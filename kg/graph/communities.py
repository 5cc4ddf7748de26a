"""Communities of people who write together and of concepts that are mentioned together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.batches import batches
from kg.graph.check import Asked
from kg.graph.transaction import feed, lock, run
from kg.identity.communities import communities

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

_BATCH = 1000
_LABELS = 3  # concepts in the name of a community


def found(store: Asked) -> list[dict[str, Any]]:
    """A row for each member of each community; who and what stands in papers is held in memory."""
    papers = list(store.stream("paper-circles"))
    names = {row["id"]: row["label"] for row in store.stream("concept-labels")}
    mentioned = Counter(concept for paper in papers for concept in set(paper["concepts"]))
    return [
        *_of_concepts([paper["concepts"] for paper in papers], names),
        *_of_people(papers, names, mentioned),
    ]


def _of_concepts(
    circles: Sequence[Sequence[str]], names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    members, modularity = communities(circles)
    for number, part in enumerate(members, 1):
        yield from _rows("concepts", number, part, part[:_LABELS], names, modularity)


def _of_people(
    papers: Sequence[Mapping[str, Any]], names: Mapping[str, str], mentioned: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """Each named by what its papers mention much oftener than others do."""
    members, modularity = communities([paper["people"] for paper in papers])
    home = {person: number for number, part in enumerate(members) for person in part}
    topics: list[Counter[str]] = [Counter() for _ in members]
    for paper in papers:
        for number in {home[person] for person in paper["people"] if person in home}:
            topics[number].update(set(paper["concepts"]))
    total = len(papers)
    for number, part in enumerate(members, 1):
        counts = topics[number - 1]
        leading = sorted(
            counts, key=lambda c: (-counts[c] * math.log(total / mentioned[c] + 1), names[c])
        )
        yield from _rows("people", number, part, leading[:_LABELS], names, modularity)


def _rows(
    kind: str,
    number: int,
    part: Sequence[str],
    leading: Sequence[str],
    names: Mapping[str, str],
    modularity: float,
) -> Iterator[dict[str, Any]]:
    label = ", ".join(names[concept] for concept in leading)
    for rank, member in enumerate(part, 1):
        yield {
            "id": f"community:{kind}-{number}",
            "kind": kind,
            "label": label,
            "size": len(part),
            "modularity": modularity,
            "member": member,
            "rank": rank,
        }


def write(tx: ManagedTransaction, rows: Sequence[dict[str, Any]]) -> None:
    """Put communities into the graph in the place of those that are there."""
    lock(tx, counted=True)
    run(tx, "clear-communities")
    for batch in batches(rows, _BATCH):
        for label, chosen in (
            ("Concept", [row for row in batch if row["kind"] == "concepts"]),
            ("Person", [row for row in batch if row["member"].startswith("person:")]),
            (
                "Author",
                [
                    row
                    for row in batch
                    if row["kind"] == "people" and not row["member"].startswith("person:")
                ],
            ),
        ):
            feed(tx, f"communities-{label}", chosen)
