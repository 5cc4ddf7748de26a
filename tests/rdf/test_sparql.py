"""SPARQL reads only, ends in time, and answers in the W3C's formats."""

import csv
import gzip
import io
import json
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql.results.jsonresults import JSONResultParser
from rdflib.plugins.sparql.results.xmlresults import XMLResultParser

from kg.errors import (
    ExportError,
    NotFound,
    QueryError,
    SourceError,
    StoreDenied,
    StoreUnavailable,
    UsageError,
)
from kg.rdf import export, index, triples
from kg.rdf.querytext import refuse_effects
from kg.rdf.questions import declared, filled, question, questions
from kg.rdf.sparql import answer
from tests.rdf.papers import HOSTILE, KNOWN, PAPERS
from tests.rdf.rows import PlainRows

# rdflib's own parsers still use its old names.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprec:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.identifier is deprecated:DeprecationWarning"),
]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
NAMES = "SELECT ?name ?not { ?role a pro:RoleInTime ; foaf:name ?name } ORDER BY ?name ?role"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of an index."""
    return index.refresh(PlainRows(PAPERS, KNOWN), "1", tmp_path_factory.mktemp("index")).data


@pytest.fixture(scope="module")
def dump(tmp_path_factory):
    path = tmp_path_factory.mktemp("dump") / "graph.trig.gz"
    export(PlainRows(PAPERS, KNOWN), path)
    return path


def written(found, format):
    output = io.BytesIO()
    found.write(output, format)
    return output.getvalue()


@pytest.mark.parametrize("source", ["made", "dump"])
def test_an_index_and_a_dump_answer_alike_over_the_union_of_all_graphs(source, request):
    with answer(request.getfixturevalue(source), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") as found:
        (row,) = found.solutions()
    described = 3  # a run's graph has three triples of its own
    assert int(row["n"].value) == len(set(triples(PlainRows(PAPERS, KNOWN)))) + described


def test_other_libraries_read_each_format_of_the_w3c_and_hostile_text_survives(made):
    with answer(made, NAMES) as found:
        data = {format: written(found, format) for format in ("json", "xml", "tsv", "csv")}
        names = [row["name"].value for row in found.solutions()]
    assert HOSTILE in names
    for format, parser in (("json", JSONResultParser()), ("xml", XMLResultParser())):
        read = parser.parse(io.BytesIO(data[format]))
        assert [str(row[rdflib.Variable("name")]) for row in read.bindings] == names, format
    # rdflib's own reader of TSV takes U+2028 for the end of a line.
    head, *lines = data["tsv"].decode().rstrip("\n").split("\n")
    assert head == "?name\t?not"
    assert [str(rdflib.util.from_n3(line.rstrip("\t"))) for line in lines] == names
    rows = list(csv.reader(io.StringIO(data["csv"].decode(), newline="")))
    assert rows == [["name", "not"], *([name, ""] for name in names)]


def test_a_truth_and_a_graph_have_formats_of_their_own(made):
    with answer(made, "ASK { neurokg:v4 skos:prefLabel ?name }") as found:
        assert found.truth()
        assert json.loads(written(found, "json")) == {"head": {}, "boolean": True}
        with pytest.raises(UsageError, match="json, csv, tsv, xml, not as ttl"):
            found.write(io.BytesIO(), "ttl")
    with answer(made, "DESCRIBE neurokg:v4") as found:
        expected = {t for t in triples(PlainRows(PAPERS, KNOWN))
                    if t.subject.value.endswith("concept/v4")}  # fmt: skip
        assert set(found.triples()) == expected
        for format in ("ttl", "nt", "jsonld", "rdf"):
            read = ox.parse(written(found, format), ox.RdfFormat.from_extension(format))
            assert {quad.triple for quad in read} == expected
        with pytest.raises(UsageError, match="ttl, nt, jsonld, rdf, not as csv"):
            found.write(io.BytesIO(), "csv")


@pytest.mark.parametrize(
    "text",
    [" " * 8000 + "x", "#" * 8000, "SERVICE" + "#" * 8000, "SERVICE-" * 1000, "PREFIX #" * 1000,
     "BASE<" * 1600, "'''\\" * 2000, "#\n" * 4000 + "SELECT"],
)  # fmt: skip
def test_no_text_makes_the_guard_slow(text):
    refuse_effects(text)  # would not come back, were there many ways to read it


def test_rows_are_cut_at_the_limit_and_that_is_said(made):
    for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"):
        with answer(made, query, limit=7) as found:
            count = len(list(found.solutions() if "SELECT" in query else found.triples()))
            assert (count, found.more) == (7, True)
    with answer(made, "SELECT * { ?s ?p ?o } LIMIT 7", limit=7) as found:
        assert not found.more


class Counting(BaseHTTPRequestHandler):
    """A SPARQL endpoint that counts who asks it."""

    def do_GET(self):
        self.server.asked += 1
        self.send_response(200)
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *_):
        pass


@pytest.fixture
def endpoint():
    with HTTPServer(("127.0.0.1", 0), Counting) as server:
        server.asked = 0
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
        "SELECT * {serViCe#x\n<%s>{?s ?p ?o}}",
        "SELECT * { SERVICE #'\n SILENT #\n <%s> { ?s ?p ?o } }",
        "PREFIX a: <%s> SELECT * { SERVICE a: { ?s ?p ?o } }",
        "PREFIX : <%s> SELECT * { SERVICE : { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <%s> } SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { VALUES $x { <%s> } SERVICE SILENT $x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <%s> { ?s ?p ?o } }",
        "SELECT * { SERVIC\\U00000045 <%s> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\"" . SERVICE <%s> { ?s ?p ?o } }',
        "BASE <%s> SELECT * { SERVICE <> { ?s ?p ?o } }",
        "ASK { FILTER EXISTS { SELECT * { SERVICE <%s> { ?s ?p ?o } } } }",
        "LOAD <%s>",
        "LOAD SILENT <%s> INTO GRAPH <http://x/>",
        "PREFIX a: <%s#> # x\n load a:x",
    ],
)
def test_no_query_reaches_another_server(made, endpoint, query):
    address = f"http://127.0.0.1:{endpoint.server_port}/sparql"
    with pytest.raises(StoreDenied, match="not allowed"), answer(made, query % address):
        pass
    assert endpoint.asked == 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <%s> { ?s ?p ?o }",
        "SELECT * FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/hosts> { ?s ?p ?o }",
    ],
)
def test_from_names_graphs_of_the_index_and_loads_nothing(made, endpoint, query):
    address = f"http://127.0.0.1:{endpoint.server_port}/data"
    with answer(made, query.replace("%s", address)) as found:
        assert list(found.solutions()) == []
    assert endpoint.asked == 0


def test_from_says_of_which_graphs_a_query_is(made):
    graph = "https://w3id.org/neurokg/run/0123456789ab#mentions"
    construct = "CONSTRUCT { ?x a oa:X } # c\n from r: WHERE { ?x a oa:Annotation }"
    for query in (
        f"SELECT ?x FROM <{graph}> {{ ?x a oa:Annotation }}",
        f"PREFIX r: <{graph}> {construct}",
        f"SELECT ?x FROM NAMED <{graph}> {{ GRAPH ?g {{ ?x a oa:Annotation }} }}",
    ):
        with answer(made, query) as found:
            rows = list(found.triples() if "CONSTRUCT" in query else found.solutions())
            assert len(rows) > 3
        with answer(made, query.replace("oa:Annotation", "skos:Concept")) as found:
            assert not list(found.triples() if "CONSTRUCT" in query else found.solutions())


def test_the_word_from_in_a_text_or_as_a_name_names_no_graph(made):
    for query in (
        "ASK { ?from <http://x/p>? ?to . ?to a skos:Concept FILTER (STR(?to) != ' from <x>') }",
        'ASK { # from <http://x/>\n ?a a skos:Concept FILTER ("""a " FROM <x> """ != ?a) }',
    ):
        with answer(made, query) as found:
            assert found.truth()


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "delete where { ?s ?p ?o }",
        "# c\nPREFIX a: <http://a/>\nDELETE { ?s ?p ?o } INSERT { ?s a:b ?o } WHERE { ?s ?p ?o }",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP SILENT ALL",
        "CREATE GRAPH <a:g>",
        "COPY DEFAULT TO <a:g>",
        "\\u0043LEAR ALL",
    ],
)
def test_an_update_is_refused_before_anything_is_opened(update):
    with pytest.raises(StoreDenied, match="is not allowed: queries can only read"):
        refuse_effects(update)


def test_an_update_behind_a_query_changes_nothing(made):
    with pytest.raises(QueryError, match="not valid"), answer(made, "ASK {} ; CLEAR ALL"):
        pass
    with answer(made, "ASK { ?s ?p ?o }") as found:
        assert found.truth()


def test_words_of_updates_may_stand_in_a_query(made):
    query = "SELECT ?load { ?load dcterms:title 'INSERT', 'at your service' } # DELETE SERVICE"
    with answer(made, query) as found:
        assert list(found.solutions()) == []


@pytest.mark.parametrize(
    "query",
    [ENDLESS, ENDLESS.replace("(COUNT(*) AS ?n)", "*") + " ORDER BY ?a ?o ?h",
     "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?a = ?z) }"],
)  # fmt: skip
def test_a_query_over_its_time_is_ended_and_leaves_no_process(made, query):
    with (
        pytest.raises(QueryError, match=r"longer than its limit of 0\.7 s"),
        answer(made, query, timeout=0.7),
    ):
        pass
    assert not processes(made)


def test_a_query_whose_client_was_killed_ends_by_itself(made):
    code = (
        "import sys; from kg.rdf.sparql import answer; answer(*sys.argv[1:], timeout=2).__enter__()"
    )
    client = subprocess.Popen([sys.executable, "-c", code, made, ENDLESS])
    until(lambda: processes(made))
    client.kill()
    client.wait()
    until(lambda: not processes(made))


def processes(made):
    shown = subprocess.run(
        ["ps", "-ww", "-eo", "command="], capture_output=True, text=True, check=True
    ).stdout
    return [line for line in shown.splitlines() if "kg.rdf.answering" in line and str(made) in line]


def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_is_no_sparql_is_told_with_its_place(made):
    for query, said in (
        ("SELECT *\n{ ?s ?p", r"not valid SPARQL 1\.1 at line 2, column 8$"),
        ("ASK { nope:x ?p ?o }", "the prefix nope: is not declared"),
    ):
        with pytest.raises(QueryError, match=said), answer(made, query):
            pass


def test_dumps_that_cannot_be_read_are_told(tmp_path):
    bad = tmp_path / "bad.ttl"
    bad.write_text("<a:b> <a:c> ")
    cut = tmp_path / "cut.nt.gz"
    cut.write_bytes(gzip.compress(b"<a:b> <a:c> <a:d> .\n" * 1000)[:-30])
    for path in (bad, cut, tmp_path / "none.nt"):
        with pytest.raises(SourceError, match=path.name), answer(path, "ASK {}"):
            pass
    (tmp_path / "x.docx").write_text("")
    with pytest.raises(UsageError, match=r"\.nt, \.ttl"), answer(tmp_path / "x.docx", "ASK {}"):
        pass


def test_modules_of_the_working_folder_are_not_run(made, tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('mine')")
    monkeypatch.chdir(tmp_path)
    with answer(made, "ASK {}") as found:
        assert found.truth()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_value_of_a_parameter_can_become_sparql(text):
    asked = question("topic-concepts-by-year")
    sparql = declared(filled(asked, {"topic": text}))
    store = ox.Store()
    topic = ox.Literal("arxiv.category:" + text)
    of = ox.NamedNode("http://purl.org/dc/terms/identifier")
    store.add(ox.Quad(ox.NamedNode("a:t"), of, topic))
    assert list(store.query(sparql)) == []
    found = store.query(f"ASK {{ ?t ?p {topic} }}")
    assert bool(found)


def test_a_question_with_its_prefixes_declared_runs_anywhere(rdf_graph):
    for asked in questions():
        examples = {p.name: p.default or p.example for p in asked.parameters}
        assert rdf_graph.query(declared(filled(asked, examples))) is not None


@pytest.fixture(scope="module")
def rdf_graph(dump):
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=gzip.decompress(dump.read_bytes()), format="trig")
    return graph


def test_an_index_knows_of_which_state_of_the_store_it_is(store, tmp_path):
    with pytest.raises(NotFound, match="--refresh"):
        index.current(tmp_path)
    store.load(PAPERS[:1], KNOWN)
    change = store.change()
    index.refresh(store, change, tmp_path)
    store.load(PAPERS[:1], KNOWN)  # says nothing new
    assert index.current(tmp_path).is_of(store.change())
    store.load(PAPERS, KNOWN)
    assert not index.current(tmp_path).is_of(store.change())
    index.refresh(store, store.change(), tmp_path)
    assert index.current(tmp_path).is_of(store.change())
    store.resolve_people()
    assert not index.current(tmp_path).is_of(store.change())


class Breaking(PlainRows):
    """A store that dies on the way."""

    def stream(self, name, /, **params):
        if name == "mentions":
            raise StoreUnavailable("gone")
        return super().stream(name, **params)


def test_an_index_is_replaced_whole_or_not_at_all(tmp_path):
    rows = PlainRows(PAPERS, KNOWN)
    first = index.refresh(rows, "1", tmp_path)
    with pytest.raises(StoreUnavailable):
        index.refresh(Breaking(PAPERS, KNOWN), "2", tmp_path)
    assert index.current(tmp_path) == first
    assert folders(tmp_path) == {first.folder}
    second = index.refresh(rows, "2", tmp_path)
    assert folders(tmp_path) == {first.folder, second.folder}  # who reads the first may go on
    third = index.refresh(rows, "3", tmp_path)
    assert folders(tmp_path) == {second.folder, third.folder}
    assert second.triples == third.triples == first.triples > 300


def folders(home):
    return {path for path in home.iterdir() if path.is_dir()}


def test_xml_is_not_written_with_a_character_that_it_cannot_hold(made):
    with (
        answer(made, 'SELECT ("a\\u0001b" AS ?x) {}') as found,
        pytest.raises(ExportError, match=r"U\+0001.*json"),
    ):
        found.write(io.BytesIO(), "xml")


def test_the_description_of_a_dump_can_be_asked(tmp_path):
    described = export(PlainRows(PAPERS, KNOWN), tmp_path / "graph.nt").description
    with answer(described, "ASK { ?dump <http://rdfs.org/ns/void#dataDump> ?file }") as found:
        assert found.truth()
