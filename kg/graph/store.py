"""A graph store: a local folder or a Neo4j server, behind one interface."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from kg.errors import QueryError, StoreError, StoreSchemaError, StoreUnavailable
from kg.graph import library, local
from kg.graph.ahead import ahead
from kg.graph.check import papers_of, problems
from kg.graph.digest import digest
from kg.graph.errors import mapped
from kg.graph.load import BATCH, Loader, LoadReport, batches
from kg.graph.missing import Missing
from kg.graph.readonly import refuse_effects
from kg.graph.records import State, unpack
from kg.model import AnnotatedPaper, Concept, Deletion, Paper, Reject

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

T = TypeVar("T")
P = ParamSpec("P")
SCHEMA_VERSION = 2
_WAITS = (1.0, 2.0, 4.0, 8.0)  # seconds before a store that went away is tried again
_PAGE = 10_000  # ids
_log = logging.getLogger(__name__)
_GRACE_SECONDS = 2.0  # a store that keeps its time limit by itself says so within these
Params = Mapping[str, Any]
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Connection:
    """Connections to a server: one that may write, and a way to one that may only read."""

    driver: Driver
    reader: Callable[[], Driver]
    heartbeat: local.Heartbeat | None = None

    def close(self) -> None:
        """Close it; a local server goes on until it is idle."""
        self.driver.close()
        if self.heartbeat is not None:
            self.heartbeat.stop()


class Store:
    """An open store; close it, or use it as a context manager."""

    def __init__(
        self,
        location: str,
        connect: Callable[[], Connection],
        database: str | None,
    ) -> None:
        self.location = location
        self.is_local = "://" not in location  # a folder with a server of its own
        self._connect = connect
        self._connection = connect()
        self._connecting = threading.Lock()
        self._database = database

    @property
    def _driver(self) -> Driver:
        return self._connection.driver

    def prepare(self) -> None:
        """Make constraints and indexes where they are missing, and check the schema's version.

        Raises:
            StoreSchemaError: the graph's schema is newer than this NeuroKG knows.
        """
        try:
            with self._guarded():
                self._driver.verify_connectivity()
        except ValueError as error:  # what the driver says of a name or port that cannot be
            raise StoreUnavailable(f"{self.location} is no address: {error}") from error
        version = self._version()
        if version > SCHEMA_VERSION:
            raise StoreSchemaError(
                f"the graph at {self.location} has schema {version}, this NeuroKG knows "
                f"{SCHEMA_VERSION}: upgrade neurokg"
            )
        if version < SCHEMA_VERSION:
            with self._turn(), self._driver.session(database=self._database) as session:
                if self._version() < SCHEMA_VERSION:  # nobody else has done it meanwhile
                    _make_schema(session)

    def _version(self) -> int:
        rows = self._rows(library.text("schema/version"), {})
        return int(rows[0]["version"]) if rows else 0

    def load(
        self,
        papers: Iterable[AnnotatedPaper | Deletion],
        concepts: Mapping[str, Concept] | None = None,
    ) -> LoadReport:
        """Load annotated papers; what is there already stays, older versions are ignored.

        Args:
            papers: in any order; each is written whole in one transaction.
            concepts: the vocabulary's concepts by CURIE, for properties and ancestors of those
                that the papers mention; the vocabulary that comes with NeuroKG where not given.

        Raises:
            StoreError: the store fails; what was loaded before stays.
        """
        return Loader(self._write, _or_shipped(concepts)).load(papers)

    def build(
        self,
        records: Iterable[Paper | Deletion | Reject],
        annotate: Callable[
            [Iterable[Paper | Deletion | Reject]], Iterable[AnnotatedPaper | Deletion]
        ],
        run: str,
        concepts: Mapping[str, Concept] | None = None,
    ) -> LoadReport:
        """Load records as their sources give them; those that the graph lacks are annotated.

        Annotating and loading overlap. A build that was interrupted goes on where it was, when it
        is given the same records again.

        Args:
            records: in any number.
            annotate: makes annotated papers of records, in order, and passes on deletions.
            run: id of the run that ``annotate`` makes.
            concepts: as for :meth:`load`.

        Raises:
            StoreError: the store fails; what was loaded before stays.
        """
        missing = Missing(self._states, run)
        loader = Loader(self._write, _or_shipped(concepts))
        with ahead(annotate(missing.of(records)), BATCH) as annotated:
            report = loader.load(annotated, loaded=missing.loaded)
        report.add(missing.report)
        return report

    def refresh(
        self,
        annotate: Callable[[Iterable[Paper]], Iterable[AnnotatedPaper | Deletion]],
        run: str,
        concepts: Mapping[str, Concept] | None = None,
    ) -> LoadReport:
        """Bring the graph up to date with vocabulary and recogniser, from its own records.

        Concepts whose names or parents have changed are written; records that another run has
        annotated are annotated again.

        Args:
            annotate: makes annotated papers of papers.
            run: id of the run that ``annotate`` makes.
            concepts: as for :meth:`load`.
        """
        loader = Loader(self._write, _or_shipped(concepts))
        for ids in self._pages("load/concepts-all"):
            loader.renew(ids)
        stale = (
            paper
            for ids in self._pages("load/records-stale", run=run)
            for paper in self._given(ids)
        )
        with ahead(annotate(stale), BATCH) as annotated:
            return loader.load(annotated, only_held=True)

    def _states(self, ids: list[str]) -> list[State]:
        rows = self._lasting(lambda: self._rows(library.text("load/record-states"), {"ids": ids}))
        return [State(**row) for row in rows]

    def _given(self, ids: list[str]) -> Iterator[Paper]:
        """Records as their sources gave them, without their mentions."""
        fields = set(Paper.model_fields)
        for some in batches(ids, BATCH):
            text = library.text("load/records-held")
            for row in self._lasting(partial(self._rows, text, {"ids": some})):
                annotated = unpack(row["content"], row["id"]).paper
                yield Paper(**{name: getattr(annotated, name) for name in fields})

    def _pages(self, name: str, **params: Any) -> Iterator[list[str]]:
        """Ids in order, a page at a time."""
        after = ""
        while True:
            given = {"after": after, "size": _PAGE, **params}
            rows = self._lasting(partial(self._rows, library.text(name), given))
            if not rows:
                return
            yield [row["id"] for row in rows]
            after = rows[-1]["id"]

    def query(self, name: str, /, **params: Any) -> list[Record]:
        """Rows of a query of the library; parameters with a default may be left out.

        Raises:
            UsageError: there is no such query, or a parameter is missing or unknown.
        """
        found = library.query(name)
        return self._rows(found.text, found.arguments(params))

    def stream(self, name: str, /, **params: Any) -> Iterator[Record]:
        """Rows of a query of the library one after another, in constant memory."""
        found = library.query(name)
        yield from self._stream(found.text, found.arguments(params))

    def cypher(
        self, text: str, params: Params | None = None, *, timeout: float = 30.0, limit: int = 1000
    ) -> list[Record]:
        """Rows of an own query, which can only read; at most ``limit`` in ``timeout`` seconds.

        Raises:
            StoreDenied: the query would do more than read.
            QueryError: it is malformed or takes longer than its limit.
        """
        from neo4j import Query

        if not text.strip():
            raise QueryError("the query is empty")
        refuse_effects(text)
        rows: list[Record] = []
        with (
            self._reader_for(timeout) as reader,
            self._guarded(),
            reader.session(database=self._database, default_access_mode="READ") as session,
        ):
            # The user's text is the query; its values come as parameters.
            result = session.run(Query(text, timeout=timeout), dict(params or {}))
            for record in result:
                rows.append(_plain(record.data()))
                if len(rows) >= limit:
                    reader.close()  # the store need not go through what lies beyond
                    break
        return rows

    def info(self) -> dict[str, Any]:
        """Where and what the store is, and how much it holds."""
        return {
            "location": self.location,
            "kind": "local" if self.is_local else "server",
            "server": self._agent,
            "schema": SCHEMA_VERSION,
            **self.query("summary")[0],
        }

    def digest(self) -> dict[str, str]:
        """A digest of the whole graph, of each label and of each relationship type.

        Graphs of the same content have the same, in whichever store and however they came about.
        """
        texts = (library.text("digest/nodes"), library.text("digest/relationships"))
        return digest(row for text in texts for row in self._stream(text, {}))

    def check(self) -> list[Record]:
        """Everything in the graph that should not be so, as rows ``{"problem", "id"}``.

        Constraints that are missing, offsets that do not fit their text, mentions without a paper,
        a concept or a run, MENTIONS that do not equal the mentions, anything that is there for
        nothing, papers that are not what their records make of them.
        """
        there = self._rows(library.text("schema/constraint-names"), {})
        return list(problems(self, [row["name"] for row in there]))

    def repair(self, concepts: Mapping[str, Concept] | None = None) -> list[Record]:
        """Make again what can be made from the records, and answer what is still wrong.

        Args:
            concepts: as for :meth:`load`.
        """
        found = self.check()
        loader = Loader(self._write, _or_shipped(concepts))
        if any(row["problem"] == "constraint" for row in found):
            with self._turn(), self._driver.session(database=self._database) as session:
                _make_schema(session)
        records = [row["id"] for row in found if row["problem"] == "records"]
        for some in batches(papers_of(found), BATCH):
            text = library.text("load/records-of-papers")
            records += [row["id"] for row in self._rows(text, {"ids": some})]
        loader.clear(found)
        loader.rebuild(records)
        loader.clear(self.check())
        return self.check()

    def close(self) -> None:
        """Close the connections; a local server goes on until it is idle."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @cached_property
    def _agent(self) -> str:
        with self._guarded():
            return self._driver.get_server_info().agent

    @contextmanager
    def _guarded(self) -> Iterator[None]:
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
    def _turn(self) -> Iterator[None]:
        """One load at a time: a server lets the others wait, for a local store this does."""
        others = local.one_load(Path(self.location)) if self.is_local else nullcontext()
        with others, self._guarded():
            yield

    def _write(
        self,
        work: Callable[Concatenate[ManagedTransaction, P], T],
        /,
        *args: P.args,
        **kw: P.kwargs,
    ) -> T:
        """Do a piece of work in one transaction, when it is our turn."""

        def attempt() -> T:
            with self._turn(), self._driver.session(database=self._database) as session:
                return session.execute_write(work, *args, **kw)

        return self._lasting(attempt)

    def _lasting(self, attempt: Callable[[], T]) -> T:
        """What an attempt answers; a server that goes away is given time to come back.

        The attempt is made again, so it must be one that may be made twice.
        """
        for wait in _WAITS:
            used = self._connection
            try:
                return attempt()
            except StoreUnavailable as error:
                if self.is_local and local.is_full(Path(self.location)):
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

    def _reconnect(self, failed: Connection) -> None:
        """Connect anew, starting a local server, unless another thread has done so."""
        with self._connecting:
            if self._connection is failed:
                failed.close()
                self._connection = self._connect()

    def _session(self) -> Session:
        return self._driver.session(database=self._database, default_access_mode="READ")

    @contextmanager
    def _reader_for(self, seconds: float) -> Iterator[Driver]:
        """Connections of a reader, closed when the time is over.

        The local store heeds no time limit of a query; a closed connection ends every wait.
        """
        reader = self._connection.reader()
        over = threading.Event()

        def end() -> None:
            over.set()
            reader.close()

        watch = threading.Timer(seconds + _GRACE_SECONDS, end)
        watch.daemon = True
        watch.start()
        try:
            yield reader
        except StoreUnavailable as error:
            if over.is_set():
                raise QueryError(
                    f"the query took longer than its limit of {seconds:g} s"
                ) from error
            raise
        finally:
            watch.cancel()
            reader.close()

    def _stream(self, text: str, params: Params) -> Iterator[Record]:
        with self._guarded(), self._session() as session:
            for record in session.run(text, dict(params)):
                yield record.data()

    def _rows(self, text: str, params: Params) -> list[Record]:
        with self._guarded(), self._session() as session:
            return [record.data() for record in session.run(text, dict(params))]


def _or_shipped(concepts: Mapping[str, Concept] | None) -> Mapping[str, Concept]:
    if concepts is not None:
        return concepts
    from kg.vocabulary import Vocabulary

    return Vocabulary.load().concepts


def _make_schema(session: Session) -> None:
    for statement in library.text("schema/constraints").split(";"):
        if statement.strip():
            session.run(statement).consume()
    session.run(library.text("schema/set-version"), version=SCHEMA_VERSION).consume()


def _plain(value: Any) -> Any:
    """Values as JSON can hold them: dates and the like as ISO text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return value.iso_format() if hasattr(value, "iso_format") else str(value)
