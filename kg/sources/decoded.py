"""Lines of text files, whatever their encoding and line ends."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator

from kg.model import Reject
from kg.sources.rejects import rejected

_LONGEST = 4 * 1024 * 1024  # characters of one line that are read at once
_FOREIGN = re.compile("[\udc80-\udcff]+")  # bytes that are no UTF-8, as Python keeps them
_LOST = "\ufffd"  # stands for what is no text
_TELL_FOREIGN = (
    "there are bytes here that are not UTF-8 (read as Windows-1252, here and perhaps later); save "
    "the file as UTF-8"
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

    What is not UTF-8 is most likely Windows-1252, and is read so.

    >>> lines = Lines(io.BufferedReader(io.BytesIO(b"one\r\ntw\xf6")), "notes.txt")
    >>> list(lines), [reject.line for reject in lines.rejects()]
    ([(1, 'one\n'), (2, 'twö')], [2])
    """

    def __init__(self, stream: io.BufferedReader, origin: str) -> None:
        self._stream = stream
        self._origin = origin
        self._foreign: int | None = None

    def __iter__(self) -> Iterator[tuple[int, str]]:
        stream = self._stream
        code = encoding(stream.peek())
        errors = "replace" if code == "utf-16" else "surrogateescape"
        reader = io.TextIOWrapper(stream, encoding=code, errors=errors)
        try:
            number = 1
            while line := reader.readline(_LONGEST):
                text = _FOREIGN.sub(_read, line)
                if self._foreign is None and (text != line or _LOST in line):
                    self._foreign = number
                yield number, text
                number += line.endswith("\n")
        finally:
            reader.detach()  # whoever opened the stream closes it

    def rejects(self) -> Iterator[Reject]:
        """What is to be said when all lines are read: where bytes were no UTF-8, if any were."""
        if self._foreign is not None:
            yield rejected(_TELL_FOREIGN, self._origin, line=self._foreign)


def _read(foreign: re.Match[str]) -> str:
    return foreign[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
