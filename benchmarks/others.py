"""The same terms in other matchers and groundings of the field, in one run.

pip install OGER gilda; python benchmarks/others.py abstracts.jsonl[.gz] [--texts 1000] [--gold s800.jsonl]

OGER (Ontogene; its recogniser without server and tokenizer of sentences) finds our forms in texts;
gilda (its grounder over our terms) says which taxon the gold's surfaces are, each by itself, as we
do in their texts.
"""  # noqa: E501

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from extraction import matching, rate, texts

from kg.extract import Extractor
from kg.model import Paper
from kg.vocabulary import Vocabulary


def oger(vocabulary: Vocabulary) -> Callable[[Iterable[Paper]], None]:
    """OGER's recogniser with every form as a term."""
    from oger.ctrl.parameters import ERParams
    from oger.er.entity_recognition import EntityRecognizer

    path = Path(tempfile.mkdtemp()) / "terms.tsv"
    with path.open("w", encoding="utf-8") as file:
        for form in vocabulary.forms:
            if not any(c in form.surface for c in "\t\r\n"):
                print(form.curie, form.surface, form.type, form.surface, sep="\t", file=file)
    recogniser = EntityRecognizer(ERParams(path=str(path), field_format="4"))

    def run(papers: Iterable[Paper]) -> None:
        for paper in papers:
            list(recogniser.recognize_entities(paper.text or ""))

    return run


def grounded(vocabulary: Vocabulary, gold: Path) -> tuple[int, int, int]:
    """Gold taxa by surface: how many, how many gilda and we give the same id."""
    from gilda.grounder import Grounder
    from gilda.process import normalize
    from gilda.term import Term

    terms = [
        Term(normalize(f.surface), f.surface, *f.curie.split(":", 1), f.surface, "synonym", "kg")
        for f in vocabulary.forms
        if f.type == "Species"
    ]
    grounder = Grounder(terms)
    documents = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    papers = (Paper(id=d["id"], text=d["text"]) for d in documents)
    judged = theirs = ours = 0
    for document, paper in zip(documents, Extractor().annotate(papers), strict=True):
        found = {(m.start, m.end): m.curie for m in paper.mentions if m.type == "Species"}
        for mention in document["mentions"]:
            place = mention["start"], mention["end"]
            if mention.get("curie") and place in found:
                judged += 1
                ours += found[place] == mention["curie"]
                matches = grounder.ground(mention["text"])
                theirs += bool(matches) and (
                    f"{matches[0].term.db}:{matches[0].term.id}" == mention["curie"]
                )
    return judged, theirs, ours


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--gold", type=Path)
    options = parser.parse_args()
    papers = texts(options.source, options.texts)
    vocabulary = Vocabulary.load()
    baseline = rate(oger(vocabulary), papers)
    ours = rate(matching(vocabulary), papers)
    print(f"OGER {baseline:,.0f} texts/s, dictionary matching {ours:,.0f}: {ours / baseline:.2f}")
    if options.gold:
        judged, theirs, mine = grounded(vocabulary, options.gold)
        print(
            f"{judged} taxa: gilda {theirs / judged:.3f}, NeuroKG in the text {mine / judged:.3f}"
        )


if __name__ == "__main__":
    main()
