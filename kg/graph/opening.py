"""Opening a store: a folder of this machine, or a Neo4j server by address."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from kg import config
from kg.errors import StoreDenied, StoreUnavailable, UsageError
from kg.graph import keeper, local
from kg.graph.connection import Connection, Connections
from kg.graph.errors import mapped
from kg.graph.store import Store

if TYPE_CHECKING:
    from neo4j import Driver

_SCHEMES = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")
_CONNECT_SECONDS = 10.0
_RETRY_SECONDS = 5.0  # for which a transaction that failed is tried again before anyone is told
# What the driver logs (retries, connections that we close on purpose) is for who asks for it.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def open_store(
    location: str | Path | None = None, *, user: str | None = None, password: str | None = None
) -> Store:
    """Open a store; a local one is made and its server started if need be.

    Args:
        location: a folder, or a ``bolt://``, ``neo4j://`` or ``neo4j+s://`` address; ``KG_STORE``
            or the default folder where not given.
        user: of a server; from the environment where not given.
        password: of a server; from the environment where not given.

    Raises:
        StoreUnavailable: the store does not answer or cannot be started.
        StoreDenied: wrong user or password.
        StoreSchemaError: a newer NeuroKG wrote the graph.
    """
    place = str(location) if location is not None else config.store_location()
    check_location(place)
    if "://" in place:
        return _open_server(place, user, password)
    return _open_local(Path(place))


def check_location(place: str) -> None:
    """Refuse what can be no location of a store, whether there is one or not.

    Raises:
        UsageError: it is neither a folder nor an address of a server, or holds a password.
    """
    if "://" in place and "@" in place:
        raise UsageError("an address holds no user or password: set KG_USER and KG_PASSWORD")
    if "://" in place and not place.startswith(_SCHEMES):
        raise UsageError(f"a store is a folder or a bolt:// or neo4j:// address, not {place}")


def open_reader(location: str | Path | None = None) -> Store:
    """Open a store for reading alone: a local one as the account that can do nothing else.

    A Neo4j server is asked in reading sessions; give it an account that may only read.

    Raises:
        StoreError: as for :func:`open_store`.
    """
    place = str(location) if location is not None else config.store_location()
    store = open_store(place)  # constraints and the schema's version are seen to
    if not store.is_local:
        return store
    store.close()
    return Store(_connections(Path(place), reading=True))


def _open_server(uri: str, user: str | None, password: str | None) -> Store:
    from_user, from_password = config.credentials()
    secret = password or from_password
    if secret is None:
        raise StoreDenied(f"{uri} needs a password: set KG_PASSWORD or KG_PASSWORD_FILE")

    def reader() -> Driver:
        return _driver(uri, user or from_user, secret)

    return _opened(Connections(uri, lambda: Connection(reader(), reader), None))


def _open_local(folder: Path) -> Store:
    server = local.start(folder)
    try:
        return _connect(folder)
    except StoreUnavailable:
        # It may have ended between our look and our first word; a new one will do.
        local.give_up(server)
        return _connect(folder)


def _connect(folder: Path) -> Store:
    return _opened(_connections(folder))


def _connections(folder: Path, *, reading: bool = False) -> Connections:
    """Those to the server of a local store, as the account that may do all or read alone."""

    def connection() -> Connection:
        server = local.start(folder)

        def reader() -> Driver:
            return _driver(server.uri, server.reader, server.reader_password)

        return Connection(
            reader() if reading else _driver(server.uri, server.user, server.password),
            reader,
            server,
            local.Heartbeat(server),
            lambda mark: local.end_query(server, mark),
        )

    return Connections(str(folder), connection, keeper.DATABASE)


def _driver(uri: str, user: str, password: str) -> Driver:
    from neo4j import GraphDatabase, NotificationMinimumSeverity

    with mapped(uri):
        return GraphDatabase.driver(
            uri,
            auth=(user, password),
            connection_timeout=_CONNECT_SECONDS,
            max_transaction_retry_time=_RETRY_SECONDS,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            user_agent="neurokg",
        )


def _opened(connections: Connections) -> Store:
    store = Store(connections)
    try:
        store.prepare()
    except BaseException:
        store.close()
        raise
    return store
