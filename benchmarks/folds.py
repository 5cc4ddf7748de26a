"""How well does the recogniser do on a corpus when it has learned from that corpus alone?

python benchmarks/folds.py GOLD.jsonl… [--folds 5]

The files are one corpus. A model is trained on all but one fold of its texts and scored on that
one, the recogniser alone, with the vocabulary as its hint; a text's fold is its place in the files
modulo the number of folds. Scores are over all folds together.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.evaluate import GoldDocument, Predicted, evaluate, read_gold
from kg.evaluate.gold import annotated_types
from kg.extract.recogniser.gold import GoldText
from kg.extract.recogniser.gold import read_gold as read_texts
from kg.extract.recogniser.train import dictionary_matches, train
from kg.extract.tokenizer import WORD
from kg.vocabulary import Vocabulary


def parts(lines: Sequence[str], fold: int, folds: int, folder: Path) -> tuple[Path, Path]:
    """Files of the texts outside a fold and of those in it."""
    seen, unseen = folder / "seen.jsonl", folder / "unseen.jsonl"
    seen.write_text("".join(line for i, line in enumerate(lines) if i % folds != fold))
    unseen.write_text("".join(lines[fold::folds]))
    return seen, unseen


def scored(
    lines: Sequence[str], fold: int, folds: int, folder: Path
) -> Iterator[tuple[str, list[Predicted]]]:
    """Id and predictions of the texts of one fold, by a model of all others."""
    seen, unseen = parts(lines, fold, folds, folder)
    recogniser = train([seen], folder / "model")
    texts = list(read_texts([unseen]))
    hints = dictionary_matches(texts, Vocabulary.load())
    found = recogniser.predict([text.words for text in texts], hints)
    for text, spans in zip(texts, found, strict=True):
        bounds = [match.span() for match in re.finditer(WORD, text.text)]
        yield (
            text.id,
            [
                _predicted(text, bounds[span.start][0], bounds[span.end - 1][1], span.type)
                for span in spans
            ],
        )


def _predicted(text: GoldText, start: int, end: int, type_: str) -> Predicted:
    return Predicted(start, end, type_, None, 1.0, text.text[start:end])


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    lines = [
        line
        for path in options.gold
        for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
    ]
    predicted: dict[str, list[Predicted]] = {}
    for fold in range(options.folds):
        with TemporaryDirectory() as folder:
            predicted |= scored(lines, fold, options.folds, Path(folder))
        print(f"fold {fold + 1} of {options.folds}", flush=True)
    gold = [d for d in read_gold(options.gold) if isinstance(d, GoldDocument)]
    result = evaluate(gold, predicted, annotated_types(gold))
    exact, near = result.exact["all"], result.overlap["all"]
    print(f"{len(gold)} texts: exact P {exact.precision:.3f} R {exact.recall:.3f} F {exact.f:.3f}")
    print(f"overlap P {near.precision:.3f} R {near.recall:.3f} F {near.f:.3f}")


if __name__ == "__main__":
    main()
