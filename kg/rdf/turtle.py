"""Few statements as Turtle for people: short names, and IRIs relative to the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_LOCAL = re.compile(r"[A-Za-z_][\w-]*")


def turtle(statements: Iterable[str], spaces: Mapping[str, str]) -> str:
    """Statements of N-Triples, whose IRIs may be relative, as Turtle; each is written once.

    >>> print(turtle(["<http://a/b> <http://a/c> <d>", "<http://a/b> <http://a/c> <e>"],
    ...              {"a": "http://a/"}))
    @prefix a: <http://a/> .
    <BLANKLINE>
    a:b
        a:c <d>, <e> .
    <BLANKLINE>
    """
    found: dict[str, dict[str, list[str]]] = {}
    used: set[str] = set()
    for statement in dict.fromkeys(statements):
        subject, predicate, value = (
            _short(written, spaces, used) for written in statement.split(" ", 2)
        )
        found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    head = "".join(f"@prefix {name}: <{spaces[name]}> .\n" for name in sorted(used))
    return head + "".join(f"\n{_about(*item)}" for item in found.items())


def _about(subject: str, said: Mapping[str, list[str]]) -> str:
    lines = (f"    {predicate} {', '.join(values)}" for predicate, values in said.items())
    return subject + "\n" + " ;\n".join(lines) + " .\n"


def _short(written: str, spaces: Mapping[str, str], used: set[str]) -> str:
    """A term with its IRI, or that of its datatype, shortened."""
    text, mark, iri = written.rpartition("^^") if written.endswith(">") else ("", "", written)
    for name, space in spaces.items():
        local = iri[1:-1].removeprefix(space)
        if iri.startswith(f"<{space}") and _LOCAL.fullmatch(local):
            used.add(name)
            return f"{text}{mark}{name}:{local}"
    return written
