"""A library as CSL-JSON, one array of items, as Zotero, Pandoc and Crossref write it.

Format: CSL 1.0.2, csl-data.json.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from kg.model import Deletion, Paper, Reject
from kg.sources import decoded, library, people
from kg.sources.doubts import Doubts, judged
from kg.sources.rejects import rejected

_ITEM = re.compile(r'\{\s*"')
_NEXT = re.compile(r'[^:\s]\s*(\{\s*")')  # not the value of a field of the item before
_MARKUP = re.compile(r"</?(?:jats:)?(?:i|b|em|strong|sub|sup|sc|span|italic|bold)(?:\s[^<>]*)?>")
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|title|div|br)(?:\s[^<>]*)?/?>")
_LONGEST = 1_000_000  # characters of one item
_CHUNK = 64 * 1024


class CslJson:
    """Reader of the format ``csl-json``."""

    name = "csl-json"
    description = "a library as CSL-JSON (Zotero, Pandoc, Crossref)"

    def sniff(self, head: bytes) -> bool:
        """An array of objects that have a type or a title."""
        text = decoded.shown(head)
        return bool(re.match(r'\[\s*(?:\{\s*"|\]\s*$)', text)) and bool(
            re.search(r'"(?:type|title|author)"\s*:', text)
        )

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        """Papers of the items."""
        for line, item, text in _items(stream):
            if isinstance(item, ValueError):
                yield rejected(item, origin, line=line, record=_key(text), raw=text)
            else:
                yield from judged(
                    partial(_papers, item),
                    origin,
                    line=line,
                    record=partial(_key, text),
                    raw=partial(str, text),
                )


def _items(stream: io.BufferedReader) -> Iterator[tuple[int, Any, str]]:
    """The objects of an array with line and text; what is no object is an error in its place."""
    reader = io.TextIOWrapper(stream, decoded.encoding(stream.peek()), errors="replace")
    decoder = json.JSONDecoder(strict=False)
    held, line, broken = "", 1, False
    try:
        while True:
            start = _ITEM.search(held)
            more = "" if start or len(held) > _LONGEST else reader.read(_CHUNK)
            if more:
                held += more
                continue
            place = start.start() if start else len(held)
            if not broken and held[:place].strip("\ufeff[], \t\r\n"):
                broken = True
                yield line, ValueError("not an object of JSON; correct it"), held[:place]
            line += held.count("\n", 0, place)
            if not start:
                if not broken and not held.rstrip().endswith("]"):
                    yield line, ValueError("the array breaks off; fetch the file again"), held
                return
            held = held[place:]
            try:
                item, end = decoder.raw_decode(held)
            except (json.JSONDecodeError, RecursionError) as error:
                more = reader.read(_CHUNK) if len(held) < _LONGEST else ""
                if more:
                    held += more
                    continue
                rest = _NEXT.search(held, 1)
                end = rest.start(1) if rest else len(held)
                if not broken:
                    reason = f"not valid JSON ({getattr(error, 'msg', 'nested too deeply')})"
                    yield line, ValueError(f"{reason}; correct it"), held[:end]
                broken = True
            else:
                if not broken or _is_item(item):
                    broken = False
                    yield line, item, held[:end]
            line += held.count("\n", 0, end)
            held = held[end:]
    finally:
        reader.detach()


def _is_item(item: dict[str, Any]) -> bool:
    """Whether an object after a broken one is an item, not a part of the broken one."""
    return "title" in item or "type" in item


def _key(text: str) -> str | None:
    found = re.search(r'"id"\s*:\s*"?([^",}]{1,200})', text)
    return found[1] if found else None


def _papers(item: dict[str, Any], doubts: Doubts) -> list[Paper]:
    said = {
        "key": str(item.get("id") or ""),
        "title": _plain(item.get("title")),
        "abstract": _plain(item.get("abstract")),
        "published": _date(item.get("issued")),
        "doi": _first(item.get("DOI")),
        "pmid": _first(item.get("PMID")),
        "pmcid": _first(item.get("PMCID")),
        "journal": _first(item.get("container-title")),
        "language": _first(item.get("language")),
    }
    said = {**library.ids_of_url(_first(item.get("URL"))), **{k: v for k, v in said.items() if v}}
    keyword = item.get("keyword")
    return [
        library.paper(
            said,
            list(_names(item.get("author"))),
            source=CslJson.name,
            doubts=doubts,
            keywords=re.split("[,;]", keyword) if isinstance(keyword, str) else (),
            preprint=item.get("genre") == "preprint" or item.get("subtype") == "preprint",
        )
    ]


def _first(value: Any) -> str:
    """A text; Crossref's own items have lists of one."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if isinstance(value, str | int) else ""


def _plain(value: Any) -> str:
    return _BLOCK.sub(" ", _MARKUP.sub("", _first(value)))


def _date(value: Any) -> str:
    """Date parts, or a date in words."""
    if not isinstance(value, dict):
        return _first(value)
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(str(part) for part in parts[0] if part)
    return _first(value.get("raw")) or _first(value.get("literal"))


def _names(value: Any) -> Iterator[str]:
    for author in value if isinstance(value, list) else ():
        if not isinstance(author, dict):
            raise ValueError(f"author: {str(author)[:60]!r} is no name of CSL-JSON")
        family = " ".join(filter(None, (_first(author.get("non-dropping-particle")),
                                        _first(author.get("family")))))  # fmt: skip
        given = " ".join(filter(None, (_first(author.get("given")),
                                       _first(author.get("dropping-particle")))))  # fmt: skip
        yield _first(author.get("literal")) or people.name(given, family, author.get("suffix"))
