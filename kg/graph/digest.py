"""A digest of the whole graph, by which two graphs are compared.

Every node and every relationship is hashed with all its properties, and the hashes are added up:
the sum does not depend on the order in which a store gives them, nor on how it numbers them.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.graph.records import unpack


def digest(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Digests by label and relationship type, and one of all, in hexadecimal.

    Args:
        rows: of ``cypher/digest/``; nodes have no ``type``.
    """
    sums: dict[str, int] = defaultdict(int)
    for row in map(_plain, rows):
        canonical = json.dumps(row, sort_keys=True, ensure_ascii=False)
        kind = row["type"] or row["labels"][0]
        sums[kind] += int.from_bytes(hashlib.sha256(canonical.encode()).digest(), "big")
    parts = {kind: f"{sums[kind] % 2**256:064x}" for kind in sorted(sums)}
    whole = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
    return {"all": whole, **parts}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    properties = {key: value for key, value in row["properties"].items() if value is not None}
    labels = {name: sorted(row[name]) for name in row if "abels" in name}
    if row["type"] is None and "Record" in row["labels"]:
        # Another release of the packer may pack the same content otherwise.
        properties["content"] = unpack(properties["content"], properties["id"]).content
    return {**row, **labels, "properties": properties}
