"""A bounded slice of the graph around some nodes: what stands near them, and what was left out.

A slice is a function of its address alone, so that an address shares it. Around each start stand
the concepts, works, people and institutions of its newest works; of each kind the most frequent.
A further start adds nodes and takes none away.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from kg.errors import NotFound
from kg.model import CONCEPT_TYPES
from kg.web.works import Choice, authors, fullest, topic_name, works

if TYPE_CHECKING:
    from kg.web.site import Row, Site

MOST = 400  # nodes
USUAL = 80
STARTS = 12  # nodes that a slice can be around
_EXPANDED = 24  # nodes that each start after the first adds
WHOLES = ("Topic", "Community")
NEAR_KINDS = (*CONCEPT_TYPES, "Paper", "Person", "Institution")
_WORKS = 300  # newest works around a start that are looked at
_SHARES = {"Paper": 0.22, "Person": 0.2, "Institution": 0.06}  # of the nodes; the rest are concepts
_TOGETHER = 1.6  # edges between concepts for each concept


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a slice is asked to be."""

    starts: tuple[str, ...]
    kinds: tuple[str, ...] = NEAR_KINDS
    since: int | None = None
    until: int | None = None
    confidence: float = 0.0
    hidden: tuple[str, ...] = ()
    path: str = ""  # the node that a shortest chain joins to the first start
    limit: int = USUAL  # nodes around the first start


@dataclass(frozen=True, slots=True)
class Node:
    """One node; ``works`` counts the works of the slice in which it stands."""

    id: str
    kind: str
    label: str
    works: int
    is_start: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes that stand together in ``works`` works, or one above the other."""

    source: str
    target: str
    kind: str  # mentions, wrote, together, about, at, from, is a, part of, path
    works: int = 1


@dataclass(frozen=True, slots=True)
class Slice:
    """Nodes and edges, and by kind how many were found (those left out included)."""

    nodes: list[Node]
    edges: list[Edge]
    found: Mapping[str, int]
    starts: list[Node]

    def left_out(self) -> dict[str, int]:
        """How many of each kind were left out."""
        shown = Counter(node.kind for node in self.nodes if not node.is_start)
        return {k: n - shown[k] for k, n in self.found.items() if n > shown[k]}


@dataclass(slots=True)
class _Near:
    """What stands near a start: per kind, ids with the number of works."""

    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    names: dict[str, str] = field(default_factory=dict)


def slice_of(site: Site, wanted: Wanted) -> Slice:
    """The slice around the starts.

    Raises:
        NotFound: a start is not in the graph.
    """
    starts = [start_node(site, id) for id in wanted.starts]
    on_path = _path(site, wanted.starts[0], wanted.path) if wanted.path else []
    circles = [_circles(site, start, wanted) for start in starts]
    circles.append(site.query("circles", works=on_path[1:-1]))
    rows = {row["id"]: row for circle in circles for row in circle}
    labels = _labels(site, rows.values())
    near = _near(rows.values(), labels, wanted)
    chosen = {*wanted.starts, *on_path}
    for number, circle in enumerate(circles[:-1]):
        room = _EXPANDED if number else wanted.limit - 1
        chosen |= _chosen(_near(circle, labels, wanted), chosen, min(room, MOST - len(chosen)))
    nodes = _nodes(site, chosen, near, starts)
    edges = _edges(site, nodes, rows.values())
    edges += [Edge(a, b, "path") for a, b in pairwise(on_path)]
    there = {node.id for node in nodes}
    edges = [edge for edge in edges if edge.source in there and edge.target in there]
    around = {start.id for start in starts}
    found = {kind: len(near.counts[kind].keys() - around) for kind in NEAR_KINDS}
    return Slice(nodes, edges, found, starts)


def start_node(site: Site, id: str) -> Node:
    """A start by its id.

    Raises:
        NotFound: it is not in the graph.
    """
    if id.startswith("name:"):
        if rows := authors(site, id):
            return Node(id, "Person", fullest(rows), 0, is_start=True)
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
    raise NotFound(f"nothing with the id {id} in the graph")


def choice_of(node: Node) -> Choice | None:
    """The works that are a node's; None where it is a work itself."""
    if node.kind == "Paper":
        return None
    return Choice(**{"concept" if node.kind in CONCEPT_TYPES else node.kind.lower(): node.id})  # type: ignore[arg-type]


def _circles(site: Site, start: Node, wanted: Wanted) -> list[Row]:
    if choice := choice_of(start):
        ids = works(site, choice).ids
    else:
        near = site.query("related-works", paper=start.id, limit=12)
        ids = [start.id, *(row["paper"] for row in near)]
    rows = site.query("circles", works=ids[:_WORKS], minConfidence=wanted.confidence)
    return [row for row in rows if _in_time(row, wanted) or row["id"] == start.id]


def _in_time(row: Row, wanted: Wanted) -> bool:
    year: int | None = row["year"]
    if year is None:
        return wanted.since is None and wanted.until is None
    return (wanted.since or year) <= year <= (wanted.until or year)


def _labels(site: Site, rows: Iterable[Row]) -> dict[str, Row]:
    """Type and label of each concept that works mention."""
    concepts = {id for row in rows for id in row["concepts"]}
    found = site.query("concept-labels-of", concepts=sorted(concepts))
    return {row["id"]: row for row in found}


def _near(rows: Iterable[Row], labels: Mapping[str, Row], wanted: Wanted) -> _Near:
    near = _Near()
    hidden = set(wanted.hidden)
    for row in rows:
        for id in set(row["concepts"]) - hidden:
            near.counts[labels[id]["type"]][id] += 1
            near.names[id] = labels[id]["label"]
        if row["id"] not in hidden:
            near.counts["Paper"][row["id"]] = len(row["concepts"])
            near.names[row["id"]] = row["title"] or row["id"]
        for kind, key in (("Person", "people"), ("Institution", "institutions")):
            for one in {one["id"]: one for one in row[key] if one["id"] not in hidden}.values():
                near.counts[kind][one["id"]] += 1
                near.names.setdefault(one["id"], one["name"])
    for kind in set(near.counts) - set(wanted.kinds):
        del near.counts[kind]
    return near


def _chosen(near: _Near, there: Collection[str], room: int) -> set[str]:
    """As many further ids as there is room for: of each kind its share of the most frequent."""
    if room <= 0:
        return set()
    new = {k: Counter({id: n for id, n in c.items() if id not in there})
           for k, c in near.counts.items()}  # fmt: skip
    chosen: set[str] = set()
    concepts: Counter[str] = Counter()
    for type in CONCEPT_TYPES:
        # Each type has a place before the most frequent take the rest.
        chosen.update(_most(new.get(type), min(max(1, room // 30), room - len(chosen))))
        concepts.update(new.get(type, {}))
    for kind, share in _SHARES.items():
        chosen.update(_most(new.get(kind), min(round(room * share), room - len(chosen))))
    concepts = Counter({id: n for id, n in concepts.items() if id not in chosen})
    chosen.update(_most(concepts, room - len(chosen)))
    for kind in ("Person", "Paper"):  # what concepts leave free
        left = Counter({id: n for id, n in new.get(kind, {}).items() if id not in chosen})
        chosen.update(_most(left, room - len(chosen)))
    return chosen


def _most(counts: Counter[str] | None, number: int) -> list[str]:
    counts = counts or Counter()
    return sorted(counts, key=lambda id: (-counts[id], id))[:number]


def _nodes(site: Site, chosen: set[str], near: _Near, starts: list[Node]) -> list[Node]:
    # A topic or community is all that is shown, and no node of it.
    nodes = {start.id: start for start in starts if start.kind not in WHOLES}
    for kind in NEAR_KINDS:
        for id in _most(near.counts[kind], len(near.counts[kind])):
            if id in chosen and id not in nodes:
                nodes[id] = Node(id, kind, near.names[id], near.counts[kind][id])
    wholes = {start.id for start in starts} - nodes.keys()
    for id in sorted(chosen - nodes.keys() - wholes):  # on a path, of a kind that is filtered out
        nodes[id] = replace(start_node(site, id), is_start=False)
    return list(nodes.values())


def _edges(site: Site, nodes: list[Node], rows: Iterable[Row]) -> list[Edge]:
    shown = {node.id: node for node in nodes}
    together: Counter[tuple[str, str]] = Counter()
    about: Counter[tuple[str, str]] = Counter()
    at: Counter[tuple[str, str]] = Counter()
    edges: list[Edge] = []
    with_work: set[str] = set()
    for row in rows:
        concepts = [id for id in row["concepts"] if id in shown]
        people = [one["id"] for one in row["people"] if one["id"] in shown]
        places = [one["id"] for one in row["institutions"] if one["id"] in shown]
        if row["id"] in shown:
            edges += [Edge(row["id"], id, "mentions") for id in concepts]
            edges += [Edge(id, row["id"], "wrote") for id in dict.fromkeys(people)]
            with_work.update(people)
            if not people:
                edges += [Edge(row["id"], id, "from") for id in places]
        together.update(combinations(concepts, 2))
        about.update((person, id) for person in set(people) for id in concepts)
        at.update((person, place) for person in set(people) for place in places)
    count = sum(node.kind in CONCEPT_TYPES for node in nodes)
    strongest = sorted(together, key=lambda pair: (-together[pair], pair))
    starts = {node.id for node in nodes if node.is_start}
    kept = strongest[: round(count * _TOGETHER)]
    kept += [pair for pair in strongest if starts & set(pair) and pair not in set(kept)]
    edges += [Edge(*pair, "together", together[pair]) for pair in kept]
    edges += _best(about, "about", 2, shown.keys() - with_work)
    edges += _best(at, "at", 1, shown.keys())
    concepts = [node.id for node in nodes if node.kind in CONCEPT_TYPES]
    edges += [
        Edge(row["below"], row["above"], row["how"].replace("_", " ").lower())
        for row in site.query("hierarchy-among", concepts=sorted(concepts))
    ]
    return edges


def _best(counts: Counter[tuple[str, str]], kind: str, each: int, of: Iterable[str]) -> list[Edge]:
    """The strongest ``each`` edges from each source in ``of``."""
    wanted = set(of)
    taken: Counter[str] = Counter()
    edges = []
    for pair in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        if pair[0] in wanted and taken[pair[0]] < each:
            taken[pair[0]] += 1
            edges.append(Edge(*pair, kind, counts[pair]))
    return edges


def _path(site: Site, first: str, last: str) -> list[str]:
    """The ids of a shortest chain, both ends included; none where there is no chain.

    Raises:
        NotFound: the last is not in the graph.
    """
    start_node(site, last)
    rows = site.query("path-between", first=_of_name(site, first), second=_of_name(site, last))
    if not rows:
        return []
    inner: list[str] = rows[0]["ids"][1:-1]
    people = {row["author"]: row["person"] for row in site.query("shown-as", ids=inner)}
    # a record and its person are one node here
    return list(dict.fromkeys([first, *(people.get(id, id) for id in inner), last]))


def _of_name(site: Site, id: str) -> str:
    kind, _, key = id.partition(":")
    if kind != "name":
        return id
    row = site.one("author-with-name", key=key)
    return row["id"] if row else id
