"""Makes the table of :mod:`kg.extract.confidence`::

    python -m kg.extract.calibrate GOLD...

A recogniser is trained on four fifths of the texts, by a checksum of their ids, and its
predictions on the last fifth are held against the annotators' marks; a mark that counts neither
way counts for nothing here. Needs the ``train`` extra, and minutes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.candidates import CHOSEN, Span
from kg.extract.confidence import TABLE, Features, features
from kg.extract.models import find_model
from kg.extract.pipeline import BREAKS, build
from kg.extract.recogniser.gold import GoldText, read_gold
from kg.extract.recogniser.labels import TokenSpan
from kg.extract.text import Layout
from kg.vocabulary import Vocabulary

_PARTS = 5
_RIDGE = 1.0  # penalty on squared weights, in mentions
_STEPS = 50

Floats = npt.NDArray[np.float64]
Judged = list[tuple[Features, bool]]


def calibrate(gold: Sequence[Path], folder: Path) -> dict[str, float]:
    """The table from gold files; the recogniser of the four fifths is left in ``folder``."""
    from kg.extract.recogniser.train import train

    train([_seen(path, folder) for path in gold], folder / "model")
    return table(gold, folder / "model")


def table(gold: Sequence[Path], model: Path | None) -> dict[str, float]:
    """The table from texts that the recogniser in the folder ``model``, if any, has not seen."""
    unseen = [text for text in read_gold(gold) if held_out(text.id)]
    judged = judge(unseen, model) if model else []
    return fit([*judged, *judge(unseen, None)])


def held_out(text: str) -> bool:
    """Whether the text of this id belongs to the fifth that is not trained on."""
    return crc32(text.encode()) % _PARTS == 0


def _seen(path: Path, folder: Path) -> Path:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    seen = folder / path.name
    kept = (line for line in lines if not held_out(str(json.loads(line)["id"])))
    seen.write_text("".join(kept), encoding="utf-8")
    return seen


def judge(texts: Sequence[GoldText], model: Path | None) -> Judged:
    """The features of each mention that the pipeline finds, and whether it is right."""
    nlp = build(Vocabulary.load(), find_model(model) if model else None)
    docs = nlp.pipe(_doc(nlp, text) for text in texts)
    return [
        (features(span, alone=model is None), right)
        for text, doc in zip(texts, docs, strict=True)
        for span, right in _verdicts(text, doc.user_data[CHOSEN])
    ]


def _doc(nlp: Language, text: GoldText) -> Doc:
    layout = Layout.of([("text", text.text)])
    doc = nlp.make_doc(layout.text)
    doc.user_data[BREAKS] = layout.breaks
    return doc


def _verdicts(text: GoldText, found: Iterable[Span]) -> Iterator[tuple[Span, bool]]:
    uncounted = {i for span in text.optional for i in range(span.start, span.end)}
    for span in found:
        right = TokenSpan(span.start, span.end, span.type) in text.spans
        if right or uncounted.isdisjoint(range(span.start, span.end)):
            yield span, right


def fit(judged: Judged) -> dict[str, float]:
    """Weights of a logistic regression with a ridge, by Newton's method."""
    names = sorted({name for found, _ in judged for name in found})
    number = {name: i for i, name in enumerate(names)}
    inputs: Floats = np.zeros((len(judged), len(names)))
    for row, (found, _) in enumerate(judged):
        for name, value in found.items():
            inputs[row, number[name]] = value
    right = np.array([right for _, right in judged], dtype=np.float64)
    weights = np.zeros(len(names))
    ridge = _RIDGE * np.eye(len(names))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - chance) - _RIDGE * weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        made = calibrate([Path(name) for name in sys.argv[1:]], Path(folder))
    TABLE.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
