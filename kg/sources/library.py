"""What the forms of a reader's own library have in common: fields as texts, ids to choose from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from kg import ids
from kg.model import Author, Paper
from kg.sources import people
from kg.sources.dates import published
from kg.sources.doubts import Doubts
from kg.sources.text import normalise, storable

# What a record can say, and so what a column of a table can hold.
FIELDS = (
    "id",
    "title",
    "abstract",
    "text",
    "authors",
    "published",
    "doi",
    "pmid",
    "pmcid",
    "arxiv",
    "journal",
    "keywords",
    "language",
)
_INITIAL = re.compile(r"(?:^|[\s.-])\w(?:[\s.-]|$)")
_OF_URL = re.compile(
    r"https?://(?:dx\.)?doi\.org/10\.\S+|https?://arxiv\.org/(?:abs|pdf)/\S+", re.I
)


def paper(
    said: Mapping[str, str],
    authors: Iterable[str],
    *,
    source: str,
    doubts: Doubts,
    keywords: Sequence[str] = (),
    preprint: bool = False,
) -> Paper:
    """The paper of a record that says these of :data:`FIELDS`; names are in reading order.

    ``id`` in ``said`` is the id to take; without it the paper is known by its DOI, arXiv id, PMID
    or PMCID, else by ``key`` (the record's own name) or by its title, year and first author.

    Raises:
        ValueError: it has neither title nor abstract nor text, or no such id.
    """
    title, abstract = normalise(said.get("title", "")), normalise(said.get("abstract", ""))
    text = storable(said["text"]) if said.get("text", "").strip() else None
    if not (title or abstract or text):
        raise ValueError("the record has neither title nor abstract nor text; give one of them")
    names = [name for name in map(normalise, authors) if name]
    found = (doubts.read(partial(ids.curie, kind), said.get(kind)) for kind in ids.KINDS)
    known = tuple(dict.fromkeys(filter(None, found)))
    date = doubts.read(published, said.get("published"))
    own = said.get("id", "").strip()
    if re.search(r"\s", own) or len(own) > 500:
        raise ValueError(f"the id {own[:60]!r} holds white space, or is too long; give another")
    chosen = own or (known[0] if known else _named(said, [title, *names[:1]], source))
    return Paper(
        id=chosen,
        title=title,
        abstract=abstract,
        text=text,
        authors=tuple(Author(name=name) for name in names),
        published=date,
        doi=next((id[4:] for id in known if id.startswith("doi:")), None),
        ids=tuple(id for id in known if id != chosen),
        source=source,
        kind="preprint" if preprint or chosen.startswith("arxiv:") else "article",
        journal=normalise(said.get("journal", "")) or None,
        language=normalise(said.get("language", "")) or None,
        keywords=tuple(filter(None, map(normalise, keywords))),
    )


def _named(said: Mapping[str, str], parts: list[str], source: str) -> str:
    key = re.sub(r"\s+", "_", said.get("key", "").strip())
    if not key:
        whole = "\n".join([*parts, said.get("published", ""), said.get("text", "")])
        key = hashlib.sha256(whole.encode(errors="replace")).hexdigest()[:16]
    return f"{source}:{normalise(key)}"


def ids_of_url(url: str) -> dict[str, str]:
    """A DOI or arXiv id that a link leads to.

    >>> ids_of_url("https://arxiv.org/abs/2603.07369v1")
    {'arxiv': 'https://arxiv.org/abs/2603.07369v1'}
    """
    if not _OF_URL.fullmatch(url.strip()):
        return {}
    return {"arxiv" if "arxiv.org" in url.lower() else "doi": url.strip()}


def names(text: str) -> list[str]:
    """The names of one cell, parted by semicolons, bars, "and" or commas.

    >>> names("Lee, Ann; Ek, Bo"), names("Ann Lee, Bo Ek and Cy Day"), names("Lee, Ann")
    (['Ann Lee', 'Bo Ek'], ['Ann Lee', 'Bo Ek', 'Cy Day'], ['Ann Lee'])
    >>> names("Smith, John A., Lee, Bob C.")
    ['John A. Smith', 'Bob C. Lee']
    """
    parts = re.split(r"\s*[;|]\s*(?:and\s+)?|,?\s+and\s+", text.strip(" ;|"))
    if not re.search("[;|]", text):
        by_comma = [part.strip() for part in ",".join(parts).rstrip(" .").split(",")]
        if (len(parts) == 1 or "," not in parts[-1]) and all(" " in part for part in by_comma):
            return [normalise(part) for part in by_comma]
        parts = [name for part in parts for name in _turned_round(part)]
    return [people.turned(part) for part in parts if part.strip()]


def _turned_round(text: str) -> list[str]:
    """Names in a row, each with a comma of its own, where initials show that it is so."""
    parts = text.strip(" ,").split(",")
    families, given = parts[::2], parts[1::2]
    if len(parts) < 4 or len(parts) % 2 or any(map(_INITIAL.search, families)):
        return [text]
    if not any(map(_INITIAL.search, given)):
        return [text]
    return [f"{family},{name}" for family, name in zip(families, given, strict=True)]
