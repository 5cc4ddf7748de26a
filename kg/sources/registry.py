"""The formats that can be read. A new one is one module and one line here."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Protocol

from kg.errors import UnknownFormat, UsageError
from kg.model import Deletion, Paper, Reject


class Source(Protocol):
    """A reader of one format.

    ``sniff`` sees the first bytes of a file (unpacked, from the first that is no white space, at
    most :data:`kg.sources.files.HEAD`) and says whether it is this format. ``read`` yields every
    good record as a Paper (or a Deletion) and every other as a Reject, and keeps no more than one
    in memory.
    """

    name: str
    description: str

    def sniff(self, head: bytes) -> bool:
        """Whether content that starts with ``head`` is this format."""
        ...

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        """Read records from ``stream``; ``origin`` names the file in rejects."""
        ...


def sources() -> tuple[Source, ...]:
    """All readers, in the order in which they are asked."""
    from kg.sources.arxiv_atom import ArxivAtom
    from kg.sources.arxiv_oai import ArxivOai
    from kg.sources.arxiv_snapshot import ArxivSnapshot
    from kg.sources.bibtex import BibTeX
    from kg.sources.csl import CslJson
    from kg.sources.jsonl import JsonLines
    from kg.sources.openalex import OpenAlex
    from kg.sources.pubmed import PubMed
    from kg.sources.ris import Ris
    from kg.sources.tables import Table

    return (
        ArxivAtom(),
        ArxivOai(),
        PubMed(),
        OpenAlex(),
        ArxivSnapshot(),
        CslJson(),
        Ris(),
        BibTeX(),
        JsonLines(),
        Table(),
    )


def table(format: str | None, columns: Mapping[str, str]) -> Source:
    """The reader of tables with these columns, from field to column name.

    Raises:
        UsageError: another format is asked for, or there is no such field.
    """
    from kg.sources.tables import Table

    if format not in {None, Table.name}:
        raise UsageError(f"--columns is for tables, not for {format}; leave one of them out")
    return Table(columns)


def by_name(name: str) -> Source:
    """The reader of a format.

    Raises:
        UnknownFormat: there is none of this name.

    >>> by_name("jsonl").name
    'jsonl'
    """
    known = {source.name: source for source in sources()}
    if name not in known:
        raise UnknownFormat(f"no format {name!r}; known are {', '.join(sorted(known))}")
    return known[name]


def detect(head: bytes) -> Source | None:
    """The reader of content that starts with ``head``, if there is one.

    >>> detect(b'{"id": "a", "text": "V4"}').name
    'jsonl'
    """
    return next((source for source in sources() if source.sniff(head)), None)
