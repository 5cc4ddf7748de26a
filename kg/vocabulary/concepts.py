"""The concepts of a compiled vocabulary, made when they are asked for.

Of fifty thousand concepts a command needs a handful; making them all costs half a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.model import Concept, ConceptType


class ConceptRow(NamedTuple):
    """A concept as the compiled vocabulary stores it.

    ``hidden`` names serve lookup only; ``weak`` ones, which stand among the others too, need the
    document's support. ``close`` are matches that are not exact; ``source`` and ``licence`` tell of
    what a user has added.
    """

    curie: str
    type: ConceptType
    label: str
    synonyms: Sequence[str]
    abbreviations: Sequence[str]
    is_a: Sequence[str]
    part_of: Sequence[str]
    xrefs: Sequence[str]
    hidden: Sequence[str]
    weak: Sequence[str]
    close: Sequence[str]
    source: str
    licence: str


class Concepts(Mapping[str, Concept]):
    """Concepts by CURIE; those that ``more`` gives are found by CURIE, but not listed."""

    def __init__(self, rows: Sequence[ConceptRow], more: Callable[[str], Concept | None]) -> None:
        self.rows = {row.curie: row for row in rows}
        self._more = more
        self._made: dict[str, Concept] = {}

    def __getitem__(self, curie: str) -> Concept:
        made = self._made.get(curie)
        if made is None and curie not in self.rows:
            made = self._more(curie)
            if made is None:
                raise KeyError(curie)
            self._made[curie] = made
        elif made is None:
            row = self.rows[curie]
            # Checked when the Turtle was compiled; not again at each start.
            made = self._made[curie] = Concept.model_construct(
                curie=row.curie,
                type=row.type,
                label=row.label,
                synonyms=tuple(row.synonyms),
                abbreviations=tuple(row.abbreviations),
                is_a=tuple(row.is_a),
                part_of=tuple(row.part_of),
                xrefs=tuple(row.xrefs),
                source=row.source,
                licence=row.licence,
            )
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)
