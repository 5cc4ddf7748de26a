"""The application: routes, what holds for every answer, and what errors look like."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from kg import __version__
from kg.web import (
    api,
    asking,
    edges,
    explorer,
    linked,
    lists,
    made,
    people,
    problems,
    searching,
    sparql,
    things,
    topics,
    wellknown,
)
from kg.web.http import Conditional, Methods, SecurityHeaders
from kg.web.site import Site
from kg.web.warm import keep_warm

if TYPE_CHECKING:
    from collections.abc import Sequence

STATIC = Path(__file__).parent / "static"
_PARTS = (topics, things, people, lists, searching, explorer, edges, asking, sparql, made, linked,
          api, wellknown)  # fmt: skip


def create_app(location: str, hosts: Sequence[str] = ("*",)) -> FastAPI:
    """The application over the graph at a location.

    Args:
        location: folder or address of the store; it need not be up yet.
        hosts: names by which the site may be asked. On the loopback these are its names alone, so
            that no page of another site can reach it under a name of its own (DNS rebinding).
    """
    site = Site(location)
    app = FastAPI(
        title="NeuroKG",
        version=__version__,
        description="Works, concepts, people and institutions of a graph of neuroscience.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=_lifespan,
    )
    app.state.site = site
    app.state.host = hosts[0].replace("*", "localhost")
    for part in _PARTS:
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.openapi = cache(lambda: api.description(app))  # type: ignore[method-assign]
    problems.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)
    app.add_middleware(Conditional, site=site)  # outside: what is kept is packed already
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Methods)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    warming = asyncio.create_task(keep_warm(app, app.state.site, app.state.host))
    yield
    warming.cancel()
    await asyncio.gather(warming, return_exceptions=True)  # it may be within a page
    with suppress(Exception):  # a thread may still be using what is closed here
        app.state.site.close()
