"""The description beside a dump says what is in it and how it came to be."""

import hashlib
import re

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, PROV, RDF, VOID, Literal, URIRef

import kg
from kg import resources
from kg.errors import UsageError
from kg.rdf import Selection, export, validate
from kg.rdf.concepts import LICENCE
from kg.rdf.description import vocabularies
from kg.rdf.prefixes import prefixes
from kg.rdf.walk import PARTS
from tests.graph.papers import paper
from tests.rdf.papers import KNOWN, PEOPLE, RECORDS
from tests.rdf.rows import PlainRows

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
SCHEMA = rdflib.Namespace("https://schema.org/")
VERSION = URIRef(f"{DCAT}version")
NKG = rdflib.Namespace("https://w3id.org/neurokg/terms#")


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    path = tmp_path_factory.mktemp("dump") / "graph.nt.gz"
    records = [*RECORDS, paper(9, abstract="The visual cortex.")]
    return export(PlainRows(records, KNOWN, **PEOPLE), path)


@pytest.fixture(scope="module")
def dump(report):
    import gzip

    return rdflib.Graph().parse(data=gzip.decompress(report.files[0].read_bytes()), format="nt")


@pytest.fixture(scope="module")
def said(report):
    return rdflib.Graph().parse(report.description, publicID="https://a.org/data/")


@pytest.fixture(scope="module")
def dataset(said):
    (node,) = said.subjects(RDF.type, SCHEMA.Dataset)
    return node


def test_it_stands_beside_the_dump_and_oxigraph_reads_it_too(report, said):
    assert report.description.name == "graph.nt.gz.void.ttl"
    text = report.description.read_text()
    found = set(ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri="https://a.org/data/"))
    assert len(found) == len(said)


def test_the_numbers_are_those_of_the_dump(said, dataset, dump, report):
    assert int(said.value(dataset, VOID.triples)) == len(dump) == report.triples
    for name, of, predicate in (
        (VOID.classPartition, VOID["class"], VOID.entities),
        (VOID.propertyPartition, VOID.property, VOID.triples),
    ):
        counted = {said.value(p, of): int(said.value(p, predicate))
                   for p in said.objects(dataset, name)}  # fmt: skip
        if name == VOID.classPartition:
            there = {
                cls: len(set(dump.subjects(RDF.type, cls))) for cls in dump.objects(None, RDF.type)
            }
        else:
            there = {p: len(list(dump.triples((None, p, None)))) for p in dump.predicates()}
        assert counted == there


def test_entities_and_subjects_are_counted_and_examples_are_there(said, dataset, dump):
    assert int(said.value(dataset, VOID.distinctSubjects)) == len(set(dump.subjects()))
    assert int(said.value(dataset, VOID.entities)) == len(set(dump.subjects(RDF.type)))
    examples = set(said.objects(dataset, VOID.exampleResource))
    assert len(examples) == 4
    assert examples <= set(dump.subjects(RDF.type))


def test_parts_count_the_entities_of_the_whole_together(tmp_path, said, dataset):
    records, entities = [*RECORDS, paper(9, abstract="The visual cortex.")], 0
    for part in PARTS:
        path = tmp_path / f"{part}.nt"
        report = export(PlainRows(records, KNOWN, **PEOPLE), path, selection=Selection(part=part))
        described = rdflib.Graph().parse(report.description)
        (node,) = described.subjects(RDF.type, SCHEMA.Dataset)
        entities += int(described.value(node, VOID.entities))
        assert described.value(node, VOID.distinctSubjects) is None
        assert list(validate([report.description])) == []
    assert entities == int(said.value(dataset, VOID.entities))


def test_linksets_count_what_points_to_the_vocabularies_of_others(said, dataset, dump):
    found = {}
    for links in said.objects(dataset, VOID.subset):
        assert said.value(links, VOID.subjectsTarget) == dataset
        target = said.value(links, VOID.objectsTarget)
        space = str(said.value(target, VOID.uriSpace))
        predicate = said.value(links, VOID.linkPredicate)
        number = int(said.value(links, VOID.triples))
        assert number == sum(o.startswith(space) for o in dump.objects(None, predicate))
        found[str(target).rpartition("/")[2], str(predicate).rpartition("/")[2]] = number
    names = {vocabulary for vocabulary, _ in found}
    assert {"uberon.owl", "cl.owl", "ncbitaxon.owl", "mesh"} <= names
    assert "sameAs" in {predicate for _, predicate in found}


def test_linksets_are_named_by_property_and_prefix(said, dataset):
    names = {str(links).partition("#")[2] for links in said.objects(dataset, VOID.subset)}
    assert {"links-schema-mentions-UBERON", "links-skos-exactMatch-FBbt"} <= names
    known = prefixes()
    for source in vocabularies():
        assert source.space in known.values()
    assert all(name.rpartition("-")[2] in known for name in names)


def test_the_licence_of_the_data_and_of_each_vocabulary_is_told(said, dataset):
    assert said.value(dataset, DCTERMS.license) == URIRef(LICENCE)
    sources = set(said.objects(dataset, DCTERMS.source))
    assert len(sources) == 5  # two of them added vocabularies
    for source in sources:
        assert said.value(source, DCTERMS.license) or said.value(source, rdflib.DC.rights)
        assert said.value(source, URIRef(f"{DCAT}version"))


def test_size_and_checksum_are_those_of_the_file(said, dataset, report):
    (file,) = said.objects(dataset, DCAT.distribution)
    content = report.files[0].read_bytes()
    assert said.value(file, DCAT.downloadURL) == URIRef("https://a.org/data/graph.nt.gz")
    assert int(said.value(file, DCAT.byteSize)) == len(content)
    checksum = said.value(said.value(file, SPDX.checksum), SPDX.checksumValue)
    assert str(checksum) == hashlib.sha256(content).hexdigest()


def test_it_tells_software_sources_and_runs(said, dataset):
    made = said.value(dataset, PROV.wasGeneratedBy)
    agent = said.value(made, PROV.wasAssociatedWith)
    assert said.value(dataset, DCTERMS.creator) == agent
    assert str(said.value(agent, rdflib.RDFS.label)) == f"neurokg {kg.__version__}"
    readers = {str(said.value(source, NKG.reader)): int(said.value(source, NKG.records))
               for source in said.objects(made, PROV.used)}  # fmt: skip
    assert readers == {"arxiv-atom": 1, "own": 4, "pubmed": 1}
    (run,) = said.objects(made, PROV.wasInformedBy)
    assert said.value(run, NKG.vocabulary) == Literal("v")
    assert said.value(run, NKG.model) == Literal("dictionary")


def test_equal_graphs_have_equal_descriptions_and_chunks_one(tmp_path):
    texts = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "graph.ttl.zst"
        report = export(PlainRows(RECORDS, KNOWN), path, chunk=100)
        texts.append(report.description.read_text())
        assert report.description.name == "graph.ttl.zst.void.ttl"
        assert all(f"<{file.name}>" in texts[-1] for file in report.files)
    assert texts[0] == texts[1]


def test_no_description_takes_the_place_of_a_dump_or_of_anothers(tmp_path):
    for name in ("rel.2026-01.nt", "rel.2026-02.nt", "rel.2026-02.ttl"):
        export(PlainRows(RECORDS, KNOWN), tmp_path / name)
    assert len(list(tmp_path.glob("*.void.ttl"))) == 3
    with pytest.raises(UsageError, match="description"):
        export(PlainRows(RECORDS, KNOWN), tmp_path / "rel.2026-01.nt.void.ttl")


def test_no_chunk_of_an_earlier_export_stays(tmp_path):
    (tmp_path / "g.1-9.nt").write_text("somebody's own")
    for size in (40, 100, 1000):
        report = export(PlainRows(RECORDS, KNOWN), tmp_path / "g.1.nt", chunk=size)
        there = {path.name for path in tmp_path.iterdir()} - {"g.1.nt.void.ttl", "g.1-9.nt"}
        assert there == {path.name for path in report.files}
    assert (tmp_path / "g.1-9.nt").exists()


def test_a_part_is_not_called_the_whole(tmp_path):
    for name, selection, words in (
        ("people", Selection(part="people"), "people only"),
        ("type", Selection(type="Dataset"), "type Dataset"),
        ("since", Selection(since="2026-01-01"), "since 2026-01-01"),
        ("sure", Selection(min_confidence=0.5), "confidence 0.5"),
    ):
        report = export(PlainRows(RECORDS, KNOWN), tmp_path / f"{name}.nt", selection=selection)
        said = rdflib.Graph().parse(report.description)
        (dataset,) = said.subjects(RDF.type, SCHEMA.Dataset)
        assert words in said.value(dataset, DCTERMS.title)
        assert words in said.value(dataset, DCTERMS.description)


def test_added_vocabularies_are_told_with_version_and_licence(tmp_path):
    v4 = KNOWN["neurokg:v4"].model_copy(update={"source": "odd 1.2", "licence": "CC0-1.0"})
    report = export(PlainRows(RECORDS, KNOWN | {v4.curie: v4}), tmp_path / "g.nt")
    said = rdflib.Graph().parse(report.description)
    (odd,) = said.subjects(DCTERMS.title, Literal("odd", lang="en"))
    assert (None, DCTERMS.source, odd) in said
    assert said.value(odd, URIRef(f"{DCAT}version")) == Literal("1.2")
    zero = URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    assert said.value(odd, DCTERMS.license) == zero
    assert list(validate([report.description])) == []


def test_mappings_that_were_added_are_told_and_each_of_their_versions(tmp_path):
    quoted = 'm "2"'
    run = RECORDS[0].run
    licences = {"m 1": "CC-BY-SA-4.0", quoted: "see the lab", "n 1": "https://a.org/licence"}
    records = [
        record.model_copy(update={"run": run.model_copy(update={"added": licences})})
        for record in RECORDS
    ]
    report = export(PlainRows(records, KNOWN), tmp_path / "g.nt")
    said = rdflib.Graph().parse(report.description)
    told = {
        (str(said.value(source, DCTERMS.title)), str(said.value(source, VERSION))): said.value(
            source, DCTERMS.license
        )
        or said.value(source, rdflib.DC.rights)
        for source in said.objects(None, DCTERMS.source)
    }
    assert told["m", "1"] == URIRef("https://creativecommons.org/licenses/by-sa/4.0/")
    assert told["m", '"2"'] == Literal("see the lab")
    assert told["n", "1"] == URIRef("https://a.org/licence")
    assert list(validate([report.description])) == []
    people = export(
        PlainRows(records, KNOWN), tmp_path / "p.nt", selection=Selection(part="people")
    )
    assert not list(rdflib.Graph().parse(people.description).objects(None, DCTERMS.source))


def test_versions_of_vocabularies_are_those_that_the_readme_tells():
    readme = (resources.ontology_dir() / "README.md").read_text()
    for source in vocabularies():
        text = " ".join(source.statements)
        version = re.search(r'dcat#version> "([^"]+)"', text)
        if version:
            assert version[1] in readme


def test_it_is_as_its_own_shapes_want_it(report):
    assert list(validate([report.description])) == []


def changed(old, new):
    return lambda text: re.sub(old, new, text, count=1)


WRONG = {
    "no licence": changed(r"    dcterms:license <[^>]*> ;\n", ""),
    "a title without language": changed(r'title "NeuroKG"@en', 'title "NeuroKG"'),
    "another number of statements": changed(r'void:triples "\d+"', 'void:triples "7"'),
    "another number of classes": changed(r'void:classes "\d+"', 'void:classes "7"'),
    "a property that is counted twice": changed(
        r"void:property skos:altLabel", "void:property skos:prefLabel, skos:altLabel"
    ),
    "a linkset to nowhere": changed(r"(void:objectsTarget) <[^>]*>", r"\1 <http://a.org/x>"),
    "a vocabulary without licence": changed(
        r'(dcterms:title "UBERON"@en ;\n(?:.*\n)??)    dcterms:license <[^>]*> ;\n', r"\1"
    ),
    "a file without address": changed(r"dcat:accessURL <[^>]*> ;\n", ""),
    "a file without checksum": changed(r" ;\n    spdx:checksum \S+ \.", " ."),
    "a checksum of another kind": changed(r"checksumAlgorithm_sha256", "checksumAlgorithm_md5"),
    "a checksum that is cut short": changed(r'checksumValue "\w{10}', 'checksumValue "'),
    "an export without software": changed(r"    prov:wasAssociatedWith \S+ ;\n", ""),
    "a run that is not described": changed(r"(prov:wasInformedBy) ", r"\1 <http://a.org/run>, "),
    "records of no reader": changed(r'    nkg:reader "pubmed" ;\n', ""),
    "a property that nobody knows": changed(r"(dc:rights) ", r'dcterms:extent "large" ; \1 '),
}  # fmt: skip


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_a_description_is_not_as_the_shapes_want_it_that_has(change, report, tmp_path):
    text = report.description.read_text()
    wrong = change(text)
    assert wrong != text
    (tmp_path / "graph.nt.void.ttl").write_text(wrong)
    assert list(validate([tmp_path / "graph.nt.void.ttl"]))
