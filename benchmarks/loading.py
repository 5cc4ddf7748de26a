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
from kg.graph.merge import merged
from kg.graph.records import Record
from kg.graph.rows import Rows
from kg.model import AnnotatedPaper, Author, Mention, Run
from kg.vocabulary import Vocabulary

RUN = Run(id="run:000000000000", software="benchmark", vocabulary="-", model="-")


def papers(count: int, prefix: str, vocabulary: Vocabulary) -> Iterator[AnnotatedPaper]:
    """Papers with mentions of concepts that the vocabulary has."""
    chance = random.Random(0)
    concepts = [c for c in vocabulary.concepts.values() if c.type in {"BrainRegion", "Method"}]
    chance.shuffle(concepts)
    weights = [1 / rank for rank in range(1, len(concepts) + 1)]  # few are in most papers
    for number in range(count):
        words = chance.choices(concepts, weights, k=20)
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


_PLAIN = (
    "MERGE (p:Paper {id: $paper.id}) SET p += $paper",
    "UNWIND $authors AS row MATCH (p:Paper {id: $paper.id}) MERGE (a:Author {id: row.id}) "
    "SET a.name = row.name, a.nameKey = row.nameKey "
    "MERGE (a)-[:AUTHORED {position: row.position, name: row.name}]->(p)",
    "UNWIND $topics AS row MATCH (p:Paper {id: $paper.id}) MERGE (t:Topic {id: row.id}) "
    "SET t.label = row.label MERGE (p)-[:IN_TOPIC {primary: row.primary}]->(t)",
    "MERGE (r:Run {id: $run.id}) SET r += $run",
    "UNWIND $mentions AS row MATCH (p:Paper {id: $paper.id}) MATCH (r:Run {id: $run.id}) "
    "MERGE (c:Concept {id: row.concept}) SET c.label = row.text "
    "MERGE (m:Mention {id: row.id}) SET m += row MERGE (p)-[:HAS_MENTION]->(m) "
    "MERGE (m)-[:EXTRACTED_IN]->(r) MERGE (m)-[:REFERS_TO {score: row.confidence}]->(c)",
    "UNWIND $derived AS row MATCH (p:Paper {id: $paper.id}) MATCH (c:Concept {id: row.concept}) "
    "MERGE (p)-[:MENTIONS {count: row.count, confidence: row.confidence}]->(c)",
)


def plain(store: Store, given: Iterator[AnnotatedPaper]) -> None:
    """The baseline: one transaction a paper, UNWIND and MERGE for each kind of thing.

    It writes the same papers, authors, topics, mentions and relationships, without records,
    without synonyms and ancestors of concepts, and without looking what is there.
    """
    with store._driver.session(database=store._database) as session:
        for paper in given:
            rows = Rows()
            rows.add(merged([Record(paper)]))
            mentions = [{**row, "concept": f"plain:{row['concept']}"}
                        for row in rows.linked[0]["mentions"]]  # fmt: skip
            derived = [{**row, "concept": f"plain:{row['concept']}"} for row in rows.derived]
            with session.begin_transaction() as tx:
                for statement in _PLAIN:
                    tx.run(statement, paper=rows.papers[0], authors=rows.authors,
                           topics=rows.topics, run=rows.runs[0], mentions=mentions,
                           derived=derived).consume()  # fmt: skip
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
            plain(store, papers(50, "warm-plain", vocabulary))
            store.load(papers(400, "warm", vocabulary), vocabulary.concepts)
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
