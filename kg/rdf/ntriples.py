"""Terms as N-Triples writes them (https://www.w3.org/TR/n-triples/).

Statements are text from the start: the dump's own formats are made of them by joining, all others
by Oxigraph from them. That is several times as fast as objects for every term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain

from kg.curies import UCS
from kg.errors import ExportError
from kg.rdf.prefixes import prefixes

_PREFIXES = prefixes()
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f]')
_SHORT = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_MIDNIGHT = "T00:00:00Z"
_UNSAFE = re.compile(rf"[^!#-;=?-\[\]_a-z~{UCS}]")  # as nkg:ConceptIri of ontology/shapes.ttl


@cache
def term(curie: str) -> str:
    """A term of a vocabulary.

    >>> term("oa:exact")
    '<http://www.w3.org/ns/oa#exact>'
    """
    prefix, _, local = curie.partition(":")
    return f"<{_PREFIXES[prefix]}{local}>"


def node(iri: str) -> str:
    """A node by its IRI.

    Raises:
        ExportError: it is none that can be written.

    >>> node("https://arxiv.org/abs/2603.07369")
    '<https://arxiv.org/abs/2603.07369>'
    """
    if _UNSAFE.search(iri):
        raise ExportError(f"{iri!r} is no IRI that can be written; this is an error of NeuroKG")
    return f"<{iri}>"


def plain(text: str) -> str:
    r"""A string.

    >>> print(plain('say "V4"\n'))
    "say \"V4\"\n"
    """
    return f'"{_ESCAPED.sub(_escape, text)}"'


def english(text: str) -> str:
    """A text in English.

    >>> english("visual area V4")
    '"visual area V4"@en'
    """
    return in_language(text, "en")


def in_language(text: str, tag: str) -> str:
    """A text in a language of BCP 47."""
    return f'"{_ESCAPED.sub(_escape, text)}"@{tag}'


def time(text: str) -> str:
    """A time that the graph has in UTC (ISO 8601); midnight is that of a day.

    >>> time("2025-02-03T04:05:00Z"), time("2025-01-01T00:00:00Z")
    ('"2025-02-03T04:05:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>', '"2025-01-01"^^<http://www.w3.org/2001/XMLSchema#date>')
    """
    if text.endswith(_MIDNIGHT):
        return f'"{text.removesuffix(_MIDNIGHT)}"^^{term("xsd:date")}'
    return f'"{text}"^^{term("xsd:dateTime")}'


def issued(text: str) -> str:
    """When something was issued, as exactly as is certain.

    Of a source that has the year or the month alone the graph has the first day, which is
    therefore never told.

    >>> [issued(day + "T00:00:00Z").rpartition("#")[2] for day in ("2016-01-01", "2016-05-01")]
    ['gYear>', 'gYearMonth>']
    """
    for ending, datatype in ((f"-01-01{_MIDNIGHT}", "gYear"), (f"-01{_MIDNIGHT}", "gYearMonth")):
        if text.endswith(ending):
            return f'"{text.removesuffix(ending)}"^^{term("xsd:" + datatype)}'
    return time(text)


@lru_cache(maxsize=10_000)
def count(value: int) -> str:
    """A whole number from 0 on."""
    return f'"{value}"^^{term("xsd:nonNegativeInteger")}'


@lru_cache(maxsize=10_000)
def decimal(value: float) -> str:
    """A decimal number, without exponent.

    >>> decimal(1e-05)
    '"0.00001"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return f'"{digits(value)}"^^{term("xsd:decimal")}'


def digits(value: float) -> str:
    """A number as an xsd:decimal is written.

    >>> digits(0.5), digits(1e-05)
    ('0.5', '0.00001')
    """
    return f"{Decimal(repr(value)):f}"


def grouped(statements: Iterable[str]) -> Iterator[str]:
    """Statements of one subject after another, subjects in the order in which they come first.

    >>> list(grouped(["<a> <p> <b>", "<b> <p> <c>", "<a> <q> <c>"]))
    ['<a> <p> <b>', '<a> <q> <c>', '<b> <p> <c>']
    """
    found: dict[str, list[str]] = {}
    for statement in statements:
        found.setdefault(statement.partition(" ")[0], []).append(statement)
    return chain.from_iterable(found.values())


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"
