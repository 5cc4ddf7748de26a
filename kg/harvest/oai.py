"""arXiv's OAI-PMH: what changed in a category since a day.

OAI-PMH 2.0 (ListRecords, resumptionToken, flow control) and arXiv's notes for harvesters: sets are
group:archive:CATEGORY, datestamps are days of the last change to a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from html import unescape

from kg.errors import SourceError
from kg.harvest.client import Broken, Client
from kg.harvest.page import Cursor, Markup, Page, records

# arXivRaw tells the version of a paper, which the format arXiv does not.
_PREFIX = "arXivRaw"
_RESTARTS = 5  # of one set, as its tokens expire
_RECORDS = Markup("OAI-PMH", ("record",), re.compile(rb"<(?:\w+:)?identifier>\s*([^<\s]+)"))
_TOKEN = re.compile(rb"<(?:\w+:)?resumptionToken\b([^>]*?)(?:/>|>([^<]*)<)")
_TOTAL = re.compile(rb"""completeListSize=["'](\d{1,9})""")
_ERROR = re.compile(rb"""<(?:\w+:)?error\b[^>]*?code=["'](\w+)["'][^>]*?(?:/>|>([^<]*))""")
_CATEGORIES = re.compile(r"\s*\(?\s*cat:([a-z-]+(?:\.[A-Za-z-]+)?)(?:\s+OR\s+(.*?))?\s*\)?\s*")
_OF_PHYSICS = frozenset(
    "astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics "
    "quant-ph".split()
)


def sets(query: str) -> tuple[str, ...]:
    """The sets that a query means if it asks for categories alone, else none.

    >>> sets("cat:q-bio.NC OR cat:hep-th OR cat:math"), sets("ti:cortex")
    (('q-bio:q-bio:NC', 'physics:hep-th', 'math:math'), ())
    """
    found: list[str] = []
    rest: str | None = query
    while rest:
        category = _CATEGORIES.fullmatch(rest)
        if not category:
            return ()
        archive, _, subject = category[1].partition(".")
        group = "physics" if archive in _OF_PHYSICS else archive
        found.append(":".join(filter(None, (group, archive, subject))))
        rest = category[2]
    return tuple(found)


class ArxivOai:
    """Records of the categories of a query that changed since a day, set after set."""

    suffix = ".xml.gz"

    def __init__(self, client: Client, base: str, query: str, *, since: date) -> None:
        self._client = client
        self._url = f"{base}/oai"
        self._sets = sets(query)
        self._since = since

    def start(self) -> Cursor:
        """The first set."""
        return {"sets": list(self._sets), "token": None, "before": 0, "total": 0, "expired": 0}

    def page(self, cursor: Cursor, room: int | None) -> Page:
        """As many records as arXiv likes; a token that expired begins its set again."""
        params = {"verb": "ListRecords", "resumptionToken": cursor["token"]}
        if not cursor["token"]:
            params = {
                "verb": "ListRecords",
                "metadataPrefix": _PREFIX,
                "set": cursor["sets"][0],
                "from": self._since.isoformat(),
            }
        return self._client.get(self._url, params, partial(self._read, cursor))

    def ids(self, content: bytes) -> Iterator[str]:
        """The OAI identifiers in a file."""
        return _RECORDS.ids(content)

    def _read(self, cursor: Cursor, status: int, body: bytes) -> Page:
        if status != 200:
            raise SourceError(f"arXiv's OAI-PMH refuses the request ({status}); try later")
        pieces = _RECORDS.cut(body)
        outside = b"".join(piece.text for piece in pieces if piece.id is None)
        if error := _ERROR.search(outside):
            return self._without_records(cursor, error)
        if not (got := records(pieces)):
            raise Broken("a page without records")
        token = _TOKEN.search(outside)
        size = _TOTAL.search(token[1]) if token else None
        total = cursor["total"] if cursor["token"] else cursor["before"] + got
        if size:
            total = cursor["before"] + int(size[1])
        further = _next_set(cursor, total)
        if token and (said := unescape((token[2] or b"").decode(errors="replace")).strip()):
            further = {**cursor, "token": said, "total": total}
        moved = bool(cursor["token"]) and total != cursor["total"]
        return Page(pieces, further, total, moved)

    def _without_records(self, cursor: Cursor, error: re.Match[bytes]) -> Page:
        code, said = error[1].decode(), (error[2] or b"").decode(errors="replace").strip()
        if code == "noRecordsMatch":
            return Page((), _next_set(cursor, cursor["before"]), cursor["before"])
        if code == "badResumptionToken" and cursor["token"] and cursor["expired"] < _RESTARTS:
            return Page((), {**cursor, "token": None, "expired": cursor["expired"] + 1}, None)
        raise SourceError(f"arXiv's OAI-PMH refuses the request ({code}: {said}); check the query")


def _next_set(cursor: Cursor, total: int) -> Cursor | None:
    rest = cursor["sets"][1:]
    begun = {"sets": rest, "token": None, "before": total, "total": total, "expired": 0}
    return begun if rest else None
