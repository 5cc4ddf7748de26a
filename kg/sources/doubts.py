"""What is wrong with a part of a record that is good as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from kg.model import Deletion, Paper, Reject
from kg.sources.rejects import rejected

T = TypeVar("T")
V = TypeVar("V")
P = TypeVar("P", bound=Paper)


class Doubts:
    """Collects what was left out of one record: ids in the wrong form, odd dates.

    >>> from kg import ids
    >>> doubts = Doubts()
    >>> doubts.read(ids.pmid, "20173001"), doubts.read(ids.doi, "see text")
    ('20173001', None)
    >>> doubts.told
    ["'see text' is no DOI such as 10.1038/nature12373"]
    """

    def __init__(self) -> None:
        self.told: list[str] = []

    def read(self, form: Callable[[V], T], value: V | None) -> T | None:
        """What ``form`` makes of a value; None where it is none, a blank text or a wrong one."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            return form(value)
        except ValueError as error:
            self.told.append(str(error))
            return None

    def each(self, form: Callable[[Any], T], items: Iterable[Any]) -> Iterator[T]:
        """What ``form`` makes of each item, without those that raise ValueError."""
        for item in items:
            try:
                yield form(item)
            except ValueError as error:
                self.told.append(str(error))


def judged(
    make: Callable[[Doubts], Iterable[P | Deletion]],
    origin: str,
    *,
    line: int | None,
    record: Callable[[], str | None],
    raw: Callable[[], str | None],
) -> Iterator[P | Deletion | Reject]:
    """What ``make`` gives, and a reject for what it left out; one for all if it raises ValueError.

    ``record`` and ``raw`` (the id of the record, and the record as read) are asked only then.
    """
    doubts = Doubts()
    try:
        made = list(make(doubts))
    except ValueError as error:
        yield rejected(error, origin, line=line, record=record(), raw=raw())
        return
    yield from made
    for doubt in doubts.told:
        reason = f"{doubt}; the paper is kept without it"
        name = made[0].id if made else record()
        yield rejected(reason, origin, line=line, record=name)
