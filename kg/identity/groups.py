"""Groups of bearers that are one person each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
        together: pairs that a user has joined, whatever their names.
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
    forbidden = {pair(*each) for each in apart}
    made = _Grouping(by_id, forbidden)
    for one, other in sorted({pair(*each) for each in together}):
        if one in by_id and other in by_id:
            made.join(one, other, 1.0, {"pinned": 1.0})
    for group in names.values():
        _join_alike(group, rarity, weights, made)
    return made.groups()


def _join_alike(
    bearers: Sequence[Bearer], rarity: Rarity, weights: Weights, made: _Grouping
) -> None:
    """Join the bearers of one name, the surest pairs first."""
    count = len(bearers)
    common = rarity.commonness(bearers[0].name)
    odds: dict[Pair, float] = {}
    found: dict[Pair, Levels] = {}
    for j in range(count):
        for i in range(j):
            one, other = bearers[i], bearers[j]
            if comparable(one, other):
                both = pair(one.id, other.id)
                found[both] = levels(one, other, rarity)
                odds[both] = weights.odds(found[both], common)
    for both in sorted(odds, key=lambda each: (-odds[each], each)):
        sure = probability(odds[both])
        if sure < THRESHOLD:
            break
        if made.may_join(*both, odds):
            made.join(*both, round(sure, 4), weights.evidence(found[both], common))


class _Grouping:
    """Groups as they grow."""

    def __init__(self, bearers: Mapping[str, Bearer], forbidden: set[Pair]) -> None:
        self._bearers = bearers
        self._forbidden = forbidden
        self._group: dict[str, list[str]] = {}
        self._reasons: dict[str, Reason] = {}

    def may_join(self, one: str, other: str, odds: Mapping[Pair, float]) -> bool:
        """Whether no two of both groups contradict, and on the whole they agree."""
        ours, theirs = self._members(one), self._members(other)
        if ours is theirs:
            return False
        pairs = [pair(a, b) for a in ours for b in theirs]
        if any(each in self._forbidden for each in pairs):
            return False
        if not all(comparable(self._bearers[a], self._bearers[b]) for a, b in pairs):
            return False
        return sum(odds.get(each, 0.0) for each in pairs) >= 0

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
