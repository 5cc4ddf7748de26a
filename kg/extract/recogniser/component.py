"""The recogniser as a spaCy component: ``nlp.add_pipe("kg_recogniser")``.

It reads what an earlier step left under ``MATCHES`` in ``doc.user_data``, sets ``doc.ents``, and
leaves every mention with its probability under ``RECOGNISED`` (:mod:`kg.extract.candidates`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import SimpleFrozenList, ensure_path, minibatch

from kg.extract.candidates import MATCHES, RECOGNISED
from kg.extract.recogniser.recogniser import Recogniser
from kg.extract.tokenizer import words_of


class RecogniserComponent:
    """Runs a :class:`Recogniser` over batches of documents.

    The model is read when it is first asked for: a pipeline that is loaded from disk has its own.
    """

    def __init__(self, model: str | Path | None = None) -> None:
        self._model = model

    @cached_property
    def recogniser(self) -> Recogniser:
        """The model.

        Raises:
            ModelError: missing, damaged, or of another format version.
        """
        return Recogniser.load(self._model)

    def __call__(self, doc: Doc) -> Doc:
        """Recognise one document."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Recognise documents in batches, in order: several times faster than one by one."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            self._annotate(docs)
            yield from docs

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = SimpleFrozenList()) -> None:
        """Write the model beside the pipeline's other parts."""
        self.recogniser.save(ensure_path(path))

    def from_disk(
        self, path: str | Path, *, exclude: Sequence[str] = SimpleFrozenList()
    ) -> RecogniserComponent:
        """Read what :meth:`to_disk` wrote."""
        self.recogniser = Recogniser.load(path)
        return self

    def _annotate(self, docs: Sequence[Doc]) -> None:
        words = [words_of(doc) for doc in docs]
        matches = [doc.user_data.get(MATCHES, ()) for doc in docs]
        for doc, found in zip(docs, self.recogniser.predict(words, matches), strict=True):
            doc.user_data[RECOGNISED] = found
            doc.ents = tuple(Span(doc, m.start, m.end, label=m.type) for m in found)


@Language.factory(
    "kg_recogniser",
    default_config={"model": None},
    assigns=["doc.ents"],
)
def make_recogniser(nlp: Language, name: str, model: str | None) -> RecogniserComponent:
    """The shipped model, or that of a folder made by ``kg train``."""
    return RecogniserComponent(model)
