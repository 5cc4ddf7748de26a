"""What users may choose, checked: concept types, columns, stores."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import Store


def named_columns(text: str | None) -> dict[str, str] | None:
    """Fields and their columns from ``FIELD=NAME,...``.

    Raises:
        UsageError: a part has no such form.

    >>> named_columns("id=ID,title=Article Title")
    {'id': 'ID', 'title': 'Article Title'}
    """
    from kg.errors import UsageError

    if text is None:
        return None
    pairs = [part.partition("=") for part in text.split(",")]
    for field, _, name in pairs:
        if not field.strip() or not name.strip():
            raise UsageError(f"--columns {text!r}: write FIELD=NAME,... such as id=ID,title=Title")
    return {field.strip(): name.strip() for field, _, name in pairs}


def built_store(given: str | None) -> str:
    """The store to read: a command that only reads makes none.

    Raises:
        NotFound: there is no local store in the folder.
    """
    from kg import config
    from kg.errors import NotFound

    place = given or config.store_location()
    if not _is_built(place):
        raise NotFound(f"no store in {place}; kg build makes one")
    return place


def store_if_built(given: str | None) -> str | None:
    """The store to read if there is one, None if nothing has been built there yet."""
    from kg import config

    place = given or config.store_location()
    return place if _is_built(place) else None


def _is_built(place: str) -> bool:
    return "://" in place or (Path(place) / "databases").is_dir()


def paper_row(graph: Store, text: str) -> dict[str, Any]:
    """What the graph has of a paper, by any of its ids.

    Raises:
        NotFound: it has no such paper.
    """
    from kg.errors import NotFound
    from kg.ids import paper_ids

    for known in paper_ids(text):
        for row in graph.query("paper", id=known):
            return row
    raise NotFound(f"no paper {text!r} in the graph; ids look like arxiv:2603.07369")
