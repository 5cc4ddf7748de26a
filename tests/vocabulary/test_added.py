"""A user's own ontologies and mappings: found, linked, exported, taken away again."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import config
from kg.cards import lookup
from kg.curies import to_curie, to_iri
from kg.errors import NotFound, SourceError, UsageError, VocabularyError
from kg.extract import Extractor
from kg.model import CURIE_PATTERN, Paper
from kg.rdf import export, iris, resource, validate
from kg.rdf.resource import VocabularyRows
from kg.vocabulary import Vocabulary
from kg.vocabulary.added import added
from kg.vocabulary.adding import add, remove
from kg.vocabulary.rows import Row, write_rows
from kg.vocabulary.terms import read_terms
from kg.vocabulary.turtle import is_curie, read_entries

OBO = """format-version: 1.2
ontology: quartz
idspace: QRZ https://quartz.example/terms/ "of quartz"

[Term]
id: QRZ:0001
name: quartz tetrode drive
synonym: "QTD-9" EXACT []
synonym: "drive of quartz" RELATED []
xref: NIFEXT:9042
is_a: QRZ:0002 ! zorb drive
relationship: part_of QRZ:0007 ! nowhere

[Term]
id: QRZ:0002
name: zorb drive

[Term]
id: QRZ:0003
name without a colon

[Term]
id: QRZ:0004

[Term]
id: QRZ:0005
name: data

[Term]
id: QRZ:0006
name: retired drive
is_obsolete: true
"""
SKOS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix nkg: <https://w3id.org/neurokg/terms#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix my: <https://lab.example/atlas#> .
my:scheme a skos:ConceptScheme ; skos:prefLabel "The atlas" .
my:Zeta a skos:Concept ; skos:prefLabel "zeta nucleus"@en, "noyau zêta"@fr ;
    skos:altLabel "nucleus zetae"@la, "Kern \\"<Z>\\" 🧠"@en ; nkg:abbreviation "ZtN" ;
    skos:broader obo:UBERON_0000955 ; skos:exactMatch my:Z2, obo:FMA_9 .
<https://lab.example/atlas#Eta%20x> a skos:Concept ; skos:prefLabel "eta nucleus" ;
    skos:broader my:Zeta .
my:bé a skos:Concept ; skos:prefLabel "quibble nucleus" .
<https://lab.example/atlas#c%c3%a9> a skos:Concept ; skos:prefLabel "quabble nucleus" .
<https://other.example/t/1> a owl:Class ; skos:prefLabel "theta nucleus" .
obo:UBERON_0002421 a skos:Concept ; skos:prefLabel "hippo thing" ; skos:altLabel "hipponom" .
my:Old a skos:Concept ; skos:prefLabel "old nucleus" ; owl:deprecated true .
my:Bare a skos:Concept .
"""
SSSOM = """#mapping_set_id: https://example.org/m
#mapping_set_version: 2026-02
#license: https://creativecommons.org/publicdomain/zero/1.0/
#curie_map:
#  MBA: https://purl.brain-bican.org/ontology/mbao/MBA_
#  ZAX: "https://zax.example/id/"
subject_id\tpredicate_id\tobject_id\tpredicate_modifier
UBERON:0003881\tskos:exactMatch\tMBA:382\t
FMA:62955\tskos:closeMatch\tUBERON:0002421\t
UBERON:0002421\tskos:broadMatch\tMBA:1089\t
UBERON:0000955\tskos:exactMatch\tMBA:7\tNot
UBERON:99\tskos:exactMatch\tMBA:1\t
UBERON 3\tskos:exactMatch\tMBA:1\t
garbage
"UBERON:0000956\tskos:exactMatch\tMBA:688\t
neurokg:v4\tskos:exactMatch\tZAX:4\t
"""
SAID = {"licence": "CC0-1.0", "version": "1"}


@pytest.fixture(scope="module")
def homes(tmp_path_factory):
    """A data folder of these tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="module")
def reports(homes, tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    for name, text in (("quartz.obo", OBO), ("My Atlas.v2.ttl", SKOS), ("allen.sssom.tsv", SSSOM)):
        (folder / name).write_text(text, encoding="utf-8")
    yield {
        "quartz": add(folder / "quartz.obo", type="Method", licence="CC0-1.0", version="2026"),
        "my-atlas": add(folder / "My Atlas.v2.ttl", type="BrainRegion", **SAID),
        "allen": add(folder / "allen.sssom.tsv"),
    }
    for name in ("quartz", "my-atlas", "allen"):
        remove(name)


@pytest.fixture(scope="module")
def vocabulary(reports):
    return Vocabulary.load()


def test_what_was_added_is_known_with_where_it_is_from(reports):
    shown = {v.name: (v.type, v.concepts, v.version, v.licence) for v in added()}
    zero = "https://creativecommons.org/publicdomain/zero/1.0/"
    assert shown == {
        "quartz": ("Method", 3, "2026", "CC0-1.0"),
        "my-atlas": ("BrainRegion", 6, "1", "CC0-1.0"),
        "allen": (None, 3, "2026-02", zero),
    }


def test_records_that_cannot_be_used_are_set_aside_with_the_reason(reports):
    told = {name: [str(r).partition(": ")[2] for r in found.rejects]
            for name, found in reports.items()}  # fmt: skip
    assert told["quartz"][0].startswith("not OBO")
    assert reports["quartz"].rejects[0].line == 18
    assert told["quartz"][1:] == ["QRZ:0004: it has no label"]
    assert told["my-atlas"] == ["https://lab.example/atlas#Bare: it has no label"]
    assert told["allen"] == [
        "neither UBERON:99 nor MBA:1 is in the vocabulary", "'UBERON 3' is no CURIE",
        "it has no predicate_id", "'\"UBERON:0000956' is no CURIE",
    ]  # fmt: skip
    assert reports["quartz"].dangling == 1


def test_terms_of_obo_and_skos_have_names_parents_source_and_licence(vocabulary):
    drive = vocabulary.get("QRZ:0001")
    assert (drive.label, drive.synonyms) == ("quartz tetrode drive", ("QTD-9",))
    assert (drive.is_a, drive.part_of) == (("QRZ:0002",), ())
    assert (drive.source, drive.licence) == ("quartz 2026", "CC0-1.0")
    assert vocabulary.get("QRZ:0006") is None
    zeta = vocabulary.get("my-atlas:Zeta")
    assert zeta.label == "zeta nucleus"
    assert zeta.synonyms == ('Kern "<Z>" 🧠',) or zeta.synonyms == ()
    assert zeta.part_of == ("UBERON:0000955",)
    assert "FMA:9" in zeta.xrefs
    assert vocabulary.ancestors("my-atlas:Eta%20x")[:2] == ("my-atlas:Zeta", "UBERON:0000955")
    assert vocabulary.get("my-atlas.2:1").label == "theta nucleus"
    hippocampus = vocabulary.get("UBERON:0002421")
    assert hippocampus.label == "hippocampal formation"
    assert "hipponom" in hippocampus.synonyms
    assert hippocampus.source == ""


def test_terms_are_found_in_texts_and_linked_without_training(vocabulary):
    text = "A quartz tetrode drive (QTD-9) in the zeta nucleus. ZtN and data were recorded."
    (paper,) = Extractor(vocabulary, model="dictionary").annotate([Paper(id="n", text=text)])
    found = {m.text: (m.type, m.curie) for m in paper.mentions}
    assert found["quartz tetrode drive"] == ("Method", "QRZ:0001")
    assert found["QTD-9"] == ("Method", "QRZ:0001")
    assert found["zeta nucleus"] == found["ZtN"] == ("BrainRegion", "my-atlas:Zeta")
    assert "data" not in found


@pytest.mark.parametrize(
    ("typed", "curie"),
    [
        ("ILX:0101431", "UBERON:0000955"),
        ("ilx_0101431", "UBERON:0000955"),
        ("http://uri.interlex.org/base/ilx_0101431", "UBERON:0000955"),
        ("MBA:382", "UBERON:0003881"),
        ("mba_382", "UBERON:0003881"),
        ("FMA:62955", "UBERON:0002421"),
        ("http://purl.obolibrary.org/obo/FMA_62955", "UBERON:0002421"),
        ("NIFEXT:9042", "QRZ:0001"),
        ("my-atlas:Zeta", "my-atlas:Zeta"),
    ],
)
def test_lookup_follows_cross_references(reports, typed, curie):
    first = lookup(typed)[0]
    assert first.curie == curie
    assert first.match == ("id" if typed == curie else "xref")


def test_relations_that_are_no_match_are_not_followed(reports):
    for typed in ("MBA:1089", "MBA:7"):
        with pytest.raises(NotFound):
            lookup(typed)


def test_the_graph_and_its_dumps_say_source_licence_and_the_users_own_address(
    vocabulary, store, tmp_path
):
    text = "A quartz tetrode drive in the zeta nucleus and in V4."
    papers = list(Extractor(vocabulary, model="dictionary").annotate([Paper(id="n", text=text)]))
    store.load(papers, vocabulary.concepts)
    before = store.digest()
    store.load(papers, vocabulary.concepts)
    assert store.digest() == before
    description = export(store, tmp_path / "g.nt").description
    text = description.read_text(encoding="utf-8")
    assert 'dcterms:title "allen"@en ;\n    dcat:version "2026-02" ;' in text
    assert list(validate([tmp_path / "g.nt"])) == list(validate([description])) == []
    said = {
        (t.subject.value, t.predicate.value.rpartition("/")[2], t.object.value)
        for t in ox.parse(path=str(tmp_path / "g.nt"))
    }
    zeta = "https://lab.example/atlas#Zeta"
    zero = "https://creativecommons.org/publicdomain/zero/1.0/"
    assert {(zeta, "source", "my-atlas 1"), (zeta, "license", zero)} <= said
    drive = "https://quartz.example/terms/0001"
    assert (drive, "source", "quartz 2026") in said
    v4 = iris.concept("neurokg:v4")
    assert not [t for t in said if t[0] == v4 and t[1] in {"source", "license"}]
    ilx = {value for s, p, value in said if p.endswith("exactMatch") and "interlex" in value}
    assert "http://uri.interlex.org/base/ilx_0101431" in ilx
    assert (v4, "core#exactMatch", "https://zax.example/id/4") in said


def test_addresses_of_added_terms_are_in_the_graph_and_not_on_the_machine(
    vocabulary, store, tmp_path, monkeypatch
):
    text = "The quibble nucleus, the quabble nucleus, the eta nucleus of DANDI:000021, GSE123456."
    papers = list(Extractor(vocabulary, model="dictionary").annotate([Paper(id="n", text=text)]))
    store.load(papers, vocabulary.concepts)
    export(store, tmp_path / "here.nt")
    monkeypatch.setenv("KG_DATA_HOME", str(tmp_path / "elsewhere"))
    export(store, tmp_path / "there.nt")
    here, there = ((tmp_path / f"{name}.nt").read_bytes() for name in ("here", "there"))
    assert here == there
    bodies = {line.split()[2] for line in here.decode().splitlines() if "#hasBody" in line}
    assert bodies == {
        "<https://lab.example/atlas#bé>",
        "<https://lab.example/atlas#c%c3%a9>",
        "<https://lab.example/atlas#Eta%20x>",
        "<https://identifiers.org/DANDI:000021>",
        "<https://identifiers.org/geo:GSE123456>",
    }
    assert "https://lab.example/atlas#Eta%20x" in resource(store, "n", "nt")


def test_a_term_that_no_paper_mentions_has_its_own_address_too(vocabulary):
    rows = VocabularyRows(vocabulary.concepts)
    assert "<https://lab.example/atlas#bé>" in resource(rows, "my-atlas:bé", "nt")


def test_a_term_is_taken_once_and_one_without_id_is_told_so(file):
    text = HEAD + TERM.format("ZZT:1", "ZZT:2").replace("name: ZZT:1", "name: zab drive")
    text += text.removeprefix(HEAD).replace("zab", "zub") + "[Term]\nname: zob drive\n"
    try:
        report = add(file("zzt.obo", text), type="Method", **SAID)
    finally:
        remove("zzt")
    assert {r.reason for r in report.rejects} == {
        "there is a term of this id before it", "not OBO: a term needs a line id: PREFIX:NUMBER",
    }  # fmt: skip


@pytest.fixture
def file(homes, tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


TERM = "[Term]\nid: {0}\nname: {0}\nis_a: {1}\n\n"
HEAD = "format-version: 1.2\n\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.obo", HEAD + TERM.format("X:1", "X:2") + TERM.format("X:2", "X:1"), "a cycle: X:1 >"),
        ("a.obo", HEAD + TERM.format("X:1", "X:1"), "a cycle: X:1 > X:1$"),
        ("a.obo", HEAD + TERM.format("UBERON:0000955", "neurokg:v4"), "a cycle: .*neurokg:v4"),
        ("a.obo", "no ontology at all", "not OBO|nothing in it"),
        ("a.obo", HEAD, "nothing in it can be used"),
        ("a.ttl", "<a> <b", "not Turtle"),
        ("a.ttl", "@prefix a: <x y> .", "not Turtle"),
        ("a.owl", "<rdf:RDF", "not OWL"),
        ("a.owl", b"\xff\xfe\x00", "not OWL"),
        ("a.tsv", "a\tb\n1\t2\n", "column subject_id is missing"),
        ("a.tsv", b"\xff\xfe", "not UTF-8"),
        ("a.xlsx", "", r"\.ttl, \.obo and \.owl"),
    ],
)
def test_what_is_no_vocabulary_is_refused_and_nothing_stays(file, name, text, said):
    before = {v.name for v in added()}
    with pytest.raises(VocabularyError, match=said):
        add(file(name, text), name="bad", type="Method", **SAID)
    assert {v.name for v in added()} == before


def test_owl_has_imports_that_are_not_fetched(file):
    owl = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:owl="http://www.w3.org/2002/07/owl#"
      xmlns:o="http://www.geneontology.org/formats/oboInOwl#">
      <owl:Ontology rdf:about="http://purl.obolibrary.org/obo/wib.owl">
        <owl:imports rdf:resource="http://127.0.0.1:9/none.owl"/></owl:Ontology>
      <owl:Class rdf:about="http://purl.obolibrary.org/obo/WIB_1">
        <rdfs:label>wibble clamp</rdfs:label><o:hasExactSynonym>wibbler</o:hasExactSynonym>
        <rdfs:subClassOf rdf:resource="http://purl.obolibrary.org/obo/WIB_2"/></owl:Class>
      <owl:Class rdf:about="http://purl.obolibrary.org/obo/WIB_2">
        <rdfs:label>clamp thing</rdfs:label></owl:Class>
    </rdf:RDF>"""
    first, second = sorted(read_terms(file("wib.owl", owl)), key=lambda term: term.id)
    purl = "http://purl.obolibrary.org/obo/WIB_"
    assert (first.id, first.labels, first.synonyms) == (purl + "1", ["wibble clamp"], ["wibbler"])
    assert first.is_a == [second.id] == [purl + "2"]


def test_what_must_be_said_is_asked_for(file, tmp_path):
    path = file("new.obo", OBO)
    for options, said in (
        ({"type": "Method", "version": "1"}, "--licence"),
        ({"type": "Method", "licence": "x"}, "--version"),
        (SAID, "--type"),
        ({**SAID, "type": "Method", "name": "UBERON"}, "--name"),
        ({**SAID, "type": "Method", "name": "neurokg"}, "--name"),
        ({**SAID, "type": "Method", "name": "../x"}, "--name"),
    ):
        with pytest.raises(UsageError, match=said):
            add(path, **options)
    with pytest.raises(SourceError, match=r"none\.obo: No such file"):
        add(tmp_path / "none.obo")


def test_a_format_that_nobody_reads_is_told_before_a_name_that_is_taken(reports, file):
    with pytest.raises(VocabularyError, match=r"\.ttl, \.obo and \.owl"):
        add(file("quartz.json", "{}"))


def test_a_name_is_given_once(reports, file):
    with pytest.raises(UsageError, match="kg vocab remove quartz"):
        add(file("quartz.obo", OBO), type="Method", **SAID)


def test_a_mapping_of_what_our_vocabulary_no_longer_has_disturbs_nobody(homes):
    path = config.data_home() / "vocabularies" / "gone.ttl"
    path.parent.mkdir(exist_ok=True)
    row = Row("UBERON:9903881", "BrainRegion", xrefs=["MBA:1"])
    write_rows(path, [row], "gone.tsv", added=True)
    assert read_entries([path]) == {}
    path.unlink()


@given(st.from_regex(CURIE_PATTERN, fullmatch=True).filter(is_curie))
def test_an_id_of_any_prefix_survives_its_way_through_turtle(curie):
    iri = to_iri(curie)
    ox.NamedNode(iri)
    assert to_curie(iri) == curie
