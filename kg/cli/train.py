"""``kg train``: a recogniser from gold annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options


def train(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Gold JSON Lines files.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.")],
    type: Annotated[
        list[str] | None, typer.Option("--type", help="Learn this type only; may be repeated.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of everything drawn by chance.")] = 0,
    json: options.Json = False,
) -> None:
    """Train the recogniser on annotated texts; equal input gives an equal model.

    A model trained on one corpus alone follows that corpus alone, also in what a name means where
    the texts give ids (curie). Use it with --model. Minutes for a thousand abstracts.

    Example: kg train gold.jsonl -o my-model
    """
    from kg.cli.output import note, print_json, progress
    from kg.extract.recogniser.fit import Settings
    from kg.extract.recogniser.train import train as fit
    from kg.model import CONCEPT_TYPES, concept_type

    wanted = [found for name in type or () if (found := concept_type(name))] or CONCEPT_TYPES
    with progress("Training"):
        recogniser = fit(gold, output, types=wanted, settings=Settings(seed=seed))
    types = list(recogniser.weights.labels.types)
    if json:
        print_json({"model": str(output), "types": types})
    else:
        note(f"{output}: finds {', '.join(types)}; use it with --model {output}")
