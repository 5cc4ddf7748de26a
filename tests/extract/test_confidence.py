"""Confidence as a probability."""

import json
import math

import pytest

from kg.extract.calibrate import fit, held_out, table
from kg.extract.candidates import Reading, Span
from kg.extract.confidence import confidence, features


def span(source="both", score=0.9, type_="BrainRegion", kinds=("exact",)):
    readings = tuple(Reading(f"t:{i}", kind) for i, kind in enumerate(kinds))
    return Span(0, 1, type_, readings, source, score)


def test_more_certain_recognition_makes_a_mention_more_certain():
    scores = [confidence(span(score=score), alone=False) for score in (0.2, 0.5, 0.9, 1.0)]
    assert scores == sorted(scores)
    assert 0 < scores[0] < scores[-1] < 1


def test_what_dictionary_and_recogniser_agree_on_is_more_certain_than_what_one_has_found():
    both = confidence(span(), alone=False)
    assert both > confidence(span("recogniser", kinds=()), alone=False)
    assert both > confidence(span("dictionary", None), alone=False)


def test_an_ambiguous_link_is_half_as_certain_and_a_fuzzy_one_a_little_less():
    one, two = span(), span(kinds=("exact", "exact"))
    assert confidence(two, alone=False) == pytest.approx(confidence(one, alone=False) / 2, abs=2e-3)
    fuzzy = span("recogniser", 0.9, kinds=("fuzzy",))
    assert 0 < confidence(fuzzy, alone=False) < 0.95


def test_fitted_probabilities_are_the_shares_that_are_right():
    found = features(span("dictionary", None), alone=False)
    weights = fit([(found, i % 10 != 0) for i in range(1000)])
    logit = sum(weights[name] * value for name, value in found.items())
    assert 1 / (1 + math.exp(-logit)) == pytest.approx(0.9, abs=0.01)


def test_the_table_is_made_from_texts_that_were_not_trained_on(tmp_path):
    texts = [
        {"id": f"x:{i}", "source": "synthetic", "text": "The hippocampus of mice.",
         "mentions": [{"start": 4, "end": 15, "type": "BrainRegion", "text": "hippocampus"}]}
        for i in range(20)
    ]  # fmt: skip
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(text) + "\n" for text in texts))
    assert 0 < sum(held_out(text["id"]) for text in texts) < 20
    weights = table([gold], None)
    assert weights["alone BrainRegion"] > 0 > weights["alone Species"]
