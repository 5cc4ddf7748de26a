"""One paper or concept as linked data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import NotFound, UsageError
from kg.rdf.iris import checked_base
from kg.rdf.prefixes import BASE, used_prefixes
from kg.rdf.walk import Row, Rows

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.rdf.triples import Writer

RESOURCE_FORMATS = ("jsonld", "ttl", "nt")


def resource(store: Rows, id: str, format: str = "jsonld", *, base: str = BASE) -> str:
    """One paper or concept with what it refers to, as text; equal graphs give equal text.

    A paper comes with its authors, topics, concepts and mentions, a concept with its parents.
    JSON-LD is compact and carries its context (ontology/context.jsonld); the node that was asked
    for comes first.

    Args:
        store: where the graph is.
        id: of a paper or concept, such as ``arxiv:2603.07369`` or ``neurokg:v4``.
        format: jsonld, ttl or nt.
        base: IRI under which own nodes live.

    Raises:
        NotFound: no paper and no concept has this id.
        UsageError: the format is unknown.
    """
    import pyoxigraph as ox

    from kg.rdf.jsonld import compact
    from kg.rdf.output import sorted_head
    from kg.rdf.triples import Writer

    if format not in RESOURCE_FORMATS:
        raise UsageError(f"no format {format!r} for one resource: {', '.join(RESOURCE_FORMATS)}")
    found = list(_about(store, Writer(checked_base(base)), id))
    if not found:
        raise NotFound(f"no paper or concept {id!r} in the graph; ids look like arxiv:2603.07369")
    if format == "jsonld":
        return compact(found)
    known = used_prefixes(found, base) if format == "ttl" else None
    data = ox.serialize(found, format=ox.RdfFormat.from_extension(format), prefixes=known)
    return sorted_head(data or b"").decode()


def _about(store: Rows, writer: Writer, id: str) -> Iterator[ox.Triple]:
    for row in store.stream("papers", ids=[id]):
        yield from _paper(store, writer, row)
        return
    for row in store.stream("concepts", ids=[id]):
        yield from writer.concept(row)
        yield from _all(store, writer, "concept", [*row["isA"], *row["partOf"]])


def _paper(store: Rows, writer: Writer, paper: Row) -> Iterator[ox.Triple]:
    yield from writer.paper(paper)
    institutions: list[str] = []
    for row in store.stream("authors", ids=[author["id"] for author in paper["authors"]]):
        institutions += row["institutions"]
        yield from writer.author(row)
    mentions = list(store.stream("mentions", ids=[paper["id"]]))
    for row in mentions:
        yield from writer.mention(row)
    yield from _all(store, writer, "institution", institutions)
    yield from _all(store, writer, "topic", [topic["id"] for topic in paper["topics"]])
    yield from _all(store, writer, "concept", paper["concepts"])
    yield from _all(store, writer, "run", [row["run"] for row in mentions])


def _all(store: Rows, writer: Writer, kind: str, ids: list[str]) -> Iterator[ox.Triple]:
    for row in store.stream(f"{kind}s", ids=list(dict.fromkeys(ids))):
        yield from getattr(writer, kind)(row)
