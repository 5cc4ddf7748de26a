"""Addresses of pages: by kind and id, always below the root of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlencode

_DOTS = re.compile(r"(^|/)\.{0,2}(/|$)")


def path(kind: str, id: str) -> str:
    """The address of a page; an id cannot leave its place by dots or slashes.

    >>> path("paper", "doi:10.1000/a b"), path("paper", "../etc"), path("concept", "UBERON:0000955")
    ('/paper/doi:10.1000/a%20b', '/paper/..%2Fetc', '/concept/UBERON:0000955')
    """
    return f"/{kind}/{quote(id, safe=':' if _DOTS.search(id) else ':/@')}"


def query(address: str, **given: object) -> str:
    """An address with a query; what is None, empty or False is left out, a list comes repeated.

    >>> query("/works", concept="neurokg:v4", year=2024, parts=False, start=["a", "b"])
    '/works?concept=neurokg:v4&year=2024&start=a&start=b'
    """
    pairs: list[tuple[str, object]] = []
    for name, value in given.items():
        if value is None or value is False or value == "":
            continue
        if isinstance(value, Iterable) and not isinstance(value, str):
            pairs += [(name, item) for item in value]
        else:
            pairs.append((name, 1 if value is True else value))
    text = urlencode(pairs, safe=":/@", quote_via=quote)
    return f"{address}?{text}" if text else address


def person(id: str) -> str:
    """The page of a person, an author, or of a name that several may bear ("name:lee a").

    >>> person("name:lee a"), person("orcid:0000-0002-1825-0097")
    ('/name/lee%20a', '/person/orcid:0000-0002-1825-0097')
    """
    kind, _, rest = id.partition(":")
    return path("name", rest) if kind == "name" else path("person", id)


def node(kind: str, id: str) -> str:
    """The page of a node of the graph, by its kind or type of concept."""
    if kind in {"Author", "Person"}:
        return person(id)
    if kind in {"Paper", "Institution", "Community"}:
        return path(kind.lower(), id)
    if kind == "Topic":
        return path("topic", id.removeprefix("arxiv.category:"))
    return path("concept", id)
