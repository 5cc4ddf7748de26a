"""What each agreement is worth: the model of Fellegi and Sunter (1969), "A theory for record
linkage", with its parameters estimated from the corpus itself.

How often two *different* people agree in a field is counted over random pairs of different names.
How often one person does is found by expectation–maximisation over pairs of the same name
(Winkler 1988); the fields are taken as independent. How likely two bearers of a name are one person
before any evidence depends on how common the surname is, and is found in the same way.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from kg.identity.bearers import FIELDS, UNKNOWN, Bearer, Rarity, comparable, levels
from kg.identity.names import Agreement

_ROUNDS = 15
_RANDOM_PAIRS = 100_000
_PER_NAME = 2_000  # pairs of one name that are learnt from
_SEED = 0
#: Where a corpus is too small to learn from: the logarithm (base 2) of how much more often one
#: person agrees so than two; as estimated on 8,675 papers with authors.
DEFAULT: tuple[Mapping[int, float], ...] = (
    {1: 0.3, 2: -2.0, 3: 2.0, 4: 3.0, 6: -2.0, 7: -3.0, 8: -1.0, 9: 1.5},
    {0: -1.2, 1: 2.0, 2: 8.0, 3: 9.0, 4: 11.0},
    {0: -1.5, 1: 4.0},
    {0: -1.0, 1: 4.0},
    {0: -0.5, 1: 0.5, 2: 2.5},
    {0: -0.3, 1: 2.5},
    {0: -2.0, 1: -0.5, 2: 0.3, 3: 0.9},
)
#: The same, of the odds before any evidence, from the rarest surnames to the most common.
PRIOR = (2.0, 1.0, 0.0, -1.5, -3.0, -4.5, -6.0)
_FEWEST = 500  # pairs of the same name that can be learnt from
_STRONGEST = 12.0
#: A name alone proves little, however rare the corpus finds it: it has not seen everybody.
_NAME, _BEFORE = 4.0, 2.0
_INITIAL = 3.0  # the same of a name of which no more is known than an initial
_COMMON = 3.0  # the same of a common surname

Levels = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """Logarithms (base 2) of likelihood ratios, by field and level; UNKNOWN weighs nothing."""

    by_level: tuple[Mapping[int, float], ...] = DEFAULT
    prior: tuple[float, ...] = PRIOR  # by commonness of the surname

    def evidence(self, found: Levels, commonness: int) -> dict[str, float]:
        """What each field adds to the odds, those that add nothing left out; "surname" is how
        likely two bearers of it are one person before any evidence.
        """
        added = {
            field: weights.get(level, 0.0)
            for field, weights, level in zip(FIELDS, self.by_level, found, strict=True)
        }
        added["surname"] = self.prior[commonness]
        return {field: weight for field, weight in added.items() if weight}

    def odds(self, found: Levels, commonness: int) -> float:
        """Logarithm (base 2) of the odds that two bearers of a name are one person."""
        return sum(self.evidence(found, commonness).values())


def probability(odds: float) -> float:
    """The probability of odds given as a logarithm to base 2."""
    return float(1 / (1 + 2.0**-odds))


def estimate(names: Mapping[str, Sequence[Bearer]], rarity: Rarity) -> Weights:
    """Weights for bearers grouped by key of their name; the defaults where these are too few."""
    random = Random(_SEED)  # noqa: S311  a sample, no secret
    pairs: Counter[tuple[Levels, int]] = Counter()
    for key in sorted(names):
        for one, other in _pairs(names[key], random):
            if comparable(one, other):
                pairs[levels(one, other, rarity), rarity.commonness(one.name)] += 1
    if sum(pairs.values()) < _FEWEST:
        return Weights()
    different = _different(names, rarity, random)
    return _maximised(pairs, different)


def _pairs(bearers: Sequence[Bearer], random: Random) -> list[tuple[Bearer, Bearer]]:
    count = len(bearers)
    if count * (count - 1) // 2 <= _PER_NAME:
        return [(bearers[i], bearers[j]) for j in range(count) for i in range(j)]
    chosen = (sorted(random.sample(range(count), 2)) for _ in range(_PER_NAME))
    return [(bearers[i], bearers[j]) for i, j in chosen]


def _different(
    names: Mapping[str, Sequence[Bearer]], rarity: Rarity, random: Random
) -> list[Counter[int]]:
    """How often people of different names agree in each field."""
    everyone = [bearer for key in sorted(names) for bearer in names[key]]
    counts: list[Counter[int]] = [Counter() for _ in FIELDS]
    for _ in range(_RANDOM_PAIRS):
        one, other = random.choice(everyone), random.choice(everyone)
        if not one.papers & other.papers:
            for count, level in zip(counts, levels(one, other, rarity), strict=True):
                count[level] += 1
    return counts


def _maximised(pairs: Counter[tuple[Levels, int]], different: list[Counter[int]]) -> Weights:
    weights = Weights()
    for _ in range(_ROUNDS):
        same: list[defaultdict[int, float]] = [defaultdict(float) for _ in FIELDS]
        apart: defaultdict[int, float] = defaultdict(float)  # of names, which random pairs lack
        joined = [1.0] * len(PRIOR)
        parted = [1.0] * len(PRIOR)
        for (found, commonness), count in pairs.items():
            one = count * probability(weights.odds(found, commonness))
            joined[commonness] += one
            parted[commonness] += count - one
            apart[found[0]] += count - one
            for counts, level in zip(same, found, strict=True):
                counts[level] += one
        prior = (min(math.log2(a / b), _BEFORE) for a, b in zip(joined, parted, strict=True))
        others = (_ratios(*each, _STRONGEST) for each in zip(same[2:], different[2:], strict=True))
        by_level = (_names(same[0], apart), _co_authors(same[1], different[1]), *others)
        weights = Weights(by_level, tuple(round(p, 3) for p in prior))
    return weights


def _names(same: Mapping[int, float], apart: Mapping[int, float]) -> dict[int, float]:
    """Common surnames are weighed among themselves: that they are common counts once, before."""
    found = {
        level: min(weight, _INITIAL) if level <= Agreement.PARTLY else weight
        for level, weight in _ratios(same, apart, _NAME).items()
    }
    first = len(Agreement)  # level of common surnames
    one, other = ({k: v for k, v in each.items() if k >= first} for each in (same, apart))
    return found | _ratios(one, other, _COMMON)


def _co_authors(same: Mapping[int, float], different: Mapping[int, float]) -> dict[int, float]:
    """Two of different names share common names less often than two of one name do, who are of one
    part of the world: such a name is worth no more than one's own.
    """
    found = _ratios(same, different, _STRONGEST)
    return found | {1: min(found.get(1, 0.0), _NAME)}


def _ratios(
    same: Mapping[int, float], different: Mapping[int, float], limit: float
) -> dict[int, float]:
    """Logarithms of the ratio of both frequencies; a count is added to each level."""
    known = sorted({*same, *different} - {UNKNOWN})
    all_same = sum(same.get(level, 0) + 1 for level in known)
    all_different = sum(different.get(level, 0) + 1 for level in known)
    ratios = {}
    for level in known:
        ratio = (same.get(level, 0) + 1) / all_same * all_different / (different.get(level, 0) + 1)
        ratios[level] = round(max(-limit, min(limit, math.log2(ratio))), 3)
    return ratios
