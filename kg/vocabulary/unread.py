"""What vocabulary files say in vain: what the reader leaves out, or would take for English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.curies import to_curie
from kg.vocabulary.check import Problem
from kg.vocabulary.turtle import LINKS, field_of, triples

#: Languages in which a name can stand in an English text.
_READ = frozenset({"en", "la"})


def unread(paths: Iterable[Path]) -> list[Problem]:
    """Concepts and links whose IRI has no CURIE here, and names in other languages than English.

    Raises:
        VocabularyError: a file is missing or no Turtle.
    """
    return [problem for path in paths for problem in dict.fromkeys(_of_file(path))]


def _of_file(path: Path) -> Iterator[Problem]:
    for triple in triples(path):
        subject, value = _plain(triple.subject), _plain(triple.object)
        field = field_of(_plain(triple.predicate), value)
        curie = to_curie(subject)
        if field is None:
            continue
        if curie is None:
            yield Problem("concept left out", subject, f"{path.name}: its IRI has no known base")
        elif field in LINKS and to_curie(value) is None:
            yield Problem("link left out", curie, f"{path.name}: {value} has no known base")
        elif (language := getattr(triple.object, "language", None)) and not _is_read(language):
            yield Problem("other language", curie, f"{path.name}: {value!r} is @{language}")


def _is_read(language: str) -> bool:
    return language.lower().split("-")[0] in _READ


def _plain(node: Any) -> str:
    """The IRI, the text of a literal, or ``[]`` where there is neither."""
    return "[]" if str(node).startswith("_:") else str(node.value)
