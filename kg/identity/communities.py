"""Communities of a network: groups whose members are joined more often than chance would have it.

By the Leiden algorithm (Traag, Waltman and van Eck 2019, "From Louvain to Leiden") with modularity
as its objective, as igraph has it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from random import Random
from typing import NamedTuple

_SMALLEST = 3  # members of a community that is worth a name
_SEED = 0


class Communities(NamedTuple):
    """The communities of a network, the largest first, and its modularity so parted."""

    members: list[list[str]]  # each from the best connected member down
    modularity: float


def communities(groups: Iterable[Sequence[str]]) -> Communities:
    """Communities of those who stand together in groups (the authors of a paper, say).

    Each group joins its members; the more of them, the weaker (Newman 2001). A group that shares
    no member with another is a list, not a community: it is left out, and so is what comes of one
    group alone. The same groups give the same communities.

    >>> two_circles = [["a", "b", "c"], ["a", "b"], ["b", "c"], ["x", "y", "z"], ["x", "z"]]
    >>> communities(two_circles).members
    [['b', 'a', 'c'], ['x', 'z', 'y']]
    """
    import igraph

    weights: defaultdict[tuple[str, str], float] = defaultdict(float)
    connected = _connected(groups)
    for distinct in connected:
        for pair in combinations(distinct, 2):
            weights[pair] += 1 / (len(distinct) - 1)
    if not weights:
        return Communities([], 0.0)
    edges = sorted(weights)
    strength: defaultdict[str, float] = defaultdict(float)
    for (one, other), weight in weights.items():
        strength[one] += weight
        strength[other] += weight
    names = sorted(strength)
    number = {name: i for i, name in enumerate(names)}
    graph = igraph.Graph([(number[a], number[b]) for a, b in edges])
    values = [weights[edge] for edge in edges]
    igraph.set_random_number_generator(Random(_SEED))  # noqa: S311  the same again, no secret
    found = graph.community_leiden("modularity", weights=values, n_iterations=-1)
    members = [
        sorted((names[i] for i in part), key=lambda name: (-strength[name], name))
        for part in found
        if len(part) >= _SMALLEST
    ]
    members = _of_several(members, connected)
    members.sort(key=lambda part: (-len(part), part))
    return Communities(members, round(float(graph.modularity(found, weights=values)), 4))


def _connected(groups: Iterable[Sequence[str]]) -> list[list[str]]:
    """The groups that share a member with another, each in order, and in an order of their own.

    Weights are sums of fractions, which come out otherwise by a hair in another order.
    """
    distinct = [sorted(set(group)) for group in groups]
    count = Counter(member for group in distinct for member in group)
    return sorted(group for group in distinct if any(count[member] > 1 for member in group))


def _of_several(members: list[list[str]], groups: Iterable[Sequence[str]]) -> list[list[str]]:
    """The communities in which two groups or more have two members each."""
    home = {member: number for number, part in enumerate(members) for member in part}
    count: Counter[int] = Counter()
    for group in groups:
        there = Counter(home[member] for member in group if member in home)
        count.update(number for number, size in there.items() if size > 1)
    return [part for number, part in enumerate(members) if count[number] > 1]
