"""Whether the graph is as it should be, paper by paper, against the records that it is made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from kg.batches import batches
from kg.errors import StoreError
from kg.graph import library
from kg.graph.merge import Work, merged
from kg.graph.pages import pages
from kg.graph.records import unpack
from kg.graph.rows import Row, Rows

_BATCH = 200  # papers


class Asked(Protocol):
    """A store that answers the queries of the library."""

    def query(self, name: str, /, **params: Any) -> list[Row]:
        """Rows of a query."""
        ...

    def stream(self, name: str, /, **params: Any) -> Iterator[Row]:
        """Rows of a query one after another."""
        ...


def problems(store: Asked, constraints: Iterable[str]) -> Iterator[Row]:
    """Everything that should not be so, as rows ``{"problem", "id"}``.

    Args:
        store: the graph.
        constraints: names of those that it has.
    """
    wanted = re.findall(r"CREATE CONSTRAINT (\w+)", library.text("schema/constraints"))
    for name in sorted(set(wanted) - set(constraints)):
        yield {"problem": "constraint", "id": name}
    for query in library.checks():
        for row in store.stream(query.name):
            yield {"problem": query.name.removeprefix("check-"), **row}
    for row in _papers(store):
        yield from _of_mentions(row)
        if problem := _of_records(row):
            yield {"problem": problem, "id": row["id"]}


def _papers(store: Asked) -> Iterator[Row]:
    for page in pages(lambda after: store.query("papers-ids", after=after)):
        for ids in batches(page, _BATCH):
            yield from store.query("paper-rows", ids=ids)


def _of_mentions(row: Row) -> Iterator[Row]:
    """What is wrong with the mentions of a paper, and what is derived from them."""
    best: dict[str, list[float]] = {}
    for mention in row["mentions"]:
        there, concept = mention["properties"], mention["concept"]
        content = row["paper"].get(there["field"]) or ""
        if content[there["start"] : there["end"]] != there["text"]:
            yield {"problem": "offsets", "id": there["id"]}
        if (there["status"] == "linked") != (concept is not None):
            yield {"problem": "references", "id": there["id"]}
        if mention["run"] is None:
            yield {"problem": "runs", "id": there["id"]}
        if concept is not None:
            best.setdefault(concept, []).append(there["confidence"])
    derived = [(concept, len(values), max(values)) for concept, values in best.items()]
    if sorted(derived) != _sorted(row["derived"], "concept", "count", "confidence"):
        yield {"problem": "derived", "id": row["id"]}


def _of_records(row: Row) -> str | None:
    """What is wrong with a paper, if it is not what its records make of it."""
    try:
        records = [(unpack(r["content"], r["id"]), r) for r in row["records"]]
    except StoreError:
        return "damaged"
    if any(record.digest != there["digest"] for record, there in records):
        return "damaged"
    if not records:
        return None  # told as a paper without record
    work = merged(record for record, _ in records)
    return None if _shown(row) == _expected(work) else "paper"


def _expected(work: Work) -> dict[str, Any]:
    """What stands around a paper, in the form of :func:`_shown`."""
    rows = Rows()
    rows.add(work)
    mentions = [
        (mention["id"], _known(mention, {"concept"}), mention["concept"], group["run"])
        for group in rows.linked + rows.unlinked
        for mention in group["mentions"]
    ]
    return {
        "paper": _known(rows.papers[0]),
        "mentions": sorted(mentions, key=str),
        "authors": [_authorship(author) for author in rows.authors],
        "affiliations": _sorted(rows.affiliations, "id", "name"),
        "topics": _sorted(rows.topics, "id", "primary"),
        "derived": _sorted(rows.derived, "concept", "count", "confidence"),
    }


def _shown(row: Row) -> dict[str, Any]:
    mentions = [
        (m["properties"].get("id", ""), _known(m["properties"]), m["concept"], m["run"])
        for m in row["mentions"]
    ]
    return {
        "paper": _known(row["paper"]),
        "mentions": sorted(mentions, key=str),
        "authors": [_authorship(author) for author in row["authors"]],
        "affiliations": _sorted(row["affiliations"], "id", "name"),
        "topics": _sorted(row["topics"], "id", "primary"),
        "derived": _sorted(row["derived"], "concept", "count", "confidence"),
    }


def _authorship(row: Row) -> tuple[int, str, list[str] | None, bool | None]:
    return row["position"], row["name"], row["domains"], row["group"]


def _known(properties: Mapping[str, Any], without: Iterable[str] = ()) -> str:
    """Properties in one written form; a property without value is none."""
    kept = {k: v for k, v in properties.items() if v is not None and k not in set(without)}
    return json.dumps(kept, sort_keys=True)


def _sorted(rows: Iterable[Row], *names: str) -> list[tuple[Any, ...]]:
    return sorted(tuple(row[name] for name in names) for row in rows)


def papers_of(found: Iterable[Row]) -> list[str]:
    """The papers that have to be made again."""
    ids = {
        row["id"].partition("#")[0]
        for row in found
        if row["problem"] in {"offsets", "derived", "references", "runs", "paper"}
    }
    return sorted(ids)
