"""How two names of the same surname and first initial go together."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "‐": "-", "–": "-"}
)
_SUFFIXES = frozenset("jr sr ii iii iv 2nd 3rd 4th".split())
_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le ter ten el al bin ibn".split()
)
_MOST_INITIALS = 4
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_WORD = re.compile(r"[^\W_][\w-]*")
#: An umlaut that is written out: not after a vowel ("Bauer"), nor at the end ("Xue").
_UMLAUT = re.compile(r"(?<![aeiouyqg])([aou])e(?=[^\Waeiou])")
#: Letters of a short form, and letters that it lacks: Chris and Christopher, not Jan and Jane.
_SHORT_FORM, _LACKING = 3, 3


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
    >>> name_key("Mueller K"), name_key("J. O’Keefe"), name_key("O'Keefe J")
    ('muller k', 'okeefe j', 'okeefe j')
    """
    last, given = _parted(name)
    return " ".join([surname_key(last), *(word[0] for word in _words(given)[:1])]).strip()


@lru_cache(maxsize=100_000)
def surname(name: str) -> str:
    """The surname, levelled.

    >>> surname("van der Berg SK"), surname("James C. R. Whittington")
    ('van der berg', 'whittington')
    """
    return surname_key(_parted(name)[0])


def surname_key(text: str) -> str:
    """A surname alone, levelled: without apostrophes, and umlauts one way however written.

    >>> surname_key("Van Essen"), surname_key("Schröder"), surname_key("Schroeder")
    ('van essen', 'schroder', 'schroder')
    """
    return " ".join(_UMLAUT.sub(r"\1", word) for word in _words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(level(_APOSTROPHES.sub("", text)))


def short_name(name: str) -> str:
    """First initial and surname, as the name writes them.

    >>> short_name("Lee SK"), short_name("Sørensen, Åse-Marie"), short_name("James C. R. Ek")
    ('S. Lee', 'Å. Sørensen', 'J. Ek')
    >>> short_name("van der Berg SK"), short_name("Plato")
    ('S. van der Berg', 'Plato')
    """
    last, given = _parted(name)
    return f"{given[0].upper()}. {last}" if given else last


@lru_cache(maxsize=100_000)
def given_names(name: str) -> tuple[str, ...]:
    """The given names, levelled, initials one letter each.

    >>> given_names("James C. R. Whittington"), given_names("Whittington, James C.R.")
    (('james', 'c', 'r'), ('james', 'c', 'r'))
    >>> given_names("Lichtman JW"), given_names("Jean-Paul Sartre Jr.")
    (('j', 'w'), ('jean', 'paul'))
    """
    found: list[str] = []
    for word in _parted(name)[1].split():
        if _are_initials(word):
            found += [level(letter)[0] for letter in word]
        else:
            found += [part for part in re.split(r"[.\-'’]+", level(word)) if part.isalpha()]
    return tuple(found)


def _are_initials(word: str) -> bool:
    return word.isalpha() and word.isupper() and len(word) <= _MOST_INITIALS


def _parted(name: str) -> tuple[str, str]:
    """Surname and given names; PubMed's short form ("Lichtman JW") has the initials last."""
    name = unicodedata.normalize("NFC", name)
    if "," in name:
        last, _, given = name.partition(",")
        return last, _without_suffix(given.split())
    words = name.split()
    if words and words[0] in _PARTICLES:  # no first name is written small
        given = words.pop() if _are_initials(words[-1]) else ""
        return " ".join(words), given
    if len(words) > 2:  # "Smith II" has initials
        words = _without_suffix(words).split()
    if len(words) > 1 and _are_initials(words[-1]) and not _are_initials(words[0].rstrip(".")):
        return " ".join(words[:-1]), words[-1]
    first = max(len(words) - 1, 0)
    while first > 1 and level(words[first - 1]) in _PARTICLES:
        first -= 1
    return " ".join(words[first:]), " ".join(words[:first])


def _without_suffix(words: list[str]) -> str:
    return " ".join(word for word in words if level(word).strip(".,") not in _SUFFIXES)


@lru_cache(maxsize=100_000)
def agreement(one: str, other: str) -> Agreement:
    """How well the given names of two names go together.

    >>> agreement("James Whittington", "J. C. R. Whittington").name
    'PARTLY'
    >>> agreement("Wang Y", "Wang YJ").name, agreement("Wang YL", "Wang YJ").name
    ('PARTLY', 'CONFLICT')
    >>> agreement("Chris Harvey", "Christopher D. Harvey").name, agreement("Jan Ek", "Jane Ek").name
    ('PARTLY', 'CONFLICT')
    >>> agreement("Guoli Ming", "Guo-li Ming").name, agreement("Guo Ming", "Guo-li Ming").name
    ('FULL', 'PARTLY')
    """
    a, b = given_names(one), given_names(other)
    together = max(_agreement(a, b), _agreement(_as_two(a, b), b), _agreement(a, _as_two(b, a)))
    if together is Agreement.FULL and a != b and _first_name(one) != _first_name(other):
        return Agreement.PARTLY  # Feng and Feng-Yan
    return together


def _agreement(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    if any(not _compatible(x, y) for x, y in zip(one, other, strict=False)):
        return Agreement.CONFLICT
    if one and other and len(one[0]) > 1 and one[0] == other[0]:
        return Agreement.FULL
    if len(one) != len(other) or (one and len(one[0]) > 1 and len(other[0]) > 1):
        return Agreement.PARTLY
    return Agreement.INITIALS if len(one) > 1 else Agreement.INITIAL


def _first_name(name: str) -> str:
    """With all parts that a hyphen joins."""
    return re.sub(r"\W", "", level(_parted(name)[1].split()[0]))


def _compatible(one: str, other: str) -> bool:
    short, long = sorted((_UMLAUT.sub(r"\1", one), _UMLAUT.sub(r"\1", other)), key=len)
    if len(short) == 1 or short == long:
        return short[0] == long[0]
    lacking = len(long) - len(short)
    return len(short) >= _SHORT_FORM and lacking >= _LACKING and long.startswith(short)


def _as_two(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """The first name as two where the others have it so: Guoli as Guo-li."""
    if names and others[1:] and names[0] == "".join(others[:2]):
        return (*others[:2], *names[1:])
    return names
