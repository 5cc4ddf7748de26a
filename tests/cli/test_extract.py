"""``kg extract`` keeps its contract: one line a document, in order, offsets that fit."""

import gzip
import json

import pytest


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_sample_feed_becomes_one_line_a_paper_in_order(kg, sample, tmp_path):
    ran = kg("extract", sample, "-o", "out.jsonl")
    assert ran.code == 0
    papers = lines(tmp_path / "out.jsonl")
    assert len(papers) == 24
    assert papers[0]["id"] == "arxiv:9901.90001"
    for paper in papers:
        assert paper["authors"]
        assert paper["run"]["software"].startswith("neurokg ")
        for mention in paper["mentions"]:
            text = paper[mention["field"]]
            assert text[mention["start"] : mention["end"]] == mention["text"]
            first, last = mention["sentence"]
            assert first <= mention["start"] < mention["end"] <= last
            if mention["status"] == "linked":
                assert mention["curie"]
                assert mention["label"]


def test_documents_of_id_and_text_are_read_and_keep_their_ids(kg, tmp_path):
    source = tmp_path / "in.jsonl"
    rows = [
        {"id": "g002", "text": "Neurons in V4 and the hippocampus of mice."},
        {"id": "arxiv:1", "title": "Zebrafish", "abstract": "Neuropixels in zebrafish."},
    ]
    source.write_text("\n".join(json.dumps(row) for row in rows))
    ran = kg("extract", source)
    first, second = map(json.loads, ran.out.splitlines())
    assert first["id"] == "g002"
    found = {(m["text"], m["type"], m["field"]) for m in first["mentions"]}
    assert {("V4", "BrainRegion", "text"), ("hippocampus", "BrainRegion", "text")} <= found
    assert ("Neuropixels", "Method", "abstract") in {
        (m["text"], m["type"], m["field"]) for m in second["mentions"]
    }


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_record_is_set_aside_and_the_rest_goes_on(kg, tmp_path, workers):
    source = tmp_path / "in.jsonl.gz"
    rows = ['{"id": "a", "text": "The hippocampus."}', "{broken", '{"id": "b", "text": "V1."}']
    source.write_bytes(gzip.compress("\n".join(rows).encode()))
    ran = kg("extract", source, "-o", "out.jsonl", "--workers", workers)
    assert ran.code == 3
    assert [paper["id"] for paper in lines(tmp_path / "out.jsonl")] == ["a", "b"]
    (reject,) = lines(tmp_path / "out.rejected.jsonl")
    assert reject["line"] == 2
    assert f"{source}:2" in ran.err


def test_a_missing_file_is_told_and_leaves_with_3(kg):
    ran = kg("extract", "nowhere.xml")
    assert ran.code == 3
    assert "nowhere.xml" in ran.err
    assert "Traceback" not in ran.err


def test_two_workers_give_what_one_gives(kg, sample, tmp_path):
    assert kg("extract", sample, "-o", "one.jsonl").code == 0
    assert kg("extract", sample, "-o", "two.jsonl", "--workers", 2).code == 0
    assert (tmp_path / "one.jsonl").read_text() == (tmp_path / "two.jsonl").read_text()


def test_an_unknown_format_is_wrong_usage(kg, sample):
    ran = kg("extract", sample, "--format", "smoke-signals")
    assert ran.code == 2
    assert "arxiv" in ran.err


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_source_tells_as_deleted_is_passed_on(kg, tmp_path, workers):
    source = tmp_path / "update.jsonl"
    source.write_text('{"id": "a", "text": "V1."}\n{"id": "pmid:7", "deleted": true}\n')
    assert kg("extract", source, "-o", "out.jsonl", "--workers", workers).code == 0
    paper, deletion = lines(tmp_path / "out.jsonl")
    assert (paper["id"], deletion) == ("a", {"id": "pmid:7", "deleted": True})


def test_columns_of_a_table_are_named_on_the_command_line(kg, tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("Nr,Was\nx1,Learning in V4\n")
    assert kg("extract", source, "-o", "out.jsonl", "--columns", "id=Nr,title=Was").code == 0
    (paper,) = lines(tmp_path / "out.jsonl")
    assert (paper["id"], paper["title"]) == ("x1", "Learning in V4")
    ran = kg("extract", source, "--columns", "id")
    assert ran.code == 2
    assert "FIELD=NAME" in ran.err
