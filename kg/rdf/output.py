"""Bytes of a dump: packing, and what makes equal graphs equal files."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import ExitStack
from operator import itemgetter
from pathlib import Path
from typing import IO, cast

from kg.errors import ExportError

FORMATS = ("nt", "ttl", "nq", "trig", "rdf", "jsonld")
_PREFIX = b"@prefix"
_PACKINGS = (".gz", ".zst")
# Characters that XML 1.0 has no way to write, or that its readers change (carriage return), as
# N-Triples has them; a backslash that is escaped itself comes first, so that it escapes nothing.
_NOT_IN_XML = re.compile(r"\\\\|(\\[bfr]|\\u00[01].|[\ufffe\uffff])")
_SUSPECT = ("\\", "\ufffe", "\uffff")
_SHORT = {"\\b": 0x08, "\\f": 0x0C, "\\r": 0x0D}


def split_suffix(name: str) -> tuple[str, str]:
    """Format and packing of a file's name.

    >>> split_suffix("graph.nt.gz"), split_suffix("graph.ttl"), split_suffix("graph")
    (('nt', '.gz'), ('ttl', ''), ('', ''))
    """
    packing = next((end for end in _PACKINGS if name.endswith(end)), "")
    return Path(name.removesuffix(packing)).suffix[1:], packing


def stem(name: str) -> str:
    """A file's name without what says its format and packing.

    >>> stem("rel.2026-01.nt.gz"), stem("graph")
    ('rel.2026-01', 'graph')
    """
    format, packing = split_suffix(name)
    return name.removesuffix(packing).removesuffix(f".{format}") if format in FORMATS else name


def opened(part: Path, packing: str, stack: ExitStack) -> IO[bytes]:
    """A file to write packed bytes to, closed with the stack."""
    raw = stack.enter_context(part.open("wb"))
    if packing == ".gz":
        # No name and no time in the header: equal graphs give equal files.
        packed = gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0, compresslevel=6)
        return stack.enter_context(cast("IO[bytes]", packed))
    if packing == ".zst":
        import zstandard

        return stack.enter_context(cast("IO[bytes]", zstandard.ZstdCompressor().stream_writer(raw)))
    return raw


class SortedHead:
    """Passes Turtle or TriG on with its leading @prefix lines sorted; other formats have none.

    pyoxigraph keeps prefixes in a hash map whose order differs from run to run.
    """

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        if self._head is None:
            return self._output.write(data)
        self._head += data
        if not all(_may_be_prefix(line) for line in self._head.splitlines()):
            self._output.write(sorted_head(self._head))
            self._head = None
        return len(data)

    def flush(self) -> None:
        """End of the bytes."""
        if self._head is not None:  # nothing but prefixes
            self._output.write(sorted_head(self._head))
            self._head = None
        self._output.flush()


def sorted_head(data: bytes) -> bytes:
    r"""Turtle or TriG with its leading @prefix lines sorted.

    >>> sorted_head(b"@prefix b: <b> .\n@prefix a: <a> .\na:x a b:y .\n")
    b'@prefix a: <a> .\n@prefix b: <b> .\na:x a b:y .\n'
    """
    lines = data.splitlines(keepends=True)
    body = next((i for i, line in enumerate(lines) if not line.startswith(_PREFIX)), len(lines))
    return b"".join([*sorted(lines[:body]), *lines[body:]])


def _may_be_prefix(line: bytes) -> bool:
    return line.startswith(_PREFIX) or _PREFIX.startswith(line)


def xml_text(texts: Iterator[str]) -> Iterator[str]:
    r"""The same N-Triples, as long as RDF/XML can hold them unchanged.

    Raises:
        ExportError: a literal has a character that XML cannot hold.

    >>> list(xml_text(iter(['<a> <b> "x\\\\r\\n" .\n'])))
    ['<a> <b> "x\\\\r\\n" .\n']
    """
    for text in texts:
        if found := _not_in_xml(text):
            subject = text[text.rfind("\n", 0, found.start()) + 1 :].partition(" ")[0]
            raise ExportError(
                f"RDF/XML cannot hold the character U+{_code(found[1]):04X} of {subject}: "
                "write .ttl or .nt"
            )
        yield text


def _not_in_xml(text: str) -> re.Match[str] | None:
    if not any(sign in text for sign in _SUSPECT):  # ten times as fast as the expression
        return None
    return next(filter(itemgetter(1), _NOT_IN_XML.finditer(text)), None)


def _code(escaped: str) -> int:
    if escaped.startswith("\\u"):
        return int(escaped[2:], 16)
    return _SHORT.get(escaped) or ord(escaped)
