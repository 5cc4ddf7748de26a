"""What does each step of extraction give? Exact F and linked mentions without one of them.

python benchmarks/ablation.py GOLD.jsonl…

"Linked" is the share of what is found that has a concept.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

from kg.evaluate import GoldDocument, Predicted, evaluate, read_gold
from kg.evaluate.gold import annotated_types
from kg.evaluate.predicted import predictions
from kg.extract import Extractor
from kg.extract.names import Names


def replaced(changes: dict[str, Callable[..., object]]) -> AbstractContextManager[object]:
    """Other functions in the pipeline's module."""
    return patch.multiple("kg.extract.pipeline", **changes)


def nothing(*_: object) -> list[object]:
    """A step that adds nothing."""
    return []


def unchanged(_words: object, spans: object, *_: object) -> object:
    """A step that passes on what it is given."""
    return spans


STEPS: dict[str, dict[str, Callable[..., object]]] = {
    "short forms that the document defines": {"carry": unchanged, "as_defined": unchanged},
    "genera and strains": {"abbreviated_genera": nothing, "with_strains": nothing},
    "position words and layers": {"with_modifiers": nothing, "layers": unchanged},
    "coordination": {"coordinated": unchanged},
    "patterns of data sets": {"patterns": nothing},
    "cells apart from regions": {"cells_apart": unchanged},
    "what the text denies or defines otherwise": {
        "affirmed": unchanged,
        "borne_out": unchanged,
        "as_defined": unchanged,
    },
    "choice between concepts by context": {"settle": unchanged},
}


def score(gold: list[list[GoldDocument]], model: str | None) -> str:
    """One row: exact F on each file, and the share of what is found that has a concept."""
    extractor = Extractor(model=model)
    cells, found = [], list[Predicted]()
    for documents in gold:
        predicted = dict(predictions(extractor, documents))
        exact = evaluate(documents, predicted, annotated_types(documents)).exact["all"]
        cells.append(f"{exact.f:.3f}")
        found += [mention for mentions in predicted.values() for mention in mentions]
    linked = sum(mention.curie is not None for mention in found)
    return " | ".join([*cells, f"{linked / len(found):.3f}"])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    paths = parser.parse_args().gold
    gold = [[d for d in read_gold([path]) if isinstance(d, GoldDocument)] for path in paths]
    print("| extraction | " + " | ".join(path.stem for path in paths) + " | linked |")
    print("|---|" + "---|" * (len(paths) + 1))
    print(f"| whole | {score(gold, None)} |", flush=True)
    print(f"| without the recogniser | {score(gold, 'dictionary')} |", flush=True)
    with patch.object(Names, "normalised", nothing), patch.object(Names, "fuzzy", nothing):
        print(f"| without other forms and spellings of names | {score(gold, None)} |")
    for name, changes in STEPS.items():
        with replaced(changes):
            print(f"| without {name} | {score(gold, None)} |", flush=True)
    with replaced({key: value for changes in STEPS.values() for key, value in changes.items()}):
        print(f"| names of the vocabulary as they are | {score(gold, 'dictionary')} |")


if __name__ == "__main__":
    main()
