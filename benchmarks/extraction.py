"""How fast is extraction? Ratios to spaCy's PhraseMatcher on the same terms and texts, one run.

python benchmarks/extraction.py abstracts.jsonl[.gz] [--texts 2000]

Each line needs "id" and "text", or "title" and "abstract". Texts that occur twice are used once.
Rates are texts a second of processor time on one core; the row of two workers is wall time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from kg.extract import Extractor
from kg.extract.parallel import annotate
from kg.model import Paper
from kg.sources import read_papers
from kg.vocabulary import Vocabulary


def texts(source: str, wanted: int) -> list[Paper]:
    """Papers with different texts, as many as wanted."""
    seen: set[str] = set()

    def fresh() -> Iterator[Paper]:
        for paper in read_papers(source):
            text = " ".join(value for _, value in paper.fields())
            if len(text) > 300 and text not in seen:
                seen.add(text)
                yield Paper(id=paper.id, text=text)

    return list(islice(fresh(), wanted))


def phrase_matcher(vocabulary: Vocabulary) -> Callable[[Iterable[Paper]], None]:
    """The baseline: a PhraseMatcher with every form, over the same tokenizer."""
    from spacy.matcher import PhraseMatcher

    nlp = Extractor(vocabulary, model="dictionary").nlp
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for form in vocabulary.forms:
        matcher.add(form.type, [nlp.make_doc(form.surface)])

    def run(papers: Iterable[Paper]) -> None:
        for paper in papers:
            matcher(nlp.make_doc(paper.text or ""))

    return run


def matching(vocabulary: Vocabulary) -> Callable[[Iterable[Paper]], None]:
    """Our dictionary doing what the baseline does: tokens and matches, no links."""
    from kg.extract.dictionary import Dictionary
    from kg.extract.tokenizer import split

    dictionary = Dictionary(vocabulary)

    def run(papers: Iterable[Paper]) -> None:
        for paper in papers:
            dictionary.find(split(paper.text or ""))

    return run


def rate(run: Callable[[Iterable[Paper]], object], papers: list[Paper]) -> float:
    """Papers a second of processor time, after a warm-up."""
    run(papers[:100])
    start = time.process_time()
    run(papers)
    return len(papers) / (time.process_time() - start)


def wall(workers: int, papers: list[Paper]) -> float:
    """Papers a second of wall time with so many processes, their start left out."""
    results = annotate(iter([*papers[:200], *papers]), workers=workers)
    list(islice(results, 200))
    start = time.perf_counter()
    count = sum(1 for _ in results)
    return count / (time.perf_counter() - start)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--workers", action="store_true", help="also time one and two processes")
    options = parser.parse_args()
    papers = texts(options.source, options.texts)
    vocabulary = Vocabulary.load()
    dictionary = Extractor(vocabulary, model="dictionary")
    full = Extractor(vocabulary)
    rows = {
        "PhraseMatcher, same terms (baseline)": rate(phrase_matcher(vocabulary), papers),
        "dictionary matching": rate(matching(vocabulary), papers),
        "dictionary only, with links": rate(lambda p: list(dictionary.annotate(p)), papers),
        "full, recogniser included": rate(lambda p: list(full.annotate(p)), papers),
    }
    baseline = next(iter(rows.values()))
    print(f"{len(papers)} texts, {len(vocabulary.forms):,} forms\n")
    print("| what | texts/s | ratio |\n|---|---|---|")
    for name, value in rows.items():
        print(f"| {name} | {value:,.0f} | {value / baseline:.2f} |")
    if options.workers:
        one, two = wall(1, papers), wall(2, papers)
        print(f"| full, two processes against one (wall time) | {two:,.0f} | {two / one:.2f} |")


if __name__ == "__main__":
    main()
