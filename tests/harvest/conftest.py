from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.harvest import Report, Visitor, harvest
from kg.model import Paper
from kg.sources import read
from tests.harvest.server import Server, World, invent

QUERIES = {"arxiv": "ti:neuron", "oai": "cat:q-bio.NC OR cat:hep-th"}
SIZES = {"arxiv": 900, "oai": 1500, "pubmed": 2200, "openalex": 750}
PACE = 1e-5


@dataclass
class Harvester:
    """A server with the papers of one service, and a folder for what is harvested from it."""

    case: str
    server: Server
    folder: Path
    told: list[str] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.server.world

    @property
    def service(self) -> str:
        return "arxiv" if self.case == "oai" else self.case

    @property
    def query(self) -> str:
        return QUERIES.get(self.case, "neurons")

    def run(self, **choices: Any) -> Report:
        if self.case == "oai":
            choices.setdefault("since", date(2020, 1, 1))
        visitor = Visitor(
            "me@example.org",
            key=choices.pop("key", None),
            server=self.server.url,
            pace=PACE,
            told=self.told.append,
        )
        query, folder = choices.pop("query", self.query), choices.pop("folder", self.folder)
        return harvest(self.service, query, folder, visitor, **choices)

    def ids(self, *, round: int | None = None) -> list[str]:
        """Ids of all papers that are read from the folder; nothing there is set aside."""
        files = [self.folder] if round is None else sorted(self.folder.glob(f"*-{round:03}-*"))
        papers = list(read(files))
        assert all(isinstance(paper, Paper) for paper in papers)
        return [paper.id for paper in papers]

    def all_ids(self) -> list[str]:
        """What a complete harvest brings."""
        prefix = {"pubmed": "pmid:", "openalex": "openalex:W"}.get(self.case, "arxiv:")
        arxiv = prefix == "arxiv:"
        return [f"{prefix}{p.arxiv if arxiv else p.number}" for p in self.world.papers]

    def files(self) -> list[tuple[str, bytes]]:
        return [(f.name, f.read_bytes()) for f in sorted(self.folder.glob("*.gz"))]


@pytest.fixture
def of(tmp_path) -> Iterator[Any]:
    """Make a harvester for a case: arxiv, oai, pubmed or openalex."""
    servers: list[Server] = []

    def make(case: str, count: int | None = None) -> Harvester:
        server = Server(invent(count or SIZES[case]))
        servers.append(server.__enter__())
        return Harvester(case, server, tmp_path / "raw")

    yield make
    for server in servers:
        server.__exit__()


@pytest.fixture(params=["arxiv", "oai", "pubmed", "openalex"])
def each(request, of) -> Harvester:
    """One harvester after the other, for what holds for all."""
    return of(request.param)
