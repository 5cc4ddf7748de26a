"""What the pages read: one graph, asked by queries of the library, and the vocabulary."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import StoreError, StoreUnavailable
from kg.graph import library, open_reader
from kg.web.holdings import Holdings
from kg.web.memo import Memo
from kg.web.names import Names
from kg.web.works import last_year

if TYPE_CHECKING:
    from kg.graph import Store
    from kg.vocabulary import Vocabulary

Row = dict[str, Any]
T = TypeVar("T")
_ANSWERS = 500  # rows of queries that are kept
_STATE_SECONDS = 1.0  # for which we trust that the graph is as it was
_NAMES_SECONDS = 30.0  # before names are read again
_RETRY_SECONDS = 2.0  # before a store that is down is tried again
_FIRST_SECONDS = 60.0  # for which we wait until the store is open, the first time
_AGAIN_SECONDS = 1.0  # and when it has gone


class Site:
    """The graph and vocabulary behind the pages; a store that went away is opened again."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._opening = threading.Lock()
        self._attempt: Future[Store] | None = None  # to open the store, or the open store
        self._tried = 0.0
        self._was_open = False
        self._closed = False
        self.waiting = 0  # requests whose page is being made
        self._looking = threading.Lock()
        self._seen: tuple[float, str] | None = None
        self._held: tuple[str, Holdings] | None = None  # with the mark of before it was read
        self._holding = threading.Lock()  # while it is read
        self._answers = Memo[list[Row]](_ANSWERS)
        self._names: tuple[str, float, Names] | None = None  # with their state and time
        self._naming = threading.Lock()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary that comes with NeuroKG."""
        from kg.vocabulary import Vocabulary

        return Vocabulary.load()

    @property
    def store(self) -> Store:
        """The open store.

        Raises:
            StoreError: it cannot be opened; for a short while it is not tried again. One that was
                there and has gone is opened while others are told so.
        """
        with self._opening:
            if self._closed:
                raise StoreUnavailable("the site is closed")
            attempt = self._attempt
            if attempt is None or self._has_failed(attempt):
                attempt = self._attempt = Future()
                threading.Thread(target=self._open, args=(attempt,), daemon=True).start()
            patience = _AGAIN_SECONDS if self._was_open else _FIRST_SECONDS
        try:
            return attempt.result(patience)
        except FutureTimeout as error:  # is TimeoutError from Python 3.11 on
            raise StoreUnavailable(f"the store {self.location} is being opened") from error

    def _has_failed(self, attempt: Future[Store]) -> bool:
        """Whether it is time for another attempt."""
        failed = attempt.done() and attempt.exception() is not None
        return failed and time.monotonic() - self._tried > _RETRY_SECONDS

    def _open(self, attempt: Future[Store]) -> None:
        try:
            if self._was_open and "://" not in self.location and not Path(self.location).is_dir():
                raise StoreUnavailable(f"the folder {self.location} is gone")
            store = open_reader(self.location)
        except Exception as error:
            self._tried = time.monotonic()
            attempt.set_exception(error)
            return
        with self._opening:
            self._was_open = True
            attempt.set_result(store)
            if self._closed:
                store.close()

    def _lost(self, store: Store) -> None:
        """Forget a store that went away, so that the next who asks opens it again."""
        with self._opening:
            attempt = self._attempt
            if attempt and attempt.done() and not attempt.exception() and attempt.result() is store:
                self._attempt = None
        store.close()

    def query(self, name: str, /, **params: Any) -> list[Row]:
        """Rows of a query of the library; do not change them, others get the same.

        Raises:
            StoreError: the store does not answer.
        """
        # ids of all works may be among what is asked for: too long to be kept
        given = hashlib.sha256(repr(sorted(params.items())).encode()).digest()
        key = (self.state(), name, given)
        return self._answers.get(key, lambda: self._rows(name, params))

    def _rows(self, name: str, params: dict[str, Any]) -> list[Row]:
        """Rows from memory where it holds what is asked for, else from the store."""
        if Holdings.can_answer(name):
            with self._holding:  # where it is being read, waiting is quicker than the store
                held = self._held
            if held and held[0] == self.state():
                rows = held[1].answer(name, library.query(name).arguments(params))
                if rows is not None:
                    return rows
        return self._asked(lambda store: store.query(name, **params))

    def hold(self) -> None:
        """Read into memory what questions about thousands of works are answered from.

        Takes a while, so it is for when the graph rests; until then the store is asked, and who
        asks meanwhile waits.
        """
        state = self.state()
        with self._holding:
            if self._held is None or self._held[0] != state:
                self._held = (state, Holdings(self.stream, last_year()))

    def _asked(self, ask: Callable[[Store], T]) -> T:
        """What the store answers, opened again if it went away."""
        for again in (True, False):
            store = self.store
            try:
                with self._until_closed():
                    return ask(store)
            except StoreUnavailable:
                self._lost(store)
                if not again:
                    raise
        raise AssertionError

    @contextmanager
    def _until_closed(self) -> Iterator[None]:
        """Where the site is closed while somebody asks, whatever the driver says is told so."""
        try:
            yield
        except Exception as error:
            if self._closed:
                raise StoreUnavailable("the site is closed") from error
            raise

    def one(self, name: str, /, **params: Any) -> Row | None:
        """The first row of a query, None without one."""
        rows = self.query(name, **params)
        return rows[0] if rows else None

    def stream(self, name: str, /, **params: Any) -> Iterator[Row]:
        """Rows of a query one after another."""
        with self._until_closed():
            yield from self.store.stream(name, **params)

    def state(self) -> str:
        """A mark that differs after each change of the graph, at most a second old."""
        if (seen := self.seen()) is not None:
            return seen
        with self._looking:  # of many who ask, one looks
            if (seen := self.seen()) is None:
                now = time.monotonic()
                seen = self._asked(lambda store: store.change()) or ""
                self._seen = (now, seen)
        return seen

    def seen(self) -> str | None:
        """The mark where it was seen within the last second; without asking the store."""
        if self._seen is None or time.monotonic() - self._seen[0] > _STATE_SECONDS:
            return None
        return self._seen[1]

    @property
    def names_state(self) -> str | None:
        """The mark of the graph when its names were read; None as long as they are not."""
        return self._names and self._names[0]

    def names(self) -> Names:
        """Titles, people and concepts for searching.

        Reading them takes a while, so while the graph changes they are up to a minute behind.
        """
        state = self.state()
        if self._names is None:
            with self._naming:
                if self._names is None:
                    self._read_names(state)
        assert self._names is not None
        known, since, names = self._names
        old = known != state and time.monotonic() - since > _NAMES_SECONDS
        if old and self._naming.acquire(blocking=False):
            threading.Thread(target=self._renew_names, args=(state,), daemon=True).start()
        return names

    def _read_names(self, state: str) -> None:
        self._names = (state, time.monotonic(), Names.of(self.stream))

    def _renew_names(self, state: str) -> None:
        try:
            with suppress(StoreError):  # who asks next tries again
                self._read_names(state)
        finally:
            self._naming.release()

    def close(self) -> None:
        """Close the store for good."""
        with self._opening:
            self._closed = True
            attempt = self._attempt
            if attempt and attempt.done() and not attempt.exception():
                attempt.result().close()
