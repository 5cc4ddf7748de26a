"""``kg sparql`` as a user types it, on both stores."""

import json

import pytest

from kg.graph import local

COUNT = "SELECT (COUNT(*) AS ?n) { ?p a schema:ScholarlyArticle }"


def papers(answer):
    (row,) = answer.json["results"]["bindings"]
    return int(row["n"]["value"])


def test_an_index_is_made_once_and_known_to_be_old(kg_on, sample, tmp_path):
    kg_on("build", sample, "--model", "dictionary")
    assert "kg sparql --refresh" in kg_on("sparql", COUNT).err
    made = kg_on("sparql", "--refresh")
    assert (made.code, made.out) == (0, "")
    assert "triples in the index" in made.err
    again = kg_on("sparql", "--refresh", COUNT, "--json")
    assert (papers(again), again.err) == (24, "")
    (tmp_path / "more.jsonl").write_text(json.dumps({"id": "note", "text": "fMRI in V4."}))
    kg_on("build", "more.jsonl", "--model", "dictionary")
    old = kg_on("sparql", COUNT, "--json")
    assert papers(old) == 24
    assert "older than the store: --refresh renews it" in old.err
    assert papers(kg_on("sparql", COUNT, "--refresh", "--json")) == 25


@pytest.fixture
def dump(kg, sample, tmp_path, local_folder, monkeypatch):
    monkeypatch.setenv("KG_STORE", str(tmp_path / "store"))
    kg("build", sample, "--model", "dictionary")
    assert kg("export", "rdf", "-o", "graph.nq.gz").code == 0
    yield "graph.nq.gz"
    local.stop(tmp_path / "store")


def test_a_dump_is_asked_without_any_store_in_all_formats(kg, dump, monkeypatch):
    monkeypatch.setenv("KG_STORE", "nowhere")
    ask = ("sparql", "region-papers", "-p", "region=visual cortex", "--dump", dump)
    rows = kg(*ask, "--json").json["results"]["bindings"]
    assert len(rows) > 3
    assert rows[0]["paper"]["value"] in kg(*ask).out
    assert kg(*ask, "--format", "csv").out.splitlines()[0] == "paper,title,year"
    assert kg(*ask, "--format", "tsv").out.startswith("?paper\t?title\t?year\n")
    assert kg(*ask, "--format", "xml").out.startswith("<?xml")
    cut = kg(*ask, "--limit", "1", "--format", "csv")
    assert len(cut.out.splitlines()) == 2
    assert "cut after 1" in cut.err
    graph = kg("sparql", "hierarchy", "-p", "concept=V4", "--dump", dump)
    assert "neurokg:v4 " in graph.out
    assert kg("sparql", "hierarchy", "-p", "concept=V4", "--dump", dump, "--json").json
    assert kg("sparql", "is-mentioned", "-p", "concept=V4", "--dump", dump).out == "yes\n"
    assert kg("sparql", "ASK { <a:b> ?p ?o }", "--dump", dump).out == "no\n"
    none = kg("sparql", "SELECT * { <a:b> ?p ?o }", "--dump", dump)
    assert (none.code, none.out, none.err) == (0, "", "no rows\n")


def test_questions_are_listed_and_shown_as_other_tools_take_them(kg):
    rows = kg("sparql", "--list", "--json").json
    assert {"name", "title", "description", "parameters"} == rows[0].keys()
    assert "region-papers" in kg("sparql", "--list").out
    shown = kg("sparql", "is-mentioned", "-p", "concept=V4", "--show").out
    assert "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n" in shown
    assert "<https://w3id.org/neurokg/concept/v4>" in shown
    assert "$concept" in kg("sparql", "is-mentioned", "--show").out


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ((), 2, "give a query"),
        (("no-such",), 2, "--list"),
        (("is-mentioned",), 2, "needs -p concept="),
        (("is-mentioned", "-p", "x=V4"), 2, "no parameter 'x'"),
        (("ASK {}", "-p", "x=V4"), 2, "parameters are for questions"),
        (("ASK {}", "--file", "q.rq"), 2, "not both"),
        (("--file", "q.rq"), 1, "cannot read q.rq: No such file or directory"),
        (("ASK {}", "--dump", "x.nt", "--refresh"), 2, "not of a dump"),
        (("ASK {}", "--dump", "x.nt"), 1, "no file x.nt"),
        (("ASK {}", "--json", "--format", "csv"), 2, "not both"),
        (("ASK {}", "--format", "docx"), 2, "docx"),
        (("CLEAR ALL",), 1, "CLEAR is not allowed"),
        (("SELECT * { SERVICE <http://a.b/> {} }",), 1, "SERVICE is not allowed"),
        (("ASK {}", "--store", "nowhere"), 1, "kg build"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(kg, args, code, said):
    told = kg("sparql", *args)
    assert (told.code, told.out) == (code, "")
    assert said in told.err
    assert told.err.count("\n") == 1
