"""PubMed through E-utilities: esearch onto the history server, efetch from it in batches.

NCBI, "Entrez Programming Utilities Help" (NBK25499: esearch, efetch; NBK25497: usage guidelines, 3
requests a second, 10 with a key). Of one search of PubMed the first 9,999 records can be had; a
larger one is divided by the day of entry, which never changes, and a larger day by PMID.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

from kg.errors import SourceError
from kg.harvest.client import Broken, Client, Doubtful
from kg.harvest.page import Cursor, Markup, Page, Piece, records

MOST = 9_999  # records that esearch gives of one search
_BATCH = 500
_RESTARTS = 3  # of one search, as the history server forgets it
_EARLIEST = date(1800, 1, 1)
_LAST_PMID = 99_999_999
_ARTICLES = Markup(
    "PubmedArticleSet",
    ("PubmedArticle", "PubmedBookArticle"),
    re.compile(rb"<PMID[^>]*>\s*(\d{1,9})"),
)
_ERROR = re.compile(rb"<ERROR>([^<]*)")


class Part(NamedTuple):
    """A part of the answer: days of entry (none: all of them) and PMIDs, ends included."""

    first: str = ""
    last: str = ""
    low: int = 1
    high: int = _LAST_PMID

    def halves(self, today: date) -> tuple[Part, Part]:
        """Two parts that make up this one."""
        first = date.fromisoformat(self.first) if self.first else _EARLIEST
        last = date.fromisoformat(self.last) if self.last else today + timedelta(days=1)
        if first < last:
            middle = first + (last - first) // 2
            after = middle + timedelta(days=1)
            return (
                self._replace(first=first.isoformat(), last=middle.isoformat()),
                self._replace(first=after.isoformat(), last=last.isoformat()),
            )
        between = (self.low + self.high) // 2
        return self._replace(high=between), self._replace(low=between + 1)


class PubMed:
    """A PubMed query. With ``since`` what entered or changed since then, with ``new`` what entered.

    One step is one request: a search that opens a part or divides it, or a batch of records.
    """

    suffix = ".xml.gz"

    def __init__(
        self, client: Client, base: str, query: str, *, since: date | None, new: bool, email: str
    ) -> None:
        self._client = client
        self._base = f"{base}/entrez/eutils"
        self._said = {"db": "pubmed", "tool": "neurokg", "email": email}
        self._term = query
        if since:
            fields = ("edat",) if new else ("edat", "mdat")
            days = " OR ".join(f'"{since:%Y/%m/%d}"[{field}] : "3000"[{field}]' for field in fields)
            self._term = f"({query}) AND ({days})"

    def start(self) -> Cursor:
        """The whole answer, not yet searched."""
        return {"todo": [list(Part())], "open": None, "total": None, "found": 0, "expired": 0}

    def page(self, cursor: Cursor, room: int | None) -> Page:
        """Open or divide the next part, or fetch a batch of the open one."""
        return self._batch(cursor, room) if cursor["open"] else self._search(cursor)

    def ids(self, content: bytes) -> Iterator[str]:
        """The PMIDs in a file."""
        return _ARTICLES.ids(content)

    def _search(self, cursor: Cursor) -> Page:
        part = Part(*cursor["todo"][0])
        term = self._term
        if (part.low, part.high) != (1, _LAST_PMID):
            term = f"({term}) AND {part.low}:{part.high}[uid]"
        params = {**self._said, "term": term, "usehistory": "y", "retmax": 0, "retmode": "json"}
        if part.first:
            mindate, maxdate = part.first.replace("-", "/"), part.last.replace("-", "/")
            params |= {"datetype": "edat", "mindate": mindate, "maxdate": maxdate}
        found = self._client.post(f"{self._base}/esearch.fcgi", params, _found)
        count = int(found["count"])
        total = count if cursor["total"] is None else cursor["total"]
        rest = cursor["todo"][1:]
        if not count:
            return _page((), {**cursor, "todo": rest, "total": total})
        if count > MOST:
            if part.low == part.high:
                raise SourceError(f"PubMed says {count:,} records of one PMID; try again later")
            divided = [*map(list, part.halves(date.today())), *rest]
            return Page((), {**cursor, "todo": divided, "total": total}, total)
        history = {"env": found["webenv"], "key": found["querykey"], "count": count, "start": 0}
        return Page((), {**cursor, "open": history, "total": total}, total)

    def _batch(self, cursor: Cursor, room: int | None) -> Page:
        history = cursor["open"]
        size = min(_BATCH, history["count"] - history["start"])
        size = size if room is None else min(size, room)
        params = {
            **self._said,
            "WebEnv": history["env"],
            "query_key": history["key"],
            "retstart": history["start"],
            "retmax": size,
            "retmode": "xml",
        }
        read = partial(_articles, size)
        pieces = self._client.post(f"{self._base}/efetch.fcgi", params, read)
        if pieces is None:
            if cursor["expired"] == _RESTARTS:
                raise SourceError("PubMed's history server forgets the search; try again later")
            searched = {**cursor, "open": None, "expired": cursor["expired"] + 1}
            return Page((), searched, cursor["total"])
        reached = history["start"] + size
        if reached < history["count"]:
            further = {**cursor, "open": {**history, "start": reached}, "expired": 0}
            return Page(pieces, further, cursor["total"])
        found = cursor["found"] + history["count"]
        done = {"todo": cursor["todo"][1:], "open": None, "found": found, "expired": 0}
        return _page(pieces, {**cursor, **done})


def _page(pieces: tuple[Piece, ...], cursor: Cursor) -> Page:
    """The page that ends a part; at the end, what all parts held is the total."""
    if cursor["todo"]:
        return Page(pieces, cursor, cursor["total"])
    return Page(pieces, None, cursor["found"], moved=cursor["found"] != cursor["total"])


def _found(status: int, body: bytes) -> dict[str, Any]:
    """What esearch found.

    Raises:
        Broken: no answer of esearch, or a passing error of its backend.
        SourceError: the request is refused.
    """
    if status != 200:
        raise SourceError(f"PubMed refuses the search ({status}): {_said(body)}; check the query")
    try:
        found = json.loads(body, strict=False)["esearchresult"]
        if "ERROR" not in found:
            return {name: found[name] for name in ("count", "webenv", "querykey")}
        said = " ".join(str(found["ERROR"]).split())[:200]
    except (ValueError, LookupError, TypeError):
        raise Broken(f"no search result, but {_said(body)}") from None
    raise Broken(f"the search failed: {said}")


def _articles(size: int, status: int, body: bytes) -> tuple[Piece, ...] | None:
    """The pieces of a batch; None where the history server has no such search any more.

    Raises:
        Broken: no answer of efetch.
        Doubtful: fewer records than asked for, or an error of the history server.
        SourceError: the request is refused.
    """
    if error := _ERROR.search(body):
        raise Doubtful(f"the history server says {error[1].decode(errors='replace')!r}", None)
    if status != 200:
        raise SourceError(f"PubMed refuses to fetch ({status}): {_said(body)}; try again later")
    pieces = _ARTICLES.cut(body)
    got = records(pieces)
    if not got:
        raise Broken(f"a batch without records, of {size}")
    if got < size:
        raise Doubtful(f"{got} records of {size}", pieces)
    return pieces


def _said(body: bytes) -> str:
    return repr(body[:80].decode(errors="replace"))
