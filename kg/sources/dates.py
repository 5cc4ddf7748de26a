"""Dates of records, all in UTC."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar spr", "apr", "may", "jun sum", "jul", "aug", "sep aut fal", "oct",
         "nov", "dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_SEASONS = frozenset({"spr", "sum", "aut", "fal"})
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_NUMBERS_FIRST = re.compile(r"(?<!\d)(?:(\d\d?)([./-]))?(\d\d?)[./-]$")  # and then the year
_NUMBER = re.compile(r"(?<!\d)\d\d?(?!\d)")
_WORD = re.compile(r"[A-Za-z]+")


def utc(text: object, field: str) -> datetime | None:
    """The moment that an ISO 8601 text names; one without a time zone is taken for UTC.

    Raises:
        ValueError: the value of the field is no such text.

    >>> utc("2026-03-07T23:41:26+01:00", "published")
    datetime.datetime(2026, 3, 7, 22, 41, 26, tzinfo=datetime.timezone.utc)
    """
    if text is None or text == "":
        return None
    try:
        date = datetime.fromisoformat(str(text).strip().replace("Z", "+00:00"))
        if not isinstance(text, str):
            raise ValueError
        return date.replace(tzinfo=date.tzinfo or timezone.utc).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        raise ValueError(f"{field}: {text!r} is no date such as 2026-03-07T22:41:26Z") from None


@lru_cache(maxsize=10_000)
def published(text: str) -> datetime:
    """The first day that a date of publication can mean: full, partial, or in words.

    Seasons begin in March, June and September; winter may be of the year before or after, and is
    taken for the beginning of its own. Numbers with dots are day and month; with other marks they
    are what they can be, and where both orders can be, what is earlier.

    Raises:
        ValueError: there is no year from 1600 to 2099 in it.

    >>> [published(text).date().isoformat() for text in ("2019 Spring", "1998 Dec-1999 Jan")]
    ['2019-03-01', '1998-12-01']
    >>> [published(text).date().isoformat() for text in ("1975 Jul 15-30", "2003", "2010-02-31")]
    ['1975-07-15', '2003-01-01', '2010-02-01']
    >>> [published(text).date().isoformat() for text in ("7 Mar 2019", "03.07.2019", "12/25/2019")]
    ['2019-03-07', '2019-07-03', '2019-12-25']
    """
    if compact := _COMPACT.search(text):
        return day(int(compact[1]), int(compact[2]), int(compact[3]))
    year = _YEAR.search(text)
    if not year:
        raise ValueError(f"{text[:100]!r} is no date such as 2019 Mar 7")
    before, after = text[: year.start()], text[year.end() :]
    for part in (before, after):
        if name := _month(part):
            numbers = [] if name in _SEASONS else _NUMBER.findall(part)
            return day(int(year[1]), _MONTHS[name], int(numbers[0]) if numbers else 1)
    numbers = _NUMBER.findall(after)
    if numbers:
        return day(int(year[1]), *map(int, numbers[:2]))
    return day(int(year[1]), *_month_and_day(before))


def _month(part: str) -> str | None:
    """The first word that names a month or a season, cut to three letters."""
    begins = (word[:3].lower() for word in _WORD.findall(part))
    return next((begin for begin in begins if begin in _MONTHS), None)


def _month_and_day(before: str) -> tuple[int, int]:
    """What the numbers before a year mean."""
    found = _NUMBERS_FIRST.search(before)
    if not found:
        return 1, 1
    if not found[1]:
        return int(found[3]), 1
    first, second = int(found[1]), int(found[3])
    if found[2] == ".":
        return (second, first) if second <= 12 else (first, second)
    orders = [(month, day) for month, day in ((first, second), (second, first)) if month <= 12]
    return min(orders, default=(1, 1))


def day(year: int, month: int, number: int = 1) -> datetime:
    """A day in UTC; the first of the month or year where there is no such day or month."""
    try:
        return datetime(year, month, number, tzinfo=timezone.utc)
    except ValueError:
        return datetime(year, month if 1 <= month <= 12 else 1, 1, tzinfo=timezone.utc)


def mailed(text: str) -> datetime:
    """The moment that a date as in e-mail names (RFC 5322), in UTC.

    Raises:
        ValueError: it is none.

    >>> mailed("Mon, 2 Apr 2007 19:18:42 GMT")
    datetime.datetime(2007, 4, 2, 19, 18, 42, tzinfo=datetime.timezone.utc)
    """
    try:
        date = parsedate_to_datetime(text)
        return date.replace(tzinfo=date.tzinfo or timezone.utc).astimezone(timezone.utc)
    except (ValueError, TypeError, IndexError, OverflowError):
        reason = f"{text[:100]!r} is no date such as Mon, 2 Apr 2007 19:18:42 GMT"
        raise ValueError(reason) from None
