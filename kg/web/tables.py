"""Answers as tables for people: headings in words, ids behind the names of what they are of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_IDS = ("curie", "id", "paper", "topic", "institution", "community")  # whose label is "label"
_NAMES = ("label", "name", "title")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Column(NamedTuple):
    """A column of an answer: its name there, its heading, the column with the id of its things."""

    name: str
    heading: str
    id: str | None


def columns(row: Mapping[str, Any]) -> list[Column]:
    """The columns of an answer by its first row; ids that have a name beside them come last.

    >>> [(c.heading, c.id) for c in columns({"region": "UBERON:1", "regionLabel": "V4", "n": 2})]
    [('region', 'region'), ('n', None), ('region id', None)]
    >>> [(c.heading, c.id) for c in columns({"curie": "UBERON:1", "method": "fMRI", "papers": 2})]
    [('method', 'curie'), ('papers', None), ('id', None)]
    """
    ids = _id_of_names(row)
    found = [Column(name, _heading(name, row, ids), ids.get(name)) for name in row]
    return sorted(found, key=lambda column: column.name in ids.values())


def _id_of_names(row: Mapping[str, Any]) -> dict[str, str]:
    """The column with the id of what a column names."""
    ids = {
        name: base for name in row if (base := name.removesuffix("Label")) != name and base in row
    }
    own = next((id for id in _IDS if id in row), None)
    if own and own not in ids.values():
        texts = [name for name, value in row.items() if isinstance(value, str) and name != own]
        free = [name for name in texts if name not in ids]
        name = next((name for name in _NAMES if name in free), free[0] if free else None)
        if name:
            ids[name] = own
    return ids


def _heading(name: str, row: Mapping[str, Any], ids: Mapping[str, str]) -> str:
    if name in ids.values():
        return "id" if name in _IDS else f"{_words(name)} id"
    base = name.removesuffix("Label")
    return _words(base if base in row else name)


def _words(name: str) -> str:
    return _HUMP.sub(" ", name).lower()
