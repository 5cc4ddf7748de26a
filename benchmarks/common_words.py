"""The words of ordinary abstracts, which must not name a concept by themselves.

python benchmarks/common_words.py abstracts.jsonl.gz > ontology/common.txt

Counted are words written in small letters and standing alone (no part of a compound); a word is
common if one abstract in a thousand has it. The one-word names that the vocabulary had when the
list was made are left out: they had been read, and mean what they name (hippocampus).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter

from kg.sources import read_papers
from kg.vocabulary import Vocabulary
from kg.vocabulary.check import matches_as_word

RARER = 1000  # one abstract in so many
ALSO = (
    "all an are as at be by do down fan for from gap had has have if in into island it its may no "
    "not of off on or out over pole sit split that the their then to up was we were when who with"
).split()
_WORD = re.compile(r"(?<![\w-])[a-z]{2,}(?![\w-])")
_HEAD = """\
# Words of ordinary English and of every abstract: `kg vocab check` lets none of them name a concept
# by itself. Those that one in {rarer:,} of {papers:,} PubMed abstracts has, counted by
# benchmarks/common_words.py, and a few by hand; one a line. Stop words (spaCy) count too.
"""


def main() -> None:
    """Print the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    count: Counter[str] = Counter()
    papers = 0
    for papers, paper in enumerate(read_papers(parser.parse_args().source), start=1):  # noqa: B007
        count.update(set(_WORD.findall(f"{paper.abstract} {paper.text}")))
    names = {f.surface.lower() for f in Vocabulary.load().forms if matches_as_word(f)}
    common = {word for word, seen in count.items() if seen * RARER >= papers} | set(ALSO)
    print(_HEAD.format(rarer=RARER, papers=papers), end="")
    print("\n".join(sorted(common - names)))


if __name__ == "__main__":
    main()
