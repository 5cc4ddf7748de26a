"""Taxa by scientific name, beyond those that are concepts of the vocabulary from the start.

There are more than a million; a text names few. Their names stand sorted in one
compressed table, unpacked when first asked for: a line has name, number, number of the parent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.model import Concept

_NAME = re.compile(r"([A-Z][a-z]+)(?: <[^>]+>)?((?: [a-z-]+){0,2})")
_NO_NAME = re.compile(
    r"\b(?:sp|cf|aff|nr|environmental|unclassified|incertae|hybrid|group|uncultured|[a-z]*symbiont"
    r"|phytoplasma|bacterium|fungus|archaeon|virus|phage|genosp)\b"
)
_ID = re.compile(r"NCBITaxon:(\d+)")


class Taxonomy:
    """The table in a file; an empty one where there is no file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, name: str) -> Concept | None:
        """The taxon of a scientific name, written in full and in its case."""
        table, wanted = self._table, name.encode()
        low, high = 0, len(table)
        while low < high:
            start = table.rfind(b"\n", 0, (low + high) // 2) + 1
            end = table.find(b"\n", start) + 1
            found = table[start : table.find(b"\t", start)]
            if found == wanted:
                return _concept(table[start : end - 1])
            low, high = (end, high) if found < wanted else (low, start)
        return None

    def get(self, curie: str) -> Concept | None:
        """The taxon of a CURIE."""
        if not (match := _ID.fullmatch(curie)):
            return None
        place = self._table.find(f"\t{match[1]}\t".encode())
        if place < 0:
            return None
        start = self._table.rfind(b"\n", 0, place) + 1
        return _concept(self._table[start : self._table.find(b"\n", place)])

    @cached_property
    def _table(self) -> bytes:
        import zstandard

        return zstandard.decompress(self._path.read_bytes()) if self._path.exists() else b""


def _concept(line: bytes) -> Concept:
    label, number, parent = line.decode().split("\t")
    above = (f"NCBITaxon:{parent}",) if parent else ()
    return Concept(curie=f"NCBITaxon:{number}", type="Species", label=label, is_a=above)


def write_taxonomy(path: Path, terms: Mapping[str, Mapping[str, Any]], known: Iterable[str]) -> int:
    """Write the taxa that are not known otherwise; answer how many.

    A name that two taxa bear is left out. A parent is the nearest ancestor that has a name.
    """
    have = set(known)
    names = {
        curie: name
        for curie, term in terms.items()
        if not term["deprecated"] and (name := taxon_name(term["label"]))
    }
    curies: dict[str, list[str]] = {}
    for curie, name in names.items():
        curies.setdefault(name, []).append(curie)
    single = {found[0] for found in curies.values() if len(found) == 1} - have
    lines = []
    for curie in single:
        above = [(d, a) for a, d in terms[curie]["ancestors"].items() if a in have or a in single]
        parent = min(above)[1][10:] if above else ""
        lines.append(f"{names[curie]}\t{curie[10:]}\t{parent}\n".encode())
    import zstandard

    path.write_bytes(zstandard.ZstdCompressor(level=19).compress(b"".join(sorted(lines))))
    return len(lines)


def taxon_name(label: str) -> str | None:
    """The name as texts write it; none of a label that is no proper name.

    >>> taxon_name("Drosophila <flies>"), taxon_name("Mus sp. 3")
    ('Drosophila', None)
    """
    match = _NAME.fullmatch(label)
    return match[1] + match[2] if match and not _NO_NAME.search(label) else None
