"""Dates of records, all in UTC."""

from __future__ import annotations

from datetime import datetime, timezone


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
