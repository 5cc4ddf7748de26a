"""What shapes have to see around the nodes that they are held against: class and inward links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.rdf.prefixes import prefixes

_PREFIXES = prefixes()
Subject = ox.NamedNode | ox.BlankNode | ox.Triple


def _named(*curies: str) -> tuple[ox.NamedNode, ...]:
    parts = (curie.partition(":") for curie in curies)
    return tuple(ox.NamedNode(_PREFIXES[prefix] + local) for prefix, _, local in parts)


(TYPE,) = _named("rdf:type")
_TEXT = _named("xsd:string", "rdf:langString")
# What a whole graph has some of each.
KINDS = _named("schema:ScholarlyArticle", "foaf:Person", "skos:Concept", "oa:Annotation")
# Properties that the shapes look at against their direction (sh:inversePath).
INWARD = _named(
    "oa:hasTarget",
    "oa:hasSelector",
    "pro:holdsRoleInTime",
    "prov:specializationOf",
    "prov:wasDerivedFrom",
    "schema:correction",
    "schema:funder",
    "schema:funding",
)


def neighbourhood(
    store: ox.Store, nodes: Iterable[Subject], read: Iterable[ox.Triple]
) -> Iterator[ox.Triple]:
    """What has been read about some nodes, what else the store has of them, and the classes of all
    that they speak of or that speaks of them.

    An Oxigraph store writes numbers and times in its own way (``193`` as an xsd:integer, whatever
    it was), so that what has been read is not given in that form as well.
    """
    said: set[ox.Triple] = set()
    for triple in read:
        if _is_rewritten(triple.object):
            said.update(quad.triple for quad in store.quads_for_pattern(*triple))
        yield triple
    for node in nodes:
        for quad in store.quads_for_pattern(node, None, None):
            if quad.triple not in said:
                yield quad.triple
            if isinstance(quad.object, ox.NamedNode):
                yield from _classes(store, quad.object)
        if isinstance(node, ox.NamedNode):
            for predicate in INWARD:
                for quad in store.quads_for_pattern(None, predicate, node):
                    yield quad.triple
                    yield from _classes(store, quad.subject)


def _is_rewritten(term: object) -> bool:
    return isinstance(term, ox.Literal) and term.datatype not in _TEXT


def begins(store: ox.Store, quad: ox.Quad, before: Subject | None) -> bool:
    """Whether a node is to be looked at where this is said of it, after something of another node.

    That is in one place, where a class of it is said, or for want of any wherever it begins.
    """
    known = next(_classes(store, quad.subject), None)
    if known and quad.predicate == TYPE:
        return quad.triple == known
    return not known and quad.subject != before


def _classes(store: ox.Store, node: Subject) -> Iterator[ox.Triple]:
    return (quad.triple for quad in store.quads_for_pattern(node, TYPE, None))
