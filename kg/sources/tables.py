"""Tables of papers: CSV and TSV, one paper a row under a header.

Format: RFC 4180; commas, semicolons or tabs between the cells.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice

from kg.errors import UsageError
from kg.model import Deletion, Paper, Reject
from kg.sources import decoded, library
from kg.sources.doubts import Doubts, judged
from kg.sources.rejects import rejected

# Names of columns as libraries and databases export them, in lower case, letters only.
_ALIASES = {
    "id": "id identifier paperid recordid uid key",
    "title": "title articletitle documenttitle",
    "abstract": "abstract abstractnote summary",
    "text": "text fulltext",
    "authors": "authors author authorfullnames creators",
    "published": "published publicationdate pubdate date publicationyear pubyear year",
    "doi": "doi",
    "pmid": "pmid pubmedid",
    "pmcid": "pmcid pmc",
    "arxiv": "arxiv arxivid",
    "journal": "journal journaltitle publicationtitle sourcetitle journalbook venue",
    "keywords": "keywords authorkeywords manualtags tags",
    "language": "language lang",
}
_LINES = 200  # that one row may take
_SHIFTED = 2  # cells of the wrong kind that make a row a shifted one
Row = tuple[int, str, list[str] | ValueError]


class Table:
    """Reader of the format ``table``; ``columns`` is from field to name of its column.

    Raises:
        UsageError: there is no such field.
    """

    name = "table"
    description = "CSV or TSV with a header; --columns says which column is what"

    def __init__(self, columns: Mapping[str, str] | None = None) -> None:
        self.columns = dict(columns or {})
        for field in self.columns:
            if field not in library.FIELDS:
                known = ", ".join(library.FIELDS)
                raise UsageError(f"--columns: no field {field!r}; the fields are {known}")

    def sniff(self, head: bytes) -> bool:
        """A first line that names a text and another field."""
        line = decoded.shown(head).partition("\n")[0]
        try:
            places = _places(_cells(line, _delimiter(line)), {})
        except csv.Error:
            return False
        return len(places) > 1 and bool(places.keys() & {"title", "abstract", "text"})

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        """Papers of the rows."""
        lines = decoded.Lines(stream, origin)
        numbered = iter(lines)
        first = next(numbered, (1, ""))
        delimiter = _delimiter(first[1])
        try:
            header = _cells(first[1], delimiter)
            places = _places(header, self.columns)
        except (csv.Error, ValueError) as error:
            yield rejected(f"no header of a table: {error}", origin, line=1, raw=first[1])
            return
        for line, text, cells in _rows(numbered, delimiter, len(header)):
            yield from judged(
                partial(_papers, cells, places, len(header)),
                origin,
                line=line,
                record=partial(_id, cells, places),
                raw=partial(str, text),
            )
        yield from lines.rejects()


def _delimiter(line: str) -> str:
    return max("\t,;", key=line.count)


def _places(header: list[str], columns: Mapping[str, str]) -> dict[str, list[int]]:
    """Where each field stands; of several columns the first that is not empty counts.

    Raises:
        ValueError: the header lacks a column that is asked for.
    """
    names = [name.strip() for name in header]
    places = {}
    for field, aliases in _ALIASES.items():
        if field not in columns:
            bare = [re.sub("[^a-z]", "", name.lower()) for name in names]
            found = [bare.index(alias) for alias in aliases.split() if alias in bare]
        elif columns[field] in names:
            found = [names.index(columns[field])]
        else:
            shown = ", ".join(names)[:200]
            raise ValueError(f"no column {columns[field]!r}; the header has {shown}")
        if found:
            places[field] = found
    return places


def _rows(lines: Iterator[tuple[int, str]], delimiter: str, width: int) -> Iterator[Row]:
    """Rows with line and text. A quote that is never closed costs its line, not all that follow."""
    held: deque[tuple[int, str]] = deque()
    while True:
        held.extend(islice(lines, 0 if held else 1))
        if not held:
            return
        if not held[0][1].strip():
            held.popleft()
            continue
        taken, cells = _row(held, lines, delimiter, width)
        text = "".join(held[place][1] for place in range(taken))
        yield held[0][0], text, cells
        for _ in range(taken):
            held.popleft()


def _row(
    held: deque[tuple[int, str]], lines: Iterator[tuple[int, str]], delimiter: str, width: int
) -> tuple[int, list[str] | ValueError]:
    """How many lines the first row takes, and its cells."""
    text = ""
    for taken in range(1, _LINES + 1):
        held.extend(islice(lines, max(0, taken - len(held))))
        if len(held) < taken:
            break
        text += held[taken - 1][1]
        try:
            cells = _cells(text, delimiter, strict=True)
        except csv.Error as error:
            if "unexpected end" in str(error):
                continue  # a quote is open: the row goes on
            break
        if taken == 1 or len(cells) == width:
            return taken, cells
        break
    try:
        cells = _cells(held[0][1], delimiter)
    except csv.Error as error:
        return 1, ValueError(f"not a row of a table: {error}; correct it")
    if len(cells) == width:
        return 1, cells
    return 1, ValueError("a quote is opened here and not closed in its row; close or double it")


def _cells(text: str, delimiter: str, *, strict: bool = False) -> list[str]:
    line = text.rstrip("\r\n").replace("\0", "")  # which Python 3.10 refuses
    return next(csv.reader([line], delimiter=delimiter, strict=strict), [])


def _papers(
    cells: list[str] | ValueError, places: Mapping[str, list[int]], width: int, doubts: Doubts
) -> list[Paper]:
    if isinstance(cells, ValueError):
        raise cells
    if len(cells) < width or any(cells[width:]):
        raise ValueError(
            f"the row has {len(cells)} cells under a header of {width}: its columns are shifted"
        )
    said = _said(cells, places)
    if not any(said.get(name, "").strip() for name in ("id", "doi", "arxiv", "pmid", "pmcid")):
        raise ValueError("the row has no id; say with --columns id=NAME which column holds it")
    paper = library.paper(
        said,
        library.names(said.get("authors", "")),
        source=Table.name,
        doubts=doubts,
        keywords=re.split("[;|]", said.get("keywords", "")),
    )
    if len(doubts.told) >= _SHIFTED:
        raise ValueError(f"the columns seem to be shifted: {'; '.join(doubts.told)}")
    return [paper]


def _said(cells: list[str], places: Mapping[str, list[int]]) -> dict[str, str]:
    return {
        field: next((cells[place] for place in found if cells[place].strip()), "")
        for field, found in places.items()
    }


def _id(cells: list[str] | ValueError, places: Mapping[str, list[int]]) -> str | None:
    place = places.get("id", [0])[0]
    return cells[place] or None if isinstance(cells, list) and place < len(cells) else None
