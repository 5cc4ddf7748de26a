"""How well are authors told apart? Pairs drawn at random from a corpus, judged by reading.

python benchmarks/identity.py abstracts.jsonl.gz --draw 150 --seed 1 > pairs.txt
python benchmarks/identity.py abstracts.jsonl.gz --judged docs/judged-authors.tsv

The pairs are authorships of the same surname and first initial on different papers: half of them
joined by us, half not, each half drawn evenly. A judged file has the ids of both, a verdict (same,
different, or unclear, which counts neither way) and how many pairs the pair stands for: precision
and recall are those of all pairs of the corpus.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from kg.extract import Extractor
from kg.graph.names import author_id
from kg.identity import Bearer, resolve
from kg.identity.names import name_key
from kg.model import AnnotatedPaper
from kg.sources import read_papers

Pair = tuple[str, str]


def bearers(papers: Iterable[AnnotatedPaper]) -> Iterator[Bearer]:
    """One bearer an authorship."""
    for paper in papers:
        keys = [name_key(author.name) for author in paper.authors]
        concepts = frozenset(m.curie for m in paper.mentions if m.curie)
        for place, author in enumerate(paper.authors):
            yield Bearer(
                author_id(paper.id, place + 1, None),
                (author.name,),
                frozenset([paper.id]),
                co_authors=frozenset(keys[:place] + keys[place + 1 :]) - {keys[place]},
                concepts=concepts,
                journals=frozenset([paper.journal]) if paper.journal else frozenset(),
                years=(paper.published.year,) if paper.published else (),
            )


def candidates(found: list[Bearer]) -> list[Pair]:
    """All pairs of the same key on different papers."""
    by_key: dict[str, list[str]] = defaultdict(list)
    paper = {bearer.id: bearer.papers for bearer in found}
    for bearer in found:
        by_key[name_key(bearer.name)].append(bearer.id)
    return [
        (a, b)
        for ids in by_key.values()
        for a, b in combinations(sorted(ids), 2)
        if not paper[a] & paper[b]
    ]


def main() -> None:
    """Draw pairs, or score judged ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--judged", type=Path)
    options = parser.parse_args()
    papers = [p for p in Extractor().annotate(read_papers(*options.sources)) if p.authors]
    found = list(bearers(papers))
    groups = resolve(found, lambda bearer: name_key(bearer.name))
    joined = {pair for group in groups for pair in combinations(group.members, 2)}
    pairs = candidates(found)
    ours = [pair for pair in pairs if pair in joined]
    others = [pair for pair in pairs if pair not in joined]
    print(
        f"# {len(papers)} papers, {len(found)} authorships, {len(groups)} people with several, "
        f"{len(ours)} pairs joined, {len(others)} not"
    )
    if options.draw:
        show(papers, ours, others, options.draw, options.seed)
    if options.judged:
        score(options.judged, joined)


def show(
    papers: list[AnnotatedPaper], ours: list[Pair], others: list[Pair], count: int, seed: int
) -> None:
    """Print pairs to be judged, in an order that tells nothing."""
    chance = random.Random(seed)
    halves = ((ours, count // 2), (others, count - count // 2))
    drawn = [(*pair, len(all_) / n) for all_, n in halves for pair in chance.sample(all_, n)]
    chance.shuffle(drawn)
    said = {
        author_id(p.id, i, None): f"{a.name} | {p.published.year if p.published else '?'} "
        f"{p.journal} | {p.title} | with {', '.join(o.name for o in p.authors if o != a)[:160]}"
        for p in papers
        for i, a in enumerate(p.authors, 1)
    }
    for a, b, weight in drawn:
        print(f"{a}\t{b}\t?\t{weight:.1f}\n  {said[a]}\n  {said[b]}")


def score(judged: Path, joined: set[Pair]) -> None:
    """Precision and recall over all pairs, from those that were judged."""
    found = right = wanted = 0.0
    for line in judged.read_text(encoding="utf-8").splitlines()[1:]:
        one, other, verdict, stands_for = line.split("\t")
        weight = 0.0 if verdict == "unclear" else float(stands_for)
        same = weight * (verdict == "same")
        wanted += same
        if (one, other) in joined:
            found += weight
            right += same
    print(f"precision {right / found:.3f}, recall {right / wanted:.3f} of pairs")


if __name__ == "__main__":
    main()
