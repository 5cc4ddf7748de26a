"""Parts of JSON records that should be of one type, and may be of any."""

from __future__ import annotations

from typing import Any


def mapping(value: Any) -> dict[str, Any]:
    """An object, empty for null.

    Raises:
        ValueError: it is something else.
    """
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError(f"{str(value)[:60]!r} stands where an object should be")
    return value


def items(value: Any) -> list[Any]:
    """The items of an array, none for null.

    Raises:
        ValueError: it is something else.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise ValueError(f"{str(value)[:60]!r} stands where a list should be")
    return value


def text(value: Any) -> str:
    """A text, empty for what is none.

    >>> text("V4"), text(None), text(5)
    ('V4', '', '')
    """
    return value if isinstance(value, str) else ""
