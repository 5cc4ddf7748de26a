"""XML of many records, cut into its records before it is parsed.

Each record is parsed alone: one that is broken costs no other, and a file of any length takes the
memory of one record. Only the record's own text is parsed: no document type, so that no entity
but XML's own is known, none is expanded and no other file is read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from kg.model import Deletion, Paper, Reject
from kg.sources import xml
from kg.sources.doubts import Doubts, judged
from kg.sources.rejects import rejected

_LONGEST = 16 * 1024 * 1024  # bytes of one record; more is no paper
_TAG = 200  # bytes that may be the beginning of a start tag
_NAMESPACE = re.compile(r"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<&]*"|'[^'<&]*')""")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_BROKEN_OFF = "the record breaks off before its end; download it again"
_LOST = (
    "there are characters here that XML does not allow (left out, or shown as \ufffd); "
    "compare with the source"
)
_CUT = "a start or end tag is broken here; download the file again"


class Piece(NamedTuple):
    """A record's bytes, or (without a name) those between two records."""

    line: int  # of its first byte, from 1
    name: str  # local name of the element
    text: bytes


class Records(NamedTuple):
    """How the records of a format look."""

    names: tuple[str, ...]  # local names of their elements
    id: re.Pattern[bytes]  # group 1 is the id of a record, also of one that is broken
    part: re.Pattern[bytes]  # what stands in records only
    # From a parsed element and the record as read, which has its unread parts.
    make: Callable[[Any, bytes, Doubts], Iterable[Paper | Deletion]]
    between: Callable[[bytes], str | None] = lambda text: None  # what is wrong beside records
    unread: tuple[str, ...] = ()  # parts of a record that are not parsed, in order


def read(
    stream: io.BufferedReader, origin: str, format: Records
) -> Iterator[Paper | Deletion | Reject]:
    """All records of a document, in order."""
    head = stream.peek()
    root, attributes = xml.root(head)
    codec, complaint = xml.encoding(head)
    if complaint:
        yield rejected(complaint, origin, line=1)
    wrapper = "".join(_NAMESPACE.findall(attributes)) if root not in format.names else ""
    begun = False
    beside: Piece | None = None  # text between records, until it is known what follows
    told = False  # whether what came last was told as broken
    for piece in split(xml.utf8(stream, codec), format.names):
        if not piece.name:
            told = False
            if reason := format.between(piece.text) or _stray(format.part, piece.text):
                begun = told = True
                yield _reject(reason, piece, origin, format)
            beside = None if told else piece
            continue
        if begun and beside and _COMMENT.sub(b"", beside.text).strip():
            yield _reject(_CUT, beside, origin, format)
        begun, beside = True, None
        for record in _record(piece, origin, format, wrapper):
            told = isinstance(record, Reject)
            yield record
    closed = root in format.names or told or (beside and _closes(root, beside.text))
    if not closed:
        yield rejected("the file breaks off before its end; download it again", origin)
    elif not begun:
        yield rejected("the file holds no record; check where it comes from", origin)


def _stray(part: re.Pattern[bytes], text: bytes) -> str | None:
    return _CUT if part.search(text) else None


def _record(
    piece: Piece, origin: str, format: Records, wrapper: str
) -> Iterator[Paper | Deletion | Reject]:
    """What a piece holds: one record, or (where an end tag is missing) broken ones before it."""
    todo = [piece]
    while todo:
        piece = todo.pop()
        try:
            element, lost = _element(_kept(piece.text, format), wrapper)
        except ValueError as error:
            if _starts(format.names).search(piece.text, 1):
                todo += reversed(list(_parted(piece, _starts(format.names))))
            else:
                reason = error if _closes(piece.name, piece.text) else _BROKEN_OFF
                yield _reject(reason, piece, origin, format)
            continue
        yield from judged(
            partial(format.make, element, piece.text),
            origin,
            line=piece.line,
            record=partial(_id, format, piece),
            raw=partial(_text, piece),
        )
        if lost:
            yield _reject(_LOST, piece, origin, format)


def _closes(name: str, text: bytes) -> bool:
    return bool(re.search(rf"</(?:[\w.-]+:)?{re.escape(name)}\s*>".encode(), text))


def _parted(piece: Piece, starts: re.Pattern[bytes]) -> Iterator[Piece]:
    """The piece cut wherever a record begins in it."""
    line = piece.line
    begun = list(starts.finditer(piece.text))
    ends = [*(start.start() for start in begun[1:]), len(piece.text)]
    for start, end in zip(begun, ends, strict=True):
        text = piece.text[start.start() : end]
        yield Piece(line, start[1].decode(), text)
        line += text.count(b"\n")


def _reject(error: ValueError | str, piece: Piece, origin: str, format: Records) -> Reject:
    return rejected(error, origin, line=piece.line, record=_id(format, piece), raw=_text(piece))


def _id(format: Records, piece: Piece) -> str | None:
    found = format.id.search(piece.text)
    return found[1].decode(errors="replace") if found else None


def _text(piece: Piece) -> str:
    return piece.text.decode(errors="replace")


@cache
def _starts(names: tuple[str, ...]) -> re.Pattern[bytes]:
    return re.compile(rf"<(?:[\w.-]+:)?({'|'.join(names)})(?=[\s/>])".encode())


def split(pieces: Iterable[bytes], names: tuple[str, ...]) -> Iterator[Piece]:
    r"""Cut UTF-8 text into the elements of these names and what stands between them.

    An element without its end tag goes on to the end tag of the next.

    >>> [piece.text for piece in split([b"<s><a>1</a>\n<a>2<", b"/a></s>"], ("a",))]
    [b'<s>', b'<a>1</a>', b'<a>2</a>', b'</s>']
    """
    starts = _starts(names)
    held, line = b"", 1
    for chunk in _ended(pieces):
        held += chunk or b""
        place = 0
        while start := starts.search(held, place):
            end = _end(held, start)
            if end is None and (chunk is None or len(held) - start.start() > _LONGEST):
                end = len(held)
            if start.start() > place:
                yield from _between(line, held[place : start.start()])
                line += held.count(b"\n", place, start.start())
                place = start.start()
            if end is None:
                break
            yield Piece(line, start[1].decode(), held[place:end])
            line += held.count(b"\n", place, end)
            place = end
        else:
            rest = len(held) if chunk is None else max(place, len(held) - _TAG)
            yield from _between(line, held[place:rest])
            line += held.count(b"\n", place, rest)
            place = rest
        held = held[place:]


def _between(line: int, text: bytes) -> Iterator[Piece]:
    """What stands between two records, from where it is not blank."""
    if bare := text.lstrip():
        yield Piece(line + text.count(b"\n", 0, len(text) - len(bare)), "", bare)


def _ended(pieces: Iterable[bytes]) -> Iterator[bytes | None]:
    yield from pieces
    yield None


def _end(held: bytes, start: re.Match[bytes]) -> int | None:
    """Where the element that starts here ends, if that is in sight."""
    close = held.find(b">", start.end())
    if close > 0 and held[close - 1 : close] == b"/":
        return close + 1
    closing = b"</" + start[0][1:]
    end = held.find(closing, start.end())
    close = held.find(b">", end) if end >= 0 else -1
    if close < 0:
        return None
    end += len(closing)
    return end if held[end:close].strip() else close + 1  # a broken end tag has no end


def _kept(text: bytes, format: Records) -> bytes:
    """A record without its unread parts, as far as they stand whole and in the given order."""
    kept, place = [], 0
    for opening, closing in _tags(format.unread):
        start = text.find(opening, place)
        end = text.find(closing, start) if start >= 0 else -1
        if end > 0 and text.find(opening, start + 1, end) > 0:  # one inside the other
            end = text.rfind(closing)
        if end > 0:
            for other, _ in _tags(format.names):
                if text.find(other[:-1], start, end) > 0:
                    return text  # an end tag is missing, and this goes on into the next record
            kept.append(text[place:start])
            place = end + len(closing)
    return b"".join((*kept, text[place:])) if kept else text


@cache
def _tags(names: tuple[str, ...]) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((f"<{name}>".encode(), f"</{name}>".encode()) for name in names)


def parsed(text: bytes) -> Any:
    """The element of a text that has to be well-formed.

    Raises:
        ValueError: it is not.
    """
    return _element(text, "")[0]


def _element(text: bytes, wrapper: str) -> tuple[Any, bool]:
    """The element of a record, mended where it has to be, and whether that left something out.

    Raises:
        ValueError: no mending helps.
    """
    from lxml import etree

    if wrapper:
        text = b"<x%s>%s</x>" % (wrapper.encode(), text)
    lost = False
    try:
        try:
            element = etree.fromstring(text, _parser())
        except etree.XMLSyntaxError:
            element = etree.fromstring(xml.legal(text), _parser())
            lost = xml.lost(text)
    except etree.XMLSyntaxError as error:
        said = (error.msg or "").partition(", line")[0]  # lines of the record, not of the file
        raise ValueError(f"not well-formed XML: {said}; download the record again") from None
    if not wrapper:
        return element, lost
    if len(element) != 1:  # mended away was an end tag
        raise ValueError("not well-formed XML: several records in one; download the record again")
    return element[0], lost


@cache
def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
