"""Holding the files that are written by hand against ``ontology/vocabulary-shapes.ttl`` (SHACL).

The generated files come out of one function in one form, and are a hundred times as large: the
rules of :mod:`kg.vocabulary.check` look at them too, the shapes do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg import resources
from kg.curies import to_curie
from kg.vocabulary.check import Problem
from kg.vocabulary.turtle import SKOS, triples

_SHAPES = "vocabulary-shapes.ttl"
_TAKEN_OVER = frozenset({"http://www.w3.org/1999/02/22-rdf-syntax-ns#type", SKOS + "prefLabel"})


def violations(files: Sequence[Path]) -> list[Problem]:
    """What the shapes find wrong in the files; generated ones lend their types and labels.

    Raises:
        VocabularyError: a file is missing or no Turtle.
    """
    import pyshacl
    from rdflib import Graph
    from rdflib.namespace import SH

    data = Graph().parse(data=_statements(files), format="nt")
    shapes = Graph().parse(resources.ontology_dir() / _SHAPES, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    found = set()
    for result in report.subjects(SH.resultSeverity, None):
        node, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        said = report.value(result, SH.resultMessage)
        value = report.value(result, SH.value)
        about = f"{_short(path)}: {said}" + (f" ({value})" if value is not None else "")
        found.add(Problem("shape", to_curie(str(node)) or str(node), about))
    return sorted(found, key=lambda problem: (problem.curie, problem.detail))


def _short(path: object) -> str:
    return str(path).replace("/", "#").rsplit("#", 1)[-1]


def _statements(files: Iterable[Path]) -> bytes:
    """N-Triples of the files by hand, with type and label of the concepts that they add to."""
    import pyoxigraph as ox

    generated = [path for path in files if path.parent == resources.ontology_dir()]
    by_hand = [path for path in files if path not in generated]
    said = {triple for path in by_hand for triple in triples(path)}
    subjects = {triple.subject for triple in said}
    lent = {
        triple
        for path in generated
        for triple in triples(path)
        if triple.subject in subjects and triple.predicate.value in _TAKEN_OVER
    }
    return ox.serialize(said | lent, format=ox.RdfFormat.N_TRIPLES) or b""
