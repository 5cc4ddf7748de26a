"""What a user's own Cypher may say.

Both stores refuse writes by themselves (Neo4j in a reading session, the local store for the account
that may only read). This refuses, before any store sees it, what they would let pass: LOAD CSV,
which reads files and addresses, and every function and procedure that is not known to do nothing
but compute; a store or its plug-ins may have others, which sleep or open connections. And it gives
one clear message for the rest. Literals and comments are taken out first, so that a text may say
CREATE.
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
_NAME = r"((?:\w+|``)(?:\s*\.\s*(?:\w+|``))*)"  # `` stands for a quoted one
_CALL = re.compile(rf"(?<![^\W\d])CALL(?:\s+|(?=``)){_NAME}", re.IGNORECASE)
_FUNCTION = re.compile(rf"(?<![\w$]){_NAME}\s*\(")
_ODD = re.compile(r"[^\w\x20-\x7e]")  # white space to some parser, or nothing at all
_PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys"})
# Those of Cypher 5 (Neo4j, "Cypher Manual", Functions) but file(), linenumber() and graph.*().
_FUNCTIONS = frozenset(
    """
    all any exists isempty none single
    char_length character_length coalesce elementid endnode head id last length nullif properties
    randomuuid size startnode timestamp toboolean tobooleanornull tofloat tofloatornull tointeger
    tointegerornull type valuetype
    avg collect count max min percentilecont percentiledisc stdev stdevp sum
    keys labels nodes range reduce relationships tail tobooleanlist tofloatlist tointegerlist
    tostringlist
    abs ceil floor isnan rand round sign e exp log log10 sqrt
    acos asin atan atan2 cos cot degrees haversin pi radians sin tan
    btrim left lower ltrim normalize replace reverse right rtrim split substring tolower tostring
    tostringornull toupper trim upper
    date date.realtime date.statement date.transaction date.truncate
    datetime datetime.fromepoch datetime.fromepochmillis datetime.realtime datetime.statement
    datetime.transaction datetime.truncate
    localdatetime localdatetime.realtime localdatetime.statement localdatetime.transaction
    localdatetime.truncate
    localtime localtime.realtime localtime.statement localtime.transaction localtime.truncate
    time time.realtime time.statement time.transaction time.truncate
    duration duration.between duration.indays duration.inmonths duration.inseconds
    point point.distance point.withinbbox vector.similarity.cosine vector.similarity.euclidean
    shortestpath allshortestpaths
    """.split()
)
# Words after which a bracket opens something else.
_WORDS = frozenset(
    """
    and any all ascending by call case collect contains count distinct else end exists group groups
    in is limit match not offset on or path paths return shortest skip then union unwind when where
    with xor yield acyclic trail walk
    """.split()
)


def refuse_effects(cypher: str) -> None:
    """Refuse a query that would do more than read the graph.

    Raises:
        StoreDenied: the query writes, reads files or addresses, or calls what is not known to be
            harmless.

    >>> refuse_effects("MATCH (n) WHERE n.title CONTAINS 'CREATE' RETURN n.set")
    >>> refuse_effects("RETURN 1 AS show")
    >>> refuse_effects("MATCH (n) SET n.x = 1")
    Traceback (most recent call last):
    kg.errors.StoreDenied: SET is not allowed: own queries can only read
    """
    # Neo4j decodes \uXXXX before it parses, other parsers within a text only: neither way of
    # reading the query may find an effect.
    for reading in (cypher, _UNICODE.sub(lambda match: chr(int(match[1], 16)), cypher)):
        _refuse(_ODD.sub(" ", _LITERALS.sub(_emptied, reading)))


def _emptied(literal: re.Match[str]) -> str:
    return {"'": "''", '"': "''", "`": "``"}.get(literal[0][0], " ")


def _refuse(bare: str) -> None:
    if _LOAD_CSV.search(bare):
        raise StoreDenied("LOAD CSV is not allowed: own queries can only read the graph")
    if match := _FORBIDDEN.search(_ALIAS.sub(" ", bare)):
        word = " ".join(match[1].upper().split())
        raise StoreDenied(f"{word} is not allowed: own queries can only read")
    for match in _CALL.finditer(bare):
        if (name := _name(match)).lower() not in _PROCEDURES:
            raise StoreDenied(f"CALL {name} is not allowed: own queries call no procedure")
    for match in _FUNCTION.finditer(_CALL.sub(" ", bare)):
        if (name := _name(match)).lower() not in _FUNCTIONS | _WORDS and not name.isdigit():
            raise StoreDenied(
                f"{name}() is not allowed: own queries call the functions of Cypher only, unquoted"
            )


def _name(match: re.Match[str]) -> str:
    return "".join(match[1].split())
