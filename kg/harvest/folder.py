"""The folder of a harvest: raw files, and a hidden state that says where to go on.

A page is written first, then the state that counts it. A kill between the two leaves a file that
the state does not know; it goes when the harvest goes on, and its page is asked for again.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from kg.errors import SourceError, UsageError
from kg.files import atomic_path, atomic_text


class State(BaseModel):
    """How far a harvest is. A folder holds one question, asked in one or more rounds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    service: str
    query: str
    round: int = 1
    since: date | None = None  # of this round
    new: bool = False  # only what is new since then, not what changed
    begun: date  # this round, UTC
    pages: int = 0  # answers in this round, also those without records
    files: int = 0
    records: int = 0
    doubles: int = 0  # records that came twice in this round, kept once
    total: int | None = None  # that the service says
    moved: bool = False  # whether that number changed on the way
    cursor: dict[str, Any] | None  # where to go on; None: this round is complete


class Folder:
    """Files and state of one harvest; use it while :meth:`locked`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state = path / ".harvest.json"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other harvests out of the folder, which is made if need be.

        Raises:
            SourceError: another one is at work here, or the folder cannot be made.
        """
        from filelock import FileLock, Timeout

        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path / ".harvest.lock", timeout=0):
                yield
        except Timeout:
            raise SourceError(f"another harvest is at work in {self.path}; wait for it") from None

    def state(self) -> State | None:
        """How far the harvest here is; None where there is none.

        Raises:
            UsageError: the state cannot be read, or files of a harvest are here without one.
        """
        try:
            return State.model_validate_json(self._state.read_bytes())
        except FileNotFoundError:
            if next(self.path.glob("*-001-000*.gz"), None):
                raise UsageError(
                    f"{self.path} holds files of a harvest whose state is gone; give another folder"
                ) from None
            return None
        except ValidationError as error:
            reason = error.errors()[0]["msg"]
            raise UsageError(
                f"{self._state} is no state that this NeuroKG can go on from ({reason}); "
                "give another folder"
            ) from None

    def save(self, state: State) -> None:
        """Write the state, whole or not at all."""
        with atomic_text(self._state) as out:
            out.write(state.model_dump_json(indent=1) + "\n")

    def write(self, state: State, suffix: str, content: bytes) -> None:
        """Write the file of the page after those of ``state``, whole or not at all."""
        with atomic_path(self._file(state, state.pages + 1, suffix)) as part:
            part.write_bytes(gzip.compress(content, mtime=0))

    def contents(self, state: State, suffix: str) -> Iterator[bytes]:
        """The files of this round, in order; what a kill left beside them goes."""
        for left in self.path.glob(".*.part"):
            left.unlink()
        last = self._file(state, state.pages, suffix).name
        for file in sorted(self.path.glob(f"{state.service}-{state.round:03}-*{suffix}")):
            if file.name > last:
                file.unlink()
            else:
                yield _content(file)

    def _file(self, state: State, page: int, suffix: str) -> Path:
        return self.path / f"{state.service}-{state.round:03}-{page:06}{suffix}"


def _content(file: Path) -> bytes:
    try:
        return gzip.decompress(file.read_bytes())
    except (OSError, EOFError) as error:
        raise SourceError(f"{file} is damaged ({error}); harvest into another folder") from error
