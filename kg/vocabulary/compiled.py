"""The compiled vocabulary: two files in the user's cache, named by what they were made from.

Parsing the Turtle takes seconds, reading these a fraction of one. A file that is missing, damaged
or of another layout is made again; a cache folder that cannot be written costs time only.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from kg import config
from kg.errors import VocabularyError
from kg.model import Concept
from kg.vocabulary.concepts import ConceptRow, Concepts
from kg.vocabulary.forms import Form, compile_forms
from kg.vocabulary.garbage import no_garbage
from kg.vocabulary.lists import read_list
from kg.vocabulary.shared import without_lesser
from kg.vocabulary.taxonomy import Taxonomy
from kg.vocabulary.turtle import Entry, read_entries

T = TypeVar("T", bound=tuple[Any, ...])

_LAYOUT = "8"  # of the files, and how they are made; part of their names


class Compiled:
    """Concepts and forms of vocabulary files, each read when first asked for."""

    def __init__(
        self, paths: Sequence[Path], stop: Path, taxonomy: Path, elsewhere: Path | None = None
    ) -> None:
        self._paths = paths
        self._stop = stop
        self._elsewhere = elsewhere
        self.taxonomy = Taxonomy(taxonomy)
        lists = (stop, taxonomy, elsewhere)
        self.version = _version([*paths, *(p for p in lists if p and p.exists())])

    @cached_property
    def concepts(self) -> Concepts:
        """All concepts."""
        rows = _read(self._cache("concepts"))
        if rows is None:
            made = [_concept_row(entry) for entry in self._entries.values()]
            _write(self._cache("concepts"), made)
            return Concepts(made, self.taxonomy.get)
        return Concepts(_tuples(ConceptRow, rows), self.taxonomy.get)

    @cached_property
    def forms(self) -> list[Form]:
        """All forms."""
        rows = _read(self._cache("forms"))
        if rows is None:
            everything = compile_forms(self._entries.values(), self.stop)
            made = without_lesser(everything, self._entries)
            _write(self._cache("forms"), made)
            return made
        return _tuples(Form, rows)

    def derived(self, part: str, make: Callable[[], list[Any]]) -> list[Any]:
        """What ``make`` makes of the vocabulary, kept beside it under the name ``part``."""
        rows = _read(self._cache(part))
        if rows is None:
            rows = make()
            _write(self._cache(part), rows)
        return rows

    @cached_property
    def stop(self) -> frozenset[str]:
        """Names, in lower case, that are never looked for in text."""
        return frozenset(read_list(self._stop))

    @cached_property
    def elsewhere(self) -> list[str]:
        """Names of anatomy outside the nervous system in which no word is a brain region."""
        return read_list(self._elsewhere) if self._elsewhere else []

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return read_entries(self._paths)

    def _cache(self, part: str) -> Path:
        return config.cache_home() / f"vocabulary-{self.version}-{_LAYOUT}-{part}.msgpack.zst"


def forget(version: str) -> None:
    """Take away what was compiled of a version that will not be asked for again."""
    for cache in config.cache_home().glob(f"vocabulary-{version}-*"):
        with suppress(OSError):
            cache.unlink()


def _version(paths: Sequence[Path]) -> str:
    """Content hash of files, 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in paths:
        try:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        except OSError as error:
            raise VocabularyError(f"cannot read {path}: {error.strerror or error}") from error
    return digest.hexdigest()[:12]


def _concept_row(entry: Entry) -> ConceptRow:
    names = (*entry.labels[1:], *entry.synonyms, *entry.weak_labels)
    row = ConceptRow(
        entry.curie,
        entry.type or "BrainRegion",  # read_entries lets none without a type pass
        entry.labels[0],
        [name for name in dict.fromkeys(names) if name != entry.labels[0]],
        list(dict.fromkeys([*entry.abbreviations, *entry.weak_abbreviations])),
        entry.is_a,
        entry.part_of,
        entry.xrefs,
        list(dict.fromkeys([*entry.hidden, *entry.adjectives])),
        [*entry.weak_labels, *entry.weak_abbreviations],
        entry.close,
        "".join(entry.source[:1]),
        "".join(entry.licence[:1]),
    )
    try:
        Concept(**{name: getattr(row, name) for name in Concept.model_fields})
    except ValidationError as error:
        first = error.errors()[0]
        raise VocabularyError(f"{entry.curie}: {first['loc'][0]}: {first['msg']}") from error
    return row


def _read(cache: Path) -> list[Any] | None:
    import srsly
    import zstandard

    try:
        with no_garbage():
            rows = srsly.msgpack_loads(zstandard.decompress(cache.read_bytes()))
    except (OSError, ValueError, zstandard.ZstdError):
        return None
    return rows if isinstance(rows, list) else None


def _tuples(kind: type[T], rows: list[Any]) -> list[T]:
    """As ``kind._make`` of each row, but ten times as fast: our own rows are not malformed."""
    with no_garbage():
        return list(map(partial(tuple.__new__, kind), rows))


def _write(cache: Path, rows: Sequence[Any]) -> None:
    import srsly
    import zstandard

    part = cache.with_name(f"{cache.name}.{os.getpid()}")
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(zstandard.compress(srsly.msgpack_dumps(list(rows)), 3))
        part.replace(cache)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
