"""The site at its limits: large answers, many questions, long lists, a store that changes."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from lxml import html

from kg.graph import local, open_store
from kg.web import asking
from tests.graph.papers import CONCEPTS, paper
from tests.web.conftest import serving

HEAVY = "WITH range(1, 3000) AS r UNWIND r AS a UNWIND r AS b RETURN count(a + b + {}) AS n"


def test_head_says_what_get_would(get, address):
    for path in ("/works", "/concept/neurokg:v4", "/api/v1/works", "/nothing"):
        head = httpx.head(address + path, timeout=240)
        assert head.status_code == get(path).status_code
        assert head.content == b""
        assert head.headers["content-type"] == get(path).headers["content-type"]


def test_pages_of_other_sites_cannot_read_own_queries(get):
    cypher = {"cypher": "RETURN 1 AS x", "format": "json"}
    for path in ("/ask/cypher", "/ask/top-concepts"):
        assert "access-control-allow-origin" not in get(path, params=cypher).headers
    assert get("/api/v1/queries").headers["access-control-allow-origin"] == "*"
    turtle = get("/concept/neurokg:v4?format=ttl")
    assert turtle.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("format", ["html", "json", "csv"])
def test_a_number_that_json_does_not_know_is_a_text(get, format):
    cypher = {"cypher": "RETURN 0.0/0.0 AS x, [1.0/0.0] AS y", "format": format}
    response = get("/ask/cypher", params=cypher)
    assert response.status_code == 200
    assert "nan" in response.text.lower()


def test_an_answer_that_is_too_large_is_refused(get):
    for cypher in (
        "WITH reduce(s = 'a', i IN range(1, 23) | s + s) AS s RETURN s",
        "UNWIND range(1, 900) AS i RETURN reduce(s = 'a', i IN range(1, 13) | s + s) AS s",
    ):
        response = get("/ask/cypher", params={"cypher": cypher, "format": "json"})
        assert response.status_code == 400
        assert len(response.content) < 2000


def test_who_finds_no_place_among_the_questions_is_sent_away_soon(get, monkeypatch):
    monkeypatch.setattr(asking, "_AT_ONCE", threading.BoundedSemaphore(1))
    with ThreadPoolExecutor(3) as pool:
        asked = [
            pool.submit(get, "/ask/cypher", params={"cypher": HEAVY.format(i), "format": "json"})
            for i in range(3)
        ]
        answers = [answer.result() for answer in asked]
    refused = [answer for answer in answers if answer.status_code == 503]
    assert refused
    assert all(answer.headers["retry-after"] for answer in refused)


def test_a_page_behind_the_last_one_is_the_last_one(get):
    assert get("/works?page=99").text.count("<article") == get("/works?page=2").text.count(
        "<article"
    )


def test_a_concept_that_no_work_mentions_has_all_that_its_page_links_to(get):
    id = "UBERON:0003882"
    assert "No work of this graph mentions it" in get(f"/concept/{id}").text
    assert get(f"/topic/{id}").status_code == 200
    assert get(f"/api/v1/concepts/{id}").json()["works"] == 0
    for format in ("jsonld", "ttl", "nt"):
        assert "UBERON" in get(f"/concept/{id}?format={format}").text
        assert "UBERON" in get(f"/topic/{id}?format={format}").text
    for path in (f"/concept/{id}", f"/topic/{id}"):
        for link in html.fromstring(get(path).text).xpath("//main//a/@href"):
            assert link.startswith("http") or get(link).status_code in {200, 303}, link


@pytest.mark.parametrize(
    ("id", "near"),
    [("UBERON:0002436", {"UBERON:0000411"}), ("UBERON:0000955", {"UBERON:0000411", "neurokg:v4"})],
)
def test_from_a_concept_that_no_work_mentions_one_comes_to_some_that_works_do(get, id, near):
    for path in (f"/concept/{id}", f"/topic/{id}"):
        chips = html.fromstring(get(path).text).xpath("//p[@class='chips']/span")
        assert {chip.xpath("a/@href")[0].removeprefix("/concept/") for chip in chips} == near
        for chip in chips:
            count = chip.xpath("a[@class='count']")[0]
            heading = html.fromstring(get(count.get("href")).text).findtext(".//h1")
            assert heading.split()[0] == count.text


@pytest.mark.parametrize("seconds", [0.0, 10.0])  # names that are too young are read later
def test_a_load_is_seen_by_pages_and_soon_by_suggestions(tmp_path, monkeypatch, seconds):
    monkeypatch.setattr("kg.web.site._NAMES_SECONDS", seconds)
    monkeypatch.setattr("kg.web.warm._LOOK_SECONDS", 0.2)
    with open_store(tmp_path / "store") as store:
        store.load([paper(1, title="Before all else")], CONCEPTS)
        with serving(tmp_path / "store") as address, httpx.Client(base_url=address) as client:
            client.timeout = 240
            assert client.get("/suggest?q=afterwards").json() == []
            store.load([paper(2, title="Afterwards")], CONCEPTS)
            for _ in range(600):
                if found := client.get("/suggest?q=afterwards").json():
                    break
                time.sleep(0.1)
            assert found[0]["label"] == "Afterwards"
            assert "Afterwards" in client.get("/works").text
    local.stop(tmp_path / "store")
