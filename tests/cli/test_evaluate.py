"""Scores as a user asks for them, and what is wrong with gold and annotation files."""

import json

import pytest

TEXT = "Sleep in the rat.\nThe hippocampus of the rat was studied. The hippocampus slept."
TITLE, ABSTRACT = TEXT.split("\n")


def mark(surface, kind, text=TEXT):
    start = text.index(surface)
    return {"start": start, "end": start + len(surface), "type": kind, "text": surface}


def document(id, *marks, text=TEXT):
    return {"id": id, "text": text, "mentions": marks}


def annotated(id, title=TITLE, abstract=ABSTRACT, start=4):
    found = {"field": "abstract", "start": start, "end": start + 11, "text": "hippocampus"}
    mention = {**found, "type": "BrainRegion", "curie": "UBERON:0002421", "confidence": 0.9}
    return {"id": id, "title": title, "abstract": abstract, "mentions": [mention]}


@pytest.fixture
def write(tmp_path):
    def to(name, *rows):
        path = tmp_path / name
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        path.write_text("".join(line + "\n" for line in lines))
        return path

    return to


def rejects(tmp_path):
    path = tmp_path / "evaluate.rejected.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


GOOD = mark("hippocampus", "BrainRegion")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (document("x", {**GOOD, "start": -8, "end": -1, "text": " slept"}), "no span"),
        (document("x", {**GOOD, "end": 4000, "text": TEXT[GOOD["start"] :]}), "no span"),
        (document("x", {**GOOD, "start": GOOD["end"], "text": ""}), "no span"),
        (document("x", {**GOOD, "text": "amygdala"}), "'hippocampus' does"),
        (document("x", GOOD, GOOD), "marked twice as BrainRegion"),
        (document("x", GOOD, {**GOOD, "curie": "UBERON:0002421"}), "marked twice"),
        (document("good", GOOD), "gold.jsonl:1 already"),
    ],
)  # fmt: skip
def test_gold_that_cannot_be_scored_is_told_with_file_line_and_id(kg, write, tmp_path, bad, said):
    gold = write("gold.jsonl", document("good", GOOD), bad)
    predicted = write("predicted.jsonl", annotated("good"))
    ran = kg("evaluate", gold, "--predicted", predicted, "--json")
    assert ran.code == 3
    (reject,) = rejects(tmp_path)
    assert (reject["file"], reject["line"], reject["record"]) == (str(gold), 2, bad["id"])
    assert said in reject["reason"]
    assert said in ran.err
    assert (ran.json["documents"], ran.json["exact"]["all"]["f"]) == (1, 1.0)


def test_an_id_of_another_gold_file_is_told_too(kg, write, tmp_path):
    one, two = (write(name, document("d", GOOD)) for name in ("one.jsonl", "two.jsonl"))
    kg("evaluate", one, two, "--predicted", write("predicted.jsonl", annotated("d")))
    (reject,) = rejects(tmp_path)
    assert (reject["file"], reject["line"]) == (str(two), 1)
    assert "one.jsonl:1" in reject["reason"]


def test_one_span_of_two_types_is_no_mistake(kg, write, tmp_path):
    gold = write("gold.jsonl", document("d", GOOD, {**GOOD, "type": "Anatomy"}))
    assert kg("evaluate", gold, "--predicted", write("p.jsonl", annotated("d"))).code == 0
    assert rejects(tmp_path) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (annotated("d", abstract="Another abstract."), "abstract does not stand"),
        (annotated("d", title="Another title"), "title does not stand"),
        (annotated("d", start=5), "does not stand at"),
        ({"id": "d"}, "mentions"),
        ({"id": 7, "mentions": []}, "no id"),
        ("[1]", "no id"),
        ("{broken", "Expecting"),
    ],
)
@pytest.mark.parametrize("option", ["--predicted", "--against"])
def test_annotations_that_are_not_of_the_gold_text_are_told_and_count_as_missed(
    kg, write, tmp_path, row, said, option
):
    gold = write("gold.jsonl", document("d", GOOD), document("e", GOOD))
    bad = write("bad.jsonl", row, annotated("d") if not is_of_d(row) else "", annotated("e"))
    other = ["--predicted", write("p.jsonl", annotated("d"), annotated("e"))]
    ran = kg("evaluate", gold, option, bad, *(other if option == "--against" else []), "--json")
    assert ran.code == 3
    (reject,) = rejects(tmp_path)
    assert (reject["file"], reject["line"]) == (str(bad), 1)
    assert said in reject["reason"]
    if option == "--predicted":
        assert ran.json["exact"]["all"]["recall"] == (0.5 if is_of_d(row) else 1.0)


def is_of_d(row):
    return isinstance(row, dict) and row["id"] == "d"


def test_a_document_without_annotations_and_one_with_two_are_told(kg, write, tmp_path):
    gold = write("gold.jsonl", document("d", GOOD), document("e", GOOD))
    twice = write("p.jsonl", annotated("other", abstract="Else."), annotated("d"), annotated("d"))
    ran = kg("evaluate", gold, "--predicted", twice, "--json")
    assert ran.code == 3
    double, missing = rejects(tmp_path)
    assert (double["line"], double["record"]) == (3, "d")
    assert missing["record"] == "e"
    assert "missed" in missing["reason"]
    assert ran.json["exact"]["all"]["recall"] == 0.5


def test_an_abstract_that_repeats_its_title_is_found_behind_it(kg, write):
    text = "The hippocampus.\nThe hippocampus."
    second = {**GOOD, "start": 21, "end": 32}
    gold = write("gold.jsonl", document("d", second, text=text))
    row = annotated("d", title="The hippocampus.", abstract="The hippocampus.")
    ran = kg("evaluate", gold, "--predicted", write("p.jsonl", row), "--json")
    assert ran.json["exact"]["all"]["f"] == 1.0


def test_an_annotation_file_that_is_not_there_is_an_error(kg, write, tmp_path):
    gold = write("gold.jsonl", document("d", GOOD))
    ran = kg("evaluate", gold, "--predicted", tmp_path / "none.jsonl")
    assert ran.code == 1
    assert "none.jsonl" in ran.err


def test_gold_of_any_id_can_be_extracted_and_scored(kg, write):
    gold = write("gold.jsonl", document("my text 1", GOOD), document("", text=""))
    ran = kg("evaluate", gold, "--model", "dictionary", "--json")
    assert (ran.code, ran.json["documents"]) == (0, 2)
    assert ran.json["overlap"]["BrainRegion"]["recall"] == 1.0
