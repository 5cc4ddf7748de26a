"""Lines of text files, whatever their encoding and line ends."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

_LONGEST = 4 * 1024 * 1024  # characters of one line that are read at once
LOST = "\ufffd"  # stands for bytes that are no text
TELL_LOST = (
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


def numbered(stream: io.BufferedReader) -> Iterator[tuple[int, str]]:
    r"""All lines with their numbers, each ending in ``\n`` but perhaps the last."""
    reader = io.TextIOWrapper(stream, encoding=encoding(stream.peek()), errors="replace")
    try:
        number = 1
        while line := reader.readline(_LONGEST):
            yield number, line
            number += line.endswith("\n")
    finally:
        reader.detach()  # whoever opened the stream closes it
