"""Which lists of works the numbers in answers of the query library count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kg.web.works import Choice

Row = Mapping[str, Any]
#: By question the choice that the column "papers" of a row counts: of ``$parameters`` and columns.
_CHOICES: dict[str, dict[str, Any]] = {
    "datasets-by-use": {"concept": "curie"},
    "datasets-with-concept": {"concept": "$concept", "other": "curie"},
    "mentioned-with": {"concept": "$concept", "other": "curie"},
    "methods-of-region": {"concept": "$region", "parts": True, "other": "curie"},
    "methods-of-region-by-year": {
        "concept": "$region", "parts": True, "other": "curie", "year": "year",
    },
    "not-yet-with": {"concept": "curie"},
    "papers-per-year": {"concept": "$concept", "parts": True, "year": "year"},
    "parts": {"concept": "curie"},
    "people": {"person": "id"},
    "region-by-method": {"concept": "region", "other": "method"},
    "species-of-region": {"concept": "$region", "parts": True, "other": "curie"},
    "top-concepts": {"concept": "curie"},
    "topics-by-papers": {"topic": "topic"},
}  # fmt: skip


def counting(question: str, asked: Mapping[str, Any]) -> Callable[[Row], str | None]:
    """What answers for a row the address of the works that its column "papers" counts, if any.

    >>> counting("parts", {"concept": "UBERON:1"})({"curie": "UBERON:2", "papers": 3})
    '/works?concept=UBERON:2'
    >>> counting("parts", {"concept": "UBERON:1", "minConfidence": 0.9})({"curie": "UBERON:2"})
    """
    choice = _CHOICES.get(question)
    if choice is None or asked.get("minConfidence"):  # lists of works know no confidence
        return lambda row: None

    def value(told: Any, row: Row) -> Any:
        if not isinstance(told, str):
            return told
        return asked[told[1:]] if told.startswith("$") else row[told]

    return lambda row: Choice(**{field: value(told, row) for field, told in choice.items()}).link()
