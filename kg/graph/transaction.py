"""Queries of ``cypher/load/``, run in a transaction."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from kg.graph import library
from kg.graph.rows import Row

if TYPE_CHECKING:
    from neo4j import ManagedTransaction


def ask(tx: ManagedTransaction, name: str, **params: Any) -> list[Row]:
    """The rows that a query answers."""
    return [row.data() for row in tx.run(library.text(f"load/{name}"), params)]


def run(tx: ManagedTransaction, name: str, **params: Any) -> None:
    """Run a query for what it does."""
    tx.run(library.text(f"load/{name}"), params).consume()


def feed(tx: ManagedTransaction, name: str, rows: list[Row]) -> None:
    """Run a query over rows, if there are any."""
    if rows:
        run(tx, name, rows=rows)


def lock(tx: ManagedTransaction, *, counted: bool = False) -> None:
    """Let no other load in until the transaction ends, and mark the graph as changed.

    ``counted`` where the change leaves all as it is that overviews count.
    """
    run(tx, "lock", change=secrets.token_hex(8), counted=counted)
