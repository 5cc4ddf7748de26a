"""From what users name (files, folders, globs, -) to opened streams."""

from __future__ import annotations

import glob
import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Reject
from kg.sources.rejects import rejected

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STANDARD_INPUT = "-"
HEAD = 4096  # bytes that a stream can show before it is read, if it has them
UNREADABLE = (OSError, EOFError, zlib.error)  # what a stream raises that is damaged or cut off

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_CHUNK = 64 * 1024
_ZSTD_CHUNK = 256  # one byte can stand for 32 KiB, and all of a chunk is unpacked at once


def find(sources: Iterable[str | Path]) -> Iterator[str | Reject]:
    """Files that the sources name: folders recursively, in sorted order, hidden ones left out."""
    for source in map(str, sources):
        if source == STANDARD_INPUT or os.path.isfile(source):
            yield source
        elif os.path.isdir(source):
            yield from _in_folder(source)
        elif os.path.exists(source):  # a pipe, such as <(…) of a shell
            yield source
        elif glob.has_magic(source):
            matches = sorted(glob.glob(source, recursive=True))
            if not matches:
                yield rejected("no file matches this pattern; check the path", source)
            yield from find(matches)
        else:
            yield rejected("no such file or folder; check the path", source)


def _in_folder(folder: str) -> Iterator[str | Reject]:
    refused: list[OSError] = []
    empty = True
    for root, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(root, name)
            # A dangling link is told when it is opened; pipes and sockets are no documents.
            if not name.startswith(".") and (os.path.isfile(path) or os.path.islink(path)):
                empty = False
                yield path
    for error in refused:
        yield rejected(f"cannot be listed: {error.strerror}", str(error.filename))
    if empty and not refused:
        yield rejected("the folder holds no file; check the path", folder)


@contextmanager
def opened(path: str | Path) -> Iterator[io.BufferedReader]:
    """The content of a file (or of standard input), unpacked if it is gzip or zstd.

    Before anything is read, ``peek`` shows :data:`HEAD` bytes or all there are. Content that
    breaks off raises one of :data:`UNREADABLE`, after all that came before the break.

    Raises:
        OSError: the file cannot be opened.
    """
    with ExitStack() as stack:
        if str(path) == STANDARD_INPUT:
            file: io.BufferedIOBase = sys.stdin.buffer  # type: ignore[assignment]
        else:
            file = stack.enter_context(open(path, "rb"))
        raw = stack.enter_context(_stream(_pieces(file)))
        magic = raw.peek()[: len(_ZSTD)]
        if magic.startswith(_GZIP):
            packed = stack.enter_context(gzip.GzipFile(fileobj=raw))
            yield stack.enter_context(_stream(_pieces(packed)))
        elif magic == _ZSTD:
            yield stack.enter_context(_stream(_unpacked(raw)))
        else:
            yield raw


def _pieces(file: io.BufferedIOBase) -> Iterator[bytes]:
    while piece := file.read1(_CHUNK):
        yield piece


def _unpacked(packed: io.BufferedReader) -> Iterator[bytes]:
    """The content of zstd frames. The library's own stream takes a cut for the end."""
    import zstandard

    frame = None
    try:
        while data := packed.read(_ZSTD_CHUNK):
            while data:
                frame = frame or zstandard.ZstdDecompressor().decompressobj()
                yield frame.decompress(data)
                data = frame.unused_data if frame.eof else b""
                frame = None if frame.eof else frame
    except zstandard.ZstdError as error:
        raise OSError(str(error)) from error
    if frame is not None:
        raise EOFError("compressed file ended before the end of its last frame")


def _stream(pieces: Iterator[bytes]) -> io.BufferedReader:
    return io.BufferedReader(_Pieces(_head_first(pieces)), _CHUNK)


def _head_first(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, the first piece :data:`HEAD` long: a pipe may deliver less at a time."""
    head = b""
    failure: Exception | None = None
    try:
        while len(head) < HEAD and (piece := next(pieces, None)) is not None:
            head += piece
    except UNREADABLE as error:
        failure = error
    yield head
    if failure:
        raise failure
    yield from pieces


class _Pieces(io.RawIOBase):
    """An iterator of bytes as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        target = memoryview(buffer)
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
