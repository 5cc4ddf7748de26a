"""From feed to graph and back, as a user types it, on both stores."""

import csv
import io
import json
import re

import pytest

from kg.identity.names import name_key, surname_key
from tests.conftest import wipe


def test_the_whole_way_on_the_sample_feed(kg_on, sample, tmp_path):
    first = kg_on("build", sample, "--json").json
    assert (first["papers"], first["new"]) == (24, 24)
    again = kg_on("build", sample, "--json").json
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 24)
    info = kg_on("store", "info", "--json").json
    assert info["papers"] == 24
    assert {row["type"] for row in info["mentionsByType"]} >= {"BrainRegion", "Method", "Species"}
    assert kg_on("store", "check", "--json").json == []

    card = kg_on("lookup", "V4", "--json").json[0]
    assert {
        "curie",
        "label",
        "type",
        "synonyms",
        "parents",
        "score",
        "match",
        "papers",
    } <= card.keys()
    assert (card["curie"], card["type"]) == ("neurokg:v4", "BrainRegion")
    assert card["papers"] > 0

    paper = kg_on("paper", "arxiv:9901.90001", "--json").json
    assert paper["authors"][0]["name"] == "Björn Bergström"
    for mention in paper["mentions"]:
        assert paper[mention["field"]][mention["start"] : mention["end"]] == mention["text"]

    rows = kg_on("query", "region-papers", "-p", "region=visual cortex", "--json").json
    assert rows
    assert kg_on("query", "co-authors", "-p", "name=Jonas Nwosu", "--json").json
    counted = kg_on("query", "--cypher", "MATCH (p:Paper) RETURN count(p) AS n", "--json").json
    assert counted == [{"n": 24}]

    assert kg_on("export", "rdf", "-o", "graph.nt").code == 0
    assert (tmp_path / "graph.nt").read_text().count("\n") > 5000


def test_extract_then_load_equals_build(kg_on, sample, tmp_path, store):
    kg_on("build", sample)
    kg_on("export", "rdf", "-o", "built.nt")
    wipe(store)
    kg_on("extract", sample, "-o", "annotated.jsonl")
    assert kg_on("load", "annotated.jsonl", "--json").json["new"] == 24
    kg_on("export", "rdf", "-o", "loaded.nt")
    assert (tmp_path / "built.nt").read_bytes() == (tmp_path / "loaded.nt").read_bytes()


def test_people_read_tables(kg_on, sample):
    kg_on("build", sample)
    assert "24 papers" in kg_on("store", "info").out
    assert "visual area V4" in kg_on("lookup", "V4").out
    assert "]R" in kg_on("paper", "arxiv:9901.90001").out
    assert "arxiv:" in kg_on("author", "Jonas Nwosu").out
    assert "region-papers" in kg_on("query", "--list").out


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("lookup", "qqqqxxxq"), 1, "nothing is called"),
        (("paper", "arxiv:0000.00000"), 1, "no paper"),
        (("author", "Nobody Atall"), 1, "no author"),
        (("query", "nonsense"), 2, "--list"),
        (("query", "region-papers"), 2, "region"),
        (("query", "region-papers", "-p", "region=qqqqxxxq"), 1, "no BrainRegion"),
        (("query", "top-concepts", "-p", "limit=many"), 2, "whole number"),
        (("query", "--cypher", "MATCH (n) DETACH DELETE n"), 1, "not allowed"),
        (("lookup", "V4", "--type", "Planet"), 2, "BrainRegion"),
        (("export", "rdf", "-o", "x.docx"), 2, ".nt"),
    ],
)
def test_what_cannot_be_is_said_with_its_exit_code(kg_on, args, code, said):
    ran = kg_on(*args)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_store_that_is_down_is_exit_code_1(kg, monkeypatch):
    monkeypatch.setenv("KG_PASSWORD", "x")
    ran = kg("store", "info", "--store", "bolt://127.0.0.1:1")
    assert ran.code == 1
    assert "does not answer" in ran.err


def test_a_query_can_be_seen_without_a_store(kg):
    assert "MATCH" in kg("query", "region-papers", "--show").out


def test_the_real_feed_gives_fifteen_papers_with_v4(kg_on, shared):
    feed = shared / "data" / "arxiv_q-bio.NC.atom.xml"
    assert kg_on("build", feed, "--json").json["new"] == 15
    assert kg_on("build", feed, "--json").json["unchanged"] == 15
    paper = kg_on("paper", "arxiv:2603.07369", "--json").json
    assert [a["name"] for a in paper["authors"]] == [
        "Shizhao Liu", "Anton Pletenev", "Ralf M. Haefner", "Adam C. Snyder",
    ]  # fmt: skip
    assert paper["doi"] == "10.1126/science.adw7707"
    assert ("V4", "neurokg:v4") in {(m["text"], m["curie"]) for m in paper["mentions"]}


@pytest.mark.parametrize(
    "args",
    [("paper", "x"), ("author", "x"), ("store", "info"), ("store", "check"),
     ("query", "summary"), ("export", "rdf", "-o", "x.nt")],
)  # fmt: skip
def test_a_command_that_reads_makes_no_store(kg, tmp_path, args):
    ran = kg(*args, "--store", tmp_path / "typo")
    assert ran.code == 1
    assert "kg build makes one" in ran.err
    assert not (tmp_path / "typo").exists()


def test_a_lookup_needs_no_store(kg, tmp_path):
    card = kg("lookup", "V4", "--json", "--store", tmp_path / "none").json[0]
    assert (card["curie"], card["papers"]) == ("neurokg:v4", 0)


def test_a_password_in_an_address_is_refused_and_not_repeated(kg):
    ran = kg("store", "info", "--store", "bolt://kg:s3cret@127.0.0.1:1")
    assert ran.code == 2
    assert "s3cret" not in ran.err


def test_a_device_stays_a_device(kg, sample, tmp_path):
    target = tmp_path / "link.jsonl"
    target.symlink_to(tmp_path / "real.jsonl")
    assert kg("extract", sample, "-o", target).code == 0
    assert target.is_symlink()
    assert (tmp_path / "real.jsonl").read_text().count("\n") == 24
    assert kg("extract", sample, "-o", "/dev/null").code == 0


def test_a_number_that_cannot_be_is_wrong_usage(kg_on, sample):
    kg_on("build", sample)
    for value in ("-1", "many", "9" * 30):
        ran = kg_on("query", "top-concepts", "-p", f"limit={value}")
        assert ran.code == 2
        assert "limit is a whole number" in ran.err


def test_rows_of_an_own_query_are_cut_aloud(kg_on, sample):
    kg_on("build", sample)
    ran = kg_on("query", "--cypher", "UNWIND range(1, 9) AS n RETURN n", "--limit", 5, "--json")
    assert len(ran.json) == 5
    assert "cut after 5 rows" in ran.err
    ran = kg_on("query", "--cypher", "UNWIND range(1, 5) AS n RETURN n", "--limit", 5)
    assert "cut" not in ran.err


def test_an_author_is_found_by_surname_alone(kg_on, sample):
    kg_on("build", sample)
    rows = kg_on("author", "bergström", "--json").json
    assert {row["name"] for row in rows} >= {"Björn Bergström"}
    assert kg_on("author", "Nobodyatall").code == 1


@pytest.mark.parametrize("name", ["van der Berg", "Van Essen", "O'Ek"])
def test_a_surname_of_several_parts_is_one(kg_on, tmp_path, name):
    authors = [{"name": each} for each in ("D. Van Essen", "A. van der Berg", "B. O’Ek")]
    paper = {"id": "pmid:7", "title": "V4.", "authors": authors}
    (tmp_path / "papers.jsonl").write_text(json.dumps(paper))
    kg_on("build", tmp_path / "papers.jsonl")
    (row,) = kg_on("author", name, "--json").json
    assert name_key(row["name"]).startswith(surname_key(name))


def test_a_feed_given_to_load_is_told_once(kg_on, sample):
    ran = kg_on("load", sample)
    assert ran.code == 3
    assert ran.err.count("set aside: ") == 1
    assert "kg build reads papers" in ran.err


def test_a_paper_as_json_is_whole(kg_on, tmp_path):
    mention = {"field": "title", "start": 0, "end": 2, "text": "V4", "type": "BrainRegion"}
    readings = [{"curie": "neurokg:v4", "label": "visual area V4", "score": 0.6}]
    row = {
        "id": "pmid:7",
        "title": "V4.",
        "authors": [{"name": "Ann Lee", "affiliations": ["Univ. of Oslo"]}],
        "links": [{"href": "https://example.org/7"}],
        "keywords": ["vision"],
        "retracted": True,
        "notices": [{"kind": "retraction", "id": "pmid:8", "text": "Retracted."}],
        "mentions": [
            {
                **mention,
                "status": "ambiguous",
                "match": "abbreviation",
                "confidence": 0.6,
                "sentence": [0, 3],
                "candidates": readings,
            }
        ],
        "run": {"id": "run:1", "software": "s", "vocabulary": "v", "model": "m"},
    }
    (tmp_path / "one.jsonl").write_text(json.dumps(row))
    assert kg_on("load", "one.jsonl").code == 0
    paper = kg_on("paper", "pmid:7", "--json").json
    assert paper["authors"][0]["affiliations"] == ["Univ. of Oslo"]
    assert paper["links"] == row["links"]
    assert (paper["keywords"], paper["retracted"]) == (["vision"], True)
    assert paper["notices"] == row["notices"]
    assert paper["mentions"][0]["sentence"] == [0, 3]
    assert paper["mentions"][0]["candidates"] == readings
    assert "RETRACTED" in kg_on("paper", "pmid:7").out
    row["mentions"] *= 2
    (tmp_path / "one.jsonl").write_text(json.dumps(row))
    ran = kg_on("load", "one.jsonl")
    assert ran.code == 3
    assert "two mentions stand at title 0-2" in ran.err


def test_doubtful_mentions_can_be_left_out_of_answers_and_dumps(kg_on, sample, tmp_path):
    kg_on("build", sample)
    every = kg_on("query", "top-concepts", "-p", "limit=1000", "--json").json
    sure = kg_on(
        "query", "top-concepts", "-p", "limit=1000", "-p", "minConfidence=0.95", "--json"
    ).json
    assert 0 < len(sure) < len(every)
    assert kg_on("query", "top-concepts", "-p", "minConfidence=high").code == 2
    assert kg_on("export", "rdf", "-o", "all.nt").code == 0
    assert kg_on("export", "rdf", "-o", "sure.nt", "--min-confidence", 0.95).code == 0
    texts = [(tmp_path / name).read_text() for name in ("all.nt", "sure.nt")]
    all_scores, sure_scores = (
        [float(score) for score in re.findall(r'terms#confidence> "([0-9.]+)"', text)]
        for text in texts
    )
    assert sorted(score for score in all_scores if score >= 0.95) == sorted(sure_scores)
    assert kg_on("export", "rdf", "-o", "x.nt", "--min-confidence", 2).code == 2


def test_rows_come_as_csv(kg_on, sample):
    kg_on("build", sample)
    own = "UNWIND ['a, \"b\"\nc', null] AS text RETURN text, [1, 'é'] AS list"
    rows = list(csv.reader(io.StringIO(kg_on("query", "--cypher", own, "--csv").out)))
    assert rows == [["text", "list"], ['a, "b"\nc', '[1, "é"]'], ["", '[1, "é"]']]
    assert kg_on("query", "top-concepts", "--csv", "--json").code == 2


def test_people_are_told_apart_by_evidence_and_by_word(kg_on, sample):
    kg_on("build", sample)
    assert kg_on("identity", "resolve", "--json").json["people"] > 0
    assert "nothing merged or split" in kg_on("identity", "list").out
    (author,) = (a for a in kg_on("author", "Rosa Saito", "--json").json if a["joinedTo"])
    shown = kg_on("author", "Rosa Saito", "--why").out
    assert author["person"] in shown.replace("\n", "")
    assert "co-authors" in shown
    said = kg_on("identity", "split", author["id"], author["joinedTo"])
    assert said.code == 0
    assert all(a["joinedTo"] is None for a in kg_on("author", "Rosa Saito", "--json").json)
    kg_on("identity", "merge", author["id"], author["joinedTo"])
    assert "you said so" in kg_on("author", "Rosa Saito", "--why").out
    (decision,) = kg_on("identity", "list", "--json").json
    assert decision["kind"] == "merge"
    assert kg_on("identity", "merge", author["id"], "author:nobody").code == 1
    assert kg_on("identity", "split", author["id"], author["id"]).code == 2


def test_communities_are_found_and_kept(kg_on, sample):
    kg_on("build", sample)
    kg_on("identity", "resolve")  # communities have several papers, so people must have
    found = kg_on("communities", "--json").json
    assert {row["kind"] for row in found} == {"people", "concepts"}
    assert "modularity" in kg_on("communities").out
    assert kg_on("query", "community", "-p", f"id={found[0]['id']}", "--json").json
