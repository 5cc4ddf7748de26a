"""Values of the parameters of a query of the library, from what somebody typed."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, cast

from kg.errors import NotFound, UsageError
from kg.identity.names import name_key
from kg.model import concept_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.graph.library import Parameter, Query
    from kg.model import ConceptType
    from kg.vocabulary import Vocabulary


def arguments(query: Query, typed: Mapping[str, str]) -> dict[str, Any]:
    """All parameters of a query with their values, of those that the user typed.

    Raises:
        UsageError: a parameter is unknown or missing, or what was typed is no value of it.
        NotFound: no concept has such a name.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    return query.arguments(
        {
            name: parameter_value(known[name], text) if name in known else text
            for name, text in typed.items()
        }
    )


def parameter_value(parameter: Parameter, text: str, vocabulary: Vocabulary | None = None) -> Any:
    """The value of a query's parameter from what the user typed.

    A concept is found by any of its names, a person's name becomes the key that names are grouped
    by; numbers and lists are JSON.

    Args:
        parameter: of the query.
        text: as typed.
        vocabulary: that which comes with NeuroKG where not given.

    Raises:
        UsageError: the text is no value of the parameter's type.
        NotFound: no concept has this name.
    """
    kind, _, concept = parameter.type.partition(":")
    if kind == "concept":
        return _concept(text, cast("ConceptType | None", concept or None), vocabulary)
    if kind == "type":
        return concept_type(text)
    if kind == "name":
        return name_key(text)
    if kind == "integer":
        return _integer(parameter.name, text)
    if kind == "number":
        return _number(parameter.name, text)
    return text


def _concept(text: str, type: ConceptType | None, vocabulary: Vocabulary | None) -> str:
    if vocabulary is None:
        from kg.vocabulary import Vocabulary

        vocabulary = Vocabulary.load()
    if (known := vocabulary.concepts.get(text)) and type in {None, known.type}:
        return known.curie  # an id needs no index of all names
    hits = [h for h in vocabulary.search(text, type, 1) if h.match not in {"prefix", "fuzzy"}]
    if not hits:
        what = type or "concept"
        raise NotFound(f"no {what} is called {text!r}{vocabulary.did_you_mean(text)}")
    return hits[0].concept.curie


def _integer(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise UsageError(f"{name} is a whole number from 0 on, not {text!r}")
    return int(text)


def _number(name: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise UsageError(f"{name} is a number, not {text!r}")
    return number
