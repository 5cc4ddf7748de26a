"""The connections of a store: their errors are ours, and a server that went away is waited for."""

from __future__ import annotations

import logging
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from kg.errors import QueryError, StoreError, StoreUnavailable
from kg.graph import library, local
from kg.graph.errors import mapped

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

T = TypeVar("T")
P = ParamSpec("P")
Params = Mapping[str, Any]
Record = dict[str, Any]
_WAITS = (1.0, 2.0, 4.0, 8.0)  # seconds before a store that went away is tried again
_GRACE_SECONDS = 2.0  # a store that keeps its time limit by itself says so within these
_ASKED_AGAIN = 3
_FETCHED = 100  # rows of an own query that a server sends at once
_TAKEN_AWAY = re.compile(r"Record #\d+:\d+ not found")  # the local store reads what is committed
_log = logging.getLogger(__name__)


def _ended_by_closing(mark: str) -> bool:
    """Neo4j ends what a closed connection has asked."""
    return False


def _size(value: Any) -> int:
    """The bytes of a value, about.

    >>> _size({"a": ["bcd", 1]})
    13
    """
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(map(_size, value.keys())) + sum(map(_size, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_size, value))
    return 9


@dataclass(frozen=True, slots=True)
class Connection:
    """Connections to a server: one that may write, and a way to one that may only read.

    A server that does not end a query when its connection is closed comes with a way to do so:
    ``end_query`` is given a text that stands in the query, and answers whether it could.
    ``server`` is that of a local store.
    """

    driver: Driver
    reader: Callable[[], Driver]
    server: local.Server | None = None
    heartbeat: local.Heartbeat | None = None
    end_query: Callable[[str], bool] = _ended_by_closing

    def close(self) -> None:
        """Close it; a local server goes on until it is idle."""
        self.driver.close()
        if self.heartbeat is not None:
            self.heartbeat.stop()


class Connections:
    """Connections to the server of one store, made anew when it has gone and come back.

    Args:
        location: folder or address of the store.
        connect: connects; starts the server of a folder.
        database: of the server; its default where None.
    """

    def __init__(
        self, location: str, connect: Callable[[], Connection], database: str | None
    ) -> None:
        self.location = location
        self.is_local = "://" not in location  # a folder with a server of its own
        self.database = database
        self._connect = connect
        self._connection = connect()
        self._connecting = threading.Lock()

    @property
    def driver(self) -> Driver:
        """Of the account that may write."""
        return self._connection.driver

    def close(self) -> None:
        """Close them; a local server goes on until it is idle."""
        self._connection.close()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Errors of the driver as ours; of a local store's server we know more than it says."""
        try:
            with mapped(self.location):
                yield
        except StoreError as error:
            trouble = local.trouble(Path(self.location)) if self.is_local else None
            if trouble:
                raise type(error)(f"{trouble} ({error})") from error
            raise

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One load at a time: a server lets the others wait, for a local store this does."""
        others = local.one_load(Path(self.location)) if self.is_local else nullcontext()
        with others, self.guarded():
            yield

    def write(
        self,
        work: Callable[Concatenate[ManagedTransaction, P], T],
        /,
        *args: P.args,
        **kw: P.kwargs,
    ) -> T:
        """Do a piece of work in one transaction, when it is our turn."""

        def attempt() -> T:
            with self.turn(), self.driver.session(database=self.database) as session:
                return session.execute_write(work, *args, **kw)

        return self.lasting(attempt)

    def lasting(self, attempt: Callable[[], T]) -> T:
        """What an attempt answers; a server that goes away is given time to come back.

        The attempt is made again, so it must be one that may be made twice.
        """
        for wait in _WAITS:
            used = self._connection
            try:
                return attempt()
            except StoreError as error:
                if not self._is_away(used, error):
                    raise
                _log.warning("%s; trying again in %g s", error, wait)
                time.sleep(wait)
                self._reconnect(used)
        try:
            return attempt()
        except StoreUnavailable as error:
            raise StoreUnavailable(
                f"{error}; what is loaded stays: start the store and run this again"
            ) from error

    def _is_away(self, used: Connection, error: StoreError) -> bool:
        """Whether the server of a connection has gone, and is back already or may come back."""
        if self._connection is not used:
            return True  # another thread has found it gone
        if not self.is_local:
            return isinstance(error, StoreUnavailable)
        folder = Path(self.location)
        return local.running(folder) != used.server and not local.is_full(folder)

    def _reconnect(self, failed: Connection) -> None:
        """Connect anew, starting a local server, unless another thread has done so."""
        with self._connecting:
            if self._connection is failed:
                failed.close()
                self._connection = self._connect()

    def session(self) -> Session:
        """A session that reads."""
        return self.driver.session(database=self.database, default_access_mode="READ")

    def limited(
        self, text: str, params: Params, seconds: float, limit: int, size: int | None = None
    ) -> list[Record]:
        """The first ``limit`` rows of a query of a user; nothing of it goes on afterwards.

        Raises:
            QueryError: it is malformed, takes longer than ``seconds`` or answers more than
                ``size`` bytes.
        """
        from neo4j import Query

        mark = secrets.token_hex(8)
        connection = self._connection
        reader = connection.reader()
        over, ended = threading.Event(), threading.Event()

        def end() -> None:
            over.set()
            # closing under the hands of whoever waits for rows is the last resort
            if not (connection.end_query(mark) and ended.wait(_GRACE_SECONDS)):
                reader.close()

        watch = threading.Timer(seconds + _GRACE_SECONDS, end)
        watch.daemon = True
        watch.start()
        try:
            with (
                self.guarded(),
                reader.session(
                    database=self.database, default_access_mode="READ", fetch_size=_FETCHED
                ) as session,
            ):
                # The user's text is the query; its values come as parameters.
                query = Query(f"{text}\n// {mark}", timeout=seconds)
                result = session.run(query, dict(params))
                rows, answered = [], 0
                for record in islice(result, limit):
                    rows.append(record.data())
                    answered += _size(rows[-1])
                    if size is not None and answered > size:
                        connection.end_query(mark)
                        raise QueryError(f"the answer is larger than {size:,} bytes: ask for less")
                if len(rows) == limit:
                    connection.end_query(mark)
                    reader.close()
            return rows
        except StoreError as error:
            if over.is_set():
                message = f"the query took longer than its limit of {seconds:g} s"
                raise QueryError(message) from error
            raise
        finally:
            watch.cancel()
            ended.set()
            reader.close()

    def stream(self, text: str, params: Params) -> Iterator[Record]:
        """Rows of a query one after another; it answers with values, not with nodes."""
        with self.guarded(), self.session() as session:
            for record in session.run(text, dict(params)):
                # data() looks for nodes in a record, which takes twice as long
                yield dict(zip(record.keys(), record.values(), strict=True))

    def rows(self, text: str, params: Params) -> list[Record]:
        """Rows of a query, asked again where a load takes away what it was about to read."""
        for _ in range(_ASKED_AGAIN):
            try:
                return list(self.stream(text, params))
            except QueryError as error:
                if not _TAKEN_AWAY.search(str(error)):
                    raise
        return list(self.stream(text, params))

    def asked(self, name: str, **params: Any) -> list[Record]:
        """Rows of a file of ``cypher/``, asked again of a server that went away."""
        return self.lasting(lambda: self.rows(library.text(name), params))
