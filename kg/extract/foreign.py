"""Other people's models in the place of our recogniser, as spaCy components.

``kg_spacy_ner`` runs any spaCy pipeline, ``kg_token_classifier`` a token classifier of Hugging
Face. Both read the document's text with their own tokenizer; what they find is set onto our words.
Their labels become our types by :data:`LABELS`; those that mean none of ours are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.extract.candidates import RECOGNISED, Recognised
from kg.model import CONCEPT_TYPES, ConceptType

#: Labels of CRAFT, JNLPBA, BioNLP13CG, S800, LINNAEUS and of our own types, without case and marks.
LABELS: dict[str, ConceptType] = {
    "taxon": "Species",
    "organism": "Species",
    "animal": "Species",
    "cl": "CellType",
    "cell": "CellType",
    "region": "BrainRegion",
    "anatomy": "BrainRegion",
    "technique": "Method",
    **{name.lower(): name for name in CONCEPT_TYPES},
}
#: A spaCy model does not say how sure it is of an entity.
_UNKNOWN = 0.5


class Found(NamedTuple):
    """An entity in code points of the text, half-open, with the model's own label."""

    start: int
    end: int
    label: str
    score: float


def concept_type(label: str) -> ConceptType | None:
    """The type that a label of another model means, if it means one of ours.

    >>> concept_type("CELL_TYPE"), concept_type("B-Brain region"), concept_type("GGP")
    ('CellType', 'BrainRegion', None)
    """
    return LABELS.get(re.sub(r"[\W_]", "", re.sub(r"^[BILUSE]-", "", label)).lower())


class ForeignRecogniser:
    """A component that takes what a model finds in the text as recognised."""

    def __init__(self, find: Callable[[str], Iterable[Found]]) -> None:
        self._find = find

    def __call__(self, doc: Doc) -> Doc:
        """Leave the entities of our types under ``RECOGNISED``."""
        doc.user_data[RECOGNISED] = list(_recognised(doc, self._find(doc.text)))
        return doc


def _recognised(doc: Doc, found: Iterable[Found]) -> Iterator[Recognised]:
    taken = 0
    for entity in sorted(found):
        type_ = concept_type(entity.label)
        span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
        if type_ and span is not None and span.start >= taken:
            taken = span.end
            yield Recognised(span.start, span.end, type_, entity.score)


@Language.factory("kg_spacy_ner")
def make_spacy_ner(nlp: Language, name: str, model: str) -> ForeignRecogniser:
    """A spaCy pipeline by the name of its package or by its folder."""
    import spacy

    try:
        pipeline = spacy.load(model)
    except (OSError, ValueError, ImportError, AttributeError, TypeError) as error:
        raise ModelError(f"spaCy cannot load {model}: {error}") from error
    labels = {label for pipe in pipeline.pipe_names for label in pipeline.pipe_labels.get(pipe, ())}
    _wanted(model, labels)

    def find(text: str) -> Iterator[Found]:
        pipeline.max_length = max(pipeline.max_length, len(text) + 1)
        for entity in pipeline(text).ents:
            yield Found(entity.start_char, entity.end_char, entity.label_, _UNKNOWN)

    return ForeignRecogniser(find)


@Language.factory("kg_token_classifier")
def make_token_classifier(nlp: Language, name: str, model: str) -> ForeignRecogniser:
    """A token classifier of the Hugging Face hub, or a folder of one, with a fast tokenizer.

    A text longer than the model takes is read in windows that overlap by a quarter.
    """
    try:
        from transformers import pipeline
    except ImportError as error:
        raise ModelError(
            f"hf:{model} needs transformers and torch: pip install 'neurokg[hf]'"
        ) from error
    try:
        loaded: Any = pipeline("token-classification", model)
        tokens = min(loaded.tokenizer.model_max_length, loaded.model.config.max_position_embeddings)
        loaded.tokenizer.model_max_length = tokens  # a tokenizer may not know its model's limit
        classify: Any = pipeline(
            "token-classification",
            loaded.model,
            tokenizer=loaded.tokenizer,
            aggregation_strategy="simple",
            stride=tokens // 4,
        )
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"transformers cannot load {model}: {error}") from error
    _wanted(model, classify.model.config.label2id)

    def find(text: str) -> Iterator[Found]:
        for entity in classify(text):
            yield Found(
                entity["start"], entity["end"], entity["entity_group"], float(entity["score"])
            )

    return ForeignRecogniser(find)


def _wanted(model: str, labels: Iterable[str]) -> None:
    if not any(map(concept_type, labels)):
        shown = ", ".join(sorted(labels)) or "none"
        raise ModelError(
            f"{model} finds no brain regions, methods, data sets, species or cell types; "
            f"its labels: {shown}"
        )
