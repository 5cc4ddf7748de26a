import json

from kg.evaluate import GoldDocument, Predicted, compare, evaluate, read_gold
from kg.model import Reject

TEXT = "Rats have a hippocampus and a cortex; V4 was recorded with patch clamp."


def gold(*mentions, id="d1"):
    rows = []
    for surface, kind, *more in mentions:
        start = TEXT.index(surface)
        extra = more[0] if more else {}
        rows.append(
            {"start": start, "end": start + len(surface), "type": kind, "text": surface, **extra}
        )
    return GoldDocument.model_validate({"id": id, "text": TEXT, "mentions": rows})


def said(surface, kind, curie=None, confidence=0.9):
    start = TEXT.index(surface)
    return Predicted(start, start + len(surface), kind, curie, confidence, surface)


def test_exact_needs_both_bounds_and_type_and_overlap_only_a_shared_character():
    document = gold(("hippocampus", "BrainRegion"), ("V4", "BrainRegion"), ("Rats", "Species"))
    found = [
        said("a hippocampus", "BrainRegion"),
        said("V4", "BrainRegion"),
        said("Rats", "Method"),
    ]
    result = evaluate([document], {"d1": found})
    assert result.exact["BrainRegion"].precision == 0.5
    assert result.overlap["BrainRegion"].precision == 1.0
    assert result.exact["Species"].recall == 0.0
    assert result.confusion == {"Species taken for Method": 1}


def test_an_optional_mention_and_what_touches_it_count_neither_way():
    document = gold(("cortex", "BrainRegion", {"optional": True}), ("V4", "BrainRegion"))
    without = evaluate([document], {"d1": [said("V4", "BrainRegion")]})
    with_it = evaluate(
        [document], {"d1": [said("V4", "BrainRegion"), said("a cortex", "BrainRegion")]}
    )
    assert without.exact == with_it.exact
    assert with_it.exact["all"].f == 1.0


def test_ids_are_judged_on_spans_that_have_a_gold_id_whatever_its_type():
    document = gold(
        ("hippocampus", "Anatomy", {"curie": "UBERON:0002421"}),
        ("Rats", "Species", {"curie": "NCBITaxon:10114"}),
    )
    found = [
        said("hippocampus", "BrainRegion", "UBERON:0002421"),
        said("Rats", "Species", "NCBITaxon:10116"),
    ]
    result = evaluate([document], {"d1": found})
    assert (result.ids_right, result.ids_judged) == (0.5, 2)


def test_concepts_count_once_a_document():
    document = gold(
        ("hippocampus", "BrainRegion", {"concept": "hippocampus"}),
        ("cortex", "BrainRegion", {"concept": "hippocampus"}),
    )
    result = evaluate([document], {"d1": [said("hippocampus", "BrainRegion", "UBERON:1")]})
    assert result.concepts.f == 1.0
    assert result.exact["all"].recall == 0.5


def test_calibration_error_is_the_gap_of_confidence_and_accuracy():
    document = gold(("V4", "BrainRegion"), ("cortex", "BrainRegion"))
    found = [
        said("V4", "BrainRegion", confidence=0.75),
        said("cortex", "BrainRegion", confidence=0.75),
        said("recorded", "Method", confidence=0.75),
        said("clamp", "Method", confidence=0.75),
    ]
    result = evaluate([document], {"d1": found})
    assert result.calibration_error == 0.25
    assert result.reliability[0].count == 4


def test_compare_finds_a_real_difference_and_no_difference_of_equals():
    documents = [gold(("V4", "BrainRegion"), ("Rats", "Species"), id=f"d{i}") for i in range(30)]
    good = {d.id: [said("V4", "BrainRegion"), said("Rats", "Species")] for d in documents}
    bad = {d.id: [said("V4", "BrainRegion")] for d in documents}
    assert compare(documents, good, bad).low > 0
    same = compare(documents, good, good)
    assert (same.difference, same.p) == (0.0, 1.0)


def test_a_gold_document_whose_span_does_not_fit_is_set_aside(tmp_path):
    path = tmp_path / "gold.jsonl"
    span = {"start": 0, "end": 2, "type": "BrainRegion", "text": "V4"}
    lines = [
        json.dumps({"id": "good", "text": "V4", "mentions": [span]}),
        json.dumps({"id": "off", "text": "xV4", "mentions": [span]}),
        "{broken",
    ]
    path.write_text("\n".join(lines))
    records = list(read_gold([path, tmp_path / "missing.jsonl"]))
    assert isinstance(records[0], GoldDocument)
    off, broken, missing = records[1:]
    assert isinstance(off, Reject)
    assert off.record == "off"
    assert "0-2" in off.reason
    assert (broken.line, missing.line) == (3, None)
