"""Writing files so that a reader never sees half of one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kg.errors import ExportError


@contextmanager
def atomic_path(path: str | Path) -> Iterator[Path]:
    """A path to write to, whose content appears under ``path`` only when it is complete.

    A link is followed; a device or pipe is written to as it is. On an exception nothing stays.

    Raises:
        ExportError: the file cannot be written (folder missing, no permission, disk full).
    """
    target = Path(path).resolve()
    plain = target.is_file() or not target.exists()
    part = target.with_name(f".{target.name}.{os.getpid()}.part") if plain else target
    try:
        yield part
        if plain:
            part.replace(target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        if plain:
            part.unlink(missing_ok=True)


@contextmanager
def atomic_text(path: str | Path) -> Iterator[TextIO]:
    """Open a UTF-8 text file that appears under its name only when written completely.

    ``-`` gives standard output.

    Raises:
        ExportError: the file cannot be written.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with atomic_text(Path(folder) / "a.txt") as out:
    ...         _ = out.write("whole")
    ...     (Path(folder) / "a.txt").read_text()
    'whole'
    """
    if str(path) == "-":
        yield sys.stdout
        return
    with atomic_path(path) as part, part.open("w", encoding="utf-8", newline="\n") as out:
        yield out
