"""Lines of text files, whatever their encoding and line ends."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from kg.model import Reject
from kg.sources.rejects import rejected

_LONGEST = 4 * 1024 * 1024  # characters of one line that are read at once
_LOST = "\ufffd"  # stands for bytes that are no text
_TELL_LOST = (
    "there are bytes here that are not UTF-8 (shown as \ufffd, here and perhaps later); save the "
    "file as UTF-8"
)


def encoding(head: bytes) -> str:
    """UTF-16 where its mark says so, else UTF-8.

    >>> encoding("TY  - JOUR".encode("utf-16")), encoding(b"TY  - JOUR")
    ('utf-16', 'utf-8-sig')
    """
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


def shown(head: bytes) -> str:
    """The first bytes of a file as text; the last character may be cut."""
    return head.decode(encoding(head), errors="ignore")


class Lines:
    r"""All lines with their numbers, each ending in ``\n`` but perhaps the last.

    >>> lines = Lines(io.BufferedReader(io.BytesIO(b"one\r\ntw\xf6")), "notes.txt")
    >>> list(lines), [reject.line for reject in lines.rejects()]
    ([(1, 'one\n'), (2, 'tw\ufffd')], [2])
    """

    def __init__(self, stream: io.BufferedReader, origin: str) -> None:
        self._stream = stream
        self._origin = origin
        self._lost: int | None = None

    def __iter__(self) -> Iterator[tuple[int, str]]:
        stream = self._stream
        reader = io.TextIOWrapper(stream, encoding=encoding(stream.peek()), errors="replace")
        try:
            number = 1
            while line := reader.readline(_LONGEST):
                if self._lost is None and _LOST in line:
                    self._lost = number
                yield number, line
                number += line.endswith("\n")
        finally:
            reader.detach()  # whoever opened the stream closes it

    def rejects(self) -> Iterator[Reject]:
        """What is to be said when all lines are read: where bytes were no text, if any were."""
        if self._lost is not None:
            yield rejected(_TELL_LOST, self._origin, line=self._lost)
