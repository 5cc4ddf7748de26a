"""The services that can be harvested: where they are, and how fast one may ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kg import __version__
from kg.errors import UsageError
from kg.harvest.arxiv import ArxivSearch
from kg.harvest.client import Client
from kg.harvest.oai import ArxivOai, sets
from kg.harvest.openalex import OpenAlex
from kg.harvest.page import Source
from kg.harvest.pubmed import PubMed


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and how.

    Attributes:
        email: where the service's people can reach who asks.
        key: of the service, if there is one.
        server: address of another server in the place of the service's own (a mirror, a test).
        pace: factor for all waiting; not 1 only with ``server``.
        told: gets a line whenever there is a reason to wait.
    """

    email: str
    key: str | None = None
    server: str | None = None
    pace: float = 1.0
    told: Callable[[str], None] = lambda line: None

    def __post_init__(self) -> None:
        if not self.email.isascii() or "@" not in self.email or len(self.email.split()) != 1:
            raise UsageError("say who asks: an e-mail address by --email or KG_EMAIL")
        if self.pace != 1.0 and not self.server:
            raise UsageError("waiting can be shortened only for a server of your own (--server)")


@dataclass(frozen=True, slots=True)
class Service:
    """What holds for one service."""

    name: str
    secret: str | None  # environment variable of its key
    interval: float  # seconds from one request to the next
    keyed_interval: float  # the same with a key

    def client(self, visitor: Visitor) -> Client:
        """A client that keeps this service's rules."""
        return Client(
            self.name,
            f"NeuroKG/{__version__} (mailto:{visitor.email})",
            interval=self.keyed_interval if visitor.key else self.interval,
            key=visitor.key,
            pace=visitor.pace,
            told=visitor.told,
        )

    def source(
        self, client: Client, query: str, visitor: Visitor, *, since: date | None, new: bool
    ) -> Source:
        """The question to ask.

        arXiv is asked over OAI-PMH for changes to whole categories, else by its search.
        """
        server = visitor.server.rstrip("/") if visitor.server else None
        if self.name == "pubmed":
            base = server or "https://eutils.ncbi.nlm.nih.gov"
            return PubMed(client, base, query, since=since, new=new, email=visitor.email)
        if self.name == "openalex":
            base = server or "https://api.openalex.org"
            return OpenAlex(client, base, query, since=since, new=new, email=visitor.email)
        if since and not new and sets(query):
            return ArxivOai(client, server or "https://oaipmh.arxiv.org", query, since=since)
        base = server or "https://export.arxiv.org"
        return ArxivSearch(client, base, query, since=since, new=new)


SERVICES = {
    service.name: service
    for service in (
        Service("arxiv", None, 3.0, 3.0),
        Service("pubmed", "NCBI_API_KEY", 0.34, 0.1),
        Service("openalex", "OPENALEX_API_KEY", 1.0, 0.1),
    )
}
