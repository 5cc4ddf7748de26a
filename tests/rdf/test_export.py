"""The dump is complete, deterministic, valid, and read alike by two libraries."""

import gzip
import tracemalloc
from collections import deque
from datetime import datetime, timezone

import pyoxigraph as ox
import pytest
import rdflib
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.errors import ExportError, StoreUnavailable, UsageError
from kg.model import Candidate
from kg.rdf import FORMATS, export, iris, quads, resource, triples, validate
from tests.graph.papers import CONCEPTS, paper
from tests.rdf.papers import HOSTILE, KNOWN, PAPERS, PEOPLE, RECORDS
from tests.rdf.rows import PlainRows

# rdflib's own parsers still use its old names.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprec:DeprecationWarning"),
]

NS = {
    "dcterms": rdflib.DCTERMS,
    "foaf": rdflib.FOAF,
    "nkg": "https://w3id.org/neurokg/terms#",
    "oa": "http://www.w3.org/ns/oa#",
    "pro": "http://purl.org/spar/pro/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "skos": rdflib.SKOS,
}
RDFLIB_NAMES = {"rdf": "xml", "jsonld": "json-ld", "nq": "nquads"}
FABIO = rdflib.Namespace("http://purl.org/spar/fabio/")
FRBR = rdflib.Namespace("http://purl.org/vocab/frbr/core#")
SCHOLARLY = rdflib.URIRef("https://schema.org/ScholarlyArticle")
AFFILIATION = rdflib.URIRef("https://schema.org/affiliation")
# Two ids whose order differs between UTF-8 or code points and UTF-16.
BEYOND = [paper(4).model_copy(update={"id": f"notes/{c}"}) for c in ("\uff21", "\U0001f9e0", "é")]

NT = ox.RdfFormat.N_TRIPLES


@pytest.fixture
def rows():
    return PlainRows(RECORDS, KNOWN)


@pytest.fixture
def dump(store, tmp_path):
    store.load(RECORDS, KNOWN)
    export(store, tmp_path / "graph.nt")
    return tmp_path / "graph.nt"


def statements(path, format):
    parsed = ox.parse(path=str(path), format=ox.RdfFormat.from_extension(format))
    return {quad.triple for quad in parsed}


def test_two_exports_are_byte_equal_in_every_format(store, tmp_path):
    store.load(RECORDS, KNOWN)
    for suffix in (*FORMATS, "nt.gz", "ttl.zst"):
        one, two = tmp_path / f"1.{suffix}", tmp_path / f"2.{suffix}"
        reports = export(store, one), export(store, two)
        assert reports[0].triples == reports[1].triples > 100
        assert one.read_bytes() == two.read_bytes()


def test_both_stores_give_the_same_dump_as_the_papers_themselves(both_stores, rows, tmp_path):
    for number, store in enumerate(both_stores):
        store.load(RECORDS, KNOWN)
        export(store, tmp_path / f"{number}.nt")
    assert (tmp_path / "0.nt").read_bytes() == (tmp_path / "1.nt").read_bytes()
    export(rows, tmp_path / "plain.nt")
    lines = [set((tmp_path / f"{name}.nt").read_text().split("\n")) for name in ("0", "plain")]
    assert lines[0] == lines[1]


def test_stores_put_ids_of_any_script_in_the_same_order(both_stores, tmp_path):
    for number, store in enumerate(both_stores):
        store.load(BEYOND, CONCEPTS)
        export(store, tmp_path / f"{number}.nt")
    assert (tmp_path / "0.nt").read_bytes() == (tmp_path / "1.nt").read_bytes()


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_holds_the_same_graph_for_rdflib_and_oxigraph(format, rows, tmp_path):
    path = tmp_path / f"graph.{format}"
    export(rows, path)
    expected = set(triples(rows))
    found = statements(path, format)
    graphs_described = {triple for triple in found if str(triple.subject).endswith("#mentions>")}
    assert found - graphs_described == expected
    assert len(graphs_described) == (3 if format in ("nq", "trig") else 0)

    read = rdflib.Dataset(default_union=True)
    read.parse(data=path.read_bytes(), format=RDFLIB_NAMES.get(format, format))
    plain = rdflib.Graph().parse(data="".join(f"{triple} .\n" for triple in found), format="nt")
    union = rdflib.Graph()
    for subject, predicate, value, _ in read.quads():
        union.add((subject, predicate, value))
    assert isomorphic(union, plain)


def test_packed_files_hold_what_plain_ones_do(rows, tmp_path):
    for suffix in ("ttl", "ttl.gz", "ttl.zst"):
        export(rows, tmp_path / f"graph.{suffix}")
    plain = (tmp_path / "graph.ttl").read_bytes()
    assert gzip.decompress((tmp_path / "graph.ttl.gz").read_bytes()) == plain
    with (tmp_path / "graph.ttl.zst").open("rb") as packed:
        assert zstandard.ZstdDecompressor().stream_reader(packed).read() == plain


def test_the_mentions_of_a_run_are_in_its_named_graph(rows):
    of_run, default = "<https://w3id.org/neurokg/run/0123456789ab#mentions>", "DEFAULT"
    for quad in quads(rows):
        mention = "/mention/" in str(quad.subject)
        assert str(quad.graph_name) == (of_run if mention else default)


def test_there_are_no_blank_nodes_and_every_subject_has_a_class(dump):
    graph = rdflib.Graph().parse(dump)
    assert not any(isinstance(node, rdflib.BNode) for node in graph.all_nodes())
    assert not set(graph.subjects()) - set(graph.subjects(rdflib.RDF.type))


def test_papers_authors_mentions_and_links_can_be_rebuilt_from_the_dump_alone(dump):
    graph = rdflib.Graph().parse(dump)

    def ask(pattern, paper):
        found = graph.query(pattern, initNs=NS, initBindings={"paper": paper})
        return [
            tuple(None if value is None else value.toPython() for value in row) for row in found
        ]

    for given_paper in PAPERS:
        node = rdflib.URIRef(iris.paper(given_paper.id))
        literals = {
            rdflib.DCTERMS.title: given_paper.title,
            rdflib.DCTERMS.abstract: given_paper.abstract,
            rdflib.DCTERMS.identifier: given_paper.id,
            rdflib.DCTERMS.description: given_paper.comment,
            rdflib.DCTERMS.bibliographicCitation: given_paper.journal_ref,
            rdflib.URIRef("https://schema.org/text"): given_paper.text,
            rdflib.DCTERMS.modified: given_paper.updated,
        }
        for term, expected in literals.items():
            value = graph.value(node, term)
            assert (value and value.toPython()) == (expected or None)
        people = ask(
            """SELECT ?person ?name WHERE { ?person pro:holdsRoleInTime ?role .
               ?role pro:relatesToDocument ?paper ; schema:position ?at ; foaf:name ?name }
               ORDER BY ?at""", node)  # fmt: skip
        assert [name for _, name in people] == [author.name for author in given_paper.authors]
        for (person, _), author in zip(people, given_paper.authors, strict=True):
            assert (person == f"https://orcid.org/{author.orcid}") == bool(author.orcid)
            places = graph.objects(rdflib.URIRef(person), AFFILIATION)
            names = {str(graph.value(place, rdflib.FOAF.name)) for place in places}
            assert names == set(author.affiliations)
        found = ask(
            """SELECT ?field ?start ?end ?exact ?type ?status ?concept ?match ?reason ?confidence
                 ?from ?to WHERE {
                 ?m oa:hasTarget ?t ; nkg:mentionType ?type ; nkg:status ?status ;
                 nkg:match ?match ; nkg:confidence ?confidence .
                 ?t oa:hasSource ?paper ; nkg:field ?field ; oa:hasSelector ?p, ?q .
                 ?p oa:start ?start ; oa:end ?end ; nkg:sentenceStart ?from ; nkg:sentenceEnd ?to .
                 ?q oa:exact ?exact
                 OPTIONAL { ?m oa:hasBody ?concept } OPTIONAL { ?m nkg:reason ?reason } }""",
            node,
        )
        rebuilt = {(*row[:9], float(row[9]), *row[10:]) for row in found}
        assert rebuilt == {
            (
                m.field, m.start, m.end, m.text, NS["nkg"] + m.type, m.status,
                iris.concept(m.curie) if m.curie else None, m.match, m.reason or None,
                m.confidence, *m.sentence,
            )
            for m in given_paper.mentions
        }  # fmt: skip
        mentioned = ask("SELECT DISTINCT ?c WHERE { ?paper schema:mentions ?c }", node)
        assert {c for (c,) in mentioned} == {
            iris.concept(m.curie) for m in given_paper.mentions if m.curie
        }


def test_the_hierarchy_up_to_the_roots_and_all_names_are_in_the_dump(dump):
    graph = rdflib.Graph().parse(dump)
    v4 = rdflib.URIRef(iris.concept("neurokg:v4"))
    above = set(graph.transitive_objects(v4, rdflib.SKOS.broader)) - {v4}
    assert above == {rdflib.URIRef(iris.concept(c)) for c in ("UBERON:0000411", "UBERON:0000955")}
    assert graph.value(v4, rdflib.SKOS.prefLabel) == rdflib.Literal("visual area V4", lang="en")
    assert rdflib.URIRef("http://purl.obolibrary.org/obo/FBbt_00003687") in set(
        graph.objects(v4, rdflib.SKOS.exactMatch)
    )


def test_a_preprint_and_its_article_are_two_expressions_of_one_work(rows):
    graph = rdflib.Graph()
    graph.parse(data="".join(f"{triple} .\n" for triple in triples(rows)), format="nt")
    work = rdflib.URIRef("https://w3id.org/neurokg/work/arxiv:2501.00005")
    preprint = rdflib.URIRef("https://arxiv.org/abs/2501.00005")
    article = rdflib.URIRef("https://doi.org/10.1000/five")
    assert set(graph.objects(work, FRBR.realization)) == {preprint, article}
    assert {FABIO.Preprint} == set(graph.objects(preprint, rdflib.RDF.type)) - {SCHOLARLY}
    assert {FABIO.JournalArticle, FABIO.Expression} == set(graph.objects(article, rdflib.RDF.type))
    known = {str(graph.value(article, p)) for p in (FABIO.hasPubMedId, FABIO.hasPubMedCentralId)}
    assert known == {"20173001", "PMC77"}
    assert str(graph.value(preprint, FABIO.hasArXivId)) == "2501.00005"
    topics = {str(r): t for r, t in graph.subject_objects(rdflib.FOAF.primaryTopic)}
    base = "https://w3id.org/neurokg/record/"
    assert topics[f"{base}pubmed/pmid:20173001"] == article
    assert topics[f"{base}arxiv-atom/arxiv:2501.00005"] == preprint
    assert not list(graph.triples((None, rdflib.OWL.sameAs, None)))


def test_the_doi_that_arxiv_gives_is_of_the_article_and_no_script_becomes_an_iri(rows):
    about = {(str(t.predicate.value), str(t.object.value)) for t in triples(rows)
             if t.subject.value == "https://w3id.org/neurokg/work/arxiv:2501.00001"}  # fmt: skip
    of_work = {value for name, value in about if name.endswith("realization")}
    article = "https://doi.org/10.1000/j(1)%3Cx%3E-2"
    assert of_work == {"https://arxiv.org/abs/2501.00001", article}
    iris_written = {t.object.value for t in triples(rows) if isinstance(t.object, ox.NamedNode)}
    assert not [iri for iri in iris_written if iri.startswith("javascript")]


def test_dates_are_told_as_exactly_as_they_are_known_and_texts_in_their_language():
    said = {}
    for number, text in enumerate(("2016-01-01", "2016-05-01", "2016-05-03", "2016-05-03T10:00")):
        when = datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
        update = {"published": when, "language": ("ger", None, "pt-BR", "??")[number]}
        given = PAPERS[0].model_copy(update=update)
        about = [t for t in triples(PlainRows([given], KNOWN)) if "2501" in t.subject.value]
        (issued,) = [t.object for t in about if t.predicate.value.endswith("/issued")]
        (shown,) = [t.object.value for t in about if t.predicate.value.endswith("datePublished")]
        (title,) = [t.object for t in about if t.predicate.value.endswith("/title")]
        kind = issued.datatype.value.rpartition("#")[2]
        said[number] = (issued.value, kind, shown, title.language)
    assert said == {
        0: ("2016", "gYear", "2016", "de"),
        1: ("2016-05", "gYearMonth", "2016-05", "en"),
        2: ("2016-05-03", "date", "2016-05-03", "pt-br"),
        3: ("2016-05-03T10:00:00Z", "dateTime", "2016-05-03", "und"),
    }


def test_texts_of_medline_are_english_whatever_the_article_is_in():
    given = RECORDS[-1].model_copy(update={"language": "ger"})
    said = {t.predicate.value.rpartition("/")[2]: t.object for t in triples(PlainRows([given], {}))
            if t.subject.value == "https://pubmed.ncbi.nlm.nih.gov/20173001"}  # fmt: skip
    assert (said["title"].language, said["inLanguage"].value) == ("en", "de")


def test_what_an_ambiguous_mention_may_mean_is_a_concept_of_the_dump():
    place = next(m for m in PAPERS[0].mentions if m.status == "ambiguous")
    other = Candidate(curie="NCBITaxon:6924", label="Ilyanassa", score=0.5)
    meant = place.model_copy(update={"candidates": (*place.candidates, other)})
    mentions = tuple(meant if m is place else m for m in PAPERS[0].mentions)
    rows = PlainRows([PAPERS[0].model_copy(update={"mentions": mentions})], KNOWN)
    for found in (list(triples(rows)), ox.parse(resource(rows, PAPERS[0].id, "nt"), format=NT)):
        said = {(t.subject.value, t.predicate.value.rpartition("/")[2], t.object.value)
                for t in found}  # fmt: skip
        snail = "http://purl.obolibrary.org/obo/NCBITaxon_6924"
        terms = "https://w3id.org/neurokg/terms#"
        assert (snail, "core#prefLabel", "Ilyanassa") in said
        assert (snail, "22-rdf-syntax-ns#type", f"{terms}{place.type}") in said
        dangling = {o for _, p, o in said if p == "terms#candidate"} - {s for s, _, _ in said}
        assert not dangling


def test_a_retracted_paper_is_marked_and_its_notices_are_told(rows):
    said = {(t.predicate.value.rpartition("/")[2], t.object.value) for t in triples(rows)
            if "2501.00005" in t.subject.value or "10.1000/five" in t.subject.value}  # fmt: skip
    assert ("creativeWorkStatus", "Retracted") in said
    assert {("terms#noticeKind", "retraction"), ("terms#noticeKind", "concern")} <= said
    assert ("source", "https://pubmed.ncbi.nlm.nih.gov/99") in said
    assert ("text", HOSTILE) in said


def test_concepts_and_topics_are_each_in_one_scheme_with_the_version_of_the_vocabulary(rows):
    graph = rdflib.Graph()
    graph.parse(data="".join(f"{triple} .\n" for triple in triples(rows)), format="nt")
    concepts, topics = (
        rdflib.URIRef(f"https://w3id.org/neurokg/scheme/{kind}") for kind in ("concepts", "topics")
    )
    assert set(graph.subjects(rdflib.RDF.type, rdflib.SKOS.ConceptScheme)) == {concepts, topics}
    assert str(graph.value(concepts, rdflib.OWL.versionInfo)) == "v"
    of_topics = set(graph.subjects(rdflib.SKOS.inScheme, topics))
    assert of_topics == set(graph.objects(None, rdflib.DCTERMS.subject))
    every = set(graph.subjects(rdflib.RDF.type, rdflib.SKOS.Concept))
    assert set(graph.subjects(rdflib.SKOS.inScheme, concepts)) == every - of_topics


def test_a_graph_without_concepts_has_no_scheme():
    given = RECORDS[-1].model_copy(update={"mentions": (), "categories": ()})
    assert not [t for t in triples(PlainRows([given], {})) if "/scheme/" in t.subject.value]


def test_what_only_looks_like_an_id_of_a_registry_is_none(tmp_path):
    given = paper(1).model_copy(update={"id": "doi:my-notes", "ids": ("pmid:next",)})
    rows = PlainRows([given], CONCEPTS)
    said = {t.predicate.value for t in triples(rows)}
    assert not [name for name in said if name.endswith(("/doi", "hasPubMedId"))]
    export(rows, tmp_path / "graph.nt")
    assert list(validate([tmp_path / "graph.nt"])) == []


def test_no_statement_is_written_twice(tmp_path):
    rows = PlainRows(RECORDS, KNOWN, **PEOPLE)
    report = export(rows, tmp_path / "graph.nq")
    lines = (tmp_path / "graph.nq").read_bytes().split(b"\n")[:-1]
    assert len(lines) == len(set(lines)) == report.triples


def test_own_nodes_live_under_the_base_that_is_asked_for(rows, tmp_path):
    export(rows, tmp_path / "graph.ttl", base="https://example.org/kg/")
    text = (tmp_path / "graph.ttl").read_text()
    assert "@prefix neurokg: <https://example.org/kg/concept/> ." in text
    subjects = {t.subject.value for t in triples(rows, "https://example.org/kg/")}
    assert not [iri for iri in subjects if "w3id.org/neurokg" in iri]


def test_memory_does_not_grow_with_the_graph(tmp_path):
    peaks = []
    for number in (300, 1200):
        rows = PlainRows([paper(n) for n in range(1, number)], CONCEPTS)
        export(rows, tmp_path / "warm.nt")
        tracemalloc.start()
        deque(triples(rows), maxlen=0)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0] + 200_000


def test_progress_is_told_as_it_goes(tmp_path):
    told = []
    rows = PlainRows([paper(n) for n in range(1, 300)], CONCEPTS)
    report = export(rows, tmp_path / "graph.nt", on_progress=told.append)
    assert told == [100 * n for n in range(1, told[-1] // 100 + 1)]
    assert told[-1] < report.triples


def test_the_format_may_be_named_whatever_the_suffix(rows, tmp_path):
    assert export(rows, tmp_path / "graph.txt", format="nt").format == "nt"
    assert len(statements(tmp_path / "graph.txt", "nt")) > 100


def test_an_unknown_suffix_and_an_unwritable_folder_are_told(rows, tmp_path):
    with pytest.raises(UsageError, match=r"\.nt, \.ttl"):
        export(rows, tmp_path / "graph.docx")
    with pytest.raises(ExportError, match="missing"):
        export(rows, tmp_path / "missing" / "graph.nt")
    assert list(tmp_path.iterdir()) == []


class Breaking(PlainRows):
    """A store that dies on the way."""

    def stream(self, name, /, **params):
        if name == "mentions":
            raise StoreUnavailable("gone")
        return super().stream(name, **params)


def test_what_fails_on_the_way_leaves_the_old_file_and_no_other(rows, tmp_path):
    target = tmp_path / "graph.nt"
    target.write_text("before")
    with pytest.raises(StoreUnavailable):
        export(Breaking(PAPERS, KNOWN), target)
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nt"]
    assert target.read_text() == "before"


@given(
    st.text(min_size=1, max_size=60), st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
)
@settings(max_examples=30, deadline=None)
def test_any_text_survives_the_round_trip(tmp_path_factory, title, name):
    folder = tmp_path_factory.mktemp("any")
    rows = PlainRows([paper(1, title=title, authors=(name, HOSTILE))], CONCEPTS)
    for format in ("nt", "ttl", "jsonld", "trig"):
        export(rows, folder / f"a.{format}")
        values = {t.object.value for t in statements(folder / f"a.{format}", format)
                  if isinstance(t.object, ox.Literal)}  # fmt: skip
        assert {title, name, HOSTILE} <= values


def test_rdf_xml_refuses_what_it_cannot_hold_and_says_where(tmp_path):
    rows = PlainRows([paper(1, title="A\x01B")], CONCEPTS)
    with pytest.raises(ExportError, match=r"U\+0001 of <https://arxiv.org/abs/2501.00001>"):
        export(rows, tmp_path / "graph.rdf")
    assert list(tmp_path.iterdir()) == []
