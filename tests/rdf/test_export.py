"""The dump is complete, deterministic, valid, and read alike by two libraries."""

import gzip
from io import BytesIO

import pyoxigraph as ox
import pytest
import rdflib
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.errors import ExportError, UsageError
from kg.rdf import export, iris
from tests.graph.papers import CONCEPTS, paper

HOSTILE = "\"q\" 'x' <b>\n🧠 مرحبا \\u0041 }"
PAPERS = [
    paper(1, authors=("Ann Lee", "Bo Ek"), title='<T> & "x" 🧠'),
    paper(2, authors=(HOSTILE.replace("\n", " "),), abstract="V4 with NSD; pyramidal neurons."),
]
OA = "http://www.w3.org/ns/oa#"


@pytest.fixture
def dump(store, tmp_path):
    store.load(PAPERS, CONCEPTS)
    export(store, tmp_path / "graph.nt")
    return tmp_path / "graph.nt"


def test_two_exports_are_byte_equal_in_every_format(store, tmp_path):
    store.load(PAPERS, CONCEPTS)
    for suffix in ("nt", "ttl", "nt.gz", "ttl.zst"):
        one, two = tmp_path / f"1.{suffix}", tmp_path / f"2.{suffix}"
        reports = export(store, one), export(store, two)
        assert reports[0].triples == reports[1].triples > 100
        assert one.read_bytes() == two.read_bytes()


def test_both_stores_give_the_same_dump(both_stores, tmp_path):
    for number, store in enumerate(both_stores):
        store.load(PAPERS, CONCEPTS)
        export(store, tmp_path / f"{number}.nt")
    assert (tmp_path / "0.nt").read_bytes() == (tmp_path / "1.nt").read_bytes()


def test_every_format_holds_the_same_graph_for_rdflib_and_oxigraph(store, dump, tmp_path):
    export(store, tmp_path / "graph.ttl")
    export(store, tmp_path / "graph.ttl.gz")
    export(store, tmp_path / "graph.nt.zst")
    plain = rdflib.Graph().parse(dump)
    assert isomorphic(plain, rdflib.Graph().parse(tmp_path / "graph.ttl"))
    turtle = ox.parse(path=str(tmp_path / "graph.ttl"))
    triples = {quad.triple for quad in ox.parse(path=str(dump))}
    assert {quad.triple for quad in turtle} == triples
    assert len(plain) == len(triples)
    unpacked = gzip.decompress((tmp_path / "graph.ttl.gz").read_bytes())
    assert unpacked == (tmp_path / "graph.ttl").read_bytes()
    stream = zstandard.ZstdDecompressor().stream_reader(
        BytesIO((tmp_path / "graph.nt.zst").read_bytes())
    )
    assert stream.read() == dump.read_bytes()


def test_there_are_no_blank_nodes_and_every_subject_has_a_class(dump):
    graph = rdflib.Graph().parse(dump)
    assert not any(isinstance(node, rdflib.BNode) for node in graph.all_nodes())
    untyped = set(graph.subjects()) - set(graph.subjects(rdflib.RDF.type))
    assert not untyped


def test_papers_authors_and_mentions_can_be_rebuilt_from_the_dump_alone(dump):
    graph = rdflib.Graph().parse(dump)
    for given_paper in PAPERS:
        node = rdflib.URIRef(iris.node(given_paper.id))
        assert str(graph.value(node, rdflib.DCTERMS.title)) == given_paper.title
        assert str(graph.value(node, rdflib.DCTERMS.abstract)) == given_paper.abstract
        rows = graph.query(
            """SELECT ?name WHERE { ?role pro:relatesToDocument ?paper ; schema:position ?at ;
               foaf:name ?name } ORDER BY ?at""",
            initNs={"pro": "http://purl.org/spar/pro/", "schema": "https://schema.org/",
                    "foaf": rdflib.FOAF},
            initBindings={"paper": node},
        )  # fmt: skip
        assert [str(row.name) for row in rows] == [author.name for author in given_paper.authors]
        rows = graph.query(
            """SELECT ?start ?end ?exact ?concept ?field WHERE {
                 ?m oa:hasBody ?concept ; oa:hasTarget ?t . ?t oa:hasSource ?paper ;
                 nkg:field ?field ; oa:hasSelector ?p, ?q .
                 ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?exact }""",
            initNs={"oa": OA, "nkg": "https://w3id.org/neurokg/terms#"},
            initBindings={"paper": node},
        )
        found = {
            (int(r.start), int(r.end), str(r.exact), str(r.concept), str(r.field)) for r in rows
        }
        assert found == {
            (m.start, m.end, m.text, iris.node(m.curie), m.field) for m in given_paper.mentions
        }


def test_an_unknown_suffix_and_an_unwritable_folder_are_told(store, tmp_path):
    with pytest.raises(UsageError, match=r"\.nt, \.ttl"):
        export(store, tmp_path / "graph.docx")
    with pytest.raises(ExportError, match="missing"):
        export(store, tmp_path / "missing" / "graph.nt")
    assert list(tmp_path.iterdir()) == []


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_id_gives_a_valid_iri_and_different_ids_different_ones(text):
    for prefix in ("", "neurokg:", "arxiv:", "author:", "doi:"):
        iri = iris.node(prefix + text)
        ox.NamedNode(iri)
        assert rdflib.URIRef(iri).n3()
        assert iris.node(prefix + text + "x") != iri
