"""From papers to annotated papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from spacy.tokens import Doc

from kg.batches import batches
from kg.extract import candidates as key
from kg.extract.confidence import THRESHOLDS
from kg.extract.linking import link
from kg.extract.models import find_model
from kg.extract.pipeline import BREAKS, build, sentence_bounds
from kg.extract.run import run_of
from kg.extract.text import Layout
from kg.model import AnnotatedPaper, FieldName, Mention, Paper
from kg.vocabulary import Vocabulary

#: Papers that go through the pipeline together.
BATCH = 128
#: Word forms that spaCy keeps; of later ones it forgets those of a batch after the batch.
_KEPT_WORDS = 200_000


class Extractor:
    """Finds the concepts that texts mention. Holds no state between calls but caches.

    ``vocabulary`` is the installed one if not given. ``model`` is a recogniser
    (:func:`kg.extract.models.find_model`); if not given, the one that ships with NeuroKG. What that
    finds alone is left out below :data:`kg.extract.confidence.THRESHOLDS`; every find of the
    vocabulary, and of a recogniser that you bring, stays whatever its confidence.

    Raises:
        VocabularyError: the vocabulary is missing or malformed.
        ModelError: there is no such recogniser, or it does not fit this version.
    """

    def __init__(
        self, vocabulary: Vocabulary | None = None, model: str | Path | None = None
    ) -> None:
        self.vocabulary = vocabulary or Vocabulary.load()
        found = find_model(model)
        self.nlp = build(self.vocabulary, found, THRESHOLDS if model is None else None)
        self._alone = found is None
        self.run = run_of(self.vocabulary.version, model)

    def mentions(self, text: str) -> list[Mention]:
        """The mentions of one text, in order, without overlaps; their field is "text"."""
        return self._annotate([[("text", text)]])[0] if text else []

    def annotate(self, papers: Iterable[Paper]) -> Iterator[AnnotatedPaper]:
        """The same papers, in order, with their mentions; memory does not grow with their number.

        Offsets count code points of each field: ``text[start:end] == mention.text``.
        """
        for batch in batches(papers, BATCH):
            found = self._annotate([list(paper.fields()) for paper in batch])
            for paper, mentions in zip(batch, found, strict=True):
                yield AnnotatedPaper(**dict(paper), mentions=tuple(mentions), run=self.run)

    def _annotate(self, texts: Sequence[Sequence[tuple[FieldName, str]]]) -> list[list[Mention]]:
        layouts = [Layout.of(fields) for fields in texts]
        full = len(self.nlp.vocab) > _KEPT_WORDS
        with self.nlp.memory_zone() if full else nullcontext():
            docs = self.nlp.pipe(map(self._doc, layouts), batch_size=len(layouts))
            return [
                self._mentions(doc, layout, dict(fields))
                for doc, layout, fields in zip(docs, layouts, texts, strict=True)
            ]

    def _doc(self, layout: Layout) -> Doc:
        doc = self.nlp.make_doc(layout.text)
        doc.user_data[BREAKS] = layout.breaks
        return doc

    def _mentions(self, doc: Doc, layout: Layout, fields: dict[FieldName, str]) -> list[Mention]:
        found = []
        for span in doc.user_data[key.CHOSEN]:
            last = doc[span.end - 1]
            field, start, end = layout.place(doc[span.start].idx, last.idx + len(last))
            sentence = layout.place(*sentence_bounds(doc, span))[1:]
            text = fields[field][start:end]
            place = field, start, end
            found.append(link(span, place, text, sentence, self.vocabulary.get, alone=self._alone))
        return found
