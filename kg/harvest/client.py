"""One polite visitor: paced, identified, patient where a server stumbles, and not for ever.

Retry-After: RFC 9110, section 10.2.3.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Generic, TypeVar

import httpx

from kg.errors import SourceError

T = TypeVar("T")
Read = Callable[[int, bytes], T]  # status and body to what they say

ATTEMPTS = 6
DOUBTS = 3  # times that an answer of which one may doubt is asked for
LONGEST_WAIT = 15 * 60  # seconds; whoever asks for more is asked again another day
_SLOWEST = 60.0  # seconds between two attempts when the server names no time
_STUMBLES = frozenset({408, 425, 429, 500, 502, 503, 504})
_TIMEOUT = httpx.Timeout(120, connect=20)  # arXiv's OAI-PMH may think for more than a minute


class Broken(Exception):
    """An answer that is none: cut off, an error page, another format. Worth another attempt."""


class Doubtful(Exception, Generic[T]):
    """An answer that may be wrong, such as a page with too few records; taken in the end."""

    def __init__(self, reason: str, value: T) -> None:
        super().__init__(reason)
        self.value = value


class Client:
    """Asks one server, one request at a time. Close it, or use it in a ``with``.

    Args:
        name: of the service, for messages.
        agent: the User-Agent, which says who asks and how to reach them.
        interval: seconds from one request to the next, at least.
        key: sent as ``api_key``; it appears in no message and no log.
        pace: factor for all waiting; less than 1 only for a server of one's own.
        told: gets a line whenever there is a reason to wait.
    """

    def __init__(
        self,
        name: str,
        agent: str,
        *,
        interval: float,
        key: str | None = None,
        pace: float = 1.0,
        timeout: httpx.Timeout = _TIMEOUT,
        sleep: Callable[[float], None] = time.sleep,
        told: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._name = name
        self._interval = interval
        self._key = {"api_key": key} if key else {}
        self._pace = pace
        self._sleep = sleep
        self._told = told
        self._last = float("-inf")
        self._http = httpx.Client(headers={"User-Agent": agent}, timeout=timeout)
        if key:
            logging.getLogger("httpx").addFilter(_names_no_address)

    def close(self) -> None:
        """Close its connections."""
        self._http.close()

    def get(self, url: str, params: Mapping[str, Any], read: Read[T]) -> T:
        """Ask with the parameters in the address; what ``read`` makes of the answer.

        Raises:
            SourceError: no usable answer after :data:`ATTEMPTS`, or one that asks to wait for
                longer than :data:`LONGEST_WAIT`.
        """
        return self._ask(lambda: self._http.get(url, params={**params, **self._key}), read)

    def post(self, url: str, params: Mapping[str, Any], read: Read[T]) -> T:
        """The same with the parameters as a form, which may be long.

        Raises:
            SourceError: as for :meth:`get`.
        """
        return self._ask(lambda: self._http.post(url, data={**params, **self._key}), read)

    def _ask(self, send: Callable[[], httpx.Response], read: Read[T]) -> T:
        for attempt in range(1, ATTEMPTS + 1):
            self._keep_pace()
            said: float | None = None
            try:
                answer = send()
                said = _retry_after(answer)
                if answer.is_redirect:
                    raise SourceError(f"{self._name} has moved to {_place(answer)}; see --server")
                if answer.status_code not in _STUMBLES and (answer.is_success or said is None):
                    return read(answer.status_code, answer.content)
                reason = f"{answer.status_code} {answer.reason_phrase}".strip()
            except (httpx.TransportError, httpx.DecodingError) as error:
                reason = str(error) or type(error).__name__
            except Broken as error:
                reason = str(error)
            except Doubtful as doubt:
                if attempt >= DOUBTS:
                    value: T = doubt.value
                    return value
                reason = str(doubt)
            except httpx.InvalidURL as error:
                raise SourceError(f"{self._name}: no address that can be asked: {error}") from None
            if attempt < ATTEMPTS:
                self._wait(reason, attempt, said)
        raise SourceError(
            f"{self._name} gives no usable answer: {reason}, {ATTEMPTS} times; "
            "run the same command later, it goes on where it stopped"
        )

    def _keep_pace(self) -> None:
        due = self._last + self._interval * self._pace - time.monotonic()
        if due > 0:
            self._sleep(due)
        self._last = time.monotonic()

    def _wait(self, reason: str, attempt: int, said: float | None) -> None:
        if said is not None and said > LONGEST_WAIT:
            raise SourceError(
                f"{self._name} asks to wait {said / 60:,.0f} minutes ({reason}); "
                "run the same command then, it goes on where it stopped"
            )
        jitter = random.uniform(0.5, 1.0)  # noqa: S311 (no secret: many clients, not in step)
        grown = min(_SLOWEST, max(2.0, self._interval) * 2**attempt) * jitter
        seconds = grown if said is None else said
        self._told(f"{self._name}: {reason}; asking again in {seconds:.0f} s")
        self._sleep(seconds * self._pace)


def _retry_after(answer: httpx.Response) -> float | None:
    """Seconds that the server asks to wait, if it says so."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return float(said[:9])
    try:
        then = parsedate_to_datetime(said)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=timezone.utc)
    return max(0.0, (then - datetime.now(timezone.utc)).total_seconds())


def _place(answer: httpx.Response) -> str:
    """Where a redirection leads, without the query, which may hold a key."""
    return str(answer.headers.get("Location", "another place")).partition("?")[0]


def _names_no_address(record: logging.LogRecord) -> bool:
    """Whether a line of httpx's log may be shown: addresses hold keys."""
    return "HTTP Request" not in str(record.msg)
