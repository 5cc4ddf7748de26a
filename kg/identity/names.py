"""How two names of the same surname and first initial go together."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le ter ten el al bin ibn".split()
)
_INITIALS = re.compile(r"[A-Z]{1,4}$")
_WORD = re.compile(r"[^\W_][\w'’-]*")


class Agreement(IntEnum):
    """How well the given names agree, from contradiction to the same full name."""

    CONFLICT = 0
    INITIAL = 1  # one initial is all that both have
    PARTLY = 2  # what one has more, the other does not contradict
    INITIALS = 3  # two or more initials, the same
    FULL = 4  # the same first name in full


def level(text: str) -> str:
    """Lower case, without accents.

    >>> level("Søren Bergström")
    'soren bergstrom'
    """
    levelled = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return "".join(c for c in levelled if not unicodedata.combining(c))


def name_key(name: str) -> str:
    """Surname and first initial, case and accents levelled: a key to group names by.

    Two people may share a key, and one person may have two: it groups names, it identifies nobody.

    >>> name_key("James C. R. Whittington"), name_key("Whittington, James")
    ('whittington j', 'whittington j')
    >>> name_key("Søren van der Berg"), name_key("Plato"), name_key("van der Berg SK")
    ('van der berg s', 'plato', 'van der berg s')
    """
    surname, given = _parted(name)
    words = _WORD.findall(level(surname))
    return " ".join([*words, *(word[0] for word in _WORD.findall(level(given))[:1])])


def surname(name: str) -> str:
    """The surname, levelled.

    >>> surname("van der Berg SK"), surname("James C. R. Whittington")
    ('van der berg', 'whittington')
    """
    return " ".join(_WORD.findall(level(_parted(name)[0])))


def given_names(name: str) -> tuple[str, ...]:
    """The given names, levelled, initials one letter each.

    >>> given_names("James C. R. Whittington"), given_names("Whittington, James C.R.")
    (('james', 'c', 'r'), ('james', 'c', 'r'))
    >>> given_names("Lichtman JW"), given_names("Jean-Paul Sartre Jr.")
    (('j', 'w'), ('jean', 'paul'))
    """
    found: list[str] = []
    for word in _parted(name)[1].split():
        if _INITIALS.match(word):
            found += list(word.lower())
        else:
            found += [part for part in re.split(r"[.\-‐‑'’]+", level(word)) if part.isalpha()]
    return tuple(found)


def _parted(name: str) -> tuple[str, str]:
    """Surname and given names; PubMed's short form ("Lichtman JW") has the initials last."""
    if "," in name:
        surname, _, given = name.partition(",")
        return surname, _without_suffix(given.split())
    words = name.split()
    if len(words) > 2:  # "Smith II" has initials
        words = _without_suffix(words).split()
    if len(words) > 1 and _INITIALS.match(words[-1]) and not _INITIALS.match(words[0].rstrip(".")):
        return " ".join(words[:-1]), words[-1]
    first = max(len(words) - 1, 0)
    while first > 1 and level(words[first - 1]) in _PARTICLES:
        first -= 1
    return " ".join(words[first:]), " ".join(words[:first])


def _without_suffix(words: list[str]) -> str:
    return " ".join(word for word in words if level(word).strip(".,") not in _SUFFIXES)


def agreement(one: str, other: str) -> Agreement:
    """How well the given names of two names go together.

    >>> agreement("James Whittington", "J. C. R. Whittington").name
    'PARTLY'
    >>> agreement("Wang Y", "Wang YJ").name, agreement("Wang YL", "Wang YJ").name
    ('PARTLY', 'CONFLICT')
    """
    a, b = given_names(one), given_names(other)
    if any(not _compatible(x, y) for x, y in zip(a, b, strict=False)):
        return Agreement.CONFLICT
    if a and b and len(a[0]) > 1 and a[0] == b[0]:
        return Agreement.FULL
    if len(a) != len(b):
        return Agreement.PARTLY
    return Agreement.INITIALS if len(a) > 1 else Agreement.INITIAL


def _compatible(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
