"""Ids that a query answers in pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any


def pages(ask: Callable[[str], Iterable[Mapping[str, Any]]]) -> Iterator[list[str]]:
    """The ids, a page at a time.

    Args:
        ask: rows with the ids that come after one, in the store's order, and none where there are
            no more. A store may sort all ids for each page, so pages should be large.
    """
    after = ""
    while page := [row["id"] for row in ask(after)]:
        after = page[-1]
        yield page
