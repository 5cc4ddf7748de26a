"""How often is the id right where the span is? Ids that gold files bear, by type.

python benchmarks/identifiers.py GOLD.jsonl…

Counted are predictions with both bounds and the type of a gold mention that has an id; a gold
"Anatomy" (CRAFT) counts as a brain region where its id is one of the vocabulary's brain regions.
"Species, not by genus" leaves out mice and rats whose gold id is the genus, as CRAFT has it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from kg.evaluate import GoldDocument, read_gold
from kg.evaluate.gold import GoldMention
from kg.evaluate.predicted import predictions
from kg.extract import Extractor
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


def judged(documents: list[GoldDocument], vocabulary: Vocabulary) -> tuple[Counter[str], ...]:
    """By row: gold mentions that were found, those with a link, those with the right one."""
    found, linked, right = Counter[str](), Counter[str](), Counter[str]()
    predicted = dict(predictions(Extractor(vocabulary), documents))
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
    vocabulary = Vocabulary.load()
    print("| gold | type | found | right id | right of those linked |\n|---|---|---|---|---|")
    for path in parser.parse_args().gold:
        documents = [d for d in read_gold([path]) if isinstance(d, GoldDocument)]
        found, linked, right = judged(documents, vocabulary)
        for kind, number in found.items():
            whole, sure = right[kind] / number, right[kind] / linked[kind]
            print(f"| {path.stem} | {kind} | {number} | {whole:.3f} | {sure:.3f} |", flush=True)


if __name__ == "__main__":
    main()
