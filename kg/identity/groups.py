"""Groups of bearers that are one person each."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from kg.identity.bearers import Bearer, Rarity, comparable, levels
from kg.identity.weights import Levels, Weights, estimate, probability

#: Least probability at which two bearers are joined.
THRESHOLD = 0.95

Pair = tuple[str, str]  # two ids, the smaller first


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one bearer belongs to a group: whom it was joined to, how surely, by which evidence."""

    other: str
    probability: float
    evidence: Mapping[str, float] = field(default_factory=dict)  # "pinned" alone where a user said


@dataclass(frozen=True, slots=True)
class Group:
    """The bearers that are one person, by id, and why each was joined."""

    members: tuple[str, ...]
    reasons: Mapping[str, Reason]


def pair(one: str, other: str) -> Pair:
    """Two ids in order."""
    return (one, other) if one < other else (other, one)


def resolve(
    bearers: Iterable[Bearer],
    key: Callable[[Bearer], str] = lambda bearer: bearer.name.split()[-1].casefold(),
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    weights: Weights | None = None,
) -> list[Group]:
    """The groups of two bearers and more, by first member; the order of the bearers is no matter.

    Args:
        bearers: all of them, for how rare a co-author is depends on all.
        key: bearers are compared only where this is the same.
        together: pairs that a user has joined, whatever their names; those of two who are apart,
            or stand on one paper, themselves or by others of these pairs, are not obeyed.
        apart: pairs that a user has parted.
        weights: what agreements are worth; estimated from the bearers where not given.
    """
    by_id = {bearer.id: bearer for bearer in bearers}
    ordered = [by_id[name] for name in sorted(by_id)]
    rarity = Rarity.of(ordered)
    names: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in ordered:
        names[key(bearer)].append(bearer)
    weights = weights or estimate(names, rarity)
    made = pinned(ordered, together, apart)
    for group in names.values():
        _join_alike(group, rarity, weights, made)
    return made.groups()


def pinned(
    bearers: Iterable[Bearer], together: Iterable[Pair] = (), apart: Iterable[Pair] = ()
) -> Grouping:
    """The groups that a user's word alone makes; see :func:`resolve`."""
    by_id = {bearer.id: bearer for bearer in bearers}
    made = Grouping(by_id, {pair(*each) for each in apart})
    for one, other in sorted({pair(*each) for each in together}):
        if one in by_id and other in by_id and made.contradiction(one, other) is None:
            made.join(one, other, 1.0, {"pinned": 1.0})
    return made


def _join_alike(
    bearers: Sequence[Bearer], rarity: Rarity, weights: Weights, made: Grouping
) -> None:
    """Join the bearers of one name, the surest pairs first.

    Pairs are many, and ways to agree are few: pairs are kept by these, as two numbers each.
    """
    common = rarity.commonness(bearers[0].name)
    alike: dict[Levels, array[int]] = {}
    for i, one in enumerate(bearers):
        for j in range(i + 1, len(bearers)):
            if comparable(one, bearers[j]):
                found = levels(one, bearers[j], rarity)
                if probability(weights.odds(found, common)) >= THRESHOLD:
                    alike.setdefault(found, array("I")).extend((i, j))

    here = {bearer.id for bearer in bearers}

    def odds(one: Bearer, other: Bearer) -> float:
        """None for or against where a user has joined somebody of another name."""
        if one.id not in here or other.id not in here:
            return 0.0
        return weights.odds(levels(one, other, rarity), common)

    for found in sorted(alike, key=lambda found: (-weights.odds(found, common), found)):
        sure = round(probability(weights.odds(found, common)), 4)
        places = alike[found]
        for i, j in zip(places[::2], places[1::2], strict=True):
            both = bearers[i].id, bearers[j].id
            if made.agree(*both, odds):
                made.join(*both, sure, weights.evidence(found, common))


class Grouping:
    """Groups as they grow."""

    def __init__(self, bearers: Mapping[str, Bearer], forbidden: set[Pair]) -> None:
        self._bearers = bearers
        self._forbidden = forbidden
        self._group: dict[str, list[str]] = {}
        self._reasons: dict[str, Reason] = {}
        self._refused: set[tuple[str, int, str, int]] = set()

    def are_one(self, one: str, other: str) -> bool:
        """Whether both are of one group."""
        return self._members(one) is self._members(other)

    def contradiction(self, one: str, other: str) -> Pair | None:
        """Two of both groups that a user has parted, or that stand on one paper."""
        ours, theirs = self._members(one), self._members(other)
        if ours is theirs:
            return None
        for a, b in product(ours, theirs):
            if pair(a, b) in self._forbidden or self._bearers[a].papers & self._bearers[b].papers:
                return pair(a, b)
        return None

    def agree(self, one: str, other: str, odds: Callable[[Bearer, Bearer], float]) -> bool:
        """Whether no two of both groups contradict, and on the whole they agree."""
        ours, theirs = self._members(one), self._members(other)
        if ours is theirs:
            return False
        asked = (ours[0], len(ours), theirs[0], len(theirs))  # groups only grow
        if asked in self._refused:
            return False
        if not self._agree(ours, theirs, odds):
            self._refused.add(asked)
            return False
        return True

    def _agree(
        self, ours: list[str], theirs: list[str], odds: Callable[[Bearer, Bearer], float]
    ) -> bool:
        if any(pair(a, b) in self._forbidden for a, b in product(ours, theirs)):
            return False
        pairs = [(self._bearers[a], self._bearers[b]) for a in ours for b in theirs]
        return all(comparable(a, b) for a, b in pairs) and sum(odds(a, b) for a, b in pairs) >= 0

    def join(self, one: str, other: str, probability: float, evidence: Mapping[str, float]) -> None:
        """Make one group of two. Reasons are the edges of a tree: all members but one have one."""
        ours, theirs = self._members(one), self._members(other)
        if ours is theirs:
            return
        self._turn(other)
        self._reasons[other] = Reason(one, probability, evidence)
        ours += theirs
        for member in theirs:
            self._group[member] = ours

    def _turn(self, member: str) -> None:
        """Turn the reasons of a group so that this member is the one that has none."""
        reason = self._reasons.pop(member, None)
        while reason is not None:
            above = reason.other
            following = self._reasons.pop(above, None)
            self._reasons[above] = replace(reason, other=member)
            member, reason = above, following

    def groups(self) -> list[Group]:
        """Those of two members and more."""
        distinct = {id(members): sorted(members) for members in self._group.values()}
        return [
            Group(
                tuple(members),
                {m: self._reasons[m] for m in members if m in self._reasons},
            )
            for members in sorted(distinct.values())
            if len(members) > 1
        ]

    def _members(self, name: str) -> list[str]:
        return self._group.setdefault(name, [name])
