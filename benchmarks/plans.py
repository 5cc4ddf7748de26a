"""Which queries scan where they could seek? Every query of ``cypher/``, planned by a real Neo4j.

KG_PASSWORD=… python benchmarks/plans.py abstracts.jsonl[.gz] --store bolt://… [--papers 2000]

The graph must be empty or hold what an earlier run has put there; plans come from its statistics,
so a handful of papers says nothing. Questions are run with their examples (PROFILE), what writes is
only planned (EXPLAIN). One line a scan of all nodes, of a label or of a relationship type: why it
is right, or that nobody has said so; then the script ends with 1.
"""

from __future__ import annotations

import argparse
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from asking import papers

from kg import resources
from kg.graph import Store, library, open_store

_EVERYTHING = "it counts or lists all that there is"
_STATUS = "an index on few values makes updating a paper in the local store twice as slow"
#: Why a scan is right, by the folder or the name of a query.
REASONS = {
    "check": "a check looks at everything",
    "digest": "a digest is of everything",
    "export": "an export pages through everything, by id",
    "explore/datasets-by-use": _EVERYTHING,
    "explore/not-yet-with": "it is about concepts that are not with the one that is given",
    "load/clear-communities": "all are told again",
    "load/clear-people": "all are told again",
    "load/clear-all-is": "all are told again",
    "load/clear-communities-of-people": "all are told again",
    "load/decisions-held": _EVERYTHING,
    "load/people-held": _EVERYTHING,
    "overview": "overviews count all that there is",
    "lookup/journals-by-papers": _EVERYTHING,
    "lookup/mentions-by-type": _EVERYTHING,
    "lookup/records-by-run": _EVERYTHING,
    "lookup/summary": _EVERYTHING,
    "lookup/top-concepts": _EVERYTHING,
    "lookup/topics-by-papers": _EVERYTHING,
    "people/communities": _EVERYTHING,
    "people/decisions": _EVERYTHING,
    "people/people": _EVERYTHING,
    "quality/ambiguous-mentions": _STATUS,
    "quality/doubtful-links": "an index on the confidence of every mention would cost every load",
    "quality/joined-papers": "records are counted paper by paper",
    "quality/papers-without-mentions": "what is absent cannot be sought",
    "quality/retracted": _STATUS,
    "quality/sources": _EVERYTHING,
    "quality/unlinked-mentions": _STATUS,
    "trends/rising": _EVERYTHING,
    "web/concept-names": _EVERYTHING,
    "web/count-concepts": _EVERYTHING,
    "web/names": _EVERYTHING,
    "web/titles": _EVERYTHING,
    "web/works-all": _EVERYTHING,
}


def scans(plan: Mapping[str, Any]) -> Iterator[str]:
    """The operators of a plan that read all there is of something."""
    kind = plan["operatorType"].partition("@")[0]
    if kind.endswith("Scan"):
        yield f"{kind} {plan['args'].get('Details', '')}"
    for child in plan.get("children", ()):
        yield from scans(child)


def hits(plan: Mapping[str, Any]) -> int:
    """How often a profiled plan asked the store."""
    return int(plan.get("dbHits", 0)) + sum(map(hits, plan.get("children", ())))


def planned(store: Store, path: Path) -> tuple[int | None, list[str]]:
    """Store hits of a query where it only reads, and its scans."""
    inner = path.parent.name in {"answered", "digest", "load", "overview"}
    query = None if inner else library.query(path.stem)
    text = query.text if query else library.text(f"{path.parent.name}/{path.stem}")
    given = {p.name: p.example for p in query.parameters} if query else {}
    with store._driver.session(database=store._database) as session:
        result = session.run(f"{'PROFILE' if query else 'EXPLAIN'} {text}", given)
        deque(result, maxlen=0)
        summary = result.consume()
    plan = summary.profile or summary.plan
    return (hits(plan) if summary.profile else None), list(scans(plan))


def main() -> None:
    """Load where nothing is loaded, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--store", required=True)
    parser.add_argument("--papers", type=int, default=2000)
    options = parser.parse_args()
    unsaid = 0
    with open_store(options.store) as store:
        if not store.query("summary")[0]["papers"]:
            store.load(papers(options.source, options.papers))
            store.resolve_people()
        with store._driver.session(database=store._database) as session:
            session.run("CALL db.awaitIndexes(300)").consume()
        print("| query | store hits | scan | why it is right |\n|---|---|---|---|")
        for path in sorted(resources.cypher_dir().rglob("*.cypher")):
            if path.parent.name == "schema":
                continue
            name = f"{path.parent.name}/{path.stem}"
            asked, found = planned(store, path)
            reason = REASONS.get(name, REASONS.get(path.parent.name, "?"))
            unsaid += reason == "?" and bool(found)
            for scan in found:
                print(f"| {name} | {'' if asked is None else asked} | {scan} | {reason} |")
    print(f"{unsaid} queries scan and nobody says why")
    raise SystemExit(unsaid > 0)


if __name__ == "__main__":
    main()
