"""Ids and keys that the graph derives from what sources give."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote


def author_id(paper: str, position: int, orcid: str | None) -> str:
    """Id of an author: the ORCID, or one of this authorship alone (position from 1).

    >>> author_id("arxiv:2603.07369", 3, None)
    'author:arxiv-2603.07369-3'
    """
    if orcid:
        return f"orcid:{orcid}"
    return f"author:{quote(paper.replace(':', '-', 1), safe='-._~')}-{position}"


def person_id(author: str) -> str:
    """Id of a person, from the first of the authors that are one.

    >>> person_id("author:arxiv-2603.07369-3")
    'person:author-arxiv-2603.07369-3'
    """
    return f"person:{author.replace(':', '-', 1)}"


def institution_id(name: str) -> str:
    """Id of an institution from its name; names that differ in case and spacing share it.

    >>> institution_id("Univ. of  Oslo")
    'institution:univ-of-oslo'
    """
    levelled = unicodedata.normalize("NFKC", name).casefold()
    return "institution:" + quote("-".join(re.findall(r"[^\W_]+", levelled)) or "unnamed", safe="-")


def topic_id(category: str) -> str:
    """Id of an arXiv category.

    >>> topic_id("q-bio.NC")
    'arxiv.category:q-bio.NC'
    """
    return "arxiv.category:" + quote(category, safe="-._~")


def mention_id(paper: str, field: str, start: int, end: int) -> str:
    """Id of a mention, from its place.

    >>> mention_id("arxiv:2603.07369", "abstract", 305, 307)
    'arxiv:2603.07369#abstract-305-307'
    """
    return f"{paper}#{field}-{start}-{end}"
