"""Labels of the sequence model: for each type B, I, L, U (begin, inside, last, unit), and O.

The order is by role, then by type: ``O, U×T, L×T, B×T, I×T``, so that the labels after which a
new mention may start (O, U, L) stand together and roles are slices.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.model import ConceptType


class TokenSpan(NamedTuple):
    """A mention in tokens, half-open: ``words[start:end]``."""

    start: int
    end: int
    type: ConceptType


@dataclass(frozen=True, slots=True)
class Labels:
    """The label set for some types.

    >>> labels = Labels(("BrainRegion", "Species"))
    >>> labels.encode(4, [TokenSpan(0, 1, "Species"), TokenSpan(2, 4, "BrainRegion")])
    ['U-Species', 'O', 'B-BrainRegion', 'L-BrainRegion']
    """

    types: tuple[ConceptType, ...]

    @property
    def names(self) -> list[str]:
        """All labels, by index."""
        return ["O", *(f"{role}-{type_}" for role in "ULBI" for type_ in self.types)]

    def __len__(self) -> int:
        return 1 + 4 * len(self.types)

    def first(self, role: str) -> int:
        """Index of the first label of a role; the types follow in order."""
        return 1 + "ULBI".index(role) * len(self.types)

    def encode(self, length: int, spans: Iterable[TokenSpan]) -> list[str]:
        """Labels of a text of ``length`` words with these non-overlapping spans."""
        labels = ["O"] * length
        for start, end, type_ in spans:
            labels[start:end] = [f"I-{type_}"] * (end - start)
            labels[start], labels[end - 1] = f"B-{type_}", f"L-{type_}"
            if end - start == 1:
                labels[start] = f"U-{type_}"
        return labels

    def allowed(self) -> NDArray[np.bool_]:
        """Matrix ``[from, to]`` of the transitions that make well-formed mentions."""
        names = self.names
        return np.array([[_follows(a, b) for b in names] for a in names])

    def path(self, start: int, end: int, type_index: int) -> Sequence[int]:
        """Label indices along one mention of ``end - start`` words."""
        if end - start == 1:
            return [self.first("U") + type_index]
        inside = [self.first("I") + type_index] * (end - start - 2)
        return [self.first("B") + type_index, *inside, self.first("L") + type_index]


def _follows(a: str, b: str) -> bool:
    if a[0] in "BI":
        return b[0] in "IL" and a[2:] == b[2:]
    return b[0] in "OBU"
