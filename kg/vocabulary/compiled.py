"""The compiled vocabulary: one file in the user's cache, keyed by what it was made from.

Parsing the Turtle takes seconds, reading this a tenth of one. A cache that is missing, damaged or
of another version is made again; a cache folder that cannot be written costs time only.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg import config
from kg.model import Concept
from kg.vocabulary.forms import Form, compile_forms
from kg.vocabulary.turtle import Entry, read_entries

_LAYOUT = "1"  # of the file; part of its name
Hidden = dict[str, list[str]]
Parts = tuple[dict[str, Concept], list[Form], Hidden]


def version_of(paths: Sequence[Path]) -> str:
    """Content hash of vocabulary files, 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def load(paths: Sequence[Path], stop: Path, version: str) -> Parts:
    """Concepts, forms and hidden labels of the files, from the cache where it has them."""
    cache = config.cache_home() / f"vocabulary-{version}-{_LAYOUT}.msgpack.zst"
    rows = _read(cache)
    if rows is None:
        rows = _rows(read_entries(paths), _stop_list(stop))
        _write(cache, rows)
    return _parts(rows)


def _rows(entries: dict[str, Entry], stop: frozenset[str]) -> dict[str, Any]:
    return {
        "concepts": [
            (
                entry.curie,
                entry.type,
                entry.labels[0],
                list(dict.fromkeys([*entry.labels[1:], *entry.synonyms, *entry.weak_labels])),
                list(dict.fromkeys([*entry.abbreviations, *entry.weak_abbreviations])),
                entry.is_a,
                entry.part_of,
                entry.xrefs,
                list(dict.fromkeys([*entry.hidden, *entry.adjectives])),
            )
            for entry in entries.values()
        ],
        "forms": [
            (form.surface, form.curie, form.type, form.kind, form.case, form.weak)
            for form in compile_forms(entries.values(), stop)
        ],
    }


def _parts(rows: dict[str, Any]) -> Parts:
    concepts: dict[str, Concept] = {}
    hidden: Hidden = {}
    for curie, kind, label, synonyms, short, is_a, part_of, xrefs, other in rows["concepts"]:
        # Checked when compiled from Turtle; validating 20,000 concepts again costs half a second.
        concepts[curie] = Concept.model_construct(
            curie=curie,
            type=kind,
            label=label,
            synonyms=tuple(synonyms),
            abbreviations=tuple(short),
            is_a=tuple(is_a),
            part_of=tuple(part_of),
            xrefs=tuple(xrefs),
        )
        if other:
            hidden[curie] = other
    return concepts, [Form(*row) for row in rows["forms"]], hidden


def _stop_list(path: Path) -> frozenset[str]:
    lines: Iterable[str] = path.read_text(encoding="utf-8").splitlines() if path.exists() else ()
    return frozenset(
        line.strip().lower() for line in lines if line.strip() and not line.startswith("#")
    )


def _read(cache: Path) -> dict[str, Any] | None:
    import srsly
    import zstandard

    try:
        rows = srsly.msgpack_loads(zstandard.decompress(cache.read_bytes()))
    except (OSError, ValueError, zstandard.ZstdError):
        return None
    return rows if isinstance(rows, dict) and {"concepts", "forms"} <= rows.keys() else None


def _write(cache: Path, rows: dict[str, Any]) -> None:
    import srsly
    import zstandard

    part = cache.with_name(f"{cache.name}.{os.getpid()}")
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(zstandard.compress(srsly.msgpack_dumps(rows), 3))
        part.replace(cache)
    except OSError:
        part.unlink(missing_ok=True)
