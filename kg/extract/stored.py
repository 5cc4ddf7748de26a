"""What the steps hand to each other, in the bytes of a spaCy document.

So documents can be stored (``DocBin``, ``doc.to_disk``) and sent between the processes of
``nlp.pipe(…, n_process=2)``; srsly calls these two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from kg.extract.candidates import Definition, Reading, Span

_KEY = "kg.extract"
_KINDS: dict[str, Any] = {kind.__name__: kind for kind in (Definition, Reading, Span)}


def encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """A map for a value of ours; what is not goes down the chain."""
    kind = type(value)
    if _KINDS.get(kind.__name__) is kind:
        return {_KEY: kind.__name__, "of": [getattr(value, f.name) for f in fields(kind)]}
    return chain(value) if chain else value


def decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    """The value that :func:`encode` made a map of."""
    if isinstance(value, dict) and _KEY in value:
        values = (tuple(v) if isinstance(v, list) else v for v in value["of"])
        return _KINDS[value[_KEY]](*values)
    return chain(value) if chain else value
