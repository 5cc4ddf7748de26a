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
def atomic_text(path: str | Path) -> Iterator[TextIO]:
    """Open a UTF-8 text file that appears under its name only when written completely.

    ``-`` gives standard output. On an exception the half-written file is removed.

    Raises:
        ExportError: the file cannot be written (folder missing, no permission, disk full).

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
    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        part.replace(target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
