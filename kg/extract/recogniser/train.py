"""Training: annotated texts in, a model folder out (needs the ``train`` extra)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.extract.recogniser.encode import Dictionary, Encoder
from kg.extract.recogniser.fit import Settings, fit_crf
from kg.extract.recogniser.gold import OWN, GoldText, read_gold
from kg.extract.recogniser.labels import Labels
from kg.extract.recogniser.recogniser import DATA, Recogniser
from kg.extract.recogniser.weights import Weights
from kg.extract.recogniser.words import Clusters
from kg.model import CONCEPT_TYPES

#: How much a text of another convention counts.
OTHERS = 0.5


def train(
    gold: Iterable[str | Path],
    out: str | Path,
    *,
    types: Sequence[str] = (),
    dictionary: Dictionary | None = None,
    settings: Settings | None = None,
) -> Path:
    """Fit a model to gold files and write it to the folder ``out``.

    Types are those annotated in the files, or ``types`` alone. Where the files follow several
    conventions (their ``source``), the model follows the project's own if it is among them, else
    the most frequent; the others help where they agree.

    Raises:
        UsageError: no annotated mention of a known type in the files.
        ModelError: python-crfsuite is not installed.
        SourceError: a gold file cannot be read.
    """
    paths = [Path(path) for path in gold]
    texts = list(read_gold(paths))
    wanted = set(types or CONCEPT_TYPES)
    present = {span.type for text in texts for span in text.spans} & wanted
    labels = Labels(tuple(type_ for type_ in CONCEPT_TYPES if type_ in present))
    if not labels.types:
        raise UsageError("no annotated mention of a known type in the gold files")
    settings = settings or Settings()
    clusters = Clusters.load(DATA / "clusters.npz")
    about = _about(paths, texts, settings)
    recogniser = Recogniser(fit(texts, labels, dictionary, clusters, settings, about), clusters)
    recogniser.save(out)
    return Path(out)


def fit(
    texts: Sequence[GoldText],
    labels: Labels,
    dictionary: Dictionary | None,
    clusters: Clusters,
    settings: Settings,
    about: Mapping[str, Any],
) -> Weights:
    """Fit the weights; the same texts in the same order give the same weights."""
    followed = followed_convention(texts)
    annotated: dict[str, set[str]] = {}
    for text in texts:
        annotated.setdefault(text.convention, set()).update(span.type for span in text.spans)
    encoder = Encoder(clusters, labels, dictionary, annotated, followed)
    for text in texts:
        encoder.add(text, 1.0 if text.convention == followed else OTHERS)
    values, transitions = fit_crf(
        encoder.sequences(), len(encoder.numbers), labels.allowed(), settings
    )
    return Weights.from_values(labels, encoder.numbers, values, transitions, about)


def followed_convention(texts: Iterable[GoldText]) -> str:
    """The convention that a model trained on these texts follows."""
    counts = Counter(text.convention for text in texts)
    return OWN if OWN in counts else min(counts, key=lambda c: (-counts[c], c))


def _about(paths: Sequence[Path], texts: Sequence[GoldText], settings: Settings) -> dict[str, Any]:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return {
        "follows": followed_convention(texts),
        "texts": dict(sorted(Counter(text.convention for text in texts).items())),
        "gold": [path.name for path in paths],
        "gold_sha256": digest.hexdigest(),
        "settings": asdict(settings),
    }
