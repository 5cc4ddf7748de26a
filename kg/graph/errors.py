"""The driver's errors as NeuroKG's: what went wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import QueryError, StoreDenied, StoreError, StoreUnavailable


@contextmanager
def mapped(place: str) -> Iterator[None]:
    """Turn what the driver raises into a StoreError; ``place`` names the store."""
    from neo4j import exceptions as driver

    try:
        yield
    except (driver.ServiceUnavailable, driver.SessionExpired) as error:
        raise StoreUnavailable(f"the store at {place} does not answer: {_line(error)}") from error
    except driver.AuthError as error:
        raise StoreDenied(
            f"the store at {place} refuses this user or password (KG_USER, KG_PASSWORD)"
        ) from error
    except (driver.ClientError, driver.DatabaseError, driver.TransientError) as error:
        message = _line(error)
        code = error.code or ""
        if "Security" in code or "not allowed" in message.lower():
            raise StoreDenied(f"the store refuses this: {message}") from error
        if "timed out" in message.lower() or "timeout" in message.lower() or "TimedOut" in code:
            raise QueryError(f"the query took longer than its limit: {message}") from error
        raise QueryError(message) from error
    except driver.DriverError as error:
        raise StoreError(f"the store at {place}: {_line(error)}") from error
    except OSError as error:
        raise StoreUnavailable(f"the store at {place} does not answer: {error}") from error


def _line(error: Exception) -> str:
    message = getattr(error, "message", None) or str(error)
    return " ".join(str(message).split())[:500]
