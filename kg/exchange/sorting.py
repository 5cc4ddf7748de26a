"""More rows than memory holds, sorted by means of files."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

_HELD = 64_000_000  # characters of rows in memory


class SortedRows:
    """Rows of several kinds, kept as JSON below a folder, given back a kind at a time.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     rows = SortedRows(Path(folder))
    ...     for row in (["b", 2], ["a", 3], ["a", 1]):
    ...         rows.add("letters", row)
    ...     list(rows.of("letters"))
    [['a', 1], ['a', 3], ['b', 2]]
    """

    def __init__(self, folder: Path, held: int = _HELD) -> None:
        self._folder = folder
        self._limit = held
        self._size = 0
        self._lines: dict[str, list[str]] = {}
        self._runs: dict[str, list[Path]] = {}

    def add(self, kind: str, row: list[Any]) -> None:
        """Take a row; rows of a kind are ordered by their text as JSON."""
        line = json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"
        self._lines.setdefault(kind, []).append(line)
        self._size += len(line)
        if self._size > self._limit:
            self._spill()

    def of(self, kind: str) -> Iterator[list[Any]]:
        """The rows of a kind, in order."""
        with ExitStack() as stack:
            files = [
                stack.enter_context(run.open(encoding="utf-8", newline="\n"))
                for run in self._runs.get(kind, ())
            ]
            for line in heapq.merge(*files, sorted(self._lines.get(kind, ()))):
                yield json.loads(line)

    def _spill(self) -> None:
        for kind, lines in self._lines.items():
            runs = self._runs.setdefault(kind, [])
            runs.append(self._folder / f"{kind}.{len(runs)}")
            with runs[-1].open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(sorted(lines))
        self._lines = {}
        self._size = 0
