"""A copy of a store's graph on disk that SPARQL can ask.

It stands beside the store's other files, a server's in the cache folder::

    sparql/current.json     which of the folders is complete, and what it is of
    sparql/0123abcd/data    an index of pyoxigraph

A new one takes the place of the old one when it is complete. The one before stays until then, for
a query that is still going on in it.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg import __version__, config
from kg.batches import batches
from kg.errors import ExportError, NotFound
from kg.files import atomic_text
from kg.rdf.walk import Rows, quads

_CURRENT = "current.json"
_DATA = "data"
_BATCH = 100_000  # statements that are put in at once


@dataclass(frozen=True, slots=True)
class Index:
    """An index: its folder, when it was made (UTC), of which state of the store, how large."""

    folder: Path
    made: str
    change: str | None
    software: str
    triples: int

    @property
    def data(self) -> Path:
        """What :func:`kg.rdf.sparql.answer` asks."""
        return self.folder / _DATA

    def is_of(self, change: str | None) -> bool:
        """Whether it says what a store of this :meth:`kg.graph.store.Store.change` does."""
        return self.change == change and self.software == __version__


def home(location: str) -> Path:
    """The folder for the indexes of a store, by the store's folder or address."""
    if "://" not in location:
        return Path(location) / "sparql"
    return config.cache_home() / "sparql" / sha256(location.encode()).hexdigest()[:16]


def current(home: Path) -> Index:
    """The index of a store.

    Raises:
        NotFound: none has been made yet.
    """
    try:
        row = json.loads((home / _CURRENT).read_text(encoding="utf-8"))
        return Index(**{**row, "folder": home / row["folder"]})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise NotFound("there is no index of the store yet: kg sparql --refresh") from error


def refresh(
    store: Rows,
    change: str | None,
    home: Path,
    *,
    on_progress: Callable[[int], None] = lambda triples: None,
) -> Index:
    """Make the index of a store anew, whole or not at all.

    Args:
        store: where the graph is.
        change: the store's mark from before this call, so that a load meanwhile is noticed.
        home: see :func:`home`.
        on_progress: told the number of triples now and then.

    Raises:
        ExportError: the index cannot be written.
    """
    from filelock import FileLock

    try:
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / "lock"):
            made = datetime.now(timezone.utc).isoformat(timespec="seconds")
            folder = home / secrets.token_hex(4)
            try:
                triples = _written(store, folder, on_progress)
                index = Index(folder, made, change, __version__, triples)
                _replace(home, index)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            return index
    except OSError as error:
        raise ExportError(f"cannot write {home}: {error.strerror or error}") from error


def _written(store: Rows, folder: Path, on_progress: Callable[[int], None]) -> int:
    import pyoxigraph as ox

    # Others may read no more of it than of the store.
    folder.mkdir(mode=0o700)
    index = ox.Store(str(folder / _DATA))
    written = 0
    for some in batches(quads(store), _BATCH):  # all at once would be held in memory
        index.bulk_extend(some)
        written += len(some)
        on_progress(written)
    index.optimize()
    index.flush()
    return len(index)


def _replace(home: Path, index: Index) -> None:
    """Let the index be the current one; keep the one before, take away what is older."""
    try:
        kept = {index.folder, current(home).folder}
    except NotFound:
        kept = {index.folder}
    row: dict[str, Any] = {**asdict(index), "folder": index.folder.name}
    with atomic_text(home / _CURRENT) as out:
        json.dump(row, out)
    for entry in os.scandir(home):
        if entry.is_dir() and Path(entry) not in kept:
            shutil.rmtree(entry.path, ignore_errors=True)
