"""What a word form looks like to the model: attributes that depend on the word alone.

Each attribute has one weight vector for every place at which the word can stand relative to the
word that is being labelled (``-REACH … REACH``), so that a word form's contribution to its
neighbourhood is computed once and kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from kg.errors import ModelError

#: How many words to each side are seen.
REACH = 3
#: Stands before the first and after the last word of a text.
EDGE = "\n"
#: Granularities of the word clusters, coarse to fine.
CLUSTERINGS = (50, 200, 800, 2500)

_REPEATED = re.compile(r"(.)\1{2,}")
_SHAPE = str.maketrans(
    {chr(c): "x" for c in range(ord("a"), ord("z") + 1)}
    | {chr(c): "X" for c in range(ord("A"), ord("Z") + 1)}
    | {str(d): "d" for d in range(10)}
)


@dataclass(frozen=True, slots=True)
class Clusters:
    """Words grouped by the company they keep (k-means of vectors from unannotated text)."""

    groups: Mapping[str, tuple[int, ...]]

    @classmethod
    def load(cls, path: Path) -> Clusters:
        """Read ``words`` (UTF-8, one a line) and ``clusters`` (words x clusterings) from an npz.

        Raises:
            ModelError: the file is missing or not of this form.
        """
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                words = arrays["words"].tobytes().decode("utf-8").split("\n")
                rows = arrays["clusters"].tolist()
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise ModelError(f"cannot read word clusters {path}: {error}") from error
        return cls(dict(zip(words, map(tuple, rows), strict=True)))

    def save(self, path: Path) -> None:
        """Write what :meth:`load` reads."""
        words = np.frombuffer("\n".join(self.groups).encode("utf-8"), np.uint8)
        groups = np.array(list(self.groups.values()), np.uint16)
        np.savez_compressed(path, words=words, clusters=groups)

    def of(self, word: str) -> tuple[str, ...]:
        """Cluster attributes of a word form, none if it was too rare."""
        groups = self.groups.get(level_numbers(word), ())
        return tuple(f"c{size}={group}" for size, group in zip(CLUSTERINGS, groups, strict=False))


def level_numbers(word: str) -> str:
    """Lower case, with every number the same.

    >>> level_numbers("Cortex"), level_numbers("3.5"), level_numbers("V4")
    ('cortex', '0', 'v4')
    """
    return "0" if word.replace(".", "").isdigit() else word.lower()


def singular(word: str) -> str:
    """Lower case without a plural s; crude, for features only.

    >>> singular("Neurons"), singular("nucleus"), singular("areas")
    ('neuron', 'nucleus', 'area')
    """
    lower = word.lower()
    if len(lower) > 4 and lower.endswith("s") and not lower.endswith(("us", "is", "ss")):
        return lower[:-1]
    return lower


def shape(word: str) -> str:
    """Letters and digits by kind, long runs shortened.

    >>> shape("CA1"), shape("Hippocampus"), shape("3.5")
    ('XXd', 'Xxx', 'd.d')
    """
    return _REPEATED.sub(r"\1\1", word.translate(_SHAPE))


def own_attributes(word: str, clusters: Clusters) -> list[str]:
    """Attributes of the word that is being labelled."""
    lower = word.lower()
    found = [f"w={lower}", f"n={singular(word)}", f"sh={shape(word)}"]
    found += [f"s{k}={lower[-k:]}" for k in (2, 3, 4) if len(lower) > k]
    found += [f"p{k}={lower[:k]}" for k in (3, 4, 5) if len(lower) > k]
    if word.isupper():
        found.append("upper")
    if word[0].isupper():
        found.append("capital")
    return [*found, *clusters.of(word)]


def neighbour_attributes(word: str, clusters: Clusters) -> list[str]:
    """Attributes of a word as seen from one of its neighbours."""
    if word == EDGE:
        return ["edge"]
    lower = word.lower()
    return [f"w={lower}", f"s3={lower[-3:]}", f"sh={shape(word)}", *clusters.of(word)]


def pair_attributes(lowered: Sequence[str], position: int) -> list[str]:
    """Pairs of adjacent words around a position, for training."""
    found = []
    for place, first in enumerate((position - 2, position - 1, position, position + 1)):
        if first >= 0 and first + 1 < len(lowered):
            found.append(f"b{place}:{lowered[first]} {lowered[first + 1]}")
    return found
