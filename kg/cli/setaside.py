"""Records that could not be used: told, counted and written beside the output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import typer

if TYPE_CHECKING:
    from kg.model import Reject

T = TypeVar("T")

_SHOWN = 20  # the rest is in the file


class SetAside:
    """Takes the rejects out of a stream of records, and knows the exit code that follows."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file: TextIO | None = None

    def filter(self, records: Iterable[T | Reject]) -> Iterator[T]:
        """Yield the good records; every reject is told and written."""
        from kg.model import Reject

        for record in records:
            if isinstance(record, Reject):
                self.add(record)
            else:
                yield record

    def add(self, reject: Reject) -> None:
        """Tell one reject on standard error and append it to the file."""
        self.count += 1
        if self.count <= _SHOWN:
            print(f"set aside: {reject}", file=sys.stderr)
        try:
            if self._file is None:
                self.path, self._file = _opened(self.path)
            self._file.write(reject.model_dump_json(exclude_none=True) + "\n")
        except OSError as error:
            if self.count == 1:
                print(f"cannot write {self.path}: {error.strerror}", file=sys.stderr)

    def finish(self) -> None:
        """Sum up, and leave with 3 if anything was set aside."""
        if self._file is not None:
            self._file.close()
        if not self.count:
            _clear(self.path)
            return
        more = f" ({self.count - _SHOWN} not shown)" if self.count > _SHOWN else ""
        where = f", listed in {self.path}" if self._file is not None else ""
        print(f"{self.count} set aside{more}{where}", file=sys.stderr)
        raise typer.Exit(3)


def _opened(wanted: Path) -> tuple[Path, TextIO]:
    """A file of that name, or of the next that no other command is writing to (out-2.jsonl …)."""
    stem, dot, rest = wanted.name.partition(".")
    path, number = wanted, 1
    while not _lock(file := path.open("a", encoding="utf-8", errors="backslashreplace")):
        file.close()
        number += 1
        path = wanted.with_name(f"{stem}-{number}{dot}{rest}")
    if path.is_file():
        file.truncate(0)
    return path, file


def _clear(path: Path) -> None:
    """Take away the file of an earlier run, which says what is no longer so."""
    if path.is_file():
        with suppress(OSError), path.open("a") as file:
            if _lock(file):
                path.unlink()


def _lock(file: TextIO) -> bool:
    """Keep a file to this process while it is open; where the system cannot, take it as kept."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
