"""How fast is loading? The ratio to a plain loop that merges one paper at a time, one run.

python benchmarks/loading.py [--papers 2000] [--store FOLDER-or-bolt://…]

The papers are made up: five authors and twenty mentions each. The store must be empty.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kg.graph import Store, local, open_store
from kg.model import AnnotatedPaper, Author, Mention, Run
from kg.vocabulary import Vocabulary

RUN = Run(id="run:000000000000", software="benchmark", vocabulary="-", model="-")


def papers(count: int, prefix: str, vocabulary: Vocabulary) -> Iterator[AnnotatedPaper]:
    """Papers with mentions of concepts that the vocabulary has."""
    chance = random.Random(0)
    concepts = [c for c in vocabulary.concepts.values() if c.type in {"BrainRegion", "Method"}]
    for number in range(count):
        words = [chance.choice(concepts) for _ in range(20)]
        abstract, mentions = "", []
        for concept in words:
            start = len(abstract)
            abstract += concept.label
            mentions.append(
                Mention(
                    field="abstract",
                    start=start,
                    end=len(abstract),
                    text=concept.label,
                    type=concept.type,
                    status="linked",
                    curie=concept.curie,
                    label=concept.label,
                    match="exact",
                    confidence=0.9,
                    sentence=(start, len(abstract)),
                )
            )
            abstract += ". "
        yield AnnotatedPaper(
            id=f"{prefix}:{number}",
            title=f"Paper {number}",
            abstract=abstract.strip(),
            authors=tuple(Author(name=f"Author {chance.randrange(5000)}") for _ in range(5)),
            categories=("q-bio.NC",),
            mentions=tuple(mentions),
            run=RUN,
        )


def plain(store: Store, given: Iterator[AnnotatedPaper]) -> None:
    """The baseline: one transaction and one MERGE statement a thing, as tutorials do it."""
    with store._driver.session(database=store._database) as session:
        for paper in given:
            with session.begin_transaction() as tx:
                tx.run("MERGE (p:Paper {id: $id}) SET p.title = $title, p.abstract = $abstract",
                       id=paper.id, title=paper.title, abstract=paper.abstract).consume()  # fmt: skip  # noqa: E501
                tx.run("UNWIND $rows AS r MATCH (p:Paper {id: $id}) MERGE (a:Author {id: r.id}) "
                       "SET a.name = r.name MERGE (a)-[:AUTHORED {position: r.at}]->(p)",
                       id=paper.id, rows=[{"id": f"{paper.id}-{n}", "name": a.name, "at": n}
                                          for n, a in enumerate(paper.authors)]).consume()  # fmt: skip  # noqa: E501
                tx.run("UNWIND $rows AS r MATCH (p:Paper {id: $id}) MERGE (c:Concept {id: r.c}) "
                       "MERGE (m:Mention {id: r.id}) SET m.text = r.text "
                       "MERGE (p)-[:HAS_MENTION]->(m) MERGE (m)-[:REFERS_TO]->(c)",
                       id=paper.id, rows=[{"id": f"{paper.id}#{m.start}", "text": m.text,
                                           "c": f"plain:{m.curie}"}
                                          for m in paper.mentions]).consume()  # fmt: skip
                tx.commit()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--store")
    options = parser.parse_args()
    vocabulary = Vocabulary.load()
    with tempfile.TemporaryDirectory() as folder:
        with open_store(options.store or Path(folder) / "store") as store:
            # Baseline and ours share the warm server and take different papers.
            store.load(papers(200, "warm", vocabulary), vocabulary.concepts)
            rows = {}
            for name, run in (
                ("plain MERGE loop (baseline)", plain),
                ("kg load", lambda s, p: s.load(p, vocabulary.concepts)),
            ):
                made = papers(options.papers, name.split()[0], vocabulary)
                start = time.perf_counter()
                run(store, made)
                rows[name] = options.papers / (time.perf_counter() - start)
        local.stop(Path(folder) / "store")
    baseline = next(iter(rows.values()))
    print("| what | papers/s | ratio |\n|---|---|---|")
    for name, value in rows.items():
        print(f"| {name} | {value:,.0f} | {value / baseline:.2f} |")


if __name__ == "__main__":
    main()
