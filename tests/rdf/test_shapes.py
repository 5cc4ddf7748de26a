"""The shapes cover all that is written, hold for it, and fail for graphs that are wrong."""

import json
from typing import get_args

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import DCTERMS, RDF, SKOS, XSD, Literal, URIRef

from kg import resources
from kg.model import MatchKind
from kg.rdf import export, triples, validate
from kg.rdf.prefixes import prefixes
from tests.rdf.mutations import MUTATIONS, NKG, PAPER, PRO, PROV, renamed, swapped
from tests.rdf.papers import KNOWN, PEOPLE, RECORDS
from tests.rdf.rows import PlainRows
from tests.rdf.told import ALONE, TOLD

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
ONTOLOGY = resources.ontology_dir()


@pytest.fixture(scope="module")
def shapes():
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")


@pytest.fixture
def good():
    graph = rdflib.Graph()
    lines = (f"{triple} .\n" for triple in triples(PlainRows(RECORDS, KNOWN, **PEOPLE)))
    return graph.parse(data="".join(lines), format="nt")


def complaints(graph, shapes):
    return pyshacl.validate(graph, shacl_graph=shapes, inference="none")[2]


def test_what_is_exported_conforms(good, shapes):
    conforms, _, text = pyshacl.validate(good, shacl_graph=shapes, inference="none")
    assert conforms, text


def test_what_either_store_exports_conforms(store, shapes, tmp_path):
    store.load(RECORDS, KNOWN)
    export(store, tmp_path / "graph.nq")
    quads = ox.parse(path=str(tmp_path / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    lines = "".join(f"{quad.triple} .\n" for quad in quads)
    graph = rdflib.Graph().parse(data=lines, format="nt")
    assert (None, RDF.type, PROV.Entity) in graph
    assert "Conforms: True" in complaints(graph, shapes)


def test_every_class_and_property_that_is_written_stands_in_a_shape(good, shapes):
    named = set(shapes.objects(None, SH.path)) | {RDF.type}
    assert set(good.predicates()) <= named
    targets = set(shapes.objects(None, SH.targetClass))
    for subject in set(good.subjects()):
        assert targets & set(good.objects(subject, RDF.type)), subject


def test_every_property_of_the_shapes_is_written(good, shapes):
    paths = {path for path in shapes.objects(None, SH.path) if isinstance(path, URIRef)}
    assert paths == set(good.predicates())


def test_a_subject_of_any_property_but_two_has_a_class(good, shapes):
    asked = set(shapes.objects(NKG.ClassShape, SH.targetSubjectsOf))
    assert asked == set(good.predicates()) - {RDF.type, rdflib.RDFS.label, PRO.holdsRoleInTime}


def written(graph, path):
    path.write_text("".join(graph.serialize(format="nt").splitlines(keepends=True)))
    return path


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_a_graph_does_not_conform_that_has(mutation, good, tmp_path):
    before = set(good)
    mutation(good)
    assert set(good) != before
    assert list(validate([written(good, tmp_path / "graph.nt")]))


@pytest.mark.parametrize(("mutation", "words"), TOLD.values(), ids=TOLD.keys())
def test_what_is_wrong_is_said_of_a_graph_that_has(mutation, words, good, tmp_path):
    mutation(good)
    said = [one.message for one in validate([written(good, tmp_path / "graph.nt")])]
    assert any(words in message for message in said), said


@pytest.mark.parametrize(("mutation", "node", "path"), ALONE.values(), ids=ALONE.keys())
def test_one_line_says_it_of_a_graph_that_has(mutation, node, path, good, tmp_path):
    mutation(good)
    (one,) = validate([written(good, tmp_path / "graph.nt")])
    assert (one.node, one.property) == (node, path)


def test_a_date_that_is_none_is_told_and_nothing_else_is_printed(good, tmp_path, caplog, capsys):
    swapped(DCTERMS.issued, Literal("2010-02-30", datatype=XSD.date), PAPER)(good)
    caplog.clear()
    found = validate([written(good, tmp_path / "graph.nt")])
    assert '"2010-02-30"^^xsd:date' in {one.value for one in found}
    assert (caplog.text, capsys.readouterr().err) == ("", "")


def test_every_rule_says_what_should_be(shapes):
    described = rdflib.Graph().parse(ONTOLOGY / "description-shapes.ttl")
    for graph in (shapes, described):
        for predicate in (SH.property, SH.sparql):
            for rule in graph.objects(None, predicate):
                within = set(graph.transitive_subjects(predicate, rule))
                if within & set(graph.subjects(RDF.type, SH.NodeShape)):
                    told = {graph.value(one, SH.message) for one in within}
                    assert told - {None}, graph.value(rule, SH.path)
        for component in (SH["or"], SH.xone):
            for shape in graph.subjects(component, None):
                if (shape, RDF.type, SH.NodeShape) in graph:
                    assert graph.value(shape, SH.message), shape


def test_conclusions_by_rdfs_from_the_terms_do_not_make_a_good_graph_wrong(good, shapes):
    terms = rdflib.Graph().parse(ONTOLOGY / "neurokg.ttl")
    plain = rdflib.Graph()
    plain += shapes
    plain.remove((None, SH.sparql, None))  # which pyshacl is slow at; classes do not change them
    _, _, said = pyshacl.validate(good, shacl_graph=plain, ont_graph=terms, inference="rdfs")
    assert "Conforms: True" in said


def test_terms_beside_the_data_conform(good, tmp_path):
    assert list(validate([written(good, tmp_path / "graph.nt"), ONTOLOGY / "neurokg.ttl"])) == []


def test_ways_of_matching_are_those_of_the_model(shapes):
    (ways,) = (shapes.value(one, SH["in"]) for one in shapes.subjects(SH.path, NKG.match))
    assert {str(way) for way in shapes.items(ways)} == set(get_args(MatchKind))


EVERY = MUTATIONS | {name: mutation for name, (mutation, _) in TOLD.items()}
ASKED = [
    "one DOI for two",
    "a circle of concepts",
    "two authors in one place",
    "an end before the start",
    "a paper that is a person",
    "a mentioned concept without a mention",
    "a creator without role in the paper",
    "a gap in the order of authors",
    "an offset past the end",
    "another quotation",
    "a linked mention without concept",
    "an expression that knows no work",
]


@pytest.mark.parametrize("name", ASKED)
def test_pyshacl_by_itself_finds_what_our_own_run_of_the_queries_finds(name, good, shapes):
    EVERY[name](good)
    assert "Conforms: False" in complaints(good, shapes)


@pytest.mark.parametrize("name", ["a concept without label", "a label without language"])
def test_properties_by_themselves_find_what_they_find_in_their_shape(name, good, shapes, tmp_path):
    MUTATIONS[name](good)
    results = pyshacl.validate(good, shacl_graph=shapes, inference="none")[1]
    expected = {
        (str(results.value(one, SH.resultMessage)), str(results.value(one, SH.resultPath)))
        for one in results.objects(None, SH.result)
    }
    known = rdflib.Graph().namespace_manager
    for prefix, iri in prefixes().items():
        known.bind(prefix, iri, replace=True)
    found = validate([written(good, tmp_path / "graph.nt")])
    assert {(one.message, str(known.expand_curie(one.property))) for one in found} == expected


@pytest.mark.filterwarnings("ignore:.*does not look like a valid URI")
def test_a_graph_does_not_conform_that_has_an_iri_with_a_space(good, shapes):
    renamed(PAPER, URIRef("https://arxiv.org/abs/25 01"))(good)
    assert "percent-encoded" in complaints(good, shapes)


def test_shapes_terms_and_context_use_the_one_prefix_map(shapes):
    known = prefixes()
    for name in ("shapes.ttl", "neurokg.ttl"):
        text = (ONTOLOGY / name).read_text(encoding="utf-8")
        for line in text.splitlines():
            if line.startswith("@prefix") and "owl" not in line:
                _, prefix, iri, _ = line.split()
                assert known[prefix[:-1]] == iri[1:-1]
    for node in shapes.subjects(SH.prefix):
        assert known[str(shapes.value(node, SH.prefix))] == str(shapes.value(node, SH.namespace))
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    plain = {key: how["@id"] if isinstance(how, dict) else how for key, how in context.items()}
    assert {key: plain[key] for key in known} == known


def test_every_property_that_is_written_has_a_key_of_its_own_in_json(good):
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    plain = {how["@id"] if isinstance(how, dict) else how for how in context.values() if how != 1.1}
    known = prefixes()
    named = {known.get(p, p) + local for p, _, local in (key.partition(":") for key in plain)}
    assert {str(predicate) for predicate in good.predicates()} - named == {str(RDF.type)}


def test_every_own_term_that_is_written_is_defined_and_explained(good):
    terms = rdflib.Graph().parse(ONTOLOGY / "neurokg.ttl")
    used = {term for triple in good for term in triple if term in NKG}
    assert used
    for term in used | set(terms.subjects(rdflib.RDFS.isDefinedBy)):
        assert {label.language for label in terms.objects(term, rdflib.RDFS.label)} == {"en"}
        assert terms.value(term, rdflib.RDFS.comment)
        assert terms.value(term, RDF.type) in {RDF.Property, rdflib.RDFS.Class}
    for concept_type in ("BrainRegion", "Method", "Dataset", "Species", "CellType"):
        assert (NKG[concept_type], rdflib.RDFS.subClassOf, SKOS.Concept) in terms
