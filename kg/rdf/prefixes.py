"""What a text needs of the prefix map, and the map as the ``curies`` package has it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.prefixes import BASE, TERMS, prefixes

if TYPE_CHECKING:
    import pyoxigraph as ox
    from curies import Converter

__all__ = ["BASE", "TERMS", "converter", "prefixes", "used_prefixes"]


def used_prefixes(triples: Iterable[ox.Triple], base: str = BASE) -> dict[str, str]:
    """Those of the namespaces that some triples need."""
    nodes = {getattr(term, "datatype", term) for triple in triples for term in triple}
    curies = {converter(base).compress(node.value) for node in nodes}
    used = {curie.partition(":")[0] for curie in curies if curie}
    return {prefix: iri for prefix, iri in prefixes(base).items() if prefix in used}


@lru_cache(maxsize=8)
def converter(base: str = BASE) -> Converter:
    """Between CURIEs and IRIs, by the prefix map; kg.rdf.iris says what local parts may be.

    >>> converter().compress("http://purl.obolibrary.org/obo/UBERON_0002421")
    'UBERON:0002421'
    """
    from curies import Converter

    return Converter.from_prefix_map(prefixes(base))
