"""What holds for every answer: security headers, ETags by the graph's state, kept answers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from kg import __version__
from kg.errors import StoreError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from kg.web.site import Site

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SECURITY = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_OPEN = ("/api/", "/data/", "/.well-known/", "/id/")  # for pages of other sites to read
_UNKEPT = ("/static/", "/healthz", "/readyz", "/sparql")
_KEPT_ANSWERS = 400
_KEPT_BYTES = 300_000


class SecurityHeaders:
    """Adds the security headers, and lets other sites read what is data."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SECURITY.items():
                    headers.setdefault(name, value)
                is_page = headers.get("content-type", "").startswith("text/html")
                if scope["path"].startswith(_OPEN) or not is_page:
                    headers.setdefault("access-control-allow-origin", "*")
                    headers.setdefault("access-control-expose-headers", "ETag, Link")
            await send(message)

        await self._app(scope, receive, answer)


class Conditional:
    """Answers that depend on the graph alone: an ETag by its state, and the last ones kept."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site
        self._kept: dict[str, list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if (
            scope["type"] != "http"
            or scope["method"] not in {"GET", "HEAD"}
            or scope["path"].startswith(_UNKEPT)
        ):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            state = self._site.seen() or await run_in_threadpool(self._site.state)
        except StoreError:
            await self._app(scope, receive, send)
            return
        asked = (
            state, __version__, scope["raw_path"], scope["query_string"],
            headers.get("accept"), headers.get("host"),
            "gzip" in headers.get("accept-encoding", ""),
        )  # fmt: skip
        tag = f'W/"{hashlib.sha256(repr(asked).encode()).hexdigest()[:24]}"'
        if tag in {part.strip() for part in headers.get("if-none-match", "").split(",")}:
            same = {"etag": tag, "cache-control": "no-cache", "vary": "Accept"}
            await Response(status_code=304, headers=same)(scope, receive, send)
            return
        key = scope["method"] + tag
        if kept := self._kept.get(key):
            for message in kept:
                await send(_copy(message))
            return
        await self._make(scope, receive, send, tag, key)

    async def _make(self, scope: Scope, receive: Receive, send: Send, tag: str, key: str) -> None:
        messages: list[Message] = []

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if message["status"] == 200:
                    headers["etag"] = tag
                    headers.setdefault("cache-control", "no-cache")
                    headers.add_vary_header("Accept")
                else:
                    headers.setdefault("cache-control", "no-store")
            messages.append(_copy(message))
            await send(message)

        await self._app(scope, receive, answer)
        size = sum(len(message.get("body", b"")) for message in messages)
        if messages[0]["status"] == 200 and size <= _KEPT_BYTES:
            while len(self._kept) >= _KEPT_ANSWERS:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = messages


def _copy(message: Message) -> Message:
    """A message of which whoever sends it on may change the headers."""
    copy = dict(message)
    if "headers" in copy:
        copy["headers"] = list(copy["headers"])
    return copy
