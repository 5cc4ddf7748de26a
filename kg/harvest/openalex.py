"""OpenAlex's works: pages by cursor.

OpenAlex developers' documentation, "Page through results" (at most 100 a page, cursor until it is
null), "Authentication" (a key is free; without one a day's allowance is small), "Filter works".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from kg.errors import SourceError
from kg.harvest.client import Broken, Client, Doubtful
from kg.harvest.page import Cursor, Page, Piece

_PAGE = 100
_FILTER = re.compile(r"[a-z][a-z_.]*:\S")
_ID = re.compile(rb'"id": ?"https://openalex\.org/(W\d+)"')


class OpenAlex:
    """Words to search for, or filters (``type:article,publication_year:2026``).

    With ``since`` works updated since then, which OpenAlex gives to accounts that pay; with ``new``
    works published since then.
    """

    suffix = ".jsonl.gz"

    def __init__(
        self, client: Client, base: str, query: str, *, since: date | None, new: bool, email: str
    ) -> None:
        self._client = client
        self._url = f"{base}/works"
        filters = [query] if _FILTER.match(query) else []
        if since:
            filters.append(f"from_{'publication' if new else 'updated'}_date:{since}")
        self._asked: dict[str, Any] = {"mailto": email, "sort": "publication_date"}
        if not _FILTER.match(query):
            self._asked["search"] = query
        if filters:
            self._asked["filter"] = ",".join(filters)

    def start(self) -> Cursor:
        """The first page."""
        return {"cursor": "*", "got": 0, "total": None}

    def page(self, cursor: Cursor, room: int | None) -> Page:
        """The works at a cursor, one JSON object a line."""
        size = _PAGE if room is None else min(room, _PAGE)
        params = {**self._asked, "per_page": size, "cursor": cursor["cursor"]}
        return self._client.get(self._url, params, partial(_read, cursor))

    def ids(self, content: bytes) -> Iterator[str]:
        """The ids of the works in a file."""
        for line in content.splitlines():
            if found := _ID.search(line):
                yield found[1].decode()


def _read(cursor: Cursor, status: int, body: bytes) -> Page:
    try:
        answer = json.loads(body)
        if status != 200:
            raise SourceError(_refused(status, str(answer.get("message") or answer.get("error"))))
        works, meta = list(answer["results"]), answer["meta"]
        total, further = int(meta["count"]), meta.get("next_cursor")
        pieces = tuple(map(_piece, works))
    except (ValueError, LookupError, TypeError, AttributeError):
        if status != 200:
            raise SourceError(_refused(status, "no reason given")) from None
        raise Broken(f"no works, but {body[:60].decode(errors='replace')!r}") from None
    reached = cursor["got"] + len(works)
    moved = cursor["total"] not in {None, total}
    if works and further:
        return Page(pieces, {"cursor": further, "got": reached, "total": total}, total, moved)
    page = Page(pieces, None, total, moved)
    if reached < total:
        raise Doubtful(f"the works end at {reached:,} of {total:,}", page)
    return page


def _piece(work: dict[str, Any]) -> Piece:
    return Piece(work["id"].rpartition("/")[2], json.dumps(work).encode() + b"\n")


def _refused(status: int, reason: str) -> str:
    todo = "check the query"
    if status in {401, 403} or "_updated_date" in reason:
        todo = (
            "set OPENALEX_API_KEY to your key; what was updated is given to accounts that pay, "
            "--new asks for what was published"
        )
    return f"OpenAlex refuses the request ({status}: {reason.rstrip('.')}); {todo}"
