"""Linked data as a user types it: dumps, their check, and one resource."""

import json
import re

import pyoxigraph as ox
import pytest

from kg import resources
from tests.conftest import wipe
from tests.rdf.papers import KNOWN, RECORDS


@pytest.fixture(scope="module")
def loaded(local_folder, own_home):
    from kg.graph import open_store

    with open_store(local_folder) as store:
        wipe(store)
        store.load(RECORDS, KNOWN)
    return local_folder


@pytest.fixture
def kg_on(kg, loaded, monkeypatch):
    monkeypatch.setenv("KG_STORE", str(loaded))
    return kg


@pytest.fixture
def emptied(loaded):
    from kg.graph import open_store

    with open_store(loaded) as store:
        wipe(store)
    yield
    with open_store(loaded) as store:
        store.load(RECORDS, KNOWN)


def triples(text, format):
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.from_extension(format))}


def test_a_dump_is_written_described_and_held_against_the_shapes(kg_on, tmp_path):
    ran = kg_on("export", "rdf", "-o", "graph.nt.gz", "--validate", "--json")
    assert ran.code == 0
    assert (ran.json["files"], ran.json["violations"]) == (["graph.nt.gz"], [])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "graph.nt.gz",
        "graph.nt.gz.void.ttl",
    ]
    assert kg_on("validate", "graph.nt.gz", "--json").json == []
    said = kg_on("validate", "graph.nt.gz").err
    assert re.search(r"as the shapes want it: [1-9][0-9,]* nodes held", said)


def test_files_in_which_nothing_was_looked_at_leave_with_one(kg, tmp_path):
    (tmp_path / "empty.nt").touch()
    for name in ("empty.nt", resources.ontology_dir() / "neurokg.ttl"):
        ran = kg("validate", name)
        assert (ran.code, "nothing was held against the shapes" in ran.err) == (1, True)
    ran = kg("validate", "empty.nt", "--json")
    assert (ran.code, ran.json, "nothing was held" in ran.err) == (1, [], True)


def test_a_store_without_papers_is_exported_and_there_is_nothing_to_hold(kg_on, emptied):
    ran = kg_on("export", "rdf", "-o", "graph.nt", "--validate")
    assert (ran.code, "there was nothing to hold against the shapes" in ran.err) == (0, True)


def test_a_graph_that_is_wrong_leaves_with_one_and_says_what(kg_on, tmp_path):
    kg_on("export", "rdf", "-o", "graph.nt")
    text = (tmp_path / "graph.nt").read_text()
    (tmp_path / "graph.nt").write_text(text.replace('"linked"', '"perhaps"'))
    ran = kg_on("validate", "graph.nt", "--json")
    assert ran.code == 1
    assert {one["property"] for one in ran.json} >= {"nkg:status"}
    assert "a mention is linked, ambiguous or nil" in {one["message"] for one in ran.json}
    ran = kg_on("validate", "graph.nt")
    assert (ran.code, "violations" in ran.err) == (1, True)


def test_chunks_are_one_graph_to_validate(kg_on):
    files = kg_on("export", "rdf", "-o", "graph.ttl", "--chunk", 100, "--json").json["files"]
    assert len(files) > 2
    assert kg_on("validate", *files).code == 0


def test_parts_types_and_days_are_chosen(kg_on, tmp_path):
    whole = kg_on("export", "rdf", "-o", "all.nt", "--json").json["triples"]
    parts = [
        kg_on("export", "rdf", "-o", f"{part}.nt", "--part", part, "--json").json["triples"]
        for part in ("papers", "concepts", "mentions", "people")
    ]
    assert sum(parts) == whole
    kg_on("export", "rdf", "-o", "m.nt", "--type", "method", "--since", "2025-01-01")
    assert "terms#BrainRegion" not in (tmp_path / "m.nt").read_text()


def test_of_a_part_alone_it_is_said_that_others_are_not_here(kg_on):
    kg_on("export", "rdf", "-o", "people.nt", "--part", "people")
    ran = kg_on("validate", "people.nt")
    assert ran.code == 1
    assert "other files of the graph are not here" in ran.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--since", "yesterday"), "2025-01-31"),
        (("--part", "everything"), "papers, concepts, mentions, people"),
        (("--part", "papers", "--validate"), "kg validate"),
        (("--type", "planet"), "BrainRegion"),
    ],
)
def test_what_cannot_be_exported_is_told(kg_on, args, said):
    ran = kg_on("export", "rdf", "-o", "graph.nt", *args)
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize(
    ("args", "iri"),
    [
        (("paper", "2501.00001"), "https://arxiv.org/abs/2501.00001"),
        (("paper", "https://doi.org/10.1000/five"), "https://arxiv.org/abs/2501.00005"),
        (("author", "orcid:0000-0002-1825-0097"), "https://orcid.org/0000-0002-1825-0097"),
        (("topic", "q-bio.NC"), "https://w3id.org/neurokg/topic/q-bio.NC"),
        (("lookup", "V4"), "https://w3id.org/neurokg/concept/v4"),
        (("lookup", "amygdala"), "http://purl.obolibrary.org/obo/UBERON_0001876"),
    ],
)
def test_one_resource_is_the_same_graph_in_each_format(kg_on, args, iri):
    graphs = []
    for format in ("jsonld", "ttl", "nt"):
        ran = kg_on(*args, "--format", format)
        assert ran.code == 0
        graphs.append(triples(ran.out, format))
    assert graphs[0] == graphs[1] == graphs[2]
    assert iri in {triple.subject.value for triple in graphs[0]}
    assert json.loads(kg_on(*args, "--format", "jsonld").out)["@context"]


def test_of_several_authors_of_a_name_one_must_be_meant(kg_on):
    ran = kg_on("author", "Lee", "--format", "ttl")
    assert ran.code == 2
    assert "give one id" in ran.err
    assert kg_on("paper", "2501.00001", "--format", "pdf").code == 2


def test_a_topic_shows_its_papers(kg_on):
    assert "arxiv:2501.00005" in kg_on("topic", "q-bio.NC").out
    assert kg_on("topic", "q-bio.NC", "--json").json[0]["primary"]
    assert kg_on("topic", "no.SUCH").code == 1
