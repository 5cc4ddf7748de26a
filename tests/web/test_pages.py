"""What the pages show, and that every number leads to what it counts."""

import re
import time
from html import unescape
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from lxml import html

from kg.graph import local, open_store
from kg.web import links
from tests.graph.papers import CONCEPTS, paper
from tests.web.conftest import HOSTILE_ID, serving

PAGES = (
    "/", "/topic/q-bio.NC", "/topic/neurokg:v4", "/works", "/people", "/institutions", "/concepts",
    "/concepts?type=Species", "/communities", "/people?several=1",
    "/paper/arxiv:2501.00001", "/concept/neurokg:v4", "/concept/UBERON:0000411",
    "/concept/UBERON:0002421", "/person/orcid:0000-0002-1825-0097", "/name/fox%20d",
    "/institution/ror:01xtthb56", "/community/community:concepts-1", "/search?q=V4", "/search",
    "/explore", "/explore?start=neurokg:v4", "/explore?start=arxiv.category:q-bio.NC", "/ask",
    "/ask/cypher", "/ask/mentioned-with?concept=V4", "/api",
    "/name/kim%20s", "/concept/UBERON:0000955", "/runs", "/topic/UBERON:0002436", "/sparql",
)  # fmt: skip


def tree(response):
    return html.fromstring(response.text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_title_a_heading_and_no_inline_script_or_style(get, path):
    response = get(path)
    assert response.status_code in {200, 303}, response.text
    page = tree(get(path)) if response.status_code == 200 else None
    if page is not None:
        assert page.findtext(".//title").strip()
        assert len(page.findall(".//h1")) == 1
        assert not [script for script in page.iter("script") if script.text]
        assert not page.xpath("//style | //@style | //@onclick | //@onload")


def test_all_links_of_the_site_answer(get, address):
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < 400:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        response = get(path)
        assert response.status_code in {200, 303}, f"{path}: {response.status_code}"
        if response.status_code == 303:
            waiting.append(response.headers["location"])
        elif response.headers["content-type"].startswith("text/html"):
            for found in tree(response).xpath("//@href | //@src"):
                there = urlsplit(urljoin(f"{address}{path}", found))
                if f"{there.scheme}://{there.netloc}" == address:
                    waiting.append(there.path + (f"?{there.query}" if there.query else ""))
    kinds = {path.split("/")[1].split("?")[0] for path in seen}
    assert {"paper", "concept", "person", "topic", "works", "people", "explore"} <= kinds


@pytest.mark.parametrize("path", ["/topic/q-bio.NC", "/concept/neurokg:v4", "/topic/neurokg:v4"])
def test_numbers_of_works_lead_to_so_many_works(get, path):
    checked = 0
    for link in tree(get(path)).xpath("//a[starts-with(@href, '/works?')][not(@class='badge')]"):
        number = re.match(r"\s*([\d,]+)( works?)?\s*$", link.text_content())
        if number and checked < 25:
            heading = tree(get(link.get("href"))).findtext(".//h1") or ""
            shown = int(re.match(r"\s*([\d,]+)", heading)[1].replace(",", ""))
            assert shown == int(number[1].replace(",", "")), link.get("href")
            checked += 1
    assert checked >= 4


def test_a_mention_tells_its_type_concept_match_and_confidence(get):
    mention = tree(get("/paper/arxiv:2501.00003")).xpath("//p[@class='text']//a[text()='V4']")[0]
    assert mention.get("href") == "/concept/neurokg:v4"
    assert "region" in mention.get("class").split()
    assert (
        mention.get("data-tip") == "visual area V4 · brain region · found by its name · 90 % sure"
    )


def test_a_work_is_found_under_each_of_its_ids(get):
    response = get("/paper/doi:10.1000/182")
    assert response.status_code == 303
    assert response.headers["location"] == "/paper/arxiv:2501.00043"


def test_a_list_of_works_is_filtered_by_all_that_is_given(get):
    def count(query):
        heading = tree(get(f"/works?{query}")).findtext(".//h1")
        return int(heading.split()[0])

    everything = count("concept=neurokg:v4")
    recent = count("concept=neurokg:v4&year=2020")
    both = count("concept=neurokg:v4&other=neurokg:fmri")
    assert 0 < recent < everything
    assert 0 < both < everything
    assert count("concept=UBERON:0000411&parts=1") > count("concept=UBERON:0000411")
    assert count("topic=arxiv.category:q-bio.NC&type=Dataset") == count("concept=neurokg:nsd")


def test_a_form_that_is_sent_as_it_stands_asks_for_everything(get):
    empty = "concept=&other=&year=&type=&oldest=&parts="
    assert tree(get(f"/works?{empty}")).findtext(".//h1") == "34 works"


def test_pages_of_a_list_hold_each_work_once(get):
    shown = []
    for number in (1, 2):
        page = tree(get(f"/works?page={number}"))
        shown += page.xpath("//article[@class='card']/h3/a/@href")
    assert len(shown) == len(set(shown)) == 34


def test_a_person_of_an_orcid_shows_it_and_the_institution(get):
    text = tree(get("/person/orcid:0000-0002-1825-0097")).text_content()
    assert "0000-0002-1825-0097" in text
    assert "University of Oslo" in text


def test_300_authors_do_not_fill_the_page(get):
    page = tree(get("/paper/arxiv:2501.00041"))
    assert len(page.xpath("//details//a[starts-with(@href, '/person/')]")) == 276


def test_an_id_cannot_leave_its_place_in_an_address(get):
    response = get(links.path("paper", HOSTILE_ID))
    assert response.status_code == 200
    assert "Odd id" in response.text


@pytest.mark.parametrize(
    ("text", "label"),
    [("V4", "visual area V4"), ("visul", "visual cortex"), ("pyramidal neurn", "pyramidal neuron")],
)
def test_search_finds_concepts_with_misspelled_or_unfinished_words(get, text, label):
    assert label in unescape(get("/search", params={"q": text}).text)
    assert label in [row["label"] for row in get("/suggest", params={"q": text}).json()]


def test_a_hit_that_no_work_mentions_says_so(get):
    hits = tree(get("/search?q=primary visual cortex")).xpath("//ul[@class='hits']/li")
    said = {hit.xpath("a/@href")[0]: hit.text_content() for hit in hits}
    assert "no work mentions it" in said["/concept/UBERON:0002436"]
    assert "no work" not in get("/search?q=V4").text.partition("visual area V4")[2][:200]
    notes = {row["label"]: row["note"] for row in get("/suggest?q=primary visual cortex").json()}
    assert "in no work" in notes["primary visual cortex"]


def test_related_works_tell_year_and_first_author(get):
    rows = tree(get("/paper/arxiv:2501.00001")).xpath("//ul[@class='related']/li")
    assert rows
    for row in rows:
        work = get(f"/api/v1/works/{row.xpath('a/@href')[0].removeprefix('/paper/')}").json()
        note = row.xpath("span")[0].text_content()
        assert note.startswith(work["authors"][0]["name"])
        assert f"{work['year']} · both mention" in note


def test_what_is_above_and_below_a_concept_comes_before_its_works(get):
    page = tree(get("/concept/UBERON:0000411"))
    (tree_of,) = page.xpath("//header[@class='lead']/dl")
    assert tree_of.xpath(".//a/@href") == [
        "/concept/UBERON:0000955", "/concept/neurokg:v4", "/works?concept=neurokg:v4",
    ]  # fmt: skip


def test_search_finds_titles_and_people(get):
    text = get("/search", params={"q": "study vison"}).text
    assert "Study 7 of vision" in text
    assert "Holm" in get("/search", params={"q": "holm"}).text


def test_search_for_an_id_leads_to_its_page(get):
    for text in ("arxiv:2501.00001", "https://arxiv.org/abs/2501.00001v1", "neurokg:v4"):
        assert get("/search", params={"q": text}).status_code == 303


def test_what_is_not_there_is_told_with_404_and_a_way_on(get):
    for path in ("/paper/nothing", "/concept/x:y", "/person/x", "/topic/x", "/name/x", "/nowhere"):
        response = get(path)
        assert response.status_code == 404
        assert "front page" in response.text


def test_pages_change_when_the_graph_does_and_a_store_that_went_away_comes_back(tmp_path):
    folder = tmp_path / "store"
    try:
        with serving(folder) as address, httpx.Client(base_url=address, timeout=240) as client:
            assert "The graph is empty" in client.get("/").text
            for path in ("/works", "/people", "/search?q=V4", "/explore", "/concepts"):
                assert client.get(path).status_code == 200
            assert "kg build" in client.get("/runs").text
            assert "<table" not in client.get("/runs").text
            first = client.get("/works")
            again = client.get("/works", headers={"If-None-Match": first.headers["etag"]})
            assert again.status_code == 304
            with open_store(folder) as store:
                store.load([paper(1)], CONCEPTS)
            _wait_for(lambda: "1 work" in client.get("/works").text)
            assert "No communities yet" in client.get("/communities").text
            assert "kg communities" in client.get("/communities").text
            assert "kg communities" in client.get("/ask/communities").text
            assert "kg identity resolve" in client.get("/ask/people").text
            assert client.get("/works").headers["etag"] != first.headers["etag"]
            local.stop(folder)
            _wait_for(lambda: client.get("/works?oldest=1").status_code == 200)
    finally:
        local.stop(folder)


def test_a_store_that_is_down_has_a_page_that_says_so(monkeypatch):
    monkeypatch.setenv("KG_PASSWORD", "secret-word")
    with serving("bolt://127.0.0.1:9") as address, httpx.Client(base_url=address) as client:
        response = client.get("/topic/q-bio.NC")
        assert response.status_code == 503
        assert response.headers["retry-after"]
        assert 'http-equiv="refresh"' in response.text
        assert "127.0.0.1:9" not in response.text
        assert "secret-word" not in response.text
        assert client.get("/healthz").status_code == 200
        ready = client.get("/readyz")
        assert ready.status_code == 503
        assert ready.headers["content-type"] == "application/problem+json"


def _wait_for(done, seconds=120):
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.2)
