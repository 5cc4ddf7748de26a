"""Headers, linked data, and what hostile clients and texts cannot do."""

import warnings

import httpx
import igraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from rdflib import Graph
from starlette.responses import HTMLResponse

from kg.web.linked import with_links
from tests.web.conftest import SCRIPT, serving


def test_security_headers_are_on_every_answer(get):
    for path in ("/", "/nothing", "/static/kg.css", "/api/v1/works", "/suggest?q=V4"):
        headers = get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_pages_of_other_sites_may_read_data_but_no_pages(get):
    assert get("/api/v1/works").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in get("/").headers


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/works", "GET, HEAD, OPTIONS"), ("/api/v1/works", "GET, HEAD, OPTIONS"),
     ("/static/kg.css", "GET, HEAD, OPTIONS"), ("/sparql", "GET, HEAD, OPTIONS, POST")],
)  # fmt: skip
def test_a_refusal_and_options_name_all_methods(address, path, allowed):
    refused, told = (httpx.request(method, address + path) for method in ("PATCH", "OPTIONS"))
    assert (refused.status_code, refused.headers["allow"]) == (405, allowed)
    assert (told.status_code, told.headers["allow"], told.content) == (204, allowed, b"")
    assert httpx.options(f"{address}/nothing").status_code == 404


@pytest.mark.parametrize("path", ["/api/v1/works", "/paper/arxiv:2501.00001", "/id/paper/x"])
def test_a_page_of_another_site_may_ask_for_data_with_a_condition(address, path):
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET",
             "Access-Control-Request-Headers": "if-none-match"}  # fmt: skip
    headers = httpx.options(address + path, headers=asked).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "GET" in headers["access-control-allow-methods"]
    assert "If-None-Match" in headers["access-control-allow-headers"]
    own = httpx.options(f"{address}/ask/cypher", headers=asked).headers
    assert "access-control-allow-origin" not in own


@pytest.mark.parametrize("path", ["/works", "/api/v1/works", "/paper/arxiv:2501.00001?format=ttl"])
def test_who_has_an_answer_already_gets_none(get, path):
    first = get(path)
    tag = first.headers["etag"]
    strong = tag.removeprefix("W/")
    for condition in (tag, strong, f'"x,y", W/"z", {tag}', f'"z",{strong}', "*"):
        again = get(path, headers={"If-None-Match": condition})
        assert (again.status_code, again.content) == (304, b""), condition
        assert again.headers["etag"] == tag
        allowed = "access-control-allow-origin"
        assert allowed not in first.headers or again.headers[allowed] == "*"
    assert get(path, headers={"If-None-Match": '"x", W/"y"'}).status_code == 200
    assert get("/static/kg.css", headers={"If-None-Match": "*"}).status_code == 304
    assert get("/paper/nothing", headers={"If-None-Match": "*"}).status_code == 404


def test_the_first_view_is_small_and_all_its_own(get):
    page = get("/topic/q-bio.NC")
    assert page.headers["content-encoding"] == "gzip"
    files = html.fromstring(page.text).xpath("//link[@rel='stylesheet']/@href | //script/@src")
    assert all(file.startswith("/static/") for file in files)
    sizes = [int(get(file).headers.get("content-length", 0)) for file in files]
    assert int(page.headers["content-length"]) + sum(sizes) < 150_000


@pytest.mark.parametrize(
    "path",
    ["/paper/arxiv:2501.00040", "/works", "/explore?start=arxiv:2501.00040", "/search?q=script",
     "/person/author:arxiv-2501.00040-1", "/explore/graph.svg?start=arxiv:2501.00040",
     "/feed.atom", "/explore/details?id=arxiv:2501.00040"],
)  # fmt: skip
def test_markup_in_titles_names_and_abstracts_is_text(get, path):
    text = get(path).text
    assert SCRIPT not in text
    assert "<img src=x" not in text
    assert "javascript:" not in text
    assert "<b>good" not in text


@pytest.mark.parametrize(
    "path", ["/search", "/ask/cypher", "/ask/mentioned-with", "/works", "/explore"]
)
def test_markup_in_a_query_is_text(get, path):
    names = ("q", "cypher", "concept", "year", "start", "pin", "hide")
    response = get(path, params=dict.fromkeys(names, '"><script>x</script>'))
    assert response.status_code < 500
    assert "<script>x" not in response.text


@pytest.mark.parametrize(
    "path",
    ["/static/../http.py", "/static/%2e%2e/http.py", "/static/..%2f..%2fconfig.py",
     "/paper/../../../etc/passwd", "/ask/..%2f..%2fload%2fclear-papers", "/ask/clear-papers",
     "/ask/load%2fpapers", "/concept/%00", "/paper/%0d%0aSet-Cookie:x=1", "/id/paper/%0d%0aX:1"],
)  # fmt: skip
def test_no_path_leads_out_of_its_place(get, path):
    response = get(path)
    assert response.status_code in {303, 400, 404}
    assert "set-cookie" not in response.headers
    assert "x" not in response.headers
    assert "import" not in response.text


def test_very_long_input_is_refused_or_answered_but_never_an_error(get):
    long = "x" * 8000
    hidden = "&".join(["hide=x"] * 900)
    for path in (f"/paper/{long}", f"/concept/{long}", f"/search?q={long}",
                 f"/explore?start={long}", f"/works?concept={long}", f"/suggest?q={long}",
                 f"/ask/cypher?cypher={long}", f"/explore?{hidden}"):  # fmt: skip
        assert get(path).status_code in {200, 400, 404}


@pytest.mark.parametrize(
    "cypher",
    ["MATCH (n) DETACH DELETE n", "CREATE (n:Paper {id: 'x'})", "MATCH (n) SET n.x = 1",
     "LOAD CSV FROM 'file:///etc/hosts' AS x RETURN x", "CALL dbms.shutdown()",
     "LOAD CSV FROM 'http://127.0.0.1:1/' AS x RETURN x", "DROP CONSTRAINT paper_id"],
)  # fmt: skip
def test_own_cypher_can_only_read(get, cypher):
    before = get("/api/v1/works").json()["total"]
    assert get("/ask/cypher", params={"cypher": cypher}).status_code == 400
    assert get("/ask/cypher", params={"cypher": cypher, "format": "json"}).status_code == 403
    assert get("/api/v1/works").json()["total"] == before


def test_what_is_typed_is_a_value_and_no_cypher(get):
    for text in ("x' OR 1=1 //", "neurokg:v4'}) DETACH DELETE c //", "`) RETURN 1 //"):
        assert get("/works", params={"concept": text}).status_code == 404
        assert get("/ask/mentioned-with", params={"concept": text}).status_code == 404


def test_own_cypher_answers_a_table_csv_json_and_a_network(get):
    cypher = "MATCH (c:Concept) RETURN c.id AS id, '=1+1' AS x ORDER BY id LIMIT 3"
    page = get("/ask/cypher", params={"cypher": cypher}).text
    assert "/explore?start=CL:0000598" in page
    assert get("/ask/cypher", params={"cypher": cypher, "format": "json"}).json()[0]["x"] == "=1+1"
    csv = get("/ask/cypher", params={"cypher": cypher, "format": "csv"})
    assert csv.text.splitlines()[:2] == ["id,x", "CL:0000598,'=1+1"]


@pytest.fixture(scope="session")
def things(get):
    """The pages of things that the graph names by itself."""
    runs = html.fromstring(get("/runs").text).xpath("//td/a/@href")
    communities = html.fromstring(get("/topic/q-bio.NC").text).xpath("//a/@href")
    community = next(a for a in communities if a.startswith("/community/"))
    return {"run": runs[0], "community": community}


@pytest.mark.parametrize(
    "path",
    ["/paper/arxiv:2501.00001", "/concept/neurokg:v4", "/person/orcid:0000-0002-1825-0097",
     "/institution/ror:01xtthb56", "/topic/q-bio.NC", "/topic/neurokg:v4", "run", "community"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("accept", "format"),
    [("text/turtle", "turtle"), ("application/ld+json", "json-ld"),
     ("application/n-triples", "nt"), ("text/turtle;q=0.9,text/html;q=0.1", "turtle")],
)  # fmt: skip
def test_a_resource_is_linked_data_for_whom_asks_so(get, things, path, accept, format):
    path = things.get(path, path)
    response = get(path, headers={"Accept": accept})
    assert response.headers["content-type"].split(";")[0] in accept
    assert "accept" in response.headers["vary"].lower()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own, in its JSON-LD parser
        assert len(Graph().parse(data=response.text, format=format)) > 1


def test_pages_of_people_say_where_their_data_are(get):
    response = get("/institution/ror:01xtthb56", headers={"Accept": "text/html"})
    assert '<https://ror.org/01xtthb56>; rel="describes"' in response.headers["link"]
    (turtle,) = html.fromstring(response.text).xpath("//link[@type='text/turtle']/@href")
    assert "foaf:Organization" in get(turtle).text


def test_headers_name_what_a_page_is_about_in_ascii():
    about = with_links(HTMLResponse(""), "/concept/my:1", "https://my.org/#中").headers["link"]
    assert about.endswith('<https://my.org/#%E4%B8%AD>; rel="describes"')


def test_a_page_says_where_its_data_are(get):
    response = get("/concept/neurokg:v4", headers={"Accept": "text/html,*/*;q=0.8"})
    assert response.headers["content-type"].startswith("text/html")
    assert (
        '</concept/neurokg:v4?format=ttl>; rel="alternate"; type="text/turtle"'
        in response.headers["link"]
    )
    assert get("/concept/neurokg:v4?format=ttl").headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    ("iri", "place"),
    [("concept/v4", "/concept/neurokg:v4"),
     ("paper/note-1", "/paper/note-1"),
     ("work/arxiv:2501.00001", "/paper/arxiv:2501.00001"),
     ("record/pubmed/pmid:1", "/paper/pmid:1"),
     ("mention/arxiv:2501.00001/abstract-3-5", "/paper/arxiv:2501.00001"),
     ("role/arxiv:2501.00001/2", "/paper/arxiv:2501.00001"),
     ("author/arxiv-2501.00001-2", "/person/author:arxiv-2501.00001-2"),
     ("identification/author-arxiv-2501.00001-2", "/person/author:arxiv-2501.00001-2"),
     ("person/author-arxiv-2501.00001-1", "/person/person:author-arxiv-2501.00001-1"),
     ("institution/univ-of-oslo", "/institution/institution:univ-of-oslo"),
     ("community/people-1", "/community/community:people-1"),
     ("topic/q-bio.NC", "/topic/q-bio.NC"),
     ("run/0123456789ab", "/run/run:0123456789ab"),
     ("software/neurokg", "/runs")],
)  # fmt: skip
def test_an_own_iri_leads_to_the_page_of_its_thing(get, iri, place):
    response = get(f"/id/{iri}")
    assert (response.status_code, response.headers["location"]) == (303, place)
    assert "accept" in response.headers["vary"].lower()


def test_the_mentions_of_an_answer_lead_to_their_papers(get):
    rows = {"maxConfidence": "1.1", "limit": "3"}
    page = html.fromstring(get("/ask/doubtful-links", params=rows).text)
    places = [a for a in page.xpath("//td/a/@href") if "%23" in a]
    assert len(places) == 3
    assert all("/paper/" in get(place).headers["location"] for place in places)
    (network,) = page.xpath("//a[.='as a network']/@href")
    assert "%23" not in network


def test_what_a_thing_is_not_is_told_in_the_form_that_was_asked_for(get):
    for path in ("/person/person:nobody", "/institution/x:y", "/community/community:x", "/run/x"):
        assert get(path, headers={"Accept": "text/html"}).status_code == 404
        problem = get(path, headers={"Accept": "text/turtle"})
        assert problem.headers["content-type"] == "application/problem+json"
        assert problem.json()["status"] == 404


def test_who_asks_for_a_format_is_told_a_problem_in_json(get):
    browser = {"Accept": "text/html"}
    for path, status in (("/ask/cypher?cypher=x&format=json", 400), ("/paper/x?format=ttl", 404)):
        problem = get(path, headers=browser)
        assert problem.status_code == problem.json()["status"] == status


def test_known_places_are_well_formed(get):
    assert len(Graph().parse(data=get("/.well-known/void").text, format="turtle")) > 8
    start = "start=neurokg:v4"
    for path in ("/sitemap.xml", "/feed.atom", "/feed.atom?concept=neurokg:v4",
                 f"/explore/graph.graphml?{start}", f"/explore/graph.svg?{start}"):  # fmt: skip
        etree.fromstring(get(path).content)
    assert "Sitemap: http" in get("/robots.txt").text


def test_a_network_is_read_by_others_with_its_numbers(get, tmp_path):
    file = tmp_path / "slice.graphml"
    file.write_bytes(get("/explore/graph.graphml?start=neurokg:v4").content)
    graph = igraph.Graph.Read_GraphML(str(file))
    assert max(graph.es["works"]) > 1
    assert {"id", "kind", "label", "works"} <= set(graph.vs.attributes())


def test_a_site_on_the_loopback_answers_to_its_own_names_only(folder):
    with serving(folder, ("127.0.0.1", "localhost")) as address, httpx.Client() as client:
        assert client.get(f"{address}/healthz").status_code == 200
        assert client.get(f"{address}/healthz", headers={"Host": "evil.example"}).status_code == 400


@settings(max_examples=30, deadline=None)
@given(
    path=st.sampled_from(["/works", "/explore", "/explore/graph.svg", "/search", "/api/v1/works",
                          "/api/v1/slice", "/api/v1/search", "/people", "/suggest", "/go",
                          "/ask/region-papers", "/api/v1/queries/region-papers", "/feed.atom"]),
    query=st.dictionaries(
        st.sampled_from(["concept", "year", "type", "page", "start", "limit", "q", "cursor", "pin",
                         "hide", "confidence", "id", "region", "kind", "path", "since", "topic"]),
        st.text(max_size=30) | st.sampled_from(["neurokg:v4", "2020", "1", "0.5", "-1", "Method"]),
        max_size=4,
    ),
)  # fmt: skip
def test_no_query_is_an_error_of_ours(get, path, query):
    response = get(
        path, params={key: text.encode("utf-8", "replace") for key, text in query.items()}
    )
    assert response.status_code < 500, response.text
