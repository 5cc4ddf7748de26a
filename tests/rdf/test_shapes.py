"""The shapes cover all that is written, hold for it, and fail for graphs that are wrong."""

import json

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib import DCTERMS, RDF, SKOS, XSD, Literal, URIRef

from kg import resources
from kg.rdf import export, triples, validate
from kg.rdf.prefixes import prefixes
from tests.rdf.papers import KNOWN, PEOPLE, RECORDS
from tests.rdf.rows import PlainRows

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
NKG = rdflib.Namespace("https://w3id.org/neurokg/terms#")
PRO = rdflib.Namespace("http://purl.org/spar/pro/")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
SCHEMA = rdflib.Namespace("https://schema.org/")
FABIO = rdflib.Namespace("http://purl.org/spar/fabio/")
FRBR = rdflib.Namespace("http://purl.org/vocab/frbr/core#")
FOAF = rdflib.FOAF
ONTOLOGY = resources.ontology_dir()
PAPER = URIRef("https://arxiv.org/abs/2501.00001")
WORK = URIRef("https://w3id.org/neurokg/work/doi:10.1000/xyz-1")
V4 = URIRef("https://w3id.org/neurokg/concept/v4")


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


def one(graph, predicate, subject=None):
    return sorted(graph.triples((subject, predicate, None)))[0]


def without(predicate, subject=None):
    return lambda graph: graph.remove(one(graph, predicate, subject))


def swapped(predicate, value, subject=None):
    def mutate(graph):
        found = one(graph, predicate, subject)
        graph.remove(found)
        graph.add((found[0], predicate, value))

    return mutate


def added(*triple):
    return lambda graph: graph.add(triple)


def renamed(node, other):
    def mutate(graph):
        for s, p, o in list(graph):
            if node in (s, o):
                graph.remove((s, p, o))
                graph.add((other if s == node else s, p, other if o == node else o))

    return mutate


def removed(cls):
    return lambda graph: graph.remove((min(graph.subjects(RDF.type, cls)), None, None))


MUTATIONS = {
    "a concept without label": without(SKOS.prefLabel, V4),
    "a concept of two types": added(V4, RDF.type, NKG.Method),
    "a concept whose parent is missing": added(V4, SKOS.broader, URIRef("http://a.org/x")),
    "a label without language": swapped(SKOS.prefLabel, Literal("V4"), V4),
    "an identifier that is no CURIE": swapped(DCTERMS.identifier, Literal("v4"), V4),
    "a dataset that DCAT does not know": lambda g: g.remove(
        (None, RDF.type, URIRef("http://www.w3.org/ns/dcat#Dataset"))
    ),
    "a paper without identifier": without(DCTERMS.identifier, PAPER),
    "a paper with two titles": added(PAPER, DCTERMS.title, Literal("Another", lang="en")),
    "a date that is none": swapped(DCTERMS.issued, Literal("2025", datatype=XSD.int), PAPER),
    "a date not in UTC": swapped(
        DCTERMS.issued, Literal("2025-01-01T00:00:00+02:00", datatype=XSD.dateTime), PAPER
    ),
    "a property that nobody knows": added(PAPER, DCTERMS.extent, Literal("12 pages")),
    "a mentioned concept without a mention": added(
        PAPER, SCHEMA.mentions, URIRef("http://purl.obolibrary.org/obo/UBERON_0000955")
    ),
    "a creator who is missing": added(PAPER, DCTERMS.creator, URIRef("http://a.org/x")),
    "a creator without role in the paper": added(
        PAPER, DCTERMS.creator, URIRef("https://w3id.org/neurokg/author/doi-10.1000%252Fxyz-1-1")
    ),
    "a gap in the order of authors": swapped(
        SCHEMA.position, Literal("3", datatype=XSD.nonNegativeInteger),
        URIRef("https://w3id.org/neurokg/role/arxiv:2501.00001/1"),
    ),
    "a position that is a word": swapped(SCHEMA.position, Literal("first")),
    "a person without name": without(FOAF.name, URIRef("https://orcid.org/0000-0002-1825-0097")),
    "an affiliation that is missing": removed(FOAF.Organization),
    "a mention without target": without(OA.hasTarget),
    "a mention of a missing concept": removed(NKG.CellType),
    "a mention in a missing paper": swapped(OA.hasSource, URIRef("http://a.org/x")),
    "a mention without run": without(PROV.wasGeneratedBy),
    "a run that is missing": removed(PROV.Activity),
    "software that is missing": removed(PROV.SoftwareAgent),
    "a linked mention without concept": without(OA.hasBody),
    "an unknown status": swapped(NKG.status, Literal("perhaps")),
    "a confidence above one": swapped(NKG.confidence, Literal("1.5", datatype=XSD.decimal)),
    "a confidence of another datatype": swapped(
        NKG.confidence, Literal("0.5", datatype=XSD.double)
    ),
    "an unknown field": swapped(NKG.field, Literal("summary")),
    "an offset past the end": swapped(
        OA.end, Literal("99999", datatype=XSD.nonNegativeInteger)
    ),
    "an offset that is negative": swapped(OA.start, Literal("-1", datatype=XSD.integer)),
    "an offset of another place": swapped(
        OA.start, Literal("0", datatype=XSD.nonNegativeInteger),
        URIRef("https://w3id.org/neurokg/mention/arxiv:2501.00001/title-2-4#position"),
    ),
    "another quotation": swapped(OA.exact, Literal("V5")),
    "a place without quotation": removed(OA.TextQuoteSelector),
    "a sentence that ends too soon": swapped(
        NKG.sentenceEnd, Literal("0", datatype=XSD.nonNegativeInteger)
    ),
    "a work without expression": without(FRBR.realization, WORK),
    "an expression that knows no work": without(FRBR.realizationOf),
    "a record of a missing paper": swapped(FOAF.primaryTopic, URIRef("http://a.org/x")),
    "a record of no reader": without(NKG.reader),
    "a notice of an unknown kind": swapped(NKG.noticeKind, Literal("praise")),
    "a grant that is missing": removed(SCHEMA.Grant),
    "a status that is not retracted": swapped(SCHEMA.creativeWorkStatus, Literal("Fine")),
    "a PubMed id that is none": swapped(FABIO.hasPubMedId, Literal("PMC1")),
    "a person found who is missing": lambda g: g.remove((
        URIRef("https://w3id.org/neurokg/person/author-arxiv-2501.00005-1"), None, None)),
    "an identification of nobody": without(NKG.person),
    "a probability above one": swapped(
        NKG.probability, Literal("1.5", datatype=XSD.decimal)
    ),
    "a community of strangers": added(
        URIRef("https://w3id.org/neurokg/community/people-1"), FOAF.member, URIRef("http://a.org/")
    ),
    "a community without label": without(
        SKOS.prefLabel, URIRef("https://w3id.org/neurokg/community/people-1")
    ),
    "an institution without identifier": without(
        DCTERMS.identifier, URIRef("https://ror.org/03zga2b32")
    ),
    "a blank node": renamed(PAPER, rdflib.BNode()),
    "an IRI with a script": renamed(PAPER, URIRef("javascript:alert(1)")),
    "an IRI with a letter not encoded": renamed(V4, URIRef("https://w3id.org/neurokg/concept/é")),
    "a node that lost its class": lambda g: g.remove((PAPER, RDF.type, None)),
    "a shared target": lambda g: g.set((
        sorted(g.subjects(OA.hasTarget))[0], OA.hasTarget,
        g.value(sorted(g.subjects(OA.hasTarget))[1], OA.hasTarget))),
}  # fmt: skip


def written(graph, path):
    path.write_text("".join(graph.serialize(format="nt").splitlines(keepends=True)))
    return path


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_a_graph_does_not_conform_that_has(mutation, good, tmp_path):
    before = set(good)
    mutation(good)
    assert set(good) != before
    assert list(validate([written(good, tmp_path / "graph.nt")]))


ASKED = [
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
    MUTATIONS[name](good)
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
