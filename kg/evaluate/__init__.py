"""Measuring annotations against gold: spans, ids, concepts, calibration, comparisons.

A gold file has one JSON object a line: ``{"id", "text", "mentions": [{"start", "end", "type",
"text", "concept"?, "curie"?, "optional"?}]}``, offsets in code points of ``text``, half-open.
An optional gold mention counts neither way, nor does a prediction that touches one.
"""

from kg.evaluate.bootstrap import Comparison, compare
from kg.evaluate.gold import GoldDocument, GoldMention, read_gold
from kg.evaluate.scores import Evaluation, Predicted, evaluate

__all__ = [
    "Comparison",
    "Evaluation",
    "GoldDocument",
    "GoldMention",
    "Predicted",
    "compare",
    "evaluate",
    "read_gold",
]
