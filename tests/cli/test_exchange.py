"""The graph in other people's formats, as a user types it."""

import json

import pytest

from kg.graph import open_store
from tests.conftest import wipe
from tests.exchange.papers import KNOWN, PAPERS


@pytest.fixture
def kg_on(kg, local_folder, monkeypatch):
    """Run kg on a local store with some papers."""
    with open_store(local_folder) as store:
        wipe(store)
        store.load(PAPERS[:3], KNOWN)
    monkeypatch.setenv("KG_STORE", str(local_folder))
    return kg


def test_each_format_is_one_command(kg_on, tmp_path):
    kgx = kg_on("export", "kgx", "-o", "graph.jsonl.gz", "--json").json
    assert kgx["files"] == ["graph_nodes.jsonl.gz", "graph_edges.jsonl.gz"]
    assert kgx["nodes"] > 10
    csv = kg_on("export", "csv", "-o", "csv", "--gzip", "--json").json
    assert "Paper.csv.gz" in csv["files"]
    assert kg_on("export", "bioc", "-o", "papers.xml", "--json").json["papers"] == 3
    assert kg_on("export", "annotations", "-o", "a.jsonl.gz", "--json").json["papers"] == 3
    nanopubs = kg_on("export", "nanopubs", "-o", "n.trig", "--json").json
    assert nanopubs == {"output": "n.trig", "nanopubs": 8}
    assert {path.name for path in tmp_path.iterdir()} == {
        *kgx["files"], "csv", "papers.xml", "a.jsonl.gz", "n.trig",
    }  # fmt: skip


def test_without_json_a_line_on_standard_error_tells_what_was_written(kg_on):
    ran = kg_on("export", "annotations", "-o", "one.jsonld", "--paper", "10.1000/xyz-1")
    assert (ran.code, ran.out, ran.err) == (0, "", "1 paper in one.jsonld\n")
    assert kg_on("export", "csv", "-o", "csv").err.endswith("relationships in csv\n")
    assert "graph_nodes.tsv and graph_edges.tsv" in kg_on("export", "kgx", "-o", "graph.tsv").err


def test_papers_are_chosen_by_any_of_their_ids(kg_on, tmp_path):
    wanted = ("--paper", "https://doi.org/10.1000/XYZ-1", "--paper", "arxiv:2501.00001v1")
    assert kg_on("export", "bioc", "-o", "two.json", *wanted).code == 0
    found = [
        document["id"] for document in json.loads((tmp_path / "two.json").read_text())["documents"]
    ]
    assert found == ["arxiv:2501.00001", "doi:10.1000/xyz-1"]
    missing = kg_on("export", "bioc", "-o", "none.json", "--paper", "arxiv:1234.56789")
    assert missing.code == 1
    assert "no paper 'arxiv:1234.56789'" in missing.err


def test_what_cannot_be_is_told_in_a_line(kg_on, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    for arguments, words in (
        (("kgx", "-o", "graph.xlsx"), ".tsv or .jsonl"),
        (("csv", "-o", "full"), "not empty"),
        (("annotations", "-o", "all.jsonld"), "one paper"),
        (("nanopubs", "-o", "n.trig", "--creator", "me"), "no ORCID"),
        (("nanopubs", "-o", "n.trig", "--created", "2026-01-31T12:00:00"), "its zone such as"),
        (("nanopubs", "-o", "n.trig", "--created", "gestern"), "such as 2026-01-31T12:00:00Z"),
    ):
        ran = kg_on("export", *arguments)
        assert ran.code == 2
        assert words in ran.err
