"""Ids and keys that the graph derives from what sources give."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le ter ten el al bin ibn".split()
)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


def name_key(name: str) -> str:
    """Surname and first initial, case and accents levelled: a key to group names by.

    Two people may share a key, and one person may have two: it groups names, it identifies nobody.

    >>> name_key("James C. R. Whittington"), name_key("Whittington, James")
    ('whittington j', 'whittington j')
    >>> name_key("Søren van der Berg"), name_key("Plato")
    ('van der berg s', 'plato')
    """
    levelled = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    levelled = "".join(c for c in levelled if not unicodedata.combining(c))
    if "," in levelled:
        surname, _, given = levelled.partition(",")
        words, given_words = _words(surname), _words(given)
    else:
        all_words = _words(levelled)
        first = len(all_words) - 1
        while first > 1 and all_words[first - 1] in _PARTICLES:
            first -= 1
        words, given_words = all_words[max(first, 0) :], all_words[: max(first, 0)]
    return " ".join([*words, *(word[0] for word in given_words[:1])])


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_][\w'’-]*", text)


def author_id(paper: str, position: int, orcid: str | None) -> str:
    """Id of an author: the ORCID, or one of this authorship alone (position from 1).

    >>> author_id("arxiv:2603.07369", 3, None)
    'author:arxiv-2603.07369-3'
    """
    if orcid:
        return f"orcid:{orcid}"
    return f"author:{quote(paper.replace(':', '-', 1), safe='-._~')}-{position}"


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
