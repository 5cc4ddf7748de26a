"""A graph store: a local folder or a Neo4j server, behind one interface."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any

from kg.batches import batches
from kg.errors import QueryError, StoreSchemaError, StoreUnavailable
from kg.graph import communities, library, overviews, people
from kg.graph.ahead import ahead
from kg.graph.check import papers_of, problems
from kg.graph.connection import Connections
from kg.graph.decisions import Decision, Kind, decide, decisions
from kg.graph.digest import digest
from kg.graph.load import BATCH, Loader, LoadReport
from kg.graph.missing import Missing
from kg.graph.pages import pages
from kg.graph.people import PeopleReport
from kg.graph.readonly import refuse_effects
from kg.graph.records import State, unpack
from kg.model import AnnotatedPaper, Concept, Deletion, Paper, Reject

if TYPE_CHECKING:
    from neo4j import Driver, Session

SCHEMA_VERSION = 4
_EXTENDABLE = 2  # graphs from this version on lack constraints and overviews only
_PAGE = 10_000  # ids
Params = Mapping[str, Any]
Record = dict[str, Any]


class Store:
    """An open store; close it, or use it as a context manager."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self.location = connections.location
        self.is_local = connections.is_local

    @property
    def _driver(self) -> Driver:
        return self._connections.driver

    @property
    def _database(self) -> str | None:
        return self._connections.database

    def prepare(self) -> None:
        """Make constraints and indexes in an empty graph, and check the schema's version.

        Raises:
            StoreSchemaError: the graph's schema is another than that of this NeuroKG.
        """
        try:
            with self._connections.guarded():
                self._driver.verify_connectivity()
        except ValueError as error:  # what the driver says of a name or port that cannot be
            raise StoreUnavailable(f"{self.location} is no address: {error}") from error
        version = self._version()
        if version > SCHEMA_VERSION:
            raise StoreSchemaError(
                f"the graph at {self.location} has schema {version}, this NeuroKG knows "
                f"{SCHEMA_VERSION}: upgrade neurokg"
            )
        if 0 < version < _EXTENDABLE:
            raise StoreSchemaError(
                f"the graph at {self.location} has schema {version}, this NeuroKG makes "
                f"{SCHEMA_VERSION}: build it again in another place"
            )
        if version < SCHEMA_VERSION:
            with self._connections.turn(), self._driver.session(database=self._database) as session:
                if self._version() < SCHEMA_VERSION:  # nobody else has done it meanwhile
                    _make_schema(session)
            if version:
                overviews.count(self._connections)

    def _version(self) -> int:
        rows = self._connections.rows(library.text("schema/version"), {})
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
        report = self._loader(concepts).load(papers)
        overviews.count(self._connections)
        return report

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
        loader = self._loader(concepts)
        with ahead(annotate(missing.of(records)), BATCH) as annotated:
            report = loader.load(annotated, loaded=missing.loaded)
        report.add(missing.report)
        overviews.count(self._connections)
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
        loader = self._loader(concepts)
        for ids in self._pages("load/concepts-all"):
            loader.renew(ids)
        stale = (
            paper
            for ids in self._pages("load/records-stale", run=run)
            for paper in self._given(ids)
        )
        with ahead(annotate(stale), BATCH) as annotated:
            report = loader.load(annotated, only_held=True)
        overviews.count(self._connections)
        return report

    def _loader(self, concepts: Mapping[str, Concept] | None) -> Loader:
        if concepts is None:
            from kg.vocabulary import Vocabulary

            concepts = Vocabulary.load().concepts
        return Loader(self._connections.write, concepts)

    def _states(self, ids: list[str]) -> list[State]:
        return [State(**row) for row in self._connections.asked("load/record-states", ids=ids)]

    def _given(self, ids: list[str]) -> Iterator[Paper]:
        """Records as their sources gave them, without their mentions."""
        for some in batches(ids, BATCH):
            for row in self._connections.asked("load/records-held", ids=some):
                annotated = unpack(row["content"], row["id"]).paper
                yield Paper(**{name: getattr(annotated, name) for name in Paper.model_fields})

    def _pages(self, name: str, **params: Any) -> Iterator[list[str]]:
        return pages(lambda after: self._connections.asked(name, after=after, size=_PAGE, **params))

    def query(self, name: str, /, **params: Any) -> list[Record]:
        """Rows of a query of the library; parameters with a default may be left out.

        Raises:
            UsageError: there is no such query, or a parameter is missing or unknown.
        """
        found = library.query(name)
        given = found.arguments(params)
        if short := library.answered(name):
            for row in self._connections.rows(short, {**given, "kept": overviews.KEPT}):
                return list(row["rows"])
        return self._connections.rows(found.text, given)

    def stream(self, name: str, /, **params: Any) -> Iterator[Record]:
        """Rows of a query of the library one after another, in constant memory."""
        found = library.query(name)
        yield from self._connections.stream(found.text, found.arguments(params))

    def cypher(
        self,
        text: str,
        params: Params | None = None,
        *,
        timeout: float = 30.0,
        limit: int = 1000,
        size: int | None = None,
    ) -> list[Record]:
        """Rows of an own query, which can only read; at most ``limit`` in ``timeout`` seconds.

        Raises:
            StoreDenied: the query would do more than read.
            QueryError: it is malformed, takes longer than its limit, or answers more than ``size``
                bytes, about.
        """
        if not text.strip():
            raise QueryError("the query is empty")
        refuse_effects(text)
        rows = self._connections.limited(text, params or {}, timeout, limit, size)
        return [_plain(row) for row in rows]

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
        return digest(self.contents())

    def contents(self) -> Iterator[Record]:
        """Every node and relationship with all its properties, in no order and constant memory.

        Rows are those of ``cypher/digest/``; the type of a node is None.
        """
        for name in ("digest/nodes", "digest/relationships"):
            yield from self._connections.stream(library.text(name), {})

    def change(self) -> str | None:
        """A mark that is another one after each change of the graph; None while it is empty.

        Unlike :meth:`digest` it costs nothing, but two graphs of the same content have their own.
        """
        rows = self._connections.rows(library.text("schema/change"), {})
        return rows[0]["change"] if rows else None

    def resolve_people(self) -> PeopleReport:
        """Tell again which authors are one person, from all that the graph holds of them.

        What a user has decided stands. Holds what is known of all authors in memory. Where people
        are others than before, the communities of people go.
        """
        said = self.decisions()
        found = people.groups(self, said)
        gone = self._connections.write(people.write, found)
        overviews.count(self._connections)
        joined = sum(len(group.members) for group in found.groups)
        lost = sum(decision.state != "holds" for decision in said)
        return PeopleReport(found.authors, joined, len(found.groups), lost, gone)

    def decide(self, kind: Kind, one: str, other: str) -> None:
        """Say that two authors are one person ("merge") or two ("split"); it stays said.

        It holds from the next :meth:`resolve_people` on. The authors are found again by name and
        paper where their ids change.

        Raises:
            NotFound: one of the authors is not in the graph.
            UsageError: it contradicts what was said of others, or both stand on one paper.
        """
        self._connections.write(decide, kind, one, other)

    def decisions(self) -> list[Decision]:
        """What was said of authors, whether it holds, and where these authors are today."""
        return decisions(lambda name, **params: self._connections.asked(f"load/{name}", **params))

    def find_communities(self) -> list[Record]:
        """Find communities of people and of concepts again; answers them, the largest first.

        Needs igraph (the extra ``communities``).
        """
        self._connections.write(communities.write, communities.found(self))
        return self.query("communities", limit=1_000_000)

    def check(self) -> list[Record]:
        """Everything in the graph that should not be so, as rows ``{"problem", "id"}``.

        Constraints that are missing, offsets that do not fit their text, mentions without a paper,
        a concept or a run, MENTIONS that do not equal the mentions, anything that is there for
        nothing, papers that are not what their records make of them, overviews of today that do
        not equal what they count.
        """
        there = self._connections.rows(library.text("schema/constraint-names"), {})
        found = list(problems(self, [row["name"] for row in there]))
        return found + list(overviews.problems(self._connections))

    def repair(self, concepts: Mapping[str, Concept] | None = None) -> list[Record]:
        """Make again what can be made from the records, and answer what is still wrong.

        Args:
            concepts: as for :meth:`load`.
        """
        found = self.check()
        if not found:
            overviews.count(self._connections)
            return found
        loader = self._loader(concepts)
        if any(row["problem"] == "constraint" for row in found):
            with self._connections.turn(), self._driver.session(database=self._database) as session:
                _make_schema(session)
        records = [row["id"] for row in found if row["problem"] in {"records", "apart"}]
        for some in batches(papers_of(found), BATCH):
            rows = self._connections.asked("load/records-of-papers", ids=some)
            records += [row["id"] for row in rows]
        loader.clear(found)
        loader.rebuild(records)
        loader.clear(self.check())
        overviews.count(self._connections, anew=True)
        return self.check()

    def close(self) -> None:
        """Close the connections; a local server goes on until it is idle."""
        self._connections.close()

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
        with self._connections.guarded():
            return self._driver.get_server_info().agent


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
