"""``kg evaluate``: quality against gold annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.evaluate import Comparison, Evaluation, GoldDocument, Predicted

Annotations = dict[str, list["Predicted"]]


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Gold JSON Lines files.")],
    predicted: Annotated[
        Path | None,
        typer.Option(help="Annotations to score (from `kg extract`), not a new extraction."),
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="Other annotations to compare with, by paired bootstrap.")
    ] = None,
    model: options.Model = None,
    rejects: options.Rejects = None,
    json: options.Json = False,
) -> None:
    """Score extraction against gold: spans, ids, concepts, confidence, the worst documents.

    Only types that the gold files mark are scored. An optional gold mention counts neither way,
    nor does a prediction that touches one. Documents and annotations that cannot be scored as they
    stand are set aside with file, line and id; a document without annotations counts as missed.

    Example: kg evaluate gold.jsonl --json
    """
    from kg.cli.output import print_json
    from kg.cli.setaside import SetAside
    from kg.errors import UsageError
    from kg.evaluate import compare, read_gold
    from kg.evaluate import evaluate as score
    from kg.evaluate.gold import annotated_types
    from kg.evaluate.predicted import read_predicted

    aside = SetAside(rejects or Path("evaluate.rejected.jsonl"))
    documents = list(aside.filter(read_gold(gold)))
    if not documents:
        aside.finish()
        raise UsageError("the gold files hold no document")
    types = annotated_types(documents)
    mine, theirs = (
        dict(aside.filter(read_predicted(path, documents))) if path else None
        for path in (predicted, against)
    )
    if mine is None:
        mine = _extract(documents, model)
    result = score(documents, mine, types)
    comparison = compare(documents, mine, theirs, types) if theirs is not None else None
    if json:
        compared = {"against": comparison.model_dump()} if comparison else {}
        print_json(result.model_dump() | compared)
    else:
        _show(result, comparison)
    aside.finish()


def _extract(documents: Sequence[GoldDocument], model: str | None) -> Annotations:
    from kg.cli.output import counted, progress
    from kg.evaluate.predicted import predictions
    from kg.extract import Extractor

    with progress("Extracting", len(documents)) as advance:
        return dict(counted(predictions(Extractor(model=model), documents), advance))


def _show(result: Evaluation, comparison: Comparison | None) -> None:
    from kg.cli.output import print_table

    rows = []
    for kind, exact in result.exact.items():
        near = result.overlap[kind]
        rows.append(
            (
                kind,
                exact.gold,
                *(getattr(s, k) for s in (exact, near) for k in ("precision", "recall", "f")),
            )
        )
    print_table(
        ("type", "gold", "P", "R", "F exact", "P overlap", "R overlap", "F overlap"),
        rows,
        title=f"{result.documents} documents",
    )
    concepts = result.concepts
    print(f"Concepts per document: P {concepts.precision} R {concepts.recall} F {concepts.f}")
    if result.ids_right is not None:
        print(f"Right ids: {result.ids_right} of {result.ids_judged} matched spans")
    print_table(
        ("confidence", "count", "mean", "right"),
        [(f"{b.low}-{b.high}", b.count, b.confidence, b.right) for b in result.reliability],
        title=f"Calibration (expected error {result.calibration_error})",
    )
    if result.confusion:
        print_table(("confused types", "count"), list(result.confusion.items()))
    print_table(
        ("worst documents", "F", "missed", "spurious"),
        [(d.id, d.f, d.missed, d.spurious) for d in result.worst],
    )
    if comparison:
        c = comparison
        print(
            f"Against the other file: F {c.f} and {c.other}, difference {c.difference} "
            f"(95 % interval {c.low} to {c.high}, p = {c.p})"
        )
