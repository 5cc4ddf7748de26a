"""What holds for every answer: security headers, ETags by the graph's state, kept answers."""

from __future__ import annotations

import hashlib
import re
from asyncio import get_running_loop
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from kg import __version__
from kg.errors import StoreError
from kg.web.linked import liked

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
_OPEN = ("/api/v1/", "/.well-known/", "/id/", "/sparql", "/feed.atom", "/sitemap.xml")
_LINKED = ("/paper/", "/concept/", "/person/", "/institution/", "/community/", "/topic/", "/run/")
_SENT = "Accept, Cache-Control, Content-Type, If-None-Match"  # that others may send
_EXPOSED = "ETag, Link, Retry-After, X-Index-Made, X-More, X-SPARQL-MaxRows"
_DATA = ("application/ld+json", "application/n-triples", "text/turtle")
_UNKEPT = ("/static/", "/healthz", "/readyz", "/sparql")
_BY_NAME = ("/search", "/suggest", "/api/v1/search")  # depend on when names were read
_WITH_ADDRESS = ("/api/v1/", "/.well-known/", "/feed.atom", "/sitemap.xml", "/robots.txt")
_ETAG = re.compile(r'"[^"]*"')  # compared weakly: without W/ (RFC 9110, 8.8.3.2)
_KEPT_BYTES = 64_000_000  # of all answers that are kept
_KEPT_LARGEST = 400_000


class Methods:
    """What holds for methods and conditions anywhere (RFC 9110, 9.3 and 13.1.2).

    HEAD is answered as GET would be, without the body; OPTIONS and a refusal tell all methods that
    there are, and OPTIONS what pages of other sites may send; ``If-None-Match: *`` is for who has
    any answer already.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method, is_bare = scope["method"], scope["method"] == "HEAD"
        has_any = Headers(scope=scope).get("if-none-match", "").strip() == "*"
        if is_bare:
            scope = {**scope, "method": "GET"}

        async def answer(message: Message) -> None:
            nonlocal is_bare
            if message["type"] == "http.response.body":
                await send({**message, "body": b""} if is_bare else message)
                return
            headers = MutableHeaders(scope=message)
            if message["status"] == 405:
                headers["allow"] = _allowed(headers.get("allow", ""))
                if method == "OPTIONS":
                    is_bare = True
                    message = _options(scope["path"], headers["allow"])
            elif message["status"] == 200 and has_any and scope["method"] == "GET":
                is_bare = True
                message = {**message, "status": 304, "headers": _without_body(message["headers"])}
            await send(message)

        await self._app(scope, receive, answer)


def _allowed(allow: str) -> str:
    """All methods of a place where the router names some of them; a static file has none named.

    >>> _allowed("GET"), _allowed("POST, GET")
    ('GET, HEAD, OPTIONS', 'GET, HEAD, OPTIONS, POST')
    """
    named = {method.strip() for method in allow.split(",") if method.strip()}
    return ", ".join(sorted({*named, "GET", "HEAD", "OPTIONS"}))


def _options(path: str, allow: str) -> Message:
    """The answer to OPTIONS; where data is open, also to a browser that asks for a page elsewhere.

    Whether such a page may read what it gets is told by the answer itself (``_is_open``).
    """
    headers = MutableHeaders({"allow": allow, **_SECURITY})
    if path.startswith((*_OPEN, *_LINKED)):
        headers["access-control-allow-origin"] = "*"
        headers["access-control-allow-methods"] = allow
        headers["access-control-allow-headers"] = _SENT
        headers["access-control-max-age"] = "86400"
    return {"type": "http.response.start", "status": 204, "headers": headers.raw}


def _without_body(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    of_body = {b"content-encoding", b"content-length", b"content-type"}
    return [(name, value) for name, value in headers if name not in of_body]


class SecurityHeaders:
    """Adds the security headers, and lets pages of other sites read what is data."""

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
                is_same = message["status"] == 304 and scope["path"].startswith(_LINKED)
                if is_same or _is_open(scope["path"], headers.get("content-type", "")):
                    headers.setdefault("access-control-allow-origin", "*")
                    headers.setdefault("access-control-expose-headers", _EXPOSED)
            await send(message)

        await self._app(scope, receive, answer)


def _is_open(path: str, media: str) -> bool:
    """Whether pages of other sites may read an answer: data that is public, and no own query."""
    return media.startswith(_DATA) or (path.startswith(_OPEN) and not media.startswith("text/html"))


class _Kept:
    """The last answers by key, those that were asked for least recently going first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, list[Message]] = OrderedDict()
        self._bytes = 0
        self._state: str | None = None

    def get(self, state: str, key: str) -> list[Message] | None:
        if state != self._state:
            self._answers.clear()
            self._state, self._bytes = state, 0
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def put(self, state: str, key: str, messages: list[Message]) -> None:
        size = _size(messages)
        if state != self._state or size > _KEPT_LARGEST or key in self._answers:
            return
        self._answers[key] = messages
        self._bytes += size
        while self._bytes > _KEPT_BYTES:
            _, oldest = self._answers.popitem(last=False)
            self._bytes -= _size(oldest)


def _size(messages: list[Message]) -> int:
    return sum(len(message.get("body", b"")) for message in messages)


class Conditional:
    """Answers that depend on the graph alone: an ETag by its state, and the last ones kept."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site
        self._kept = _Kept()
        self._looker = ThreadPoolExecutor(1, "state")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_UNKEPT):
            await self._app(scope, receive, send)
            return
        try:
            state = self._site.seen() or await self._look()
        except StoreError:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        tag = self._tag(scope, headers, state)
        if tag.removeprefix("W/") in _ETAG.findall(headers.get("if-none-match", "")):
            same = {"etag": tag, "cache-control": "no-cache", "vary": "Accept-Encoding, Accept"}
            await Response(status_code=304, headers=same)(scope, receive, send)
        elif kept := self._kept.get(state, tag):
            for message in kept:
                await send(_copy(message))
        else:
            await self._make(scope, receive, send, tag, state)

    async def _look(self) -> str:
        """The graph's state, without waiting for a thread that makes a page."""
        return await get_running_loop().run_in_executor(self._looker, self._site.state)

    def _tag(self, scope: Scope, headers: Headers, state: str) -> str:
        """A mark that is another one where the answer may be."""
        path = scope["path"]
        asked = (
            state, self._site.names_state if path.startswith(_BY_NAME) else None,
            __version__, scope["raw_path"], scope["query_string"],
            liked(headers.get("accept", "")),
            headers.get("host") if path.startswith(_WITH_ADDRESS) else None,
            "gzip" in headers.get("accept-encoding", ""),
        )  # fmt: skip
        return f'W/"{hashlib.sha256(repr(asked).encode()).hexdigest()[:24]}"'

    async def _make(self, scope: Scope, receive: Receive, send: Send, tag: str, state: str) -> None:
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

        people = 0 if "kg.warming" in scope else 1
        self._site.waiting += people
        try:
            await self._app(scope, receive, answer)
        finally:
            self._site.waiting -= people
        if messages[0]["status"] == 200:
            self._kept.put(state, tag, messages)


def _copy(message: Message) -> Message:
    """A message of which whoever sends it on may change the headers."""
    copy = dict(message)
    if "headers" in copy:
        copy["headers"] = list(copy["headers"])
    return copy
