"""What the explorer starts from: any node of the graph, and the chain from one to another."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import NotFound
from kg.model import CONCEPT_TYPES
from kg.web.works import Choice, authors, shown_name, topic_name

if TYPE_CHECKING:
    from kg.web.site import Site

_MENTION = re.compile(r"([^#]+)#[a-z]+-\d+-\d+")


@dataclass(frozen=True, slots=True)
class Node:
    """One node; ``works`` counts the works of the slice in which it stands."""

    id: str
    kind: str
    label: str
    works: int
    is_start: bool = False


def start_node(site: Site, id: str) -> Node:
    """A start by its id; that of a mention leads to its paper.

    Raises:
        NotFound: it is not in the graph.
    """
    if id.startswith("name:"):
        if rows := authors(site, id):
            return Node(
                id, "Person", shown_name(id, (row["name"] for row in rows)), 0, is_start=True
            )
        raise NotFound(f"nobody of the name {id.removeprefix('name:')} in the graph")
    row = site.one("node-label", id=id) or {}
    if row.get("person"):
        return start_node(site, row["person"])
    named = (
        ("Paper", row.get("paper")), ("Person", row.get("author") or row.get("personName")),
        ("Institution", row.get("institution")), ("Topic", row.get("topic")),
        ("Community", row.get("community")),
    )  # fmt: skip
    if row.get("concept"):
        known = site.query("concept-labels-of", concepts=[id])[0]
        return Node(id, known["type"], known["label"], 0, is_start=True)
    for kind, label in named:
        if label is not None:
            shown = topic_name(label) if kind == "Topic" else label or id
            return Node(id, kind, shown, 0, is_start=True)
    if mention := _MENTION.fullmatch(id):
        return start_node(site, mention[1])
    raise NotFound(f"nothing with the id {id} in the graph")


def choice_of(node: Node) -> Choice | None:
    """The works that are a node's; None where it is a work itself."""
    if node.kind == "Paper":
        return None
    return Choice(**{"concept" if node.kind in CONCEPT_TYPES else node.kind.lower(): node.id})  # type: ignore[arg-type]


def chain(site: Site, start: str, end: str, hidden: Collection[str] = ()) -> list[str]:
    """The ids of a shortest chain between two nodes, both ends included; none without a chain.

    Of several it is the one that leads through the rarest concepts: nearly everything is joined
    by "human". What is hidden is no way.

    Raises:
        NotFound: the end is not in the graph.
    """
    last = start_node(site, end).id
    rows = site.query("path-between", first=_of_name(site, start), second=_of_name(site, last))
    chains = [row["ids"] for row in rows if not set(hidden) & set(row["ids"][1:-1])]
    if not chains:
        return []
    between = sorted({id for ids in chains for id in ids[1:-1]})
    works = {row["id"]: row["works"] for row in site.query("works-counted", concepts=between)}
    best = min(
        chains, key=lambda ids: (max((works.get(id, 0) for id in ids[1:-1]), default=0), ids)
    )
    people = {row["author"]: row["person"] for row in site.query("shown-as", ids=best)}
    # a record and its person are one node here
    return list(dict.fromkeys([start, *(people.get(id, id) for id in best[1:-1]), last]))


def _of_name(site: Site, id: str) -> str:
    kind, _, key = id.partition(":")
    if kind != "name":
        return id
    row = site.one("author-with-name", key=key)
    return row["id"] if row else id
