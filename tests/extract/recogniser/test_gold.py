import json

import pytest

from kg.errors import SourceError
from kg.extract.recogniser.gold import read_gold
from kg.extract.recogniser.labels import TokenSpan


def write(tmp_path, *records):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return path


def record(text, *mentions, **more):
    return {"id": "t1", "source": "synthetic", "text": text, "mentions": list(mentions)} | more


def mention(start, end, type_="BrainRegion", **more):
    return {"start": start, "end": end, "type": type_} | more


def test_mentions_become_spans_of_words(tmp_path):
    [text] = read_gold([write(tmp_path, record("Area V4 of macaques.", mention(0, 7)))])
    assert text.words == ("Area", "V4", "of", "macaques", ".")
    assert text.spans == (TokenSpan(0, 2, "BrainRegion"),)


def test_optional_mentions_are_kept_apart(tmp_path):
    [text] = read_gold([write(tmp_path, record("The brain.", mention(4, 9, optional=True)))])
    assert (text.spans, text.optional) == ((), (TokenSpan(1, 2, "BrainRegion"),))


def test_a_mention_inside_a_word_takes_the_whole_word(tmp_path):
    [text] = read_gold([write(tmp_path, record("intrahippocampal", mention(5, 16)))])
    assert text.spans == (TokenSpan(0, 1, "BrainRegion"),)


def test_of_overlapping_mentions_the_longest_stays(tmp_path):
    gold = record("medial septal nucleus", mention(7, 13), mention(0, 21))
    [text] = read_gold([write(tmp_path, gold)])
    assert text.spans == (TokenSpan(0, 3, "BrainRegion"),)


def test_types_of_other_schemes_are_left_out(tmp_path):
    [text] = read_gold([write(tmp_path, record("liver", mention(0, 5, "Anatomy")))])
    assert text.spans == ()


def test_each_source_of_others_has_its_own_convention(tmp_path):
    path = write(
        tmp_path, record("a"), record("b", source="whitetext"), {"text": "c", "mentions": []}
    )
    assert [text.convention for text in read_gold([path])] == ["neurokg", "whitetext", "unknown"]


@pytest.mark.parametrize(
    "bad",
    [
        record("short", mention(2, 99)),
        record("short", mention(3, 3)),
        record("short", mention(-1, 3)),
        record("short", {"start": 0}),
        {"id": "x"},
        [1, 2],
    ],
)
def test_a_record_that_does_not_fit_is_named_with_its_line(tmp_path, bad):
    path = write(tmp_path, record("fine"), bad)
    with pytest.raises(SourceError, match=r"gold\.jsonl:2"):
        list(read_gold([path]))


def test_a_missing_file_is_named():
    with pytest.raises(SourceError, match="nowhere"):
        list(read_gold(["nowhere.jsonl"]))
