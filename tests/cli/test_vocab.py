"""What the vocabulary lacks, as a user asks."""

import json

import pytest

from kg.model import CONCEPT_TYPES


@pytest.fixture
def papers(tmp_path):
    texts = ["The zebra-stripe sorting method was used.", "Zebra-stripe sorting methods differ."]
    path = tmp_path / "papers.jsonl"
    rows = [{"id": f"p{n}", "text": text} for n, text in enumerate(texts)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_the_same_gaps_come_from_texts_and_from_their_graph(kg, sample, tmp_path, monkeypatch):
    monkeypatch.setenv("KG_STORE", str(tmp_path / "store"))
    read = kg("vocab", "gaps", sample, "--json").json
    assert kg("build", sample).code == 0
    asked = kg("vocab", "gaps", "--json").json
    assert kg("store", "stop").code == 0
    assert asked == read
    assert read
    assert [row["papers"] for row in read] == sorted((r["papers"] for r in read), reverse=True)
    assert {row["type"] for row in read} <= set(CONCEPT_TYPES)


def test_gaps_of_one_type_and_bad_records_are_told(kg, sample, papers):
    rows = kg("vocab", "gaps", sample, "--type", "method", "--limit", 3, "--json").json
    assert {row["type"] for row in rows} == {"Method"}
    papers.write_text(papers.read_text() + "no json\n")
    ran = kg("vocab", "gaps", papers, "--json")
    assert ran.code == 3
    assert "papers.jsonl:3" in ran.err


def test_gaps_without_source_and_store_is_an_error(kg, tmp_path, monkeypatch):
    monkeypatch.setenv("KG_STORE", str(tmp_path / "none"))
    assert kg("vocab", "gaps").code == 1
