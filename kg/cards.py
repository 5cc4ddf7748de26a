"""Concept cards: what the vocabulary and the graph together know about a name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from kg.errors import NotFound
from kg.model import ConceptType, concept_type

if TYPE_CHECKING:
    from kg.graph import Store
    from kg.vocabulary import Hit, Vocabulary

__all__ = ["ConceptCard", "Counted", "card", "lookup"]


class Counted(BaseModel):
    """A concept or a name, and the number of papers that it shares with the card's concept."""

    model_config = ConfigDict(frozen=True)

    id: str
    label: str
    papers: int
    type: str | None = None


class Parent(BaseModel):
    """A concept directly above."""

    model_config = ConfigDict(frozen=True)

    curie: str
    label: str
    relation: str  # "is a" or "part of"


class ConceptCard(BaseModel):
    """One match of a lookup: the concept, how well it matches, and its place in the graph.

    ``papers`` and the lists after it are of the graph; zero and empty where no store was given.
    """

    model_config = ConfigDict(frozen=True)

    curie: str
    label: str
    type: ConceptType
    synonyms: tuple[str, ...]
    abbreviations: tuple[str, ...]
    parents: tuple[Parent, ...]
    xrefs: tuple[str, ...]
    score: float
    match: str
    matched: str  # the name that matched
    source: str = ""  # of a concept that the user has added, with its licence
    licence: str = ""
    papers: int = 0
    authors: tuple[Counted, ...] = ()
    mentioned_with: tuple[Counted, ...] = ()


def lookup(
    text: str,
    *,
    type: str | None = None,
    limit: int = 10,
    store: str | Path | None = None,
) -> list[ConceptCard]:
    """Concepts by any of their names or by CURIE, best first, misspellings included.

    Args:
        text: a label, synonym, abbreviation, the beginning of one, or a CURIE, also of another
            vocabulary that has the same concept.
        type: only concepts of this type, in any case ("brainregion").
        limit: cards at most.
        store: the graph that counts papers are taken from; none where not given.

    Raises:
        NotFound: nothing matches; the message has suggestions.
        UsageError: there is no such type.
        StoreError: the store cannot be asked.

    >>> [card.label for card in lookup("V4", limit=1)]
    ['visual area V4']
    """
    from kg.graph import open_store
    from kg.vocabulary import Vocabulary

    wanted = concept_type(type)
    vocabulary = Vocabulary.load()
    hits = vocabulary.search(text, wanted, limit)
    if not hits:
        raise NotFound(_unknown(text.strip(), vocabulary))
    if store is None:
        return [card(hit, vocabulary) for hit in hits]
    with open_store(store) as graph:
        return [card(hit, vocabulary, graph) for hit in hits]


def _unknown(text: str, vocabulary: Vocabulary) -> str:
    """What is said of a text that nothing is called: of an id, that a mapping may have it."""
    from kg.vocabulary.turtle import is_curie

    if is_curie(text) and text[-1].isdigit():
        return f"no concept is known as {text}; a mapping that has it can be added: kg vocab add"
    return f"nothing is called {text!r}{vocabulary.did_you_mean(text)}"


def card(hit: Hit, vocabulary: Vocabulary, store: Store | None = None) -> ConceptCard:
    """The card of one hit."""
    concept = hit.concept
    known = store.query("concept-card", concept=concept.curie)[0] if store else {}
    return ConceptCard(
        curie=concept.curie,
        label=concept.label,
        type=concept.type,
        synonyms=concept.synonyms,
        abbreviations=concept.abbreviations,
        parents=tuple(_parents(hit, vocabulary)),
        xrefs=concept.xrefs,
        score=hit.score,
        match=hit.match,
        matched=hit.surface,
        source=concept.source,
        licence=concept.licence,
        papers=known.get("papers", 0),
        authors=tuple(Counted(**row) for row in known.get("authors", ())),
        mentioned_with=tuple(Counted(**row) for row in known.get("mentionedWith", ())),
    )


def _parents(hit: Hit, vocabulary: Vocabulary) -> list[Parent]:
    relations = [("is a", hit.concept.is_a), ("part of", hit.concept.part_of)]
    return [
        Parent(curie=curie, label=above.label, relation=relation)
        for relation, curies in relations
        for curie in curies
        if (above := vocabulary.get(curie))
    ]
