"""Names of anatomy outside the nervous system that end as a brain region does: "adrenal cortex".

Source: UBERON v2026-04-01, all terms that the vocabulary has not taken in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

_HEAD = """\
# Names of anatomy outside the nervous system in which a word is no brain region: "adrenal cortex".
# Written by `kg vocab build` from UBERON v2026-04-01; one a line.
"""
_ADJECTIVES = {
    "cortex": "cortical",
    "medulla": "medullary",
    "septum": "septal",
    "ventricle": "ventricular",
}
_DECORATED = re.compile(r"[()\[\];,]| - ")
#: Of the heart, of a cell (GO:0005938), of plants; and things that bear the name of a species.
_ALSO = (
    *("ventricular septal", "ventricular septum", "septal defect"),
    *("cell cortex", "cell cortical", "actin cortex", "actin cortical", "actomyosin cortex"),
    *("root cortex", "root cortical", "stem cortex"),
    *("mammalian target of rapamycin", "bovine serum albumin", "human serum albumin"),
    *("fetal bovine serum", "fetal calf serum", "mouse mammary tumor virus"),
)
_LONGEST = 5  # words
_SHORTEST = 4  # letters of a head noun
_BECOMING = frozenset(["presumptive", "future"])  # the presumptive forebrain is a brain region


def names_elsewhere(
    terms: Mapping[str, Mapping[str, Any]], taken: Collection[str], regions: Collection[str]
) -> list[str]:
    """Such names, in lower case and in order, of the terms of UBERON that are not ``taken``.

    ``regions`` are the one-word names of regions, in lower case.
    """
    return sorted({*_ALSO, *_names(terms, taken, regions)})


def write_elsewhere(path: Path, names: Collection[str]) -> int:
    """Write the names; answer how many."""
    path.write_text(_HEAD + "".join(f"{name}\n" for name in names), encoding="utf-8")
    return len(names)


def _names(
    terms: Mapping[str, Mapping[str, Any]], taken: Collection[str], regions: Collection[str]
) -> Iterator[str]:
    for curie, term in terms.items():
        if term["deprecated"] or curie in taken or not curie.startswith("UBERON:"):
            continue
        for name in {term["label"], *(term.get("synonyms") or ())}:
            words = name.lower().split()
            if _ends_as_region(words, regions) and not _DECORATED.search(name):
                yield " ".join(words)
                if words[-1] in _ADJECTIVES:
                    yield " ".join([*words[:-1], _ADJECTIVES[words[-1]]])


def _ends_as_region(words: list[str], regions: Collection[str]) -> bool:
    """Whether the head noun of a longer name is a region's, and no other word is.

    >>> _ends_as_region("medulla of adrenal gland".split(), {"medulla", "spinal"})
    True
    >>> _ends_as_region("neural crest".split(), {"medulla", "neural"})
    False
    """
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    return (
        1 < len(words) <= _LONGEST
        and len(head) >= _SHORTEST
        and words[0] not in _BECOMING
        and [word for word in words if word in regions] == [head]
    )
