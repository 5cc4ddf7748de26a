"""How often is the id right where the span is? Ids that gold files bear, by type.

python benchmarks/identifiers.py GOLD.jsonl… [--folds N]

Counted are predictions with both bounds and the type of a gold mention that has an id; a gold
"Anatomy" (CRAFT) counts as a brain region where its id is one of the vocabulary's brain regions.
"Species, not by genus" leaves out mice and rats whose gold id is the genus, as CRAFT has it. With
--folds, each part of a file is read by a model that was trained on its other parts alone, and has
learnt what the annotators mean by a name.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from folds import parts

from kg.evaluate import GoldDocument, Predicted, read_gold
from kg.evaluate.gold import GoldMention
from kg.evaluate.predicted import predictions
from kg.extract import Extractor
from kg.extract.recogniser.train import train
from kg.vocabulary import Vocabulary

_GENERA = frozenset(["NCBITaxon:10088", "NCBITaxon:10114"])  # Mus, Rattus


def kinds(mention: GoldMention, vocabulary: Vocabulary) -> list[str]:
    """The rows of the table that a gold mention counts in."""
    if mention.curie is None:
        return []
    if mention.type == "Anatomy":
        concept = vocabulary.get(mention.curie)
        return ["BrainRegion"] if concept and concept.type == "BrainRegion" else []
    if mention.type == "Species" and mention.curie not in _GENERA:
        return ["Species", "Species, not by genus"]
    return [mention.type]


def by_models_of_the_rest(path: Path, folds: int) -> Iterator[tuple[str, list[Predicted]]]:
    """Id and predictions of each text of a file, by a model of the parts that it is not in."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for fold in range(folds):
        with TemporaryDirectory() as folder:
            seen, unseen = parts(lines, fold, folds, Path(folder))
            train([seen], Path(folder) / "model")
            extractor = Extractor(model=Path(folder) / "model")
            yield from predictions(extractor, documents_of(unseen))


def documents_of(path: Path) -> list[GoldDocument]:
    """The annotated texts of a file."""
    return [d for d in read_gold([path]) if isinstance(d, GoldDocument)]


def judged(
    documents: list[GoldDocument], predicted: dict[str, list[Predicted]], vocabulary: Vocabulary
) -> tuple[Counter[str], ...]:
    """By row: gold mentions that were found, those with a link, those with the right one."""
    found, linked, right = Counter[str](), Counter[str](), Counter[str]()
    for document in documents:
        spans = {(m.start, m.end, m.type): m for m in predicted[document.id]}
        for mention in document.mentions:
            for kind in kinds(mention, vocabulary):
                type_ = kind.partition(",")[0]
                if ours := spans.get((mention.start, mention.end, type_)):
                    found[kind] += 1
                    linked[kind] += ours.curie is not None
                    right[kind] += ours.curie == mention.curie
    return found, linked, right


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    vocabulary = Vocabulary.load()
    options = parser.parse_args()
    print("| gold | type | found | right id | right of those linked |\n|---|---|---|---|---|")
    for path in options.gold:
        documents = documents_of(path)
        if options.folds:
            predicted = dict(by_models_of_the_rest(path, options.folds))
        else:
            predicted = dict(predictions(Extractor(vocabulary), documents))
        found, linked, right = judged(documents, predicted, vocabulary)
        for kind, number in found.items():
            whole, sure = right[kind] / number, right[kind] / linked[kind]
            print(f"| {path.stem} | {kind} | {number} | {whole:.3f} | {sure:.3f} |", flush=True)


if __name__ == "__main__":
    main()
