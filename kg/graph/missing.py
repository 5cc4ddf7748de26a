"""Which records have to be annotated: those that the graph has not got as they are today."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from kg.batches import batches
from kg.graph.load import LoadReport
from kg.graph.records import State, given, is_older, record_id
from kg.model import Deletion, Paper, Reject

_CHUNK = 100  # records asked for at once


class Missing:
    """Lets through the records that the graph lacks, and counts the others.

    Reading goes on while earlier records are still on their way into the graph. What the graph
    says of such a record is not its last word, so it is let through whatever it says.

    Args:
        states: what the graph holds of records, by their ids.
        run: id of the run that a record must be annotated by to count as it is today.
    """

    def __init__(self, states: Callable[[list[str]], Iterable[State]], run: str) -> None:
        self.report = LoadReport()
        self._states = states
        self._run = run
        self._under_way: Counter[str] = Counter()
        self._lock = threading.Lock()

    def of(
        self, records: Iterable[Paper | Deletion | Reject]
    ) -> Iterator[Paper | Deletion | Reject]:
        """The records that are missing, deletions and rejects, in order."""
        for chunk in batches(records, _CHUNK):
            with self._lock:
                uncertain = set(self._under_way)
            papers = [record for record in chunk if isinstance(record, Paper)]
            held = {state.id: state for state in self._states([record_id(p) for p in papers])}
            for record in chunk:
                if isinstance(record, Reject):
                    yield record
                elif record.id in uncertain or not self._is_there(record, held):
                    uncertain.add(record.id)
                    with self._lock:
                        self._under_way[record.id] += 1
                    yield record

    def loaded(self, ids: Iterable[str]) -> None:
        """Some records have reached the graph."""
        with self._lock:
            self._under_way.subtract(ids)
            self._under_way += Counter()  # keeps what is above zero

    def _is_there(self, record: Paper | Deletion, held: dict[str, State]) -> bool:
        state = None if isinstance(record, Deletion) else held.get(record_id(record))
        if isinstance(record, Deletion) or state is None:
            return False
        if state.given == given(record):
            if state.run != self._run:
                return False
            self.report.unchanged += 1
            return True
        if is_older(record, state):
            self.report.ignored += 1
            return True
        return False
