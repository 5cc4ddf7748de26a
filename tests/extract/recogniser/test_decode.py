"""Decoding is checked against the enumeration of all label sequences."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.recogniser.decode import Batch, Probabilities, best_paths, spans_of
from kg.extract.recogniser.labels import Labels, TokenSpan

LABELS = Labels(("BrainRegion", "Species"))


def problem(seed, lengths):
    random = np.random.default_rng(seed)
    size = len(LABELS)
    transitions = random.normal(size=(size, size)).astype(np.float32)
    transitions[~LABELS.allowed()] = -30
    segments = [random.normal(scale=2, size=(n, size)).astype(np.float32) for n in lengths]
    return segments, transitions


def all_paths(scores, transitions):
    allowed = LABELS.allowed()
    for path in product(range(len(LABELS)), repeat=len(scores)):
        if all(allowed[a, b] for a, b in pairwise(path)):
            steps = sum(transitions[a, b] for a, b in pairwise(path))
            yield path, float(sum(scores[range(len(path)), path]) + steps)


@given(st.integers(0, 10**6), st.lists(st.integers(1, 4), min_size=1, max_size=4))
@settings(max_examples=20, deadline=None)
def test_the_best_path_is_the_best_of_all_paths(seed, lengths):
    segments, transitions = problem(seed, lengths)
    for scores, path in zip(segments, best_paths(Batch.of(segments), transitions), strict=True):
        best, _ = max(all_paths(scores, transitions), key=lambda found: found[1])
        assert tuple(path) == best


@given(st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_the_probability_of_a_span_is_its_share_of_all_paths(seed):
    segments, transitions = problem(seed, [3, 4, 1])
    probabilities = Probabilities(Batch.of(segments), LABELS, transitions)
    span = TokenSpan(1, 3, "Species")
    first, last = LABELS.path(1, 3, 1)
    weights = [(path, np.exp(score)) for path, score in all_paths(segments[1], transitions)]
    share = sum(w for path, w in weights if path[1:3] == (first, last))
    assert abs(probabilities.of(1, span) - share / sum(w for _, w in weights)) < 1e-3


@st.composite
def spans(draw):
    place, found = 0, []
    for gap, length in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)))):
        start = place + gap
        place = start + length
        found.append(TokenSpan(start, place, draw(st.sampled_from(LABELS.types))))
    return found


@given(spans())
def test_labels_of_spans_lead_back_to_the_spans(found):
    length = found[-1].end + 1 if found else 3
    index = {name: i for i, name in enumerate(LABELS.names)}
    path = np.array([index[name] for name in LABELS.encode(length, found)], np.int8)
    assert spans_of(path, LABELS) == found
