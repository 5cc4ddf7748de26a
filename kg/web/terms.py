"""Terms of RDF as a page shows them: a CURIE with where it leads, a number, a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.rdf.prefixes import converter
from kg.web import links
from kg.web.asking import is_id

if TYPE_CHECKING:
    from kg.rdf.sparql import Answer

_NUMBERS = frozenset({"integer", "decimal", "double", "float", "nonNegativeInteger"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A term: what is read, where it leads ("" if nowhere), whether it is a number."""

    text: str
    href: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a table; ``truth`` is what an ASK says."""

    kind: str
    names: list[str]
    rows: list[list[Cell]]
    more: bool
    truth: bool | None = None


def shown(answer: Answer) -> Shown:
    """An answer for people."""
    if answer.kind == "boolean":
        return Shown("boolean", [], [], more=False, truth=answer.truth())
    if answer.kind == "triples":
        rows = [[cell(term) for term in triple] for triple in answer.triples()]
        return Shown("triples", ["subject", "predicate", "object"], rows, answer.more)
    solutions = answer.solutions()
    names = [variable.value for variable in solutions.variables]
    rows = [[cell(term) for term in solution] for solution in solutions]
    return Shown("solutions", names, rows, answer.more)


def cell(term: Any) -> Cell:
    """One term; a thing of the graph leads to its page.

    >>> import pyoxigraph as ox
    >>> cell(ox.NamedNode("https://w3id.org/neurokg/concept/v4"))
    Cell(text='neurokg:v4', href='/go?id=neurokg:v4', is_number=False)
    >>> cell(ox.Literal(3)), cell(None)
    (Cell(text='3', href='', is_number=True), Cell(text='', href='', is_number=False))
    """
    if term is None:
        return Cell("")
    value = getattr(term, "value", str(term))
    if hasattr(term, "datatype"):
        return Cell(value, is_number=term.datatype.value.rpartition("#")[2] in _NUMBERS)
    curie = converter().compress(value)
    if curie is None:
        return Cell(value)
    return Cell(curie, links.query("/go", id=curie) if is_id(curie) else "")
