"""Extraction in several processes, in order, in bounded memory.

Each worker has an extractor of its own. Records travel in chunks, and only a few chunks are
under way at a time. A record that cannot be annotated becomes a :class:`kg.model.Reject`, also
when it takes its process down.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path

from kg.batches import batches
from kg.errors import UsageError
from kg.extract.extractor import Extractor
from kg.extract.models import find_model
from kg.model import AnnotatedPaper, Deletion, Paper, Reject
from kg.vocabulary.garbage import no_garbage

Record = Paper | Deletion | Reject
Result = AnnotatedPaper | Deletion | Reject

_CHUNK = 100  # records
_AHEAD = 3  # chunks for each worker
_RAW = 10_000  # characters of a record kept in a Reject

_extractor: Extractor | None = None  # of this worker process


def annotate(
    records: Iterable[Record], *, workers: int = 1, model: str | Path | None = None
) -> Iterator[Result]:
    """Annotate papers, in order; deletions and rejects are passed on in their places.

    Raises:
        UsageError: ``workers`` is not positive, or their processes do not start.
        ModelError: there is no such recogniser.
    """
    if workers < 1:
        raise UsageError(f"the number of workers must be positive, not {workers}")
    find_model(model)  # one that is missing is told here, not by every process
    chunks = batches(records, _CHUNK)
    if workers == 1:
        extractor = _made(model)
        try:
            for chunk in chunks:
                yield from annotate_chunk(extractor, chunk)
        finally:
            gc.unfreeze()  # who goes on gets the memory back
    else:
        yield from _in_processes(chunks, workers, model)


def _made(model: str | Path | None) -> Extractor:
    with no_garbage():
        extractor = Extractor(model=model)
    gc.freeze()  # the vocabulary stays: no collection need walk through it
    return extractor


def annotate_chunk(extractor: Extractor, records: Sequence[Record]) -> list[Result]:
    """Annotate some records; those that fail become rejects, the others are not affected."""
    papers = [record for record in records if isinstance(record, Paper)]
    try:
        annotated: Iterator[Result] = iter(list(extractor.annotate(papers)))
    except Exception:  # whatever it is, it belongs to one record: find it
        annotated = (_annotate_one(extractor, paper) for paper in papers)
    return [next(annotated) if isinstance(r, Paper) else r for r in records]


def _annotate_one(extractor: Extractor, paper: Paper) -> Result:
    try:
        [annotated] = extractor.annotate([paper])
    except Exception as error:
        return _reject(paper, f"extraction failed: {type(error).__name__}: {error}")
    return annotated


def _reject(paper: Paper, reason: str) -> Reject:
    raw = paper.model_dump_json(exclude_none=True)[:_RAW]
    return Reject(file=paper.source or "", record=paper.id, reason=reason, raw=raw)


def _in_processes(
    chunks: Iterator[list[Record]], workers: int, model: str | Path | None
) -> Iterator[Result]:
    pool = _pool(workers, model)
    _started(pool)
    waiting: deque[tuple[list[Record], Future[list[Result]]]] = deque()
    try:
        while True:
            for chunk in islice(chunks, workers * _AHEAD - len(waiting)):
                waiting.append((chunk, pool.submit(_work, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                results = list(_one_by_one(chunk, model))
                pool = _pool(workers, model)
                waiting = deque((later, pool.submit(_work, later)) for later, _ in waiting)
            yield from results
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _one_by_one(chunk: Iterable[Record], model: str | Path | None) -> Iterator[Result]:
    """A chunk that may have killed its process: each record alone, to find the one that does."""
    pool = _pool(1, model)
    try:
        for record in chunk:
            try:
                yield from pool.submit(_work, [record]).result()
            except BrokenProcessPool:
                pool = _pool(1, model)
                if isinstance(record, Paper):
                    yield _reject(record, "extraction failed: its process died")
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int, model: str | Path | None) -> ProcessPoolExecutor:
    # "spawn": a fork would copy the threads and connections of whoever calls us
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, initializer=_start, initargs=(model,))


def _started(pool: ProcessPoolExecutor) -> None:
    """Wait for a first process: one that cannot even start says nothing about any record."""
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as error:
        raise UsageError(
            "the worker processes do not start; a script that uses several workers must keep its "
            "code under if __name__ == '__main__'"
        ) from error


def _start(model: str | Path | None) -> None:
    global _extractor  # noqa: PLW0603  one for the life of the process
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _extractor = _made(model)


def _end_with_parent() -> None:
    """A parent that was killed can tell nobody to stop."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _work(chunk: list[Record]) -> list[Result]:
    assert _extractor is not None
    return annotate_chunk(_extractor, chunk)
