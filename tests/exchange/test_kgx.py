"""KGX: valid Biolink for the kgx package, and all of the graph's statements."""

import csv
import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest

from kg.curies import encode
from kg.errors import StoreUnavailable, UsageError
from kg.exchange import export_kgx
from kg.rdf import iris, triples
from kg.rdf.prefixes import prefixes
from tests.exchange.papers import HOSTILE, KNOWN, PAPERS
from tests.rdf.rows import PlainRows

CHECK = Path(__file__).with_name("kgx_check.py")


def lines(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


@pytest.fixture
def exported(graph, tmp_path):
    report = export_kgx(graph, tmp_path / "graph.jsonl")
    nodes, edges = map(lines, report.files)
    assert (len(nodes), len(edges)) == (report.nodes, report.edges)
    return {node["id"]: node for node in nodes}, edges


def test_papers_concepts_authors_and_institutions_are_nodes_of_biolink_categories(exported):
    nodes, _ = exported
    categories = {id: node["category"] for id, node in nodes.items()}
    assert categories["neurokg:v4"] == ["biolink:GrossAnatomicalStructure"]
    assert categories["CL:0000598"] == ["biolink:Cell"]
    assert categories["NCBITaxon:9539"] == ["biolink:OrganismTaxon"]
    assert categories["neurokg:fmri"] == ["biolink:Procedure"]
    assert categories["neurokg:nsd"] == ["biolink:Dataset"]
    assert categories["ORCID:0000-0002-1825-0097"] == ["biolink:Agent"]
    assert nodes["neurokg:v4"]["synonym"] == ["area V4", "V4"]
    assert nodes["ror:02jx3x895"]["iri"] == "https://ror.org/02jx3x895"
    assert nodes["arxiv:2501.00001"]["xref"] == ["doi:10.1000/j(1)<x>-2"]


def test_a_paper_mentions_a_concept_once_with_count_and_best_confidence(exported):
    _, edges = exported
    found = [edge for edge in edges if edge["predicate"] == "biolink:mentions"]
    assert len({edge["id"] for edge in edges}) == len(edges)
    mentioned = {(edge["subject"], edge["object"]) for edge in found}
    assert len(mentioned) == len(found)
    assert mentioned == {
        (paper.id if ":" in paper.id else "paper:notes/a%C3%A9b%3Cc%3E%231", mention.curie)
        for paper in PAPERS for mention in paper.mentions if mention.curie
    }  # fmt: skip
    v4 = next(edge for edge in found if edge["subject"] == "arxiv:2501.00001"
              and edge["object"] == "neurokg:v4")  # fmt: skip
    assert v4["evidence_count"] == 2
    assert v4["has_confidence_score"] == 0.9
    assert v4["publications"] == ["arxiv:2501.00001"]
    assert v4["knowledge_level"] == "not_provided"
    assert v4["agent_type"] == "text_mining_agent"
    assert v4["primary_knowledge_source"] == "infores:neurokg"


def test_every_edge_joins_two_nodes_and_says_who_says_so(exported):
    nodes, edges = exported
    for edge in edges:
        assert {edge["subject"], edge["object"]} <= nodes.keys()
        assert {"knowledge_level", "agent_type", "primary_knowledge_source"} <= edge.keys()
    part = next(edge for edge in edges if edge["subject"] == "UBERON:0000411")
    assert part["predicate"] == "biolink:part_of"
    assert part["primary_knowledge_source"] == "infores:neurokg"
    assert part["knowledge_level"] == part["agent_type"] == "not_provided"


def test_kinds_of_papers_are_those_of_the_dump(exported):
    nodes, _ = exported
    for given in PAPERS:
        said = triples(PlainRows([given], KNOWN))
        classes = {t.object.value for t in said if t.subject.value == iris.paper(given.id)}
        about = {kind.rpartition("/")[2] for kind in classes if "fabio" in kind}
        id = given.id if ":" in given.id else f"paper:{encode(given.id)}"
        node = nodes[re.sub("^(pmid|orcid):", lambda found: found[0].upper(), id)]
        kinds = {kind.removeprefix("fabio:") for kind in node.get("publication_type", ())}
        assert kinds - {"MESH_PUB:D016441"} == about


def test_json_lines_keep_hostile_text_and_tables_keep_their_form(exported, graph, tmp_path):
    nodes, edges = exported
    wild = nodes["arxiv:2501.00005"]
    assert wild["name"] == HOSTILE
    assert wild["keywords"][:3] == [HOSTILE, ";", "|"]
    assert wild["publication_type"] == ["MESH_PUB:D016441"]
    for file, there in zip(
        export_kgx(graph, tmp_path / "graph.tsv").files, (nodes.values(), edges), strict=True
    ):
        with file.open(encoding="utf-8", newline="\n") as table:
            rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
        assert [row["id"] for row in rows] == [node["id"] for node in there]
        assert not [row for row in rows if None in row or None in row.values()]
        if "name" in rows[0]:
            name = next(row["name"] for row in rows if row["id"] == "arxiv:2501.00005")
            assert name == re.sub(r"[\t\r\n]+", " ", HOSTILE).replace("|", "¦")


def test_both_stores_give_the_same_bytes_twice(both_stores, tmp_path):
    written = set()
    for number, store in enumerate(both_stores):
        store.load(PAPERS, KNOWN)
        for name in ("a", "b"):
            report = export_kgx(store, tmp_path / f"{number}{name}.jsonl.gz")
            written.add(tuple(file.read_bytes() for file in report.files))
    assert len(written) == 1


def test_mentions_below_a_confidence_are_left_out(graph, tmp_path):
    every = export_kgx(graph, tmp_path / "all.jsonl")
    some = export_kgx(graph, tmp_path / "some.jsonl", min_confidence=0.95)
    assert some.edges < every.edges
    assert not [edge for edge in lines(some.files[1]) if edge["predicate"] == "biolink:mentions"]


def test_another_suffix_is_refused(graph, tmp_path):
    with pytest.raises(UsageError, match=r"KGX is \.tsv or \.jsonl"):
        export_kgx(graph, tmp_path / "graph.csv")


def test_an_export_that_fails_leaves_nothing(tmp_path):
    class Breaking:
        def stream(self, name, /, **params):
            raise StoreUnavailable("gone")

    with pytest.raises(StoreUnavailable):
        export_kgx(Breaking(), tmp_path / "graph.tsv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("format", ["tsv", "jsonl"])
def test_kgx_reads_it_and_finds_it_valid(format, graph, python_with_kgx, tmp_path):
    report = export_kgx(graph, tmp_path / f"graph.{format}")
    command = [python_with_kgx, CHECK, format, ",".join([*prefixes(), "ror"]), *report.files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    # kgx takes no id with a slash or a colon in it for a CURIE, which all DOIs have.
    errors = [
        message
        for kinds in found["errors"].get("ERROR", {}).values()
        for message, where in kinds.items()
        if not all("/" in place for place in where)
    ]
    assert errors == []
    assert (len(found["nodes"]), len(found["edges"])) == (report.nodes, report.edges)
    assert "knowledge_level" in found["required"][1]
    assert found["nodes"]["arxiv:2501.00001"]["name"].startswith("🧠 V4")
