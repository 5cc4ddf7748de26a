"""Draw linked mentions at random, to be judged by reading their sentences.

python benchmarks/sample_links.py abstracts.jsonl[.gz] … --links 300 --seed 1 > sample.tsv

A line has the paper's id, field, start, end, surface, type, CURIE, label, match, confidence and the
sentence with the mention in brackets. Each paper gives at most one link.
"""

from __future__ import annotations

import argparse
import random

from kg.extract import Extractor
from kg.sources import read_papers


def main() -> None:
    """Print the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--links", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    papers = list(read_papers(*options.sources))
    chance.shuffle(papers)
    left = options.links
    for paper in Extractor().annotate(papers):
        linked = [mention for mention in paper.mentions if mention.status == "linked"]
        if not linked:
            continue
        m = chance.choice(linked)
        text = dict(paper.fields())[m.field]
        first, last = m.sentence
        sentence = f"{text[first : m.start]}[[{m.text}]]{text[m.end : last]}"
        cells = (paper.id, m.field, m.start, m.end, m.text, m.type, m.curie, m.label, m.match)
        print(*cells, f"{m.confidence:.2f}", " ".join(sentence.split()), sep="\t")
        left -= 1
        if not left:
            return


if __name__ == "__main__":
    main()
