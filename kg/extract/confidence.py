"""How sure a mention is, as a probability: of a hundred mentions with .9, ninety are right.

Right means that an annotator marked the same words with the same type. The probability is that of
a logistic regression on what found the mention, its type, how it matched the vocabulary, and the
recogniser's own probability. Its table, ``confidence.json``, is made from predictions on texts
that the recogniser has not seen by ``python -m kg.extract.calibrate``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from kg.extract.candidates import Span
from kg.model import ConceptType

TABLE = Path(__file__).resolve().parent / "confidence.json"
#: A link by spelling is right nine times in ten (see :mod:`kg.extract.names`); between several
#: readings nothing is decided.
_FUZZY, _AMBIGUOUS = 0.9, 0.5
#: What the recogniser that ships finds alone, without any name of the vocabulary, is kept from here
#: on. Chosen by F on real texts held out of training, where every second such find below is wrong;
#: for brain regions and cell types a threshold only costs.
THRESHOLDS: dict[ConceptType, float] = {"Method": 0.6, "Species": 0.6, "Dataset": 0.6}
_EDGE = 1e-3  # scores are kept this far from 0 and 1

Features = dict[str, float]


def features(span: Span, alone: bool) -> Features:
    """What the confidence of a span depends on, by name; ``alone``: there was no recogniser.

    >>> span = Span(0, 1, "Species", (), source="both", score=0.5)
    >>> features(span, alone=False)
    {'both': 1.0, 'both score': 0.0, 'both Species': 1.0, 'both pattern': 1.0}
    """
    source: str = "alone" if alone else span.source
    found: Features = {source: 1.0}
    if span.score is not None:
        score = min(max(span.score, _EDGE), 1 - _EDGE)
        found[f"{source} score"] = round(math.log(score / (1 - score)), 6)
    found[f"{source} {span.type}"] = 1.0
    found[f"{source} {span.match}"] = 1.0
    return found


def confidence(span: Span, alone: bool) -> float:
    """Probability that a mention is right, with three decimals."""
    weights = _table()
    logit = sum(weights.get(name, 0.0) * value for name, value in features(span, alone).items())
    probability = 1 / (1 + math.exp(-logit))
    if len(span.readings) > 1:
        probability *= _AMBIGUOUS
    elif span.match == "fuzzy":
        probability *= _FUZZY
    return round(min(max(probability, _EDGE), 1 - _EDGE), 3)


def above(thresholds: Mapping[ConceptType, float], spans: Iterable[Span]) -> list[Span]:
    """The spans without those that a recogniser alone has found, below the threshold of their type.

    >>> doubtful = Span(0, 1, "Species", (), source="recogniser", score=0.1)
    >>> above({"Species": 0.6}, [doubtful]), above({}, [doubtful]) == [doubtful]
    ([], True)
    """
    return [
        span
        for span in spans
        if span.source != "recogniser"
        or confidence(span, alone=False) >= thresholds.get(span.type, 0.0)
    ]


@lru_cache(maxsize=1)
def _table() -> dict[str, float]:
    weights: dict[str, float] = json.loads(TABLE.read_text(encoding="utf-8"))
    return weights
