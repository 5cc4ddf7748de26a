"""What the text of a SPARQL query says before any engine reads it."""

from __future__ import annotations

import re
import sys
from collections.abc import Container

from kg.errors import StoreDenied

_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")
# A comment goes to the end of its line in one way only, so that no text makes matching it slow.
_BLANK = r"(?:\s|\#[^\n\r]*(?![^\n\r]))"
# Refused wherever it may stand, even in a comment: no way of reading the query may find a call.
_SERVICE = re.compile(
    rf"\bSERVICE{_BLANK}*(?:SILENT\b{_BLANK}*)?(?:<|[?$]\w|[\w.-]*:)", re.IGNORECASE
)
_UPDATE = re.compile(
    rf"(?:{_BLANK}|BASE{_BLANK}*<[^>]*>|PREFIX{_BLANK}*[^\s:\#]*:{_BLANK}*<[^>]*>)*"
    r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
_LITERALS = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*> | '''.*?(?<!\\)''' | \"\"\".*?(?<!\\)\"\"\"
    | '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | \#[^\n\r]*""",
    re.VERBOSE | re.DOTALL,
)
_START = r"(?<![\w:?$.-])"  # of a word that is no part of a name or variable
_FROM = re.compile(rf"{_START}FROM\b\s*(?:NAMED\b\s*)?(?:<>|[\w.-]*:)", re.IGNORECASE)
_PREFIX = re.compile(rf"{_START}([A-Za-z][\w.-]*):")
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]+):", re.IGNORECASE)


def refuse_effects(query: str) -> None:
    """Refuse what would do more than read the graph.

    Raises:
        StoreDenied: the query is an update, or asks another server (SERVICE).

    >>> refuse_effects("SELECT ?insert { ?insert dcterms:title 'DELETE at your service' }")
    >>> refuse_effects("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.errors.StoreDenied: SERVICE is not allowed: a query asks this graph only
    """
    for reading in (query, _UNICODE.sub(lambda match: _character(match[1] or match[2]), query)):
        if _SERVICE.search(reading):
            raise StoreDenied("SERVICE is not allowed: a query asks this graph only")
        if match := _UPDATE.match(reading):
            raise StoreDenied(f"{match[1].upper()} is not allowed: queries can only read")


def names_graphs(query: str) -> bool:
    """Whether a query says itself of which graphs it is (FROM, FROM NAMED).

    >>> names_graphs("ASK FROM NAMED <http://a/> {}"), names_graphs("ASK { ?from a:x ' from <a>' }")
    (True, False)
    """
    return _FROM.search(_bare(query)) is not None


def undeclared(query: str, known: Container[str]) -> str | None:
    """The first prefix that a query uses and neither declares nor finds among those known.

    >>> undeclared("PREFIX a: <http://a/> ASK { a:x b:y 'c:z' }", {"d"})
    'b'
    """
    bare = _bare(query)
    declared = set(_DECLARED.findall(bare))
    found = (name for name in _PREFIX.findall(bare) if name not in declared and name not in known)
    return next(found, None)


def _bare(query: str) -> str:
    """A query without its texts, comments and IRIs."""
    return _LITERALS.sub(lambda match: {"<": "<>", "#": " "}.get(match[0][0], "''"), query)


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= sys.maxunicode else ""
