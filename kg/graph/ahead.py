"""Working ahead: one step of a pipeline makes its items while the next still uses earlier ones."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
_POLL_SECONDS = 0.2


@contextmanager
def ahead(items: Iterable[T], size: int) -> Generator[Iterable[T]]:
    """The items, made in a thread of their own, at most ``size`` of them before they are asked for.

    What the items raise is raised to whoever asks for them. At the end the thread has ended, with
    whatever it had open.

    >>> with ahead(range(3), size=2) as numbers:
    ...     list(numbers)
    [0, 1, 2]
    """
    made: queue.Queue[tuple[T] | BaseException | None] = queue.Queue(size)
    over = threading.Event()

    def put(item: tuple[T] | BaseException | None) -> bool:
        while not over.is_set():
            try:
                made.put(item, timeout=_POLL_SECONDS)
            except queue.Full:
                continue
            return True
        return False

    def make() -> None:
        try:
            for item in items:
                if not put((item,)):
                    break
            else:
                put(None)
        except BaseException as error:
            put(error)
        finally:
            if isinstance(items, Generator):
                items.close()

    def taken() -> Iterable[T]:
        while (item := made.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item[0]

    thread = threading.Thread(target=make, daemon=True)
    thread.start()
    try:
        yield taken()
    finally:
        over.set()
        thread.join()
