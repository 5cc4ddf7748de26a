"""Precision, recall and F of spans and concepts, accuracy of ids, and calibration."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from kg.evaluate.gold import GoldDocument, GoldMention
from kg.model import CONCEPT_TYPES

_BINS = 10


@dataclass(frozen=True, slots=True)
class Predicted:
    """One predicted mention; offsets count code points of the gold document's text."""

    start: int
    end: int
    type: str
    curie: str | None = None
    confidence: float = 1.0
    text: str = ""

    def touches(self, other: GoldMention) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class Score(BaseModel):
    """Precision, recall and F1 with their counts."""

    model_config = ConfigDict(frozen=True)

    precision: float
    recall: float
    f: float
    predicted: int
    gold: int

    @classmethod
    def of(cls, right: int, predicted: int, found: int, gold: int) -> Score:
        """Score from counts: ``right`` of ``predicted``, ``found`` of ``gold``.

        >>> Score.of(right=8, predicted=10, found=8, gold=16).f
        0.6154
        """
        precision = right / predicted if predicted else 0.0
        recall = found / gold if gold else 0.0
        both = precision + recall
        f = 2 * precision * recall / both if both else 0.0
        return cls(
            precision=round(precision, 4),
            recall=round(recall, 4),
            f=round(f, 4),
            predicted=predicted,
            gold=gold,
        )


class Bin(BaseModel):
    """One row of a reliability table: predictions by confidence, and how many are right."""

    model_config = ConfigDict(frozen=True)

    low: float
    high: float
    count: int
    confidence: float
    right: float


class DocumentScore(BaseModel):
    """How one document went; ``missed`` and ``spurious`` are surfaces."""

    model_config = ConfigDict(frozen=True)

    id: str
    f: float
    missed: tuple[str, ...]
    spurious: tuple[str, ...]


class Evaluation(BaseModel):
    """All figures of one evaluation; scores by type have the key "all" for the total."""

    model_config = ConfigDict(frozen=True)

    documents: int
    exact: dict[str, Score]
    overlap: dict[str, Score]
    concepts: Score
    ids_right: float | None
    ids_judged: int
    calibration_error: float
    reliability: tuple[Bin, ...]
    confusion: dict[str, int]
    worst: tuple[DocumentScore, ...]


@dataclass(slots=True)
class Tally:
    """Counts of one document (or of many added up), by type."""

    right: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    right_overlap: Counter[str] = field(default_factory=Counter)
    found_overlap: Counter[str] = field(default_factory=Counter)
    concepts: Counter[str] = field(default_factory=Counter)
    ids: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add the counts of another tally to this one."""
        for name in Tally.__slots__:
            getattr(self, name).update(getattr(other, name))


def evaluate(
    gold: Sequence[GoldDocument],
    predictions: Mapping[str, Sequence[Predicted]],
    types: Iterable[str] = CONCEPT_TYPES,
) -> Evaluation:
    """Score ``predictions`` (by document id) against ``gold`` for the given types.

    *Exact* wants both bounds and the type right; *overlap* wants a shared character and the type.
    *Concepts* are groups of mentions within a document (gold: same curie, else same canonical
    name, else same surface; predicted: same curie, else same surface): a group is right when one
    of its mentions is exactly right. *Ids* are judged on predictions that have the bounds of a
    gold mention with a curie, whatever its type.
    """
    wanted = frozenset(types)
    total = Tally()
    judged: list[tuple[float, bool]] = []
    confusion: Counter[str] = Counter()
    documents: list[DocumentScore] = []
    for document in gold:
        predicted = predictions.get(document.id, ())
        tally, verdicts = tally_document(document, predicted, wanted)
        total.add(tally)
        judged += [(mention.confidence, right) for mention, right in verdicts]
        confusion.update(_confused(document, predicted, wanted))
        documents.append(_document_score(document, tally, verdicts, wanted))
    bins = reliability(judged)
    return Evaluation(
        documents=len(documents),
        exact=_by_type(total.right, total.predicted, total.right, total.gold),
        overlap=_by_type(total.right_overlap, total.predicted, total.found_overlap, total.gold),
        concepts=Score.of(
            *(total.concepts[key] for key in ("right", "predicted", "found", "gold"))
        ),
        ids_right=round(total.ids["right"] / total.ids["judged"], 4)
        if total.ids["judged"]
        else None,
        ids_judged=total.ids["judged"],
        calibration_error=calibration_error(bins),
        reliability=bins,
        confusion=dict(confusion.most_common(20)),
        worst=tuple(sorted(documents, key=lambda score: (score.f, score.id))[:10]),
    )


def tally_document(
    document: GoldDocument, predictions: Sequence[Predicted], types: frozenset[str]
) -> tuple[Tally, list[tuple[Predicted, bool]]]:
    """Counts of one document, and each counted prediction with whether it is exactly right."""
    must = [m for m in document.mentions if m.type in types and not m.optional]
    optional = [m for m in document.mentions if m.optional]
    spans = {(m.start, m.end, m.type): m for m in must}
    counted = [
        p
        for p in predictions
        if p.type in types
        and ((p.start, p.end, p.type) in spans or not any(p.touches(m) for m in optional))
    ]
    tally = Tally()
    verdicts: list[tuple[Predicted, bool]] = []
    for p in counted:
        right = (p.start, p.end, p.type) in spans
        verdicts.append((p, right))
        tally.predicted[p.type] += 1
        tally.right[p.type] += right
        tally.right_overlap[p.type] += any(p.type == m.type and p.touches(m) for m in must)
    for m in must:
        tally.gold[m.type] += 1
        tally.found_overlap[m.type] += any(p.type == m.type and p.touches(m) for p in counted)
    tally.concepts = _concept_counts(must, verdicts, spans)
    tally.ids = _id_counts(document, predictions)
    return tally, verdicts


def _concept_counts(
    must: Sequence[GoldMention],
    verdicts: Sequence[tuple[Predicted, bool]],
    spans: Mapping[tuple[int, int, str], GoldMention],
) -> Counter[str]:
    gold: dict[tuple[str, str], bool] = {_gold_key(m): False for m in must}
    mine: dict[tuple[str, str], bool] = defaultdict(bool)
    for p, right in verdicts:
        mine[p.type, p.curie or p.text.casefold()] |= right
        if right:
            gold[_gold_key(spans[p.start, p.end, p.type])] = True
    return Counter(
        right=sum(mine.values()), predicted=len(mine), found=sum(gold.values()), gold=len(gold)
    )


def _gold_key(mention: GoldMention) -> tuple[str, str]:
    return mention.type, mention.curie or mention.concept or mention.text.casefold()


def _id_counts(document: GoldDocument, predictions: Sequence[Predicted]) -> Counter[str]:
    ids: dict[tuple[int, int], set[str]] = defaultdict(set)
    for mention in document.mentions:
        if mention.curie:
            ids[mention.start, mention.end].add(mention.curie)
    judged = [p for p in predictions if p.curie and (p.start, p.end) in ids]
    return Counter(judged=len(judged), right=sum(p.curie in ids[p.start, p.end] for p in judged))


def _confused(
    document: GoldDocument, predictions: Sequence[Predicted], types: frozenset[str]
) -> list[str]:
    by_span = {(m.start, m.end): m.type for m in document.mentions if not m.optional}
    return [
        f"{by_span[p.start, p.end]} taken for {p.type}"
        for p in predictions
        if p.type in types and by_span.get((p.start, p.end), p.type) != p.type
    ]


def _document_score(
    document: GoldDocument,
    tally: Tally,
    verdicts: Sequence[tuple[Predicted, bool]],
    types: frozenset[str],
) -> DocumentScore:
    hit = {(p.start, p.end, p.type) for p, right in verdicts if right}
    missed = [
        m.text
        for m in document.mentions
        if m.type in types and not m.optional and (m.start, m.end, m.type) not in hit
    ]
    spurious = [document.text[p.start : p.end] for p, right in verdicts if not right]
    right = tally.right.total()
    return DocumentScore(
        id=document.id,
        # A document without gold and without predictions went perfectly.
        f=Score.of(right, tally.predicted.total(), right, tally.gold.total()).f
        if tally.gold or tally.predicted
        else 1.0,
        missed=tuple(missed),
        spurious=tuple(spurious),
    )


def _by_type(
    right: Counter[str], predicted: Counter[str], found: Counter[str], gold: Counter[str]
) -> dict[str, Score]:
    scores: dict[str, Score] = {
        kind: Score.of(right[kind], predicted[kind], found[kind], gold[kind])
        for kind in CONCEPT_TYPES
        if gold[kind] or predicted[kind]
    }
    total = Score.of(right.total(), predicted.total(), found.total(), gold.total())
    return {"all": total, **scores}


def reliability(judged: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Ten bins of equal width over confidence; empty ones are left out."""
    filled: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in judged:
        filled[min(int(confidence * _BINS), _BINS - 1)].append((confidence, right))
    return tuple(
        Bin(
            low=index / _BINS,
            high=(index + 1) / _BINS,
            count=len(rows),
            confidence=round(sum(confidence for confidence, _ in rows) / len(rows), 4),
            right=round(sum(right for _, right in rows) / len(rows), 4),
        )
        for index, rows in sorted(filled.items())
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: mean gap of confidence and accuracy, weighted by count.

    Source: Guo et al., "On Calibration of Modern Neural Networks", ICML 2017.

    >>> calibration_error([Bin(low=.8, high=.9, count=10, confidence=.85, right=.8)])
    0.05
    """
    total = sum(row.count for row in bins)
    if not total:
        return 0.0
    return round(sum(row.count * abs(row.confidence - row.right) for row in bins) / total, 4)
