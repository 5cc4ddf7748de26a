"""A bounded slice of the graph around some nodes: what stands near them, and what was left out.

A slice is a function of its address alone, so that an address shares it. Around each start stand
the concepts, works, people and institutions of its newest works; of each kind the most frequent.
A further start adds nodes and takes none away.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from kg.model import CONCEPT_TYPES
from kg.web.starts import Node, chain, choice_of, start_node
from kg.web.works import shown_name, works

if TYPE_CHECKING:
    from kg.web.site import Row, Site

MOST = 400  # nodes
USUAL = 80
STARTS = 12  # nodes that a slice can be around
_EXPANDED = 24  # nodes that each start after the first adds
WHOLES = ("Topic", "Community")
NEAR_KINDS = (*CONCEPT_TYPES, "Paper", "Person", "Institution")
_WORKS = 300  # newest works around a start that are looked at,
_A_NODE = 3  # but no more than so many a node that may be shown
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
class Edge:
    """Two nodes that stand together in ``works`` works, or one above the other."""

    source: str
    target: str
    kind: str  # mentions, wrote, together, about, at, from, is a, part of, path
    works: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A slice as it was before further starts: the ids of its nodes, and the edges by works."""

    ids: frozenset[str]
    edges: list[Edge]


@dataclass(frozen=True, slots=True)
class Slice:
    """Nodes and edges, and by kind how many were found (those left out included)."""

    nodes: list[Node]
    edges: list[Edge]
    found: Mapping[str, int]
    starts: list[Node]
    steps: list[Step]  # one a start

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
    starts = list(
        {node.id: node for node in (start_node(site, id) for id in wanted.starts)}.values()
    )
    wanted = replace(wanted, starts=tuple(node.id for node in starts))
    on_path = (
        chain(site, wanted.starts[0], wanted.path, wanted.hidden)
        if wanted.path and wanted.starts
        else []
    )
    circles = [_circles(site, start, wanted) for start in starts]
    if on_path:
        circles.append(site.query("circles", works=on_path[1:-1]))
    rows = _rows(circles)
    labels = _labels(site, rows.values())
    near = _near(rows.values(), labels, wanted)
    chosen: set[str] = set()
    growth = []
    for start, circle in zip(starts, circles, strict=False):
        room = min(_EXPANDED if chosen else wanted.limit - 1, MOST - 1 - len(chosen))
        chosen.add(start.id)
        chosen |= _chosen(_near(circle, labels, wanted), chosen, room)
        growth.append(frozenset(chosen))
    nodes = _nodes(site, chosen | set(on_path), near, starts)
    steps = []
    for number, ids in enumerate(growth, 1):
        grown = [node for node in nodes if node.id in ids]
        edges = _edges(grown, _rows(circles[:number]).values(), set(wanted.starts[:number]))
        steps.append(Step(frozenset(node.id for node in grown), edges))
    shown = [node for node in nodes if node.id not in wanted.hidden]
    edges = _edges(shown, rows.values(), set(wanted.starts)) + _hierarchy(site, shown)
    if {node.id for node in shown}.issuperset(on_path):  # an end may be hidden
        edges += [Edge(a, b, "path") for a, b in pairwise(on_path)]
    apart = {*wanted.starts, *wanted.hidden}
    found = {kind: len(near.counts[kind].keys() - apart) for kind in NEAR_KINDS}
    return Slice(shown, edges, found, starts, steps)


def _rows(circles: Iterable[Iterable[Row]]) -> dict[str, Row]:
    return {row["id"]: row for circle in circles for row in circle}


def _circles(site: Site, start: Node, wanted: Wanted) -> list[Row]:
    if choice := choice_of(start):
        ids = works(site, choice).ids
    else:
        near = site.query("related-works", paper=start.id, limit=12)
        ids = [start.id, *(row["paper"] for row in near)]
    looked = min(_WORKS, _A_NODE * wanted.limit)
    rows = site.query("circles", works=ids[:looked], minConfidence=wanted.confidence)
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
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for id in set(row["concepts"]):
            near.counts[labels[id]["type"]][id] += 1
            near.names[id] = labels[id]["label"]
        near.counts["Paper"][row["id"]] = len(row["concepts"])
        near.names[row["id"]] = row["title"] or row["id"]
        for kind, key in (("Person", "people"), ("Institution", "institutions")):
            for one in {one["id"]: one for one in row[key]}.values():
                near.counts[kind][one["id"]] += 1
            for one in row[key]:
                forms[one["id"]].add(one["name"])
    near.names |= {id: shown_name(id, names) for id, names in forms.items()}
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


def _edges(nodes: list[Node], rows: Iterable[Row], starts: Set[str]) -> list[Edge]:
    """Edges between nodes by the works that they stand in together."""
    shown = {node.id: node for node in nodes}
    together: Counter[tuple[str, str]] = Counter()
    about: Counter[tuple[str, str]] = Counter()
    at: Counter[tuple[str, str]] = Counter()
    edges: list[Edge] = []
    with_work: set[str] = set()
    for row in rows:
        concepts = [id for id in row["concepts"] if id in shown]
        people = [one["id"] for one in row["people"] if one["id"] in shown]
        named = [one for one in row["institutions"] if one["id"] in shown]
        places = [one["id"] for one in named]
        if row["id"] in shown:
            edges += [Edge(row["id"], id, "mentions") for id in concepts]
            edges += [Edge(id, row["id"], "wrote") for id in dict.fromkeys(people)]
            with_work.update(people)
            if not people:
                edges += [Edge(row["id"], id, "from") for id in dict.fromkeys(places)]
        together.update(combinations(concepts, 2))
        about.update((person, id) for person in set(people) for id in concepts)
        at.update({(one["of"], one["id"]) for one in named if one["of"] in shown})
    count = sum(node.kind in CONCEPT_TYPES for node in nodes)
    strongest = sorted(together, key=lambda pair: (-together[pair], pair))
    kept = strongest[: round(count * _TOGETHER)]
    kept += [pair for pair in strongest if starts & set(pair) and pair not in set(kept)]
    edges += [Edge(*pair, "together", together[pair]) for pair in kept]
    edges += _best(about, "about", 2, shown.keys() - with_work)
    edges += _best(at, "at", 1, shown.keys())
    return edges


def _hierarchy(site: Site, nodes: list[Node]) -> list[Edge]:
    concepts = sorted(node.id for node in nodes if node.kind in CONCEPT_TYPES)
    return [
        Edge(row["below"], row["above"], row["how"].replace("_", " ").lower())
        for row in site.query("hierarchy-among", concepts=concepts)
    ]


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
