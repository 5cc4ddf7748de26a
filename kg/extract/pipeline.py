"""The spaCy pipeline: each component a thin shell over one step.

::

    tokenizer → kg_sentences → kg_abbreviations → kg_dictionary → [kg_recogniser] → kg_linker

``kg_dictionary`` leaves what the vocabulary finds, with weak and overlapping spans; a recogniser
adds its own (see :mod:`kg.extract.candidates`); ``kg_linker`` chooses among them, and between the
concepts of each.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from srsly.msgpack import msgpack_decoders, msgpack_encoders

from kg.extract import candidates as key
from kg.extract.abbreviations import definitions
from kg.extract.candidates import Span
from kg.extract.composition import cells_apart, with_modifiers, with_strains
from kg.extract.confidence import above
from kg.extract.context import as_meant, settle
from kg.extract.coordination import coordinated, listed
from kg.extract.dictionary import Dictionary
from kg.extract.elsewhere import Elsewhere
from kg.extract.language import is_english, only_known
from kg.extract.layers import layers, without_artificial
from kg.extract.models import Model
from kg.extract.names import Names
from kg.extract.overlaps import affirmed, agree, resolve
from kg.extract.patterns import patterns
from kg.extract.recogniser.component import RecogniserComponent
from kg.extract.sentences import sentence_starts
from kg.extract.shortforms import abbreviated_genera, as_defined, borne_out, carry
from kg.extract.stored import decode, encode
from kg.extract.tokenizer import words_of
from kg.model import ConceptType
from kg.vocabulary import Vocabulary

BREAKS = "breaks"  # key of doc.user_data: offsets at which a sentence must start
msgpack_encoders.register("kg.extract", func=encode)  # with these spaCy packs doc.user_data
msgpack_decoders.register("kg.extract", func=decode)
_LONGEST_TEXT = 100_000_000  # nothing here needs memory beyond a small multiple of the text


def build(
    vocabulary: Vocabulary | None = None,
    model: Model | None = None,
    thresholds: Mapping[ConceptType, float] | None = None,
) -> Language:
    """The pipeline over this vocabulary or the installed one, with a recogniser if one is given.

    ``thresholds``, by type, are the least confidences of what the recogniser finds alone.
    """
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "kg.regex_tokenizer.v1"}}})
    nlp.max_length = _LONGEST_TEXT
    nlp.add_pipe("kg_sentences")
    nlp.add_pipe("kg_abbreviations")
    nlp.add_pipe("kg_dictionary")
    if model is not None:
        recogniser = nlp.add_pipe(model.factory, config={"model": model.source})
        if isinstance(recogniser, RecogniserComponent):
            _ = recogniser.recogniser  # what is wrong with it is told now
    nlp.add_pipe("kg_linker", config={"thresholds": dict(thresholds or {})})
    if vocabulary is not None:
        _dictionary(nlp).use(vocabulary)
    return nlp


@Language.component("kg_sentences", assigns=["token.is_sent_start", "doc.sents"])
def sentences(doc: Doc) -> Doc:
    """Set where sentences start, also at ``doc.user_data["breaks"]``."""
    starts = set(sentence_starts(words_of(doc), lambda i: bool(doc[i].whitespace_)))
    for offset in doc.user_data.get(BREAKS, ()):
        starts.add(bisect_left(range(len(doc)), offset, key=lambda i: doc[i].idx))
    doc.user_data[key.SENTENCES] = sorted(starts)
    if starts:
        # all at once: setting them one by one, spaCy looks through the document each time
        values = np.full(len(doc), -1, dtype=np.int64)
        values[list(starts)] = 1
        doc.from_array(["SENT_START"], values.view(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
    return doc


@Language.component("kg_abbreviations", requires=["doc.sents"])
def abbreviations(doc: Doc) -> Doc:
    """Find the short forms that the document defines."""
    doc.user_data[key.DEFINITIONS] = definitions(words_of(doc), doc.user_data[key.SENTENCES])
    return doc


class DictionaryComponent:
    """Finds the names of a vocabulary, with what grammar and the document's definitions add.

    The vocabulary is the installed one, loaded on first use, until :meth:`use` gives another.
    """

    def use(self, vocabulary: Vocabulary) -> None:
        """Take another vocabulary."""
        self.vocabulary = vocabulary
        self.dictionary = Dictionary(vocabulary)
        self.names = Names(vocabulary, self.dictionary.look_up)
        self.elsewhere = Elsewhere(vocabulary.elsewhere)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary whose names are found."""
        return Vocabulary.load()

    @cached_property
    def dictionary(self) -> Dictionary:
        """Its forms, ready for matching."""
        return Dictionary(self.vocabulary)

    @cached_property
    def names(self) -> Names:
        """Its forms, ready for what a recogniser finds beyond them."""
        return Names(self.vocabulary, self.dictionary.look_up)

    @cached_property
    def elsewhere(self) -> Elsewhere:
        """Names in which no word is a brain region."""
        return Elsewhere(self.vocabulary.elsewhere)

    def __call__(self, doc: Doc) -> Doc:
        """Leave candidate spans, and the same in brief for a recogniser."""
        spans = self.find(words_of(doc), doc.user_data[key.DEFINITIONS])
        by_form = patterns(words_of(doc), doc.user_data[key.SENTENCES], spans)
        doc.user_data[key.CANDIDATES] = [*spans, *by_form]
        doc.user_data[key.MATCHES] = [(s.start, s.end, s.type, s.weak) for s in spans]
        return doc

    def find(self, words: Sequence[str], defined: Sequence[key.Definition]) -> list[Span]:
        """Candidate spans of a document's words."""
        look_up = self.dictionary.look_up
        spans = self.elsewhere.without(words, self.dictionary.find(words))
        spans = without_artificial(words, spans)
        spans = cells_apart(words, spans)
        spans += abbreviated_genera(words, spans)
        spans += with_strains(words, spans, self.vocabulary.ancestors)
        spans += with_modifiers(words, spans, look_up, self.vocabulary.get)
        spans = carry(words, spans, defined, self.vocabulary.get)
        spans = listed(words, spans)
        spans = layers(words, spans, look_up, self.vocabulary)
        return coordinated(words, spans, look_up)

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Nothing is written: a loaded pipeline uses the vocabulary that is installed."""

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> DictionaryComponent:
        """Nothing is read."""
        return self


@Language.factory("kg_dictionary")
def make_dictionary(nlp: Language, name: str) -> DictionaryComponent:
    """The installed vocabulary."""
    return DictionaryComponent()


class LinkerComponent:
    """Chooses among candidate spans and between the concepts of each."""

    def __init__(self, nlp: Language, thresholds: Mapping[ConceptType, float]) -> None:
        self._nlp = nlp
        self._thresholds = thresholds

    @cached_property
    def _concepts(self) -> Mapping[str, Mapping[str, str]]:
        """What names mean to the annotators from whom the pipeline's recogniser has learnt."""
        for _, component in self._nlp.pipeline:
            if isinstance(component, RecogniserComponent):
                return component.recogniser.concepts
        return {}

    def __call__(self, doc: Doc) -> Doc:
        """Leave the chosen spans, and set ``doc.ents`` with type and concept id.

        A recognised span that is not sure enough hides no name inside it. No mention runs over the
        end of its sentence.
        """
        words = words_of(doc)
        known = _dictionary(self._nlp)
        candidates = affirmed(words, doc.user_data[key.CANDIDATES])
        recognised = affirmed(words, doc.user_data.get(key.RECOGNISED, ()))
        defined = doc.user_data[key.DEFINITIONS]
        recognised = known.elsewhere.without(words, without_artificial(words, recognised))
        recognised = borne_out(words, recognised, candidates, defined)
        if recognised and not is_english(words):
            recognised = only_known(recognised, candidates)
        spans = agree(words, candidates, recognised, known.names)
        spans = as_defined(words, spans, defined, known.names.normalised)
        spans = above(self._thresholds, spans)
        starts = doc.user_data[key.SENTENCES]
        whole = [s for s in spans if bisect_left(starts, s.end) == bisect_right(starts, s.start)]
        meant = as_meant(words, resolve(whole), self._concepts)
        chosen = settle(words, meant, known.vocabulary)
        doc.user_data[key.CHOSEN] = chosen
        doc.ents = tuple(
            DocSpan(
                doc,
                span.start,
                span.end,
                label=span.type,
                kb_id=span.readings[0].curie if len(span.readings) == 1 else "",
            )
            for span in chosen
        )
        return doc


@Language.factory("kg_linker", default_config={"thresholds": {}}, assigns=["doc.ents"])
def make_linker(nlp: Language, name: str, thresholds: dict[ConceptType, float]) -> LinkerComponent:
    """Reads the vocabulary of ``kg_dictionary`` in the same pipeline."""
    return LinkerComponent(nlp, thresholds)


def _dictionary(nlp: Language) -> DictionaryComponent:
    component = nlp.get_pipe("kg_dictionary")
    assert isinstance(component, DictionaryComponent)
    return component


def sentence_bounds(doc: Doc, span: Span) -> tuple[int, int]:
    """The sentence around a span, in code points of ``doc.text``, half-open."""
    starts = doc.user_data[key.SENTENCES]
    index = bisect_right(starts, span.start)
    last = doc[(starts[index] if index < len(starts) else len(doc)) - 1]
    return doc[starts[index - 1]].idx, last.idx + len(last)
