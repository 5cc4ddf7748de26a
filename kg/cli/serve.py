"""``kg serve``: the pages, the explorer, the JSON interface and linked data."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from kg.cli import options

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_NAMES = ("127.0.0.1", "localhost", "[::1]")


def serve(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen at; 0 for a free one.")
    ] = 8350,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A host name by which the site is asked, behind a proxy say."),
    ] = None,
    store: options.Store = None,
) -> None:
    """Serve the graph as a site: topic pages, the explorer, a JSON interface, linked data.

    It listens on this machine alone unless --host says otherwise, and only reads. Needs the extra
    web: pip install 'neurokg[web]'.

    Example: kg serve --port 8350
    """
    from importlib.util import find_spec

    from kg import config
    from kg.cli.output import note
    from kg.errors import UsageError
    from kg.graph import check_location

    for package in ("fastapi", "igraph", "jinja2", "uvicorn"):
        if find_spec(package) is None:
            raise UsageError(f"{package} is missing: pip install 'neurokg[web]'")
    place = store or config.store_location()
    check_location(place)
    import uvicorn

    from kg.web import create_app

    hosts = [*(name or ()), *_NAMES]
    if host not in _LOOPBACK:
        note(
            f"warning: listening at {host}: whoever reaches this address can read the whole graph "
            "and ask it questions; there is no password. Put a proxy with one before it."
        )
        hosts = name or ["*"]
    app = create_app(place, hosts)

    class Server(uvicorn.Server):
        """Says where it is when it answers, and Ctrl-C is its own to handle."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            shown = f"[{host}]" if ":" in host else host
            note(f"http://{shown}:{listener.getsockname()[1]}/ (Ctrl-C ends it)")

    server = Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=200,
            timeout_keep_alive=20,
            timeout_graceful_shutdown=5,
        )
    )
    with _listening(host, port) as listener:
        server.run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    from kg.errors import NeuroKGError

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=512)
        # Head and body of an answer are written one after the other; neither is to wait 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        reason = error.strerror or error
        raise NeuroKGError(
            f"cannot listen at {host}, port {port} ({reason}); see --port"
        ) from error
