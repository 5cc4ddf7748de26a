"""What all forms of arXiv's own metadata have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from kg import ids
from kg.model import Author, Notice, Paper
from kg.sources.doubts import Doubts
from kg.sources.text import normalise

_WITHDRAWN = re.compile(
    r"^\W*withdrawn\b|\b(?:paper|article|submission|manuscript|work|preprint|version)\s+"
    r"(?:has\s+been|is|was|has)\s+(?:\w+\s+)?withdrawn\b",
    re.IGNORECASE,
)


def paper(
    said: Mapping[str, str],
    authors: Sequence[Author],
    *,
    version: int | None,
    published: datetime | None,
    updated: datetime | None,
    source: str,
    doubts: Doubts,
) -> Paper:
    """The paper of a record whose fields are named as arXiv names them.

    Raises:
        ValueError: the id is no arXiv id, or there is neither title nor abstract.
    """
    identifier = ids.arxiv(said.get("id", ""))
    title, abstract = normalise(said.get("title", "")), normalise(said.get("abstract", ""))
    if not title and not abstract:
        raise ValueError("the record has neither title nor abstract; fetch it again")
    categories = tuple(dict.fromkeys(normalise(said.get("categories", "")).split()))
    # Of a paper in two parts arXiv keeps both DOIs in one field.
    found = (doubts.read(ids.doi, text) for text in said.get("doi", "").split())
    dois = list(dict.fromkeys(filter(None, found)))
    comment = normalise(said.get("comments", ""))
    return Paper(
        id=f"arxiv:{identifier}",
        version=version,
        title=title,
        abstract=abstract,
        authors=tuple(authors),
        categories=categories,
        primary_category=categories[0] if categories else None,
        published=published,
        updated=updated,
        doi=dois[0] if dois else None,
        ids=tuple(map(partial(ids.curie, "doi"), dois)),
        journal_ref=normalise(said.get("journal-ref", "")) or None,
        comment=comment or None,
        source=source,
        kind="preprint",
        notices=withdrawal(comment, abstract),
    )


def withdrawal(comment: str, abstract: str) -> tuple[Notice, ...]:
    """A notice where arXiv's comment, or an abstract that says little else, tells a withdrawal.

    >>> withdrawal("This paper has been withdrawn by the author", "We study V4.")[0].kind
    'withdrawal'
    >>> withdrawal("", "Rats were withdrawn from cocaine.")
    ()
    """
    for text in (comment, abstract if len(abstract) < 300 else ""):
        if _WITHDRAWN.search(text):
            return (Notice(kind="withdrawal", text=text),)
    return ()
