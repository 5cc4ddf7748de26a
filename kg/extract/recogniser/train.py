"""Training: annotated texts in, a model folder out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import UsageError
from kg.extract.candidates import MATCHES, Recognised
from kg.extract.pipeline import BREAKS, build
from kg.extract.recogniser.dictionary import Match
from kg.extract.recogniser.encode import Encoder
from kg.extract.recogniser.fit import Settings, fit_crf
from kg.extract.recogniser.gold import OWN, GoldText, read_gold
from kg.extract.recogniser.labels import Labels, TokenSpan
from kg.extract.recogniser.propagate import propagate
from kg.extract.recogniser.recogniser import DATA, Recogniser
from kg.extract.recogniser.weights import Weights
from kg.extract.recogniser.words import Clusters
from kg.extract.text import Layout
from kg.model import CONCEPT_TYPES, ConceptType
from kg.vocabulary import Vocabulary

#: How much a text of another convention counts.
OTHERS = 0.5
#: Share of a name's marks that show a habit: to mark it again, to mean one concept by it.
_CONSISTENT = 0.8
_OFTEN = 3  # marks of a name before its concept is a habit


def train(
    gold: Iterable[str | Path],
    out: str | Path,
    *,
    types: Collection[ConceptType] = CONCEPT_TYPES,
    vocabulary: Vocabulary | None = None,
    settings: Settings | None = None,
) -> Recogniser:
    """Fit a model to gold files and write it to the folder ``out``; same input, same model.

    Its types are those of ``types`` that are annotated in the files. Where the files follow
    several conventions (their ``source``), the model follows the project's own if it is among
    them, else the most frequent; the others help where they agree. The vocabulary, by default the
    installed one, is an input of the model: what it knows is a hint. A name to which the annotators
    give a concept of the vocabulary, and nearly always the same one, means it to the model too.

    Raises:
        UsageError: no annotated mention of a wanted type in the files.
        SourceError: a gold file cannot be read.
        VocabularyError: the vocabulary is missing or malformed.
    """
    paths = [Path(path) for path in gold]
    texts = list(read_gold(paths))
    present = {span.type for text in texts for span in text.spans}
    labels = Labels(tuple(t for t in CONCEPT_TYPES if t in present and t in types))
    if not labels.types:
        raise UsageError(f"no mention of {', '.join(sorted(types))} in the gold files")
    settings = settings or Settings()
    vocabulary = vocabulary or Vocabulary.load()
    clusters = Clusters.load(DATA / "clusters.npz")
    about = _about(paths, texts, settings) | {"vocabulary": vocabulary.version}
    if concepts := meant_concepts(texts, vocabulary):
        about["concepts"] = concepts
    matches = dictionary_matches(texts, vocabulary)
    recogniser = Recogniser(fit(texts, matches, labels, clusters, settings, about), clusters)
    recogniser.save(out)
    return recogniser


def dictionary_matches(texts: Iterable[GoldText], vocabulary: Vocabulary) -> list[list[Match]]:
    """What the vocabulary finds in each text."""
    nlp = build(vocabulary)
    docs = []
    for text in texts:
        layout = Layout.of([("text", text.text)])
        doc = nlp.make_doc(layout.text)
        doc.user_data[BREAKS] = layout.breaks
        docs.append(doc)
    return [doc.user_data[MATCHES] for doc in nlp.pipe(docs, disable=["kg_linker"])]


def fit(
    texts: Sequence[GoldText],
    matches: Sequence[Iterable[Match]],
    labels: Labels,
    clusters: Clusters,
    settings: Settings,
    about: Mapping[str, Any],
) -> Weights:
    """Fit the weights; ``matches`` are those of the vocabulary in each text."""
    followed = followed_convention(texts)
    about = {**about, "repeats": marks_repeats(t for t in texts if t.convention == followed)}
    annotated: dict[str, set[str]] = {}
    for text in texts:
        annotated.setdefault(text.convention, set()).update(span.type for span in text.spans)
    encoder = Encoder(clusters, labels, annotated, followed)
    random = np.random.default_rng(settings.seed)
    for text, found in zip(texts, matches, strict=True):
        known = _forget(text.words, found, settings.unknown, random)
        encoder.add(text, known, 1.0 if text.convention == followed else OTHERS)
    values, transitions = fit_crf(
        encoder.sequences(), len(encoder.numbers), labels.allowed(), settings
    )
    return Weights.from_values(labels, encoder.numbers, values, transitions, about)


def _forget(
    words: Sequence[str], matches: Iterable[Match], share: float, random: np.random.Generator
) -> list[Match]:
    """The matches without those of some names, everywhere in the text."""
    forgotten: dict[tuple[str, ...], bool] = {}
    kept = []
    for match in matches:
        name = tuple(word.lower() for word in words[match[0] : match[1]])
        if name not in forgotten:
            forgotten[name] = bool(random.random() < share)
        if not forgotten[name]:
            kept.append(match)
    return kept


def meant_concepts(
    texts: Iterable[GoldText], vocabulary: Vocabulary
) -> dict[ConceptType, dict[str, str]]:
    """What annotators mean by a name, by type and lower-cased name: CURIEs of the vocabulary.

    To some "mice" are a genus, to others a species.
    """
    counts: dict[tuple[ConceptType, str], Counter[str]] = {}
    for text in texts:
        for type_, name, curie in text.meant:
            counts.setdefault((type_, name), Counter())[curie] += 1
    concepts: dict[ConceptType, dict[str, str]] = {}
    for (type_, name), marks in sorted(counts.items()):
        curie, most = marks.most_common(1)[0]
        concept = vocabulary.get(curie)
        sure = most >= _OFTEN and most >= _CONSISTENT * marks.total()
        if sure and concept is not None and concept.type == type_:
            concepts.setdefault(type_, {})[name] = concept.curie
    return concepts


def followed_convention(texts: Iterable[GoldText]) -> str:
    """The convention that a model trained on these texts follows."""
    counts = Counter(text.convention for text in texts)
    return OWN if OWN in counts else min(counts, key=lambda c: (-counts[c], c))


def marks_repeats(texts: Iterable[GoldText]) -> bool:
    """Whether the annotators marked a name wherever a text repeats it (WhiteText's did not)."""
    marked = left = 0
    for text in texts:
        first: dict[tuple[str, ...], TokenSpan] = {}
        for span in text.spans:
            first.setdefault(text.words[span.start : span.end], span)
        seeds = sorted(Recognised(*span, 1.0) for span in first.values())
        settled = {i for span in (*text.spans, *text.optional) for i in range(span.start, span.end)}
        for repeat in propagate(text.words, seeds):
            if repeat.score < 1:
                marked += repeat[:3] in text.spans
                left += settled.isdisjoint(range(repeat.start, repeat.end))
    return marked >= _CONSISTENT * (marked + left)


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
