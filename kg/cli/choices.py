"""What users may choose, checked: concept types, stores, values of query parameters."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from kg.graph.library import Parameter
    from kg.model import ConceptType


def concept_type(name: str | None) -> ConceptType | None:
    """A concept type in any case ("brainregion").

    Raises:
        UsageError: there is no such type.
    """
    from kg.errors import UsageError
    from kg.model import CONCEPT_TYPES

    if name is None:
        return None
    for known in CONCEPT_TYPES:
        if known.lower() == name.lower():
            return known
    raise UsageError(f"no type {name!r}; types are {', '.join(CONCEPT_TYPES)}")


def named_columns(text: str | None) -> dict[str, str] | None:
    """Fields and their columns from ``FIELD=NAME,...``.

    Raises:
        UsageError: a part has no such form.

    >>> named_columns("id=ID,title=Article Title")
    {'id': 'ID', 'title': 'Article Title'}
    """
    from kg.errors import UsageError

    if text is None:
        return None
    pairs = [part.partition("=") for part in text.split(",")]
    for field, _, name in pairs:
        if not field.strip() or not name.strip():
            raise UsageError(f"--columns {text!r}: write FIELD=NAME,... such as id=ID,title=Title")
    return {field.strip(): name.strip() for field, _, name in pairs}


def built_store(given: str | None) -> str:
    """The store to read: a command that only reads makes none.

    Raises:
        NotFound: there is no local store in the folder.
    """
    from kg import config
    from kg.errors import NotFound

    place = given or config.store_location()
    if not _is_built(place):
        raise NotFound(f"no store in {place}; kg build makes one")
    return place


def store_if_built(given: str | None) -> str | None:
    """The store to read if there is one, None if nothing has been built there yet."""
    from kg import config

    place = given or config.store_location()
    return place if _is_built(place) else None


def _is_built(place: str) -> bool:
    return "://" in place or (Path(place) / "databases").is_dir()


def paper_ids(text: str) -> list[str]:
    """The ids that a text may mean, as given first.

    >>> paper_ids("https://arxiv.org/abs/2603.07369v2")
    ['https://arxiv.org/abs/2603.07369v2', 'arxiv:2603.07369']
    """
    from kg import ids

    found = [text]
    for kind in ids.KINDS:
        with suppress(ValueError):
            found.append(ids.curie(kind, text))
    return list(dict.fromkeys(found))


def parameter_value(parameter: Parameter, text: str) -> Any:
    """The value of a query's parameter from what the user typed.

    A concept is found by any of its names, a person's name becomes the key that names are grouped
    by; numbers and lists are JSON.

    Raises:
        UsageError: the text is no value of the parameter's type.
        NotFound: no concept has this name.
    """
    kind, _, concept = parameter.type.partition(":")
    if kind == "concept":
        return _concept(text, cast("ConceptType | None", concept or None))
    if kind == "type":
        return concept_type(text)
    if kind == "name":
        from kg.identity.names import name_key

        return name_key(text)
    if kind == "integer":
        return _integer(parameter.name, text)
    if kind == "number":
        return _number(parameter.name, text)
    return text


def _concept(text: str, type: ConceptType | None) -> str:
    from kg.errors import NotFound
    from kg.vocabulary import Vocabulary

    vocabulary = Vocabulary.load()
    if (known := vocabulary.concepts.get(text)) and type in {None, known.type}:
        return known.curie  # an id needs no index of all names
    hits = [h for h in vocabulary.search(text, type, 1) if h.match not in {"prefix", "fuzzy"}]
    if not hits:
        near = ", ".join(vocabulary.suggest(text))
        what = type or "concept"
        raise NotFound(
            f"no {what} is called {text!r}" + (f"; did you mean: {near}?" if near else "")
        )
    return hits[0].concept.curie


def _integer(name: str, text: str) -> int:
    from kg.errors import UsageError

    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise UsageError(f"{name} is a whole number from 0 on, not {text!r}")
    return int(text)


def _number(name: str, text: str) -> float:
    from math import isfinite

    from kg.errors import UsageError

    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise UsageError(f"{name} is a number, not {text!r}")
    return number
