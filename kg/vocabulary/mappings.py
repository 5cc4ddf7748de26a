"""SSSOM: tables that say which ids mean the same (https://mapping-commons.github.io/sssom/)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError, VocabularyError
from kg.model import Reject
from kg.vocabulary.turtle import is_curie

_COLUMNS = ("subject_id", "predicate_id", "object_id")
_MATCHES = {"skos:exactMatch": True, "skos:closeMatch": False}


@dataclass(frozen=True, slots=True)
class Mapped:
    """Two ids for one thing, or for two that are close (not ``exact``)."""

    line: int
    subject: str
    object: str
    exact: bool


def read_metadata(path: Path) -> dict[str, str]:
    """What the lines before the table say, such as license and mapping_set_version."""
    found = {}
    for line in _lines(path):
        if not line.startswith("#"):
            break
        key, separator, value = line[1:].partition(":")
        if separator and not key.startswith("  "):
            found[key.strip()] = value.strip().strip("\"'")
    return found


def read_mappings(path: Path) -> Iterator[Mapped | Reject]:
    """Exact and close matches of a table, in order; other relations are passed over.

    Raises:
        VocabularyError: it is no SSSOM table.
        SourceError: it cannot be read.
    """
    lines = _lines(path)
    before = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    table = csv.DictReader(lines[before:], delimiter="\t")
    if missing := [name for name in _COLUMNS if name not in (table.fieldnames or ())]:
        raise VocabularyError(f"{path}: no SSSOM: the column {missing[0]} is missing")
    for row in table:
        line = before + table.line_num
        predicate = row["predicate_id"]
        if predicate in _MATCHES and row.get("predicate_modifier") != "Not":
            yield _mapped(path, line, row, _MATCHES[predicate])


def _mapped(path: Path, line: int, row: Mapping[str, str], exact: bool) -> Mapped | Reject:
    subject, other = ((row[name] or "").strip() for name in ("subject_id", "object_id"))
    for id in (subject, other):
        if not is_curie(id):
            return Reject(file=str(path), line=line, reason=f"{id!r} is no CURIE")
    return Mapped(line, subject, other, exact)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise VocabularyError(f"{path}: not UTF-8: {error}") from error
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror or error}") from error
