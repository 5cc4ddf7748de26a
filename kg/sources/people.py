"""Names of people as sources write them, in the order given name, family name."""

from __future__ import annotations

import re

from kg.sources.text import normalise

_BY = re.compile(r" ?(?:, ?and |,| and |;) ?", re.IGNORECASE)
_BRACKETS = re.compile(r"(\([^()]*(?:\([^()]*\)[^()]*)*\))")


def name(given: object, family: object, suffix: object = "") -> str:
    """One name from its parts, any of which may be missing.

    >>> name("Ann", "van der Berg", "Jr")
    'Ann van der Berg Jr'
    """
    parts = (str(part) for part in (given, family, suffix) if part)
    return normalise(" ".join(part for part in parts if part.strip()))


def turned(text: str) -> str:
    """A name written family name first, turned round at its comma.

    >>> turned("van der Berg, Ann"), turned("Berg, Jr, Ann"), turned("The NeuroKG Group")
    ('Ann van der Berg', 'Ann Berg Jr', 'The NeuroKG Group')
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 3:
        return name(parts[2], parts[0], parts[1])
    return name(parts[1], parts[0]) if len(parts) == 2 else normalise(text)


def byline(text: str) -> list[tuple[str, str]]:
    """Names and (in brackets behind them) affiliations of an arXiv author line.

    >>> byline("Ann Lee (MIT, Cambridge), Bo Ek and Cy Day")
    [('Ann Lee', 'MIT, Cambridge'), ('Bo Ek', ''), ('Cy Day', '')]
    """
    people = [["", ""]]
    for number, part in enumerate(_BRACKETS.split(" ".join(text.split()))):
        if number % 2:
            people[-1][1] = normalise(part[1:-1])
        else:
            first, *others = _BY.split(part)
            people[-1][0] += first
            people += [[other, ""] for other in others]
    return [(normalise(who), place) for who, place in people if who.strip()]
