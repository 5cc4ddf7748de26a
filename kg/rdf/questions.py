"""Questions in SPARQL: one query a file in ``sparql/``, with a header as those in ``cypher/`` have.

A parameter is written ``$name``; it becomes a term before the query is asked, so that no value can
be read as SPARQL. Prefixes of :mod:`kg.rdf.prefixes` are not declared in the files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.errors import UsageError
from kg.graph import library
from kg.graph.library import Query
from kg.rdf import iris
from kg.rdf.prefixes import BASE, prefixes
from kg.vocabulary.added import namespaces

if TYPE_CHECKING:
    import pyoxigraph as ox

_NAME = re.compile(r"[\w-]+")
_PARAMETER = re.compile(r"\$(\w+)")
_PREFIX = re.compile(r"(?<![\w:<?$])([A-Za-z][\w.-]*):(?!//)")


def questions() -> list[Query]:
    """All questions, by name."""
    return [library.read(path) for path in sorted(resources.sparql_dir().glob("*.rq"))]


def is_name(text: str) -> bool:
    """Whether a text can be the name of a question: none is SPARQL.

    >>> is_name("region-papers"), is_name("ASK {}")
    (True, False)
    """
    return _NAME.fullmatch(text) is not None


def question(name: str) -> Query:
    """One question by name.

    Raises:
        UsageError: there is none of this name.
    """
    for found in questions():
        if found.name == name:
            return found
    raise UsageError(f"no question {name!r}; kg sparql --list shows them all")


def filled(query: Query, given: Mapping[str, Any], base: str = BASE) -> str:
    """The SPARQL of a question with values for its parameters.

    Raises:
        UsageError: a parameter is unknown or missing.

    >>> print(filled(question("parts"), {"concept": "UBERON:0000411"}).splitlines()[1])
      ?part skos:broader+ <http://purl.obolibrary.org/obo/UBERON_0000411> .
    """
    kinds = {parameter.name: parameter.type for parameter in query.parameters}
    terms = {
        name: _term(kinds[name], value, base) for name, value in query.arguments(given).items()
    }
    return _PARAMETER.sub(lambda match: str(terms[match[1]]), query.text)


def declared(sparql: str, base: str = BASE) -> str:
    """A query with declarations of the prefixes that it uses, as other tools ask for them."""
    known = prefixes(base)
    used = sorted(known.keys() & set(_PREFIX.findall(sparql)))
    return "".join(f"PREFIX {prefix}: <{known[prefix]}>\n" for prefix in used) + sparql


def _term(kind: str, value: Any, base: str) -> ox.NamedNode | ox.Literal:
    import pyoxigraph as ox

    if kind.partition(":")[0] == "concept":
        return ox.NamedNode(iris.concept(value, iris.Names(base, namespaces())))
    if kind == "type":
        return ox.NamedNode(prefixes(base)["nkg"] + value)
    return ox.Literal(value)
