"""From what users name (files, folders, globs, -) to opened streams."""

from __future__ import annotations

import glob
import gzip
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import cast

from kg.model import Reject

STANDARD_INPUT = "-"
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


def find(sources: Iterable[str | Path]) -> Iterator[Path | str | Reject]:
    """Files that the sources name: folders recursively, in sorted order, hidden ones left out."""
    for source in sources:
        path = Path(source)
        if str(source) == STANDARD_INPUT:
            yield STANDARD_INPUT
        elif path.is_dir():
            yield from _in_folder(path)
        elif path.exists():
            yield path
        elif glob.has_magic(str(source)):
            matches = sorted(glob.glob(str(source), recursive=True))
            if not matches:
                yield Reject(file=str(source), reason="no file matches this pattern")
            yield from find(matches)
        else:
            yield Reject(file=str(source), reason="no such file or folder")


def _in_folder(folder: Path) -> Iterator[Path | Reject]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not files:
        yield Reject(file=str(folder), reason="the folder holds no file")
    yield from files


@contextmanager
def opened(path: Path | str) -> Iterator[io.BufferedReader]:
    """The content of a file (or of standard input), unpacked if it is gzip or zstd.

    Raises:
        OSError: the file cannot be opened.
    """
    with ExitStack() as stack:
        if path == STANDARD_INPUT:
            raw = cast(io.BufferedReader, sys.stdin.buffer)
        else:
            raw = stack.enter_context(Path(path).open("rb"))
        magic = raw.peek(4)[:4]
        if magic.startswith(_GZIP):
            packed: io.RawIOBase = cast(io.RawIOBase, gzip.GzipFile(fileobj=raw))
            yield stack.enter_context(io.BufferedReader(packed))
        elif magic.startswith(_ZSTD):
            import zstandard

            zstd = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
            packed = cast(io.RawIOBase, zstd)
            yield stack.enter_context(io.BufferedReader(packed))
        else:
            yield raw
