"""Is one set of annotations better than another, or is it chance?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from kg.evaluate.gold import GoldDocument
from kg.evaluate.scores import Predicted, tally_document
from kg.model import CONCEPT_TYPES


class Comparison(BaseModel):
    """Exact F1 of two systems on the same documents; ``low``–``high`` holds 95 % of resamples."""

    model_config = ConfigDict(frozen=True)

    f: float
    other: float
    difference: float
    low: float
    high: float
    p: float  # share of resamples in which the difference has the other sign, doubled


def compare(
    gold: Sequence[GoldDocument],
    predictions: Mapping[str, Sequence[Predicted]],
    others: Mapping[str, Sequence[Predicted]],
    types: Iterable[str] = CONCEPT_TYPES,
    *,
    resamples: int = 10_000,
    seed: int = 0,
) -> Comparison:
    """Paired bootstrap over documents (Berg-Kirkpatrick et al., EMNLP 2012)."""
    import numpy as np

    wanted = frozenset(types)
    counts = np.array(
        [_counts(document, system, wanted) for document in gold for system in (predictions, others)]
    ).reshape(len(gold), 2, 3)
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(len(gold), np.full(len(gold), 1 / len(gold)), size=resamples)
    sums = np.einsum("rd,dsc->rsc", draws, counts)
    f = 2 * sums[..., 0] / np.maximum(sums[..., 1] + sums[..., 2], 1)
    differences = f[:, 0] - f[:, 1]
    whole = counts.sum(axis=0)
    mine, other = (2 * right / max(predicted + n, 1) for right, predicted, n in whole.tolist())
    opposite = (differences <= 0).mean() if mine > other else (differences >= 0).mean()
    low, high = np.quantile(differences, [0.025, 0.975]).tolist()
    return Comparison(
        f=round(mine, 4),
        other=round(other, 4),
        difference=round(mine - other, 4),
        low=round(low, 4),
        high=round(high, 4),
        p=round(min(1.0, 2 * float(opposite)), 4),
    )


def _counts(
    document: GoldDocument, system: Mapping[str, Sequence[Predicted]], types: frozenset[str]
) -> tuple[int, int, int]:
    tally, _ = tally_document(document, system.get(document.id, ()), types)
    return tally.right.total(), tally.predicted.total(), tally.gold.total()
