"""Concept cards: what the vocabulary and the graph together know about a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from kg.model import ConceptType

if TYPE_CHECKING:
    from kg.graph import Store
    from kg.vocabulary import Hit, Vocabulary

__all__ = ["ConceptCard", "Counted", "cards", "lookup"]


class Counted(BaseModel):
    """A concept or person and the number of papers it shares with the card's concept."""

    model_config = ConfigDict(frozen=True)

    id: str
    label: str
    papers: int
    type: str | None = None


class ConceptCard(BaseModel):
    """One match of a lookup: the concept, how well it matches, and its place in the graph."""

    model_config = ConfigDict(frozen=True)

    curie: str
    label: str
    type: ConceptType
    synonyms: tuple[str, ...]
    parents: tuple[Counted, ...] | tuple[str, ...]
    score: float
    match: str
    papers: int
    authors: tuple[Counted, ...] = ()
    mentioned_with: tuple[Counted, ...] = ()
    xrefs: tuple[str, ...] = ()
