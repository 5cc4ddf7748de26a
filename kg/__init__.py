"""NeuroKG: a knowledge graph of the neuroscience literature.

The command line ``kg`` and these few names do the same work::

    from kg import Extractor, lookup, open_store, read_papers

    papers = read_papers("feed.xml")              # kg.model.Paper, one after another
    annotated = Extractor().annotate(papers)      # the same papers with their mentions
    with open_store("my-graph") as store:         # a folder, or a bolt:// address
        store.load(annotated)
    lookup("V4", store="my-graph")                # what the graph knows about a name

Values are defined in :mod:`kg.model`, errors in :mod:`kg.errors`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.cards import lookup
    from kg.extract import Extractor
    from kg.graph import open_store
    from kg.sources import read_papers

__version__ = "0.1.0"
__all__ = ["Extractor", "__version__", "lookup", "open_store", "read_papers"]

# Loaded on first use: `kg --help` must not wait for spaCy or the database driver.
_HOMES = {
    "Extractor": "kg.extract",
    "lookup": "kg.cards",
    "open_store": "kg.graph",
    "read_papers": "kg.sources",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
