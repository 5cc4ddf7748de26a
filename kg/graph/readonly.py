"""What a user's own Cypher may not say.

Both stores refuse writes by themselves (Neo4j in a reading session, the local store for the account
that may only read). This refuses, before any store sees it, what they would let pass: LOAD CSV,
which reads files and addresses, and procedures with effects; and it gives one clear message for
the rest. Literals and comments are taken out first, so that a text may say CREATE.
"""

from __future__ import annotations

import re

from kg.errors import StoreDenied

_UNICODE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_LITERALS = re.compile(
    r"""'(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | `(?:``|[^`])*` | //[^\r\n]* | /\*.*?\*/""",
    re.VERBOSE | re.DOTALL,
)
_FORBIDDEN = re.compile(
    r"""(?<![\w.:$`])
    (CREATE | MERGE | DELETE | DETACH | SET | REMOVE | DROP | FOREACH | INSERT | FINISH
    | ALTER | GRANT | DENY | REVOKE | RENAME | TERMINATE | ENABLE | (?:START|STOP)\s+DATABASE | SHOW
    | USE | USING\s+PERIODIC | IN\s+(?:\w+\s+)?(?:CONCURRENT\s+)?TRANSACTIONS | TRUNCATE)
    (?!\w|\s*[:=.)])""",
    re.VERBOSE | re.IGNORECASE,
)
# An alias may be any word: "RETURN 1 AS show". It is one only where the item ends after it, for a
# variable may be called "as": "WITH as SET as.x = 1".
_ALIAS = re.compile(
    r"\bAS\s+\w+(?=\s*(?:[,}]|$|(?:ORDER|SKIP|LIMIT|UNION|RETURN|WITH|MATCH|WHERE|UNWIND)\b))",
    re.IGNORECASE,
)
_LOAD_CSV = re.compile(r"LOAD\s+CSV\b", re.IGNORECASE)
_CALL = re.compile(r"\bCALL\s+(?!\{|\()(\w*(?:\s*\.\s*\w+)*)", re.IGNORECASE)
_HARMLESS = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys"})


def refuse_effects(cypher: str) -> None:
    """Refuse a query that would do more than read the graph.

    Raises:
        StoreDenied: the query writes, reads files or addresses, or calls a procedure.

    >>> refuse_effects("MATCH (n) WHERE n.title CONTAINS 'CREATE' RETURN n.set")
    >>> refuse_effects("RETURN 1 AS show")
    >>> refuse_effects("MATCH (n) SET n.x = 1")
    Traceback (most recent call last):
    kg.errors.StoreDenied: SET is not allowed: own queries can only read
    """
    # Neo4j decodes \uXXXX before it parses, other parsers within a text only: neither way of
    # reading the query may find an effect.
    for reading in (cypher, _UNICODE.sub(lambda match: chr(int(match[1], 16)), cypher)):
        _refuse(_LITERALS.sub(lambda match: "''" if match[0][0] in "'\"`" else " ", reading))


def _refuse(bare: str) -> None:
    if _LOAD_CSV.search(bare):
        raise StoreDenied("LOAD CSV is not allowed: own queries can only read the graph")
    if match := _FORBIDDEN.search(_ALIAS.sub(" ", bare)):
        word = " ".join(match[1].upper().split())
        raise StoreDenied(f"{word} is not allowed: own queries can only read")
    for match in _CALL.finditer(bare):
        procedure = "".join(match[1].split())
        if procedure.lower() not in _HARMLESS:
            raise StoreDenied(f"CALL {procedure} is not allowed: own queries call no procedure")
