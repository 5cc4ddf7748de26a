"""XML as sources deliver it: what kind it is, in which encoding, and what is legal in it."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from html.entities import html5

_PROLOG = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_START = re.compile(r"\s*<(?:[\w.-]+:)?([\w.-]+)([^>]*)")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_REFERENCE = re.compile(r"&(?:#(\d{1,10})|#[xX]([0-9a-fA-F]{1,8})|([A-Za-z][A-Za-z0-9]*));")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CHUNK = 64 * 1024


def root(head: bytes) -> tuple[str, str]:
    """Local name and attributes of the root element, both empty where there is none.

    >>> root(b'<?xml version="1.0"?><!-- <a> --><x:feed xmlns:x="urn:y">')
    ('feed', ' xmlns:x="urn:y"')
    """
    text = head.decode(_wide(head) or "utf-8-sig", errors="replace").lstrip("\ufeff")
    place = 0
    while prolog := _PROLOG.match(text, place):
        place = prolog.end()
    start = _START.match(text, place)
    return (start[1], start[2]) if start else ("", "")


def encoding(head: bytes) -> tuple[str | None, str | None]:
    """The encoding of a document if it is not UTF-8, and what is wrong with its declaration.

    >>> encoding(b'<?xml version="1.0" encoding="ISO-8859-1"?>')
    ('iso8859-1', None)
    >>> encoding(b'<?xml version="1.0" encoding="x-klingon"?>')
    (None, 'the encoding x-klingon is unknown; read as UTF-8')
    """
    if wide := _wide(head):
        return wide, None
    declared = _DECLARED.search(head)
    if not declared:
        return None, None
    said = declared[1].decode()
    try:
        if "<é>".encode("latin-1").decode(said, errors="replace")[0] != "<":
            return None, None  # "UTF-16" said of 8-bit text
        name = codecs.lookup(said).name
    except (LookupError, UnicodeError):
        return None, f"the encoding {said} is unknown; read as UTF-8"
    return (None if name in {"utf-8", "ascii"} else name), None


def utf8(stream: io.BufferedReader, encoding: str | None) -> Iterator[bytes]:
    """The document in UTF-8 from whatever encoding it is in; UTF-8 itself passes as it is."""
    if encoding is None:
        piece = stream.read1(_CHUNK).removeprefix(codecs.BOM_UTF8)
        while piece:
            yield piece
            piece = stream.read1(_CHUNK)
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    while piece := stream.read1(_CHUNK):
        yield decoder.decode(piece).encode(errors="replace")
    yield decoder.decode(b"", final=True).encode(errors="replace")


def _wide(head: bytes) -> str | None:
    """The encoding of a UTF-16 document, by its mark or by the zeros beside its ``<``."""
    if head.startswith((codecs.BOM_UTF16_BE, b"\0<")):
        return "utf-16-be"
    return "utf-16-le" if head.startswith((codecs.BOM_UTF16_LE, b"<\0")) else None


def legal(text: bytes) -> bytes:
    """The text without what no XML may hold; names of HTML's characters are spelled out."""
    return _ILLEGAL.sub("", _REFERENCE.sub(_reference, text.decode(errors="replace"))).encode()


def lost(text: bytes) -> bool:
    """Whether :func:`legal` leaves something out, or bytes are no UTF-8."""
    try:
        told = text.decode()
    except UnicodeDecodeError:
        return True
    dropped = any(not _reference(match) for match in _REFERENCE.finditer(told))
    return dropped or bool(_ILLEGAL.search(told))


def _reference(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return f"&amp;{name};" if name not in _OF_XML and name + ";" in html5 else match[0]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    legal = code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD
    return match[0] if legal or 0x10000 <= code <= 0x10FFFF else ""
