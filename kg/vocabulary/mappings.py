"""SSSOM: tables that say which ids mean the same (https://mapping-commons.github.io/sssom/)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import SourceError, VocabularyError
from kg.model import Reject
from kg.vocabulary.turtle import is_curie

_COLUMNS = ("subject_id", "predicate_id", "object_id")
_ENTRY = re.compile(r"#\s+[\"']?([^\s:\"']+)[\"']?:\s*[\"']?([^\s\"']+)[\"']?\s*")
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


def read_namespaces(path: Path) -> dict[str, str]:
    """What the prefixes of a table's CURIEs stand for: its ``curie_map``."""
    found: dict[str, str] = {}
    inside = False
    for line in _lines(path):
        if not line.startswith("#"):
            break
        if entry := _ENTRY.fullmatch(line) if inside else None:
            found[entry[1]] = entry[2]
        else:
            inside = line[1:].strip() == "curie_map:"
    return found


def read_mappings(path: Path) -> Iterator[Mapped | Reject]:
    """Exact and close matches of a table, in order; other relations are passed over.

    Raises:
        VocabularyError: it is no SSSOM table.
        SourceError: it cannot be read.
    """
    lines = _lines(path)
    before = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    names = lines[before].split("\t") if before < len(lines) else []
    if missing := [name for name in _COLUMNS if name not in names]:
        raise VocabularyError(f"{path}: no SSSOM: the column {missing[0]} is missing")
    for number, line in enumerate(lines[before + 1 :], before + 2):
        if line.strip():
            # Quotes are part of what they stand in, so that one left open takes no other line.
            row = dict(zip(names, map(str.strip, line.split("\t")), strict=False))
            yield from _mapped(path, number, row)


def _mapped(path: Path, line: int, row: Mapping[str, str]) -> Iterator[Mapped | Reject]:
    if missing := [name for name in _COLUMNS if not row.get(name)]:
        yield Reject(file=str(path), line=line, reason=f"it has no {missing[0]}")
    elif wrong := [row[name] for name in _COLUMNS if not is_curie(row[name])]:
        yield Reject(file=str(path), line=line, reason=f"{wrong[0]!r} is no CURIE")
    elif row["predicate_id"] in _MATCHES and row.get("predicate_modifier") != "Not":
        exact = _MATCHES[row["predicate_id"]]
        yield Mapped(line, row["subject_id"], row["object_id"], exact)


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise VocabularyError(f"{path}: not UTF-8: {error}") from error
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror or error}") from error
    return text.split("\n")  # splitlines() would split at characters of a field too
