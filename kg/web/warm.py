"""Keeping the pages that most people ask for ready: after the start, and after each load."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from kg.errors import StoreError
from kg.web import links

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message

    from kg.web.site import Site

_LOOK_SECONDS = 5.0  # between looks at the graph; it must have rested for as long
_PAUSE_SECONDS = 0.05  # between looks whether somebody waits for a page
_CONCEPTS = 300  # whose pages are kept ready, and of which so many as topics
_TOPICS = 150
_FRONT = ("/", "/works", "/people", "/concepts", "/institutions", "/explore", "/runs")


async def keep_warm(app: ASGIApp, site: Site, host: str) -> None:
    """Ask for the pages again whenever the graph has changed and rests; never ends.

    At the start it is taken to rest.

    One page at a time, and only while nobody waits for one. They are kept as all answers are, so
    that memory is bounded.
    """
    seen: str | None = None
    warmed: str | None = None
    while True:
        before, seen = seen, await asyncio.to_thread(_state, site)
        rests = seen is not None and (seen == before or warmed is None)
        if rests:
            await asyncio.to_thread(_read, site)
        if rests and seen != warmed:
            warmed = seen
            for address in await asyncio.to_thread(_addresses, site):
                while site.waiting:
                    await asyncio.sleep(_PAUSE_SECONDS)
                if site.seen() not in {None, seen}:
                    break
                await _ask(app, address, host)
        await asyncio.sleep(_LOOK_SECONDS)


def _state(site: Site) -> str | None:
    try:
        return site.state()
    except StoreError:
        return None


def _read(site: Site) -> None:
    """Have read what is of another state: works, and names, which may be too young until later."""
    with suppress(StoreError):
        site.hold()
        site.names()


def _addresses(site: Site) -> list[str]:
    """What most people ask for: the front pages, the topics, the concepts of most works."""
    try:
        topics = [links.node("Topic", row["topic"]) for row in site.query("topics-by-papers")]
        concepts = [row["curie"] for row in site.query("top-concepts", limit=_CONCEPTS)]
    except StoreError:
        return []
    pages = (links.path("concept", id) for id in concepts)
    as_topics = (links.path("topic", id) for id in concepts[:_TOPICS])
    return list(chain(_FRONT, topics[:_TOPICS], pages, as_topics))


async def _ask(app: ASGIApp, address: str, host: str) -> None:
    """Ask as a browser would, within the process."""
    headers = {"host": host, "accept": "text/html", "accept-encoding": "gzip"}
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": unquote(address), "raw_path": address.encode(),
        "query_string": b"", "root_path": "", "server": (host, 80), "client": None,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "kg.warming": True,
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        pass

    with suppress(Exception):  # it is logged where it arises
        await app(scope, receive, send)
