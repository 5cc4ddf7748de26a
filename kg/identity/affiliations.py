"""What an affiliation as authors write it says: the institution, and the domain of an address."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"[\w.+'-]+@((?:[\w-]+\.)+[a-zA-Z]{2,})")
_BEFORE_ADDRESS = re.compile(
    r"(?:electronic address|e-?mail(?: address)?)\s*[:.]?\s*", re.IGNORECASE
)
#: Second-level domains that organisations stand below, where the first level is a country.
_SHARED_LEVELS = frozenset("ac co com edu go gob gov net or org re".split())
#: Anybody has an address there.
_ANYBODY = frozenset(
    "126 163 aol gmail gmx googlemail hotmail icloud live mac mail me msn naver outlook "
    "protonmail qq sina web yahoo yandex".split()
)
_UNIVERSITY = re.compile(
    r"univers|\buniv\b|uniwersyt|yliopisto|polyt[eé][ck]|institutes? of technology|\bETH\b|大学",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"academ|akadem|college|institut|instytut|hospital|h[oô]pital|clinic|medical cent|\bschool\b"
    r"|\bcent(?:er|re|ro)\b|foundation|agency|organi[sz]ation|museum|\bcnrs\b|\binserm\b",
    re.IGNORECASE,
)
#: A part of an institution, or a name that many institutions have.
_UNIT = re.compile(
    r"(?:[\w-]+ )?(?:department|dept|departamento|dipartimento|division|faculty|section|unit)\b"
    r"|(?:research |graduate |medical )?(?:institut\w*|istituto|instytut|cent(?:er|re|ro)|college"
    r"|school|hospital|clinic|academy)(?: (?:of|for|and|at|in|on|de|des|du|di|da|do|für)\b|$)",
    re.IGNORECASE,
)
_UP_TO_UNIVERSITY = re.compile(r"^.*\b(?:of|at|dell['’]) ?(?:the )?(?=(?:[\w'&-]+ )*Universi)")
_CAMPUS = re.compile(r"\b(University of California)(?:,| at\b| -|-)\s*", re.IGNORECASE)


def domains(text: str) -> tuple[str, ...]:
    """The organisations' domains of the e-mail addresses in an affiliation, without those where
    anybody has one.

    >>> domains("University of Oslo, Norway. ann.lee@medisin.uio.no; ann.lee@gmail.com")
    ('uio.no',)
    >>> domains("a@psy.ox.ac.uk"), domains("Oslo, Norway.")
    (('ox.ac.uk',), ())
    """
    found = {_organisation(domain.lower()) for domain in _ADDRESS.findall(text)}
    return tuple(sorted(domain for domain in found if domain.split(".")[0] not in _ANYBODY))


def _organisation(domain: str) -> str:
    labels = domain.split(".")
    shared = len(labels[-1]) == 2 and labels[-2] in _SHARED_LEVELS
    return ".".join(labels[-3 if shared else -2 :])


def institutions(text: str) -> tuple[str, ...]:
    """The institutions of an affiliation, without departments, streets and addresses; the whole of
    it where no part of it is known for one.

    >>> institutions("Department of Physiology, University of Oslo, 0316 Oslo, Norway. a@uio.no")
    ('University of Oslo',)
    >>> institutions("Institute of Zoology, Chinese Academy of Sciences, Beijing 100080, China.")
    ('Chinese Academy of Sciences',)
    >>> institutions("Institute of Neurology, London WC1N, UK"), institutions("a@uio.no")
    (('Institute of Neurology, London, UK',), ())
    """
    text = _BEFORE_ADDRESS.sub("", _ADDRESS.sub("", _CAMPUS.sub(r"\1 ", text)))
    found = (_institution(part) for part in text.split(";"))
    return tuple(dict.fromkeys(name for name in found if name))


def _institution(text: str) -> str:
    parts = [part for part in map(_without_numbers, text.split(",")) if part]
    for kind, place in ((_UNIVERSITY, 0), (_ORGANISATION, -1)):
        known = [_UP_TO_UNIVERSITY.sub("", part) for part in parts if kind.search(part)]
        if named := [part for part in known if not _UNIT.match(part)]:
            return named[place]
    return ", ".join(parts)


def _without_numbers(part: str) -> str:
    """Without house numbers and postal codes; nothing where a number leads, as in a street."""
    words = part.split()
    if len(words) > 2 and words[0].isdigit():
        return ""
    kept = " ".join(word for word in words if not any(c.isdigit() for c in word))
    return kept.strip(" .*†‡§#").removeprefix("The ").removeprefix("the ")
