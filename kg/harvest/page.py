"""What a service answers, cut into records without changing a byte of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from kg.harvest.client import Broken
from kg.sources import elements, xml

Cursor = dict[str, Any]  # where to go on; a JSON value


class Piece(NamedTuple):
    """The bytes of one record, or (without an id) of what stands between two."""

    id: str | None
    text: bytes


class Page(NamedTuple):
    """One answer of a service."""

    pieces: tuple[Piece, ...]
    cursor: Cursor | None  # of the next page; None: this was the last
    total: int | None  # records of the whole answer, as far as the service says
    moved: bool = False  # whether the service said another number before


class Source(Protocol):
    """One question to one service, answered page by page."""

    suffix: str  # of the files

    def start(self) -> Cursor:
        """Where the first page is."""
        ...

    def page(self, cursor: Cursor, room: int | None) -> Page:
        """The page at a cursor, of at most ``room`` records where the service lets one choose.

        Raises:
            SourceError: the service gives no usable answer, or refuses the question.
        """
        ...

    def ids(self, content: bytes) -> Iterator[str]:
        """The ids of the records of a file that was written from pages."""
        ...


class Markup(NamedTuple):
    """How an XML answer looks."""

    root: str  # local name of its root
    names: tuple[str, ...]  # local names of its records
    id: re.Pattern[bytes]  # group 1 is the id of a record

    def cut(self, body: bytes) -> tuple[Piece, ...]:
        """The records of a whole answer and what stands between.

        Raises:
            Broken: the answer is cut off, or something else altogether.
        """
        name, _ = xml.root(body[:4096])
        if name != self.root:
            raise Broken(f"no <{self.root}>, but {_shown(name, body)}")
        if not re.search(rb"</(?:[\w.-]+:)?%s\s*>\s*\Z|/>\s*\Z" % name.encode(), body[-200:]):
            raise Broken("the answer breaks off")
        return tuple(self._pieces(body))

    def _pieces(self, body: bytes) -> Iterator[Piece]:
        for piece in elements.split([body], self.names):
            yield Piece(self._id(piece.text) if piece.name else None, piece.text)

    def _id(self, record: bytes) -> str:
        found = self.id.search(record)
        return found[1].decode(errors="replace") if found else hashlib.sha256(record).hexdigest()

    def ids(self, content: bytes) -> Iterator[str]:
        """The ids of the records of a file."""
        return (piece.id for piece in self._pieces(content) if piece.id)


def records(pieces: tuple[Piece, ...]) -> int:
    """How many of the pieces are records."""
    return sum(piece.id is not None for piece in pieces)


def _shown(name: str, body: bytes) -> str:
    if name:
        return f"<{name}>"
    return repr(body[:60].decode(errors="replace")) if body.strip() else "nothing"
