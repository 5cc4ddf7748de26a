"""``kg lookup``: concepts by name."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from kg.cards import ConceptCard

_NAMES = 12  # shown to people; --json has all


def lookup(
    text: Annotated[
        str, typer.Argument(help="A name, a short form, the beginning of one, or a CURIE.")
    ],
    type: options.Type = None,
    limit: Annotated[int, typer.Option(min=1, help="Concepts at most.")] = 10,
    format: options.LinkedData = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Find a concept by any of its names, and show what the graph knows of it.

    A misspelled name finds what is near, an unknown one gets suggestions and leaves with 1.

    With --format, the best match as linked data.

    Examples: kg lookup V4 · kg lookup hippocampus --type BrainRegion --json
    """
    from kg import cards
    from kg.cli.choices import store_if_built
    from kg.cli.output import note, print_json
    from kg.model import concept_type

    place = store_if_built(store)
    found = cards.lookup(text, type=concept_type(type), limit=limit, store=place)
    if format:
        _print_linked(found[0].curie, format, place)
        return
    if json:
        print_json([card.model_dump() for card in found])
        return
    for card in found:
        _show(card)
    if found[0].match == "fuzzy":
        note(f"nothing is called {text!r} exactly; did you mean {found[0].matched}?")


def _print_linked(curie: str, format: str, place: str | None) -> None:
    """A concept as the graph has it, or as the vocabulary does where no paper mentions it."""
    from kg.cli.output import print_resource
    from kg.errors import NotFound
    from kg.graph import open_store
    from kg.rdf.resource import VocabularyRows
    from kg.vocabulary import Vocabulary

    if place:
        with suppress(NotFound), open_store(place) as graph:
            print_resource(graph, curie, format)
            return
    print_resource(VocabularyRows(Vocabulary.load().concepts), curie, format)


def _show(card: ConceptCard) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    console.print(
        Text.assemble((card.label, "bold"), f"  {card.curie}  {card.type}", f"  ({_how(card)})")
    )
    names = [*card.abbreviations, *card.synonyms]
    more = [f"and {len(names) - _NAMES} more"] if len(names) > _NAMES else []
    lines = (
        ("also called", [*names[:_NAMES], *more]),
        *(
            (relation, [f"{p.label} ({p.curie})" for p in card.parents if p.relation == relation])
            for relation in ("is a", "part of")
        ),
        ("same as", card.xrefs),
        ("from", [f"{card.source} ({card.licence})"] if card.source else []),
        ("papers", [str(card.papers)] if card.papers else []),
        ("written by", [f"{a.label} ({a.papers})" for a in card.authors]),
        ("mentioned with", [f"{c.label} ({c.papers})" for c in card.mentioned_with]),
    )
    for name, values in lines:
        if values:
            console.print(Text(f"  {name}: {', '.join(values)}"))


def _how(card: ConceptCard) -> str:
    if card.match in {"exact", "id"}:
        return card.match
    return f"{card.match}: {card.matched}"
