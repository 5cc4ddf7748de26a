"""One paper, concept, person, institution, community, topic or run as linked data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import NotFound, UsageError
from kg.rdf.iris import checked_base
from kg.rdf.prefixes import BASE, used_prefixes
from kg.rdf.walk import WRITERS, Row, Rows, candidates, names_of, parsed
from kg.vocabulary.added import namespaces

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.model import Concept

_TODAY = "run:today"  # of a vocabulary without a graph
RESOURCE_FORMATS = ("jsonld", "ttl", "nt")


def resource(store: Rows, id: str, format: str = "jsonld", *, base: str = BASE) -> str:
    """One node with what it refers to, as text; equal graphs give equal text.

    A paper comes with its authors, topics, concepts and mentions, a concept with its parents, an
    author with authorships, institutions and person, a person with the authors that they are, a run
    with its software; an institution, a community and a topic alone.
    JSON-LD is compact and carries its context (ontology/context.jsonld); the node that was asked
    for comes first.

    Args:
        store: where the graph is.
        id: such as ``arxiv:2603.07369``, ``neurokg:v4``, ``orcid:0000-0002-1825-0097``,
            ``person:author-arxiv-2603.07369-3``, ``community:concepts-1`` or
            ``arxiv.category:q-bio.NC``.
        format: jsonld, ttl or nt.
        base: IRI under which own nodes live.

    Raises:
        NotFound: nothing has this id.
        UsageError: the format is unknown.
    """
    import pyoxigraph as ox

    from kg.rdf.jsonld import compact
    from kg.rdf.output import sorted_head

    if format not in RESOURCE_FORMATS:
        raise UsageError(f"no format {format!r} for one resource: {', '.join(RESOURCE_FORMATS)}")
    found = list(dict.fromkeys(_triples(store, id, checked_base(base))))
    if not found:
        raise NotFound(f"nothing has the id {id!r} in the graph; ids look like arxiv:2603.07369")
    if format == "jsonld":
        return compact(found)
    known = used_prefixes(found, base) if format == "ttl" else None
    data = ox.serialize(found, format=ox.RdfFormat.from_extension(format), prefixes=known)
    return sorted_head(data or b"").decode()


def _triples(store: Rows, id: str, base: str) -> Iterator[ox.Triple]:
    names = names_of(store, base)
    lines = (f"{line} .\n" for kind, row in _about(store, id) for line in WRITERS[kind](row, names))
    return (quad.triple for quad in parsed(lines))


def _about(store: Rows, id: str) -> Iterator[tuple[str, Row]]:
    """The rows that a resource is made of, its own first."""
    for row in store.stream("papers", ids=[id]):
        yield from _paper(store, row)
        return
    for row in store.stream("concepts", ids=[id]):
        yield "concept", row
        yield from _all(store, "concept", [*row["isA"], *row["partOf"]])
    for row in store.stream("authors", ids=[id]):
        yield "author", row
        yield from _all(store, "role", [id])
        yield from _all(store, "institution", row["institutions"])
        yield from _all(store, "person", [row["person"]] if row["person"] else [])
    for row in store.stream("persons", ids=[id]):
        yield "person", row
        yield from _all(store, "author", row["authors"])
        yield from _all(store, "role", row["authors"])
    for kind in ("topic", "institution", "group"):
        yield from _all(store, kind, [id])
    yield from _runs(store, [id])


def _paper(store: Rows, paper: Row) -> Iterator[tuple[str, Row]]:
    yield "paper", paper
    authors = list(_all(store, "author", [author["id"] for author in paper["authors"]]))
    yield from authors
    mentions = list(store.stream("mentions", ids=[paper["id"]]))
    yield from (("mention", row) for row in mentions)
    places = [place for _, row in authors for place in row["institutions"]]
    yield from _all(store, "institution", places)
    yield from _all(store, "person", [row["person"] for _, row in authors if row["person"]])
    yield from _all(store, "topic", [topic["id"] for topic in paper["topics"]])
    meant = [row["curie"] for place in mentions for row in json.loads(place["candidates"] or "[]")]
    concepts = list(_all(store, "concept", [*paper["concepts"], *meant]))
    yield from concepts
    known = {row["id"] for _, row in concepts}
    yield from (("concept", row) for row in candidates(mentions, known))
    yield from _runs(store, [row["run"] for row in mentions])


def _runs(store: Rows, ids: list[str]) -> Iterator[tuple[str, Row]]:
    for _, row in _all(store, "run", ids):
        yield "run", row
        yield "software", row


def _all(store: Rows, kind: str, ids: list[str]) -> Iterator[tuple[str, Row]]:
    for row in store.stream(f"{kind}s", ids=list(dict.fromkeys(ids))):
        yield kind, row


class VocabularyRows:
    """The concepts of a vocabulary as an export reads those of a graph."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._concepts = concepts

    def stream(
        self, name: str, /, *, ids: Sequence[str] = (), after: str = "", **_: Any
    ) -> Iterator[Row]:
        """Rows of the concepts with these ids; of all else there is nothing but
        the namespaces of vocabularies that are added today, as a run has them.
        """
        if name == "runs-ids":
            yield from [] if after else [{"id": _TODAY}]
        if name == "runs" and _TODAY in ids:
            yield {"id": _TODAY, "namespaces": json.dumps(namespaces())}
        known = (self._concepts.get(id) for id in ids) if name == "concepts" else ()
        for concept in filter(None, known):
            yield {
                "id": concept.curie,
                "label": concept.label,
                "type": concept.type,
                "synonyms": concept.synonyms,
                "abbreviations": concept.abbreviations,
                "xrefs": concept.xrefs,
                "source": concept.source,
                "licence": concept.licence,
                "isA": sorted(id for id in concept.is_a if id in self._concepts),
                "partOf": sorted(id for id in concept.part_of if id in self._concepts),
            }
