"""A library as BibTeX; entries, strings and TeX are read by bibtexparser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Any

from kg.model import Deletion, Paper, Reject
from kg.sources import decoded, library, people
from kg.sources.doubts import Doubts, judged
from kg.sources.rejects import rejected

_BLOCK = re.compile(r"\s*@\s*([^\s{}()@,=\"]*)\s*[{(]")
_KEY = re.compile(r"\s*@[^{}()=,]*[{(]\s*([^\s,{}()=]+)\s*,")
_STRAY = re.compile(r"""(?m)^[ \t}]*@|=\s*[{"]""")  # a part of an entry, and no remark
_NO_ENTRY = "not an entry of BibTeX: its type, a brace, quote or comma is wrong; correct it"
_LONGEST = 20_000  # lines of one entry
_STRINGS = 1_000_000  # characters of @string definitions that are kept


class BibTeX:
    """Reader of the format ``bibtex``."""

    name = "bibtex"
    description = "a library as BibTeX"

    def sniff(self, head: bytes) -> bool:
        """An entry, perhaps after comments."""
        return bool(
            re.search(r"(?m)^\s*@\s*[A-Za-z]{3,40}\s*[{(]\s*[^\s,{}]+\s*[,=]", decoded.shown(head))
        )

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        """Papers of the entries; definitions hold for the entries after them."""
        strings = ""
        lines = decoded.Lines(stream, origin)
        keys: dict[str, int] = {}
        for line, kind, text in _blocks(lines):
            if kind == "string":
                strings += text if len(strings) < _STRINGS else ""
            elif not kind:
                if _STRAY.search(text):
                    yield rejected(_NO_ENTRY, origin, line=line, record=_key(text), raw=text)
            elif kind not in {"comment", "preamble"}:
                key = _key(text) or ""
                first = keys.setdefault(key, line) if key else line
                yield from judged(
                    partial(_papers, text, strings, first if first < line else None),
                    origin,
                    line=line,
                    record=partial(_key, text),
                    raw=partial(str, text),
                )
        yield from lines.rejects()


def _blocks(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """Line, kind and text of what begins with @ at the beginning of a line."""
    begun, kind, held = 1, "", list[str]()
    for number, line in lines:
        block = _BLOCK.match(line)
        if block or len(held) > _LONGEST:
            yield begun, kind, "".join(held)
            begun, kind, held = number, (block[1].lower() or "?") if block else "", []
        held.append(line)
    yield begun, kind, "".join(held)


def _papers(text: str, strings: str, first: int | None, doubts: Doubts) -> list[Paper]:
    from bibtexparser.model import DuplicateFieldKeyBlock

    if first:
        raise ValueError(f"its key is that of the entry in line {first}; give it another")
    found = _parsed(strings + text)
    doubles = [block for block in found.failed_blocks if isinstance(block, DuplicateFieldKeyBlock)]
    entries = [*found.entries, *(double.ignore_error_block for double in doubles)]
    if not entries:
        raise ValueError(_NO_ENTRY)
    remarks = "\n".join(comment.comment for comment in found.comments)
    if _STRAY.search(remarks) or len(entries) + len(found.failed_blocks) - len(doubles) > 1:
        doubts.told.append("what follows the entry is neither an entry of BibTeX nor a remark")
    return [_paper(entries[0], doubts)]


def _parsed(text: str) -> Any:
    import logging

    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # we tell what fails ourselves
    return parse_string(text, append_middleware=_middleware())


@cache
def _middleware() -> Any:
    from bibtexparser import middlewares

    return [
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
        middlewares.LatexDecodingMiddleware(),
    ]


def _paper(entry: Any, doubts: Doubts) -> Paper:
    fields = {field.key.lower(): field.value for field in entry.fields}
    texts = {key: str(value) for key, value in fields.items() if isinstance(value, str | int)}
    date = texts.get("date") or " ".join(texts[key] for key in ("year", "month") if texts.get(key))
    said = {
        **library.ids_of_url(texts.get("url", "")),
        "key": entry.key,
        "title": texts.get("title", ""),
        "abstract": texts.get("abstract", ""),
        "published": date,
        "journal": texts.get("journal") or texts.get("journaltitle") or texts.get("booktitle", ""),
        "language": texts.get("langid") or texts.get("language", ""),
        **{kind: texts[kind] for kind in ("doi", "pmid", "pmcid") if texts.get(kind)},
    }
    archive = (texts.get("archiveprefix") or texts.get("eprinttype") or "").lower()
    if archive == "arxiv" and texts.get("eprint"):
        said["arxiv"] = texts["eprint"]
    return library.paper(
        said,
        list(_names(fields.get("author"))),
        source=BibTeX.name,
        doubts=doubts,
        keywords=re.split("[,;]", texts.get("keywords", "")),
        preprint="arxiv" in said and entry.entry_type.lower() in {"misc", "unpublished", "online"},
    )


def _names(value: Any) -> Iterator[str]:
    for author in value if isinstance(value, list) else ():
        if isinstance(author, str):
            yield people.turned(re.sub("[{}]", "", author))
        elif author.first or author.last != ["others"]:
            family = " ".join((*author.von, *author.last))
            name = people.name(" ".join(author.first), family, " ".join(author.jr))
            yield re.sub("[{}]", "", name)


def _key(text: str) -> str | None:
    found = _KEY.match(text)
    return found[1] if found else None
