"""What the server of a local store does for its administrator, by HTTP on the loopback."""

from __future__ import annotations

import base64
import json
import urllib.request
from typing import Any

_SECONDS = 5.0


def ask(port: int, password: str, command: str) -> Any:
    """The server's answer to a command.

    Raises:
        OSError: the server does not answer, or refuses.
    """
    login = base64.b64encode(f"root:{password}".encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/v1/server",
        data=json.dumps({"command": command}).encode(),
        headers={"Authorization": f"Basic {login}", "Content-Type": "application/json"},
    )
    # a proxy of the environment is not for the loopback
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=_SECONDS) as response:
        return json.load(response).get("result")


def end_query(port: int, password: str, mark: str) -> None:
    """End the queries whose text holds ``mark``.

    Raises:
        OSError: the server does not answer, or refuses.
    """
    for query in ask(port, password, "list queries"):
        if mark in query["text"]:
            ask(port, password, f"terminate query {query['id']}")
