"""The recogniser: documents of words in, mentions with their probability out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_LONGEST_SENTENCE = 300  # words; of the abstracts that it was trained on, the longest has 270
_LONGEST_NAME = 50  # words
_DASHES = frozenset("-‐‑–—−")
_TABLE = 100_000  # words that are decoded at once, shorter sentences filled up


class Recogniser:
    """A linear-chain CRF over words, with in-document propagation."""

    def __init__(self, weights: Weights, clusters: Clusters) -> None:
        self.weights = weights
        self.labels = weights.labels
        #: What the annotators of its gold mean by a name: type → name in lower case → CURIE.
        self.concepts: Mapping[str, Mapping[str, str]] = weights.about.get("concepts", {})
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
        # The matrices are small: threads of numpy would wait for each other, and for other workers
        with self._threads.limit(limits=1, user_api="blas"):
            for group in _side_by_side([len(segment) for segment in segments]):
                batch = Batch.of([segments[i] for i in group])
                paths = best_paths(batch, self._transitions)
                probabilities = Probabilities(batch, self.labels, self._transitions)
                for at, i in enumerate(group):
                    number, offset = places[i]
                    for span in spans_of(paths[at], self.labels):
                        words = documents[number]
                        place = _without_dashes(words, span.start + offset, span.end + offset)
                        if _may_be_name(words[slice(*place)]):
                            score = probabilities.of(at, span)
                            results[number].append(Recognised(*place, span.type, score))
        return [sorted(found) for found in results]


def _side_by_side(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Segments that are decoded together, the longest first: memory is bounded by their table.

    >>> list(_side_by_side([3, _TABLE, 2]))
    [[1], [0, 2]]
    """
    group: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if group and lengths[group[0]] * (len(group) + 1) > _TABLE:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _without_dashes(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Bounds of a name: the dash that joins it to its neighbour is no part of it.

    >>> _without_dashes(["Ia", "–", "motoneuron"], 1, 3)
    (2, 3)
    """
    while start < end and words[start] in _DASHES:
        start += 1
    while start < end and words[end - 1] in _DASHES:
        end -= 1
    return start, end


def _may_be_name(words: Sequence[str]) -> bool:
    return len(words) <= _LONGEST_NAME and any(c.isalpha() for word in words for c in word)


def marks_of(words: Sequence[str], matches: Iterable[Match]) -> list[tuple[str, ...]]:
    """Attributes of each word that depend on its document and on the vocabulary."""
    known = dictionary_attributes(words, matches)
    return [a + b for a, b in zip(document_attributes(words), known, strict=True)]


def sentences(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Bounds of stretches that can be labelled on their own: no mention runs across a full stop.

    What has no full stop for long is no sentence, and is cut.
    """
    start = 0
    for i in range(len(words) - 1):
        long_enough = i - start >= 10 and len(words[i - 1]) > 1
        stop = words[i] == "." and long_enough and words[i + 1][0].isupper()
        if stop or i + 1 - start == _LONGEST_SENTENCE:
            yield start, i + 1
            start = i + 1
    if start < len(words):
        yield start, len(words)
