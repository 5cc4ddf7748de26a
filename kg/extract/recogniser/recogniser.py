"""The recogniser: documents of words in, mentions with their probability out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from threadpoolctl import ThreadpoolController

from kg.extract.candidates import Recognised
from kg.extract.recogniser.decode import Batch, Probabilities, best_paths, spans_of
from kg.extract.recogniser.dictionary import Match, dictionary_attributes
from kg.extract.recogniser.document import document_attributes
from kg.extract.recogniser.emissions import Emissions
from kg.extract.recogniser.propagate import propagate
from kg.extract.recogniser.weights import Floats, Weights
from kg.extract.recogniser.words import Clusters

#: The model that ships with the package.
DATA = Path(__file__).resolve().parent / "data"


class Recogniser:
    """A linear-chain CRF over words, with in-document propagation."""

    def __init__(self, weights: Weights, clusters: Clusters) -> None:
        self.weights = weights
        self.labels = weights.labels
        self._clusters = clusters
        self._transitions = weights.transitions
        self._emissions = Emissions(weights, clusters)
        self._threads = ThreadpoolController()

    @classmethod
    def load(cls, folder: str | Path | None = None) -> Recogniser:
        """Load a model folder, by default the one that ships.

        Raises:
            ModelError: missing, damaged, or of another format version.
        """
        folder = Path(folder) if folder else DATA
        return cls(Weights.load(folder), Clusters.load(folder / "clusters.npz"))

    def save(self, folder: str | Path) -> None:
        """Write a model folder."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.weights.save(folder)
        self._clusters.save(folder / "clusters.npz")

    def predict(
        self,
        documents: Sequence[Sequence[str]],
        matches: Sequence[Iterable[Match]] | None = None,
    ) -> list[list[Recognised]]:
        """Find the mentions of each document, in order and without overlaps.

        ``documents`` are words as the project's tokenizer makes them; ``matches`` are those of
        the vocabulary, as a hint. Names found once are marked wherever else the document has them
        if the annotators of the model's gold did so.
        """
        hints = matches if matches is not None else [()] * len(documents)
        marks = [marks_of(words, known) for words, known in zip(documents, hints, strict=True)]
        results = self._decode(documents, self._emissions.batch(documents, marks))
        if self.weights.about.get("repeats"):
            return [propagate(d, r) for d, r in zip(documents, results, strict=True)]
        return results

    def _decode(
        self, documents: Sequence[Sequence[str]], scores: Sequence[Floats]
    ) -> list[list[Recognised]]:
        results: list[list[Recognised]] = [[] for _ in documents]
        places, segments = [], []
        for number, words in enumerate(documents):
            for start, end in sentences(words):
                places.append((number, start))
                segments.append(scores[number][start:end])
        if not segments:
            return results
        batch = Batch.of(segments)
        # The matrices are small: threads of numpy would wait for each other, and for other workers
        with self._threads.limit(limits=1, user_api="blas"):
            paths = best_paths(batch, self._transitions)
            probabilities = Probabilities(batch, self.labels, self._transitions)
        for i, (number, offset) in enumerate(places):
            for span in spans_of(paths[i], self.labels):
                score = probabilities.of(i, span)
                found = Recognised(span.start + offset, span.end + offset, span.type, score)
                results[number].append(found)
        return results


def marks_of(words: Sequence[str], matches: Iterable[Match]) -> list[tuple[str, ...]]:
    """Attributes of each word that depend on its document and on the vocabulary."""
    known = dictionary_attributes(words, matches)
    return [a + b for a, b in zip(document_attributes(words), known, strict=True)]


def sentences(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Bounds of stretches that can be labelled on their own: no mention runs across a full stop."""
    start = 0
    for i in range(len(words) - 1):
        long_enough = i - start >= 10 and len(words[i - 1]) > 1
        if words[i] == "." and long_enough and words[i + 1][0].isupper():
            yield start, i + 1
            start = i + 1
    if start < len(words):
        yield start, len(words)
