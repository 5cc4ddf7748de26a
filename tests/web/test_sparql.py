"""SPARQL over HTTP: the protocol, its limits, and the page."""

import csv
import io
import json

import httpx
import pytest
from lxml import html
from rdflib import Graph

from kg.graph import open_store
from kg.rdf import index
from kg.rdf.questions import questions
from tests.web.conftest import SCRIPT, serving

COUNT = "SELECT (COUNT(*) AS ?n) { ?work schema:mentions neurokg:v4 }"
NAMES = "SELECT ?c ?name { ?c a nkg:BrainRegion ; skos:prefLabel ?name } ORDER BY ?c"
DESCRIBE = "DESCRIBE neurokg:v4"


@pytest.fixture(scope="module")
def client(address, folder):
    """Asks the site over a store whose index is made."""
    with open_store(folder) as store:
        index.refresh(store, store.change(), index.home(str(folder)))
    with httpx.Client(base_url=address, timeout=240) as client:
        yield client


def test_a_query_comes_by_get_by_a_form_or_as_the_body(client):
    answers = [
        client.get("/sparql", params={"query": COUNT}),
        client.post("/sparql", data={"query": COUNT}),
        client.post("/sparql", content=COUNT, headers={"Content-Type": "application/sparql-query"}),
    ]
    found = [answer.json()["results"]["bindings"][0]["n"]["value"] for answer in answers]
    assert found[0] == found[1] == found[2]
    assert int(found[0]) > 20


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [(NAMES, "*/*", "application/sparql-results+json"),
     (NAMES, "application/json", "application/sparql-results+json"),
     (NAMES, "application/sparql-results+xml", "application/sparql-results+xml"),
     (NAMES, "text/tab-separated-values, */*;q=0.1", "text/tab-separated-values"),
     (NAMES, "text/csv;q=0.9, application/json;q=0.5", "text/csv"),
     (NAMES, "text/turtle, application/sparql-results+json", "application/sparql-results+json"),
     ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
     (DESCRIBE, "*/*", "text/turtle"),
     (DESCRIBE, "application/n-triples", "application/n-triples"),
     (DESCRIBE, "application/ld+json", "application/ld+json"),
     (DESCRIBE, "application/rdf+xml, */*;q=0.1", "application/rdf+xml")],
)  # fmt: skip
def test_an_answer_comes_as_accept_says(client, query, accept, media):
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media
    assert response.headers["access-control-allow-origin"] == "*"
    assert "accept" in response.headers["vary"].lower()


def test_a_format_in_the_address_goes_before_accept(client):
    response = client.get("/sparql", params={"query": NAMES, "format": "csv"})
    rows = list(csv.reader(io.StringIO(response.text)))
    assert rows[0] == ["c", "name"]
    assert len(rows) > 2


def test_what_no_answer_can_be_is_told(client):
    said = client.get("/sparql", params={"query": NAMES}, headers={"Accept": "image/png"})
    assert said.status_code == 406
    assert client.get("/sparql", params={"query": NAMES, "format": "ttl"}).status_code == 400
    assert client.get("/sparql", params={"query": NAMES, "format": "exe"}).status_code == 400


@pytest.mark.parametrize(
    "query",
    ["SELECT ?x {", "x", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
     "INSERT DATA { <a:b> <a:c> 1 }", "LOAD <http://127.0.0.1:1/>", "DROP ALL",
     " " * 9000 + "x", "SERVICE" + "#" * 9000],
)  # fmt: skip
def test_what_is_malformed_or_would_do_more_than_read_is_refused(client, query):
    for response in (
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", data={"query": query}, headers={"Accept": "text/html"}),
    ):
        assert response.status_code in {400, 403}
    problem = client.post("/sparql", data={"query": query}).json()
    assert problem["status"] in {400, 403}
    assert "/tmp" not in problem["detail"]


def test_no_graph_is_fetched_from_an_address(client):
    for query in ("SELECT * FROM <http://127.0.0.1:1/x> { ?s ?p ?o }",
                  "SELECT * FROM NAMED <file:///etc/hosts> { GRAPH ?g { ?s ?p ?o } }"):  # fmt: skip
        answer = client.get("/sparql", params={"query": query})
        assert answer.json()["results"]["bindings"] == []
    given = {"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": "http://127.0.0.1:1/x"}
    assert client.get("/sparql", params=given).json()["results"]["bindings"] == []


def test_the_protocol_says_which_graphs_a_query_is_over(client):
    graphs = client.get("/sparql", params={
        "query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    }).json()["results"]["bindings"]  # fmt: skip
    count = "SELECT (COUNT(*) AS ?n) { ?s a oa:Annotation }"
    one = {"query": count, "default-graph-uri": graphs[0]["g"]["value"]}
    within = client.get("/sparql", params=one).json()["results"]["bindings"][0]["n"]["value"]
    every = client.get("/sparql", params={"query": count}).json()
    assert 0 < int(within) <= int(every["results"]["bindings"][0]["n"]["value"])
    assert client.get("/sparql", params=one | {"default-graph-uri": "no iri"}).status_code == 400


def test_requests_that_are_none_of_the_protocol_are_refused(client):
    assert client.post("/sparql", data={"update": "DROP ALL"}).status_code == 403
    plain = {"Content-Type": "text/plain"}
    assert client.post("/sparql", content=COUNT, headers=plain).status_code == 415
    assert client.post("/sparql", data={}).status_code in {400, 415}
    assert client.get("/sparql?query=ASK{}&query=ASK{}").status_code == 400
    assert client.post("/sparql", data={"query": "#" * 70_000}).status_code == 413
    broken = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=b"\xff\xfe", headers=broken).status_code == 400
    assert client.put("/sparql", content=COUNT).status_code == 405


def test_a_page_of_another_site_may_send_a_query(client):
    asked = client.options("/sparql", headers={"Origin": "https://example.org"})
    assert asked.status_code == 204
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "Content-Type" in asked.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    ("accept", "format"), [("text/turtle", "turtle"), ("application/n-triples", "nt")]
)
def test_the_endpoint_describes_itself(client, accept, format):
    text = client.get("/sparql", headers={"Accept": accept}).text
    graph = Graph().parse(data=text, format=format)
    assert any("sparql-service-description#SPARQL11Query" in str(o) for o in graph.objects())
    void = Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    endpoints = list(void.objects(predicate=None))
    assert any(str(o).endswith("/sparql") for o in endpoints)


def test_the_page_shows_a_query_its_answer_and_where_it_leads(client):
    page = client.get("/sparql", params={"query": NAMES}, headers={"Accept": "text/html,*/*;q=0.8"})
    tree = html.fromstring(page.text)
    assert tree.xpath("//td/a/@href")[0].startswith("/go?id=")
    assert "SELECT ?c ?name" in tree.xpath("//textarea")[0].text
    csv_link = tree.xpath("//a[text()='CSV']/@href")[0]
    assert client.get(csv_link).text.startswith("c,name")
    assert len(tree.xpath("//ul[@class='tiles']/li")) == len(questions())


def test_texts_of_the_graph_and_of_the_query_stay_texts(client):
    query = f'SELECT ?title ("{SCRIPT}" AS ?x) {{ ?w dcterms:title ?title }}'
    page = client.get("/sparql", params={"query": query}, headers={"Accept": "text/html"}).text
    assert SCRIPT not in page


def test_each_question_of_the_library_has_a_form_that_answers(client):
    for question in questions():
        if any(parameter.required for parameter in question.parameters):
            page = client.get(f"/sparql/{question.name}")
            assert page.status_code == 200
            assert question.title in html.fromstring(page.text).text_content()
    answered = client.get("/sparql/region-papers", params={"region": "V4"}).text
    assert "Study 1 of vision" in answered
    assert "PREFIX schema:" in answered
    assert client.get("/sparql/region-papers", params={"region": "x' OR"}).status_code == 400
    assert client.get("/sparql/..%2f..%2fx").status_code == 404


def test_an_index_that_is_older_than_the_graph_is_told(client, folder):
    current = index.home(str(folder)) / "current.json"
    said = current.read_text()
    assert "has changed since" not in client.get("/sparql", headers={"Accept": "text/html"}).text
    try:
        current.write_text(json.dumps({**json.loads(said), "change": "earlier"}))
        page = client.get("/sparql", headers={"Accept": "text/html"}).text
        assert "has changed since" in page
    finally:
        current.write_text(said)


def test_without_an_index_the_page_says_how_to_make_one():
    with serving("bolt://127.0.0.1:1") as address, httpx.Client(base_url=address) as client:
        page = client.get("/sparql", headers={"Accept": "text/html"})
        assert "kg sparql --refresh" in page.text
        assert html.fromstring(page.text).xpath("//fieldset[@disabled]//textarea")
        answer = client.get("/sparql", params={"query": COUNT})
        assert answer.status_code == 503
        assert "kg sparql --refresh" in answer.json()["detail"]
