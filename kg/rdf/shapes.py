"""``ontology/shapes.ttl`` in two: what pyshacl asks of nodes, and the queries.

pyshacl parses a SPARQL constraint anew for every node, a tenth of a second each; Oxigraph answers
it for a whole graph at once. And it reads a property shape anew for every node of the shape that
it belongs to, but only once for all nodes of its own; so properties get the targets of their
shape, which by SHACL is the same. The shapes themselves stay as the standard has them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg import resources

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node


# The property of a node that has telling ones and no class that a shape is for.
CLASSLESS = "urn:neurokg:look-at:classless"


@dataclass(frozen=True, slots=True)
class Constraint:
    """A SPARQL constraint (SHACL 5): its rows are what is wrong, ``this`` the node."""

    message: str  # with {?variable} for values of a row
    query: str


@cache
def marks() -> dict[Node, URIRef]:
    """By class, the property that a node has if it is one to look at, and no neighbour of one."""
    from rdflib import URIRef
    from rdflib.namespace import SH

    classes = set(_graph().objects(None, SH.targetClass))
    return {cls: URIRef(f"urn:neurokg:look-at:{cls}") for cls in classes}


@cache
def telling() -> frozenset[Node]:
    """Properties whose subjects have a class of NeuroKG."""
    from rdflib.namespace import SH

    return frozenset(_graph().objects(None, SH.targetSubjectsOf))


@cache
def core() -> Graph:
    """The shapes without their queries, for nodes that are marked, and as flat as can be."""
    from rdflib import URIRef
    from rdflib.namespace import SH

    graph = _graph()
    graph.remove((None, SH.sparql, None))
    for shape, name in list(graph.subject_objects(SH.node)):
        _say_itself(graph, shape, name)
    for shape in set(graph.subjects(SH.targetSubjectsOf, None)):
        graph.set((shape, SH.targetSubjectsOf, URIRef(CLASSLESS)))
    for shape, cls in list(graph.subject_objects(SH.targetClass)):
        graph.remove((shape, SH.targetClass, cls))
        graph.add((shape, SH.targetSubjectsOf, marks()[cls]))
    for shape in set(graph.subjects(SH.targetSubjectsOf, None)):
        _flatten(graph, shape)
    return graph


def _say_itself(graph: Graph, shape: Node, other: Node) -> None:
    """A shape that refers to another says by itself what the other says."""
    from rdflib.namespace import RDF, SH

    graph.remove((shape, SH.node, other))
    for predicate, value in list(graph.predicate_objects(other)):
        if predicate != RDF.type and (shape, predicate, None) not in graph:
            graph.add((shape, predicate, value))


def _flatten(graph: Graph, shape: Node) -> None:
    """The properties of a shape become shapes of its targets."""
    from rdflib.namespace import SH

    targets = list(graph.objects(shape, SH.targetSubjectsOf))
    properties = list(graph.objects(shape, SH.property))
    if (shape, SH.closed, None) in graph:
        _allow(
            graph, shape, [*(graph.value(one, SH.path) for one in properties), *marks().values()]
        )
    for one in properties:
        graph.remove((shape, SH.property, one))
        for target in targets:
            graph.add((one, SH.targetSubjectsOf, target))


def _allow(graph: Graph, shape: Node, paths: Iterable[Node | None]) -> None:
    """A closed shape allows these properties besides those that stand in it."""
    from rdflib import BNode, URIRef
    from rdflib.collection import Collection
    from rdflib.namespace import SH

    named: list[Node] = [path for path in paths if isinstance(path, URIRef)]
    graph.add((shape, SH.ignoredProperties, Collection(graph, BNode(), named).uri))


@cache
def constraints() -> tuple[Constraint, ...]:
    """The queries, each for the nodes that its shape is about."""
    from rdflib.namespace import SH

    graph = _graph()
    return tuple(
        sorted(
            (
                Constraint(str(graph.value(node, SH.message)), _query(graph, shape, node))
                for shape, node in graph.subject_objects(SH.sparql)
            ),
            key=lambda constraint: constraint.message,
        )
    )


def _query(graph: Graph, shape: Node, constraint: Node) -> str:
    from rdflib.namespace import SH

    declared = graph.value(constraint, SH.prefixes)
    head = "".join(
        f"PREFIX {graph.value(node, SH.prefix)}: <{graph.value(node, SH.namespace)}>\n"
        for node in graph.objects(declared, SH.declare)
    )
    classes = " ".join(f"<{target}>" for target in graph.objects(shape, SH.targetClass))
    about = f"VALUES ?class {{ {classes} }} $this a ?class ."
    return head + str(graph.value(constraint, SH.select)).replace("{", f"{{ {about} ", 1)


@cache
def of_descriptions() -> Graph:
    """The shapes of what stands beside a dump (``graph.void.ttl``)."""
    return _graph("description-shapes.ttl")


def held(data: Graph, shapes: Graph) -> set[Node]:
    """The nodes that have a class which a shape is for."""
    from rdflib.namespace import RDF, SH

    classes = set(shapes.objects(None, SH.targetClass))
    return {node for cls in classes for node in data.subjects(RDF.type, cls)}


def _graph(name: str = "shapes.ttl") -> Graph:
    from rdflib import Graph

    return Graph().parse(resources.ontology_dir() / name, format="turtle")
