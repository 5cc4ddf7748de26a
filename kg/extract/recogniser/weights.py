"""The weights of a trained model: tables by attribute, and their file.

A model is a folder with ``weights.npz`` (no pickles), ``clusters.npz`` and ``model.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.extract.recogniser.labels import Labels
from kg.extract.recogniser.words import REACH
from kg.model import CONCEPT_TYPES

FORMAT = 1
_NEGLIGIBLE = 0.01
Floats = NDArray[np.float32]

#: Kind of attribute → prefixes of its places in training strings, in the order of the blocks.
PLACES: Mapping[str, tuple[str, ...]] = {
    "word": tuple(str(offset) for offset in range(-REACH, REACH + 1)),
    "mark": ("m-1", "m0", "m1"),
    "pair": ("b0", "b1", "b2", "b3"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of one kind of attribute: ``blocks[rows[attribute]]`` is (places, labels)."""

    rows: Mapping[str, int]
    blocks: NDArray[np.float16]

    def sum(self, attributes: Iterable[str]) -> Floats:
        """Summed block (places, labels) of those attributes that have weights."""
        rows = [row for a in attributes if (row := self.rows.get(a)) is not None]
        return np.asarray(self.blocks[rows].sum(axis=0, dtype=np.float32))


@dataclass(frozen=True, slots=True)
class Weights:
    """All that a linear-chain CRF needs to score label sequences."""

    labels: Labels
    words: Table
    marks: Table
    pairs: Table
    bias: Floats  # (labels,)
    transitions: Floats  # (from, to); forbidden ones are very low
    about: Mapping[str, Any]  # data, settings: what model.json says beside the format

    @classmethod
    def from_values(
        cls,
        labels: Labels,
        numbers: Mapping[str, int],
        values: Floats,
        transitions: Floats,
        about: Mapping[str, Any],
    ) -> Weights:
        """Arrange fitted values (attributes, labels) by kind of attribute and place."""
        kept = np.abs(values).max(axis=1) > _NEGLIGIBLE
        tables = {kind: _collect(kind, numbers, values, kept) for kind in PLACES}
        bias = values[numbers["bias"]]
        return cls(labels, tables["word"], tables["mark"], tables["pair"], bias, transitions, about)

    def save(self, folder: Path) -> None:
        """Write ``weights.npz`` and ``model.json``."""
        arrays: dict[str, NDArray[Any]] = {"bias": self.bias, "transitions": self.transitions}
        for kind, table in (("word", self.words), ("mark", self.marks), ("pair", self.pairs)):
            arrays |= {f"{kind}_{name}": array for name, array in _pack(table).items()}
        np.savez_compressed(folder / "weights.npz", **arrays)
        header = {"format": FORMAT, "types": list(self.labels.types), **self.about}
        text = json.dumps(header, indent=1, ensure_ascii=False)
        (folder / "model.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Weights:
        """Read what :meth:`save` wrote.

        Raises:
            ModelError: a file is missing, damaged, or of another format version.
        """
        try:
            header = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            if header["format"] != FORMAT:
                raise ModelError(
                    f"model {folder} has format {header['format']}, this NeuroKG reads {FORMAT}: "
                    "train it again with kg train"
                )
            if unknown := set(header["types"]) - set(CONCEPT_TYPES):
                raise ModelError(f"model {folder} has types that are not ours: {sorted(unknown)}")
            labels = Labels(tuple(header["types"]))
            about = {key: header[key] for key in header if key not in ("format", "types")}
            with (
                (folder / "weights.npz").open("rb") as file,
                np.load(file, allow_pickle=False) as arrays,
            ):
                words, marks, pairs = (
                    _unpack(kind, arrays, len(labels)) for kind in ("word", "mark", "pair")
                )
                bias, transitions = arrays["bias"], arrays["transitions"]
                return cls(labels, words, marks, pairs, bias, transitions, about)
        except (
            OSError,
            ValueError,
            KeyError,
            TypeError,
            IndexError,
            EOFError,
            BadZipFile,
        ) as error:
            raise ModelError(f"cannot read model {folder}: {error}") from error


def _collect(
    kind: str, numbers: Mapping[str, int], values: Floats, kept: NDArray[np.bool_]
) -> Table:
    places = {prefix: i for i, prefix in enumerate(PLACES[kind])}
    found: dict[str, list[tuple[int, int]]] = {}
    for string, number in numbers.items():
        prefix, _, attribute = string.partition(":")
        if kept[number] and prefix in places:
            found.setdefault(attribute, []).append((places[prefix], number))
    rows = {attribute: row for row, attribute in enumerate(sorted(found))}
    blocks = np.zeros((len(rows), len(places), values.shape[1]), np.float16)
    for attribute, cells in found.items():
        for place, number in cells:
            blocks[rows[attribute], place] = np.where(
                np.abs(values[number]) > _NEGLIGIBLE, values[number], 0
            )
    return Table(rows, blocks)


def _pack(table: Table) -> dict[str, NDArray[Any]]:
    flat = table.blocks.reshape(len(table.rows), -1)
    row, column = np.nonzero(flat)
    return {
        "names": np.frombuffer("\n".join(table.rows).encode("utf-8"), np.uint8),
        "counts": np.bincount(row, minlength=len(table.rows)).astype(np.uint16),
        "columns": column.astype(np.uint8),
        "values": flat[row, column],
    }


def _unpack(kind: str, arrays: Mapping[str, NDArray[Any]], labels: int) -> Table:
    text = arrays[f"{kind}_names"].tobytes().decode("utf-8")
    names = text.split("\n") if text else []
    counts = arrays[f"{kind}_counts"]
    flat = np.zeros((len(names), len(PLACES[kind]) * labels), np.float16)
    flat[np.repeat(np.arange(len(names)), counts), arrays[f"{kind}_columns"]] = arrays[
        f"{kind}_values"
    ]
    rows = {name: row for row, name in enumerate(names)}
    return Table(rows, flat.reshape(len(names), len(PLACES[kind]), labels))
