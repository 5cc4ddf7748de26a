"""``ontology/shapes.ttl`` in two: what pyshacl asks of each node, and its queries.

pyshacl parses a SPARQL constraint anew for every node, a tenth of a second each; Oxigraph answers
it for a whole graph at once. The shapes themselves stay as the standard has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg import resources

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


@dataclass(frozen=True, slots=True)
class Constraint:
    """A SPARQL constraint (SHACL 5): its rows are what is wrong, ``this`` the node."""

    message: str  # with {?variable} for values of a row
    query: str


@cache
def core() -> Graph:
    """The shapes without their queries."""
    from rdflib.namespace import SH

    graph = _graph()
    graph.remove((None, SH.sparql, None))
    return graph


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


def _graph() -> Graph:
    from rdflib import Graph

    return Graph().parse(resources.ontology_dir() / "shapes.ttl", format="turtle")
