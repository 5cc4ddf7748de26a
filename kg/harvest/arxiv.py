"""arXiv's search: pages of an Atom feed.

arXiv API User's Manual (start, max_results, sortBy; at most 30,000 results) and the Terms of Use
for arXiv APIs (one request in three seconds, one connection).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from kg import ids
from kg.errors import SourceError, UsageError
from kg.harvest.client import Broken, Client, Doubtful
from kg.harvest.page import Cursor, Markup, Page, Piece, records

MOST = 30_000  # results that arXiv gives of one search
_PAGE = 200
_FEED = Markup("feed", ("entry",), re.compile(rb"<(?:\w+:)?id>\s*([^<\s]+)"))
_TOTAL = re.compile(rb"<(?:\w+:)?totalResults[^>]*>\s*(\d{1,9})")
_UPDATED = re.compile(rb"<(?:\w+:)?updated>\s*([\d-]{10})")
_SUMMARY = re.compile(rb"<(?:\w+:)?summary[^>]*>\s*([^<]*)")


class ArxivSearch:
    """A query in arXiv's search language, in order of submission.

    With ``since`` the papers come by their last update, newest first, until one is older; with
    ``new`` those submitted since.
    """

    suffix = ".xml.gz"

    def __init__(
        self, client: Client, base: str, query: str, *, since: date | None, new: bool
    ) -> None:
        self._client = client
        self._url = f"{base}/api/query"
        self._query = query
        self._oldest = since.isoformat().encode() if since and not new else b""
        if since and new:
            self._query = f"({query}) AND submittedDate:[{since:%Y%m%d}0000 TO 299912312359]"

    def start(self) -> Cursor:
        """The first result."""
        return {"start": 0, "total": 0}

    def page(self, cursor: Cursor, room: int | None) -> Page:
        """Results from the cursor's on. Where the total fell, results moved up: that much before
        this page is asked for again.
        """
        params = {
            "search_query": self._query,
            "start": cursor["start"],
            "max_results": _PAGE if room is None else min(room, _PAGE),
            "sortBy": "lastUpdatedDate" if self._oldest else "submittedDate",
            "sortOrder": "descending" if self._oldest else "ascending",
        }
        page = self._client.get(self._url, params, partial(self._read, cursor))
        if room is None and not self._oldest and (page.total or 0) > MOST:
            raise UsageError(
                f"arXiv gives at most {MOST:,} results of a search, and this one has "
                f"{page.total:,}; narrow it, give --limit, or harvest a whole category by "
                "--since 1991-01-01"
            )
        return page

    def ids(self, content: bytes) -> Iterator[str]:
        """The arXiv ids in a file, without versions."""
        return map(_without_version, _FEED.ids(content))

    def _read(self, cursor: Cursor, status: int, body: bytes) -> Page:
        try:
            pieces = _FEED.cut(body)
        except Broken:
            if status == 200:
                raise
            raise SourceError(f"arXiv refuses the request ({status}); check the query") from None
        if error := next((piece for piece in pieces if "/api/errors" in (piece.id or "")), None):
            said = _SUMMARY.search(error.text)
            reason = said[1].decode(errors="replace").strip() if said else str(status)
            raise SourceError(f"arXiv refuses the request: {reason}; check the query")
        total = int(said[1]) if (said := _TOTAL.search(body)) else 0
        start, before = cursor["start"], cursor["total"]
        got = records(pieces)
        if not got and (start < total or (start and not total)):
            raise Broken(f"an empty page, {start:,} of {total or before:,} results")
        kept = tuple(self._kept(pieces))
        fell = max(0, before - total)
        reached = max(0, start - fell) if fell else start + got
        last = reached >= total or not (fell or got) or (not fell and records(kept) < got)
        further = None if last else {"start": reached, "total": total}
        page = Page(kept, further, total, moved=bool(start) and total != before)
        if not got and not start:
            raise Doubtful("no result at all", page)
        return page

    def _kept(self, pieces: tuple[Piece, ...]) -> Iterator[Piece]:
        for piece in pieces:
            if piece.id is None:
                yield piece
            elif not (updated := _UPDATED.search(piece.text)) or updated[1] >= self._oldest:
                yield Piece(_without_version(piece.id), piece.text)


def _without_version(identifier: str) -> str:
    try:
        return ids.arxiv_version(identifier)[0]
    except ValueError:
        return identifier
