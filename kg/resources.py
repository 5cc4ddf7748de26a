"""Where the project's data files are: the vocabulary (``ontology/``) and the queries (``cypher/``,
``sparql/``).

In a checkout they stand beside the package, in an installed wheel inside it (``kg/_data``).
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def ontology_dir() -> Path:
    """Folder of the vocabulary's Turtle files."""
    return _folder("ontology")


def cypher_dir() -> Path:
    """Folder of the Cypher queries."""
    return _folder("cypher")


def sparql_dir() -> Path:
    """Folder of the SPARQL queries."""
    return _folder("sparql")
