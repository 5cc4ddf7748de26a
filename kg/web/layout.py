"""Where the nodes of a slice stand: by igraph, the same places each time, pinned ones as told."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from kg.web.slices import Step
from kg.web.starts import Node

if TYPE_CHECKING:
    import igraph

    from kg.web.slices import Edge, Slice

WIDTH, HEIGHT = 1000, 640
_MARGIN = 46
_SEED = 0
LETTERS = 12  # size of letters of labels
_WIDE = 0.6  # width of a letter, the widest usual fonts', and height of a line by their size
_HIGH = 1.17
_LONGEST = 26  # characters of a label
_ALONE = threading.Lock()


@dataclass(frozen=True, slots=True)
class Placed:
    """A node in its place; its label stands left or right of it, or only on demand."""

    node: Node
    x: float
    y: float
    radius: float
    label: str
    side: str  # "right", "left", "below", or "quiet" where there is no room
    pinned: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An edge from place to place."""

    edge: Edge
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A slice as it is drawn, in a box of WIDTH by HEIGHT."""

    nodes: list[Placed]
    lines: list[Line]


def drawn(
    slice: Slice,
    pinned: Mapping[str, tuple[float, float]] | None = None,
    *,
    letters: float = LETTERS,
) -> Picture:
    """Places for the nodes of a slice.

    Args:
        slice: what is to be drawn.
        pinned: places of nodes that somebody has put there.
        letters: size of the letters of labels.
    """
    held = pinned or {}
    places = _places(slice)
    places |= {id: place for id, place in held.items() if id in places}
    nodes = _labelled(slice.nodes, places, held, letters)
    lines = [
        Line(edge, *places[edge.source], *places[edge.target],
             width=round(min(4.0, 0.6 + 0.5 * sqrt(edge.works)), 2))
        for edge in slice.edges
    ]  # fmt: skip
    return Picture(nodes, lines)


def _places(slice: Slice) -> dict[str, tuple[float, float]]:
    """Places of all nodes: those of a step are where they were before the next start came."""
    last = Step(frozenset(node.id for node in slice.nodes), slice.edges)
    places: dict[str, tuple[float, float]] = {}
    for step in [*slice.steps, last]:
        new = sorted(step.ids - places.keys())
        if new and places:
            places |= _among(places, new, step.edges)
        elif new:
            places = _alone(new, step.edges)
    return places


def _alone(ids: list[str], edges: list[Edge]) -> dict[str, tuple[float, float]]:
    if len(ids) < 2:
        return dict.fromkeys(ids, (WIDTH / 2, HEIGHT / 2))
    graph, weights = _graph(ids, edges)
    with _random():
        layout = graph.layout_fruchterman_reingold(weights=weights, niter=400, grid=False)
    return dict(zip(ids, _spread([tuple(point) for point in layout.coords]), strict=True))


def _among(
    places: Mapping[str, tuple[float, float]], new: list[str], edges: list[Edge]
) -> dict[str, tuple[float, float]]:
    """Places for new nodes among those that stay where they are."""
    ids = [*places, *new]
    graph, weights = _graph(ids, edges)
    unit = sqrt(WIDTH * HEIGHT / len(ids))  # the layout's forces are made for distances of one
    ends = {
        side: [place[axis] / unit for place in places.values()] for axis, side in enumerate("xy")
    }
    free = {
        side: ([_MARGIN / unit] * len(new), [(size - _MARGIN) / unit] * len(new))
        for side, size in (("x", WIDTH), ("y", HEIGHT))
    }
    near = [_middle(graph, ids, place, places) for place in range(len(places), len(ids))]
    with _random():
        layout = graph.layout_fruchterman_reingold(
            weights=weights, niter=200, grid=False, start_temp=1.0,
            seed=[[x / unit, y / unit] for x, y in (*places.values(), *near)],
            minx=ends["x"] + free["x"][0], maxx=ends["x"] + free["x"][1],
            miny=ends["y"] + free["y"][0], maxy=ends["y"] + free["y"][1],
        )  # fmt: skip
    found = layout.coords[len(places) :]
    return {
        id: (round(x * unit, 1), round(y * unit, 1)) for id, (x, y) in zip(new, found, strict=True)
    }


def _middle(
    graph: igraph.Graph, ids: list[str], vertex: int, places: Mapping[str, tuple[float, float]]
) -> tuple[float, float]:
    """The middle of a node's neighbours, so that it begins near them; no two begin at one point."""
    around = [places[ids[i]] for i in graph.neighbors(vertex) if ids[i] in places]
    around = around or [(WIDTH / 2, HEIGHT / 2)]
    x, y = (sum(values) / len(around) for values in zip(*around, strict=True))
    return x + vertex % 7 - 3, y + vertex % 5 - 2


def _graph(ids: list[str], edges: list[Edge]) -> tuple[igraph.Graph, list[float] | None]:
    import igraph

    number = {id: index for index, id in enumerate(ids)}
    inside = [edge for edge in edges if edge.source in number and edge.target in number]
    pairs = [(number[edge.source], number[edge.target]) for edge in inside]
    return igraph.Graph(n=len(ids), edges=pairs), [1 + sqrt(e.works) / 2 for e in inside] or None


@contextmanager
def _random() -> Iterator[None]:
    """The same random numbers each time: igraph has one generator for all."""
    import igraph

    with _ALONE:
        igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 (no secret)
        yield


def _spread(points: list[tuple[float, ...]]) -> list[tuple[float, float]]:
    """The points over the whole box; half by their distance, half by their order, so that the
    middle is no knot.
    """

    def along(values: list[float], size: int) -> list[float]:
        low, high = min(values), max(values)
        order = {
            index: rank
            for rank, index in enumerate(sorted(range(len(values)), key=lambda i: values[i]))
        }
        return [
            _MARGIN + (size - 2 * _MARGIN)
            * (0.5 * (value - low) / ((high - low) or 1) + 0.5 * order[index] / (len(values) - 1))
            for index, value in enumerate(values)
        ]  # fmt: skip

    xs = along([point[0] for point in points], WIDTH)
    ys = along([point[1] for point in points], HEIGHT)
    return [(round(x, 1), round(y, 1)) for x, y in zip(xs, ys, strict=True)]


def _labelled(
    nodes: list[Node],
    places: Mapping[str, tuple[float, float]],
    pinned: Mapping[str, object],
    letters: float,
) -> list[Placed]:
    """Labels where there is room, those of starts and of frequent nodes first."""
    most = max((node.works for node in nodes), default=1) or 1
    radius = {
        node.id: 13.0 if node.is_start else 4.5 if node.kind == "Paper"
        else round(5 + 7 * sqrt(node.works / most), 1)
        for node in nodes
    }  # fmt: skip
    taken = [_box(*places[node.id], radius[node.id]) for node in nodes]
    sides: dict[str, str] = {}
    for node in sorted(nodes, key=lambda n: (not n.is_start, n.kind == "Paper", -n.works, n.id)):
        x, y = places[node.id]
        width, high = _WIDE * letters * len(_short(node.label)), _HIGH * letters
        gap = radius[node.id] + 4
        options = {
            "right": (x + gap, y - high / 2, x + gap + width, y + high / 2),
            "left": (x - gap - width, y - high / 2, x - gap, y + high / 2),
            "below": (x - width / 2, y + gap, x + width / 2, y + gap + high),
        }
        free = [side for side, box in options.items() if _inside(box) and not _meets(box, taken)]
        quiet = not free and not node.is_start
        sides[node.id] = "quiet" if quiet else (free or ["right" if x < WIDTH / 2 else "left"])[0]
        if not quiet:
            taken.append(options[sides[node.id]])
    return [
        Placed(node, *places[node.id], radius[node.id], _short(node.label), sides[node.id],
               node.id in pinned)
        for node in nodes
    ]  # fmt: skip


_Box = tuple[float, float, float, float]


def _box(x: float, y: float, radius: float) -> _Box:
    return (x - radius, y - radius, x + radius, y + radius)


def _inside(box: _Box) -> bool:
    return box[0] > 2 and box[2] < WIDTH - 2 and box[1] > 2 and box[3] < HEIGHT - 2


def _meets(box: _Box, others: list[_Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…"
