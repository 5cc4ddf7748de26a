"""Slices are bounded, say what they left out, and stand still; web queries on both stores."""

from dataclasses import replace
from itertools import pairwise

import httpx
import pytest
from lxml import html

from kg.errors import NotFound
from kg.graph import open_store
from kg.web.layout import HEIGHT, WIDTH, drawn
from kg.web.site import Site
from kg.web.slices import Wanted, slice_of
from tests.conftest import wipe
from tests.graph.papers import CONCEPTS
from tests.web.conftest import papers, serving


@pytest.fixture(scope="module")
def site(folder):
    site = Site(str(folder))
    yield site
    site.close()


def test_both_stores_give_the_same_pages(neo4j, get, monkeypatch):
    monkeypatch.setenv("KG_USER", neo4j.user)
    monkeypatch.setenv("KG_PASSWORD", neo4j.password)
    with open_store(neo4j.uri) as store:
        wipe(store)
        store.load(papers(), CONCEPTS)
        store.resolve_people()
        store.find_communities()
    with serving(neo4j.uri) as address, httpx.Client(base_url=address, timeout=240) as client:
        for path in SAME:
            assert client.get(path).text == get(path).text, path
        refused = client.get("/ask/cypher", params={"cypher": "CREATE (n) RETURN n"})
        assert refused.status_code == 400


SAME = ("/", "/topic/q-bio.NC", "/topic/neurokg:v4", "/concept/UBERON:0000411", "/name/fox%20d",
        "/paper/arxiv:2501.00041", "/people", "/institution/ror:01xtthb56", "/search?q=visul",
        "/explore?start=neurokg:v4&limit=30", "/ask/mentioned-with?concept=neurokg:v4",
        "/concept/neurokg:v4?format=ttl", "/works?concept=neurokg:v4&year=2020")  # fmt: skip
STARTS = ("neurokg:v4", "arxiv.category:q-bio.NC", "arxiv:2501.00001", "name:fox d",
          "orcid:0000-0002-1825-0097", "ror:01xtthb56", "community:people-1")  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("limit", [1, 10, 40])
def test_a_slice_is_never_larger_than_was_asked_and_hangs_together(site, start, limit):
    slice = slice_of(site, Wanted((start,), limit=limit))
    assert len(slice.nodes) <= limit
    assert limit == 1 or slice.nodes
    there = {node.id for node in slice.nodes}
    assert all({edge.source, edge.target} <= there for edge in slice.edges)


def test_what_is_left_out_is_told(site):
    small = slice_of(site, Wanted(("neurokg:v4",), limit=12))
    shown = sum(not node.is_start for node in small.nodes)
    assert shown + sum(small.left_out().values()) == sum(small.found.values())


@pytest.mark.parametrize("start", STARTS)
def test_each_edge_of_a_slice_has_a_page_with_what_it_stands_for(get, site, start):
    slice = slice_of(site, Wanted((start,), limit=40))
    kinds = {node.id: node.kind for node in slice.nodes}
    seen = {}
    for edge in slice.edges:
        seen.setdefault((edge.kind, kinds[edge.source], kinds[edge.target]), edge)
    for (kind, _, _), edge in seen.items():
        page = html.fromstring(
            get("/explore/edge", params={"a": edge.source, "b": edge.target}).text
        )
        said = page.xpath("//section[@class='details narrow']")[0]
        assert said.xpath(".//a[starts-with(@href, '/paper/')]") or kind in {"is a", "part of"}
        if kind in {"mentions", "together", "about"}:
            assert said.xpath(".//blockquote/mark")
        if kind == "together":
            (works,) = said.xpath("./p/a[starts-with(@href, '/works?')]")
            heading = html.fromstring(get(works.get("href")).text).findtext(".//h1")
            assert heading.split()[0] == works.text.split()[0]
            assert int(works.text.split()[0]) >= edge.works


def test_a_broader_concept_and_what_nothing_joins_are_told(get):
    broader = get("/explore/edge?a=neurokg:v4&b=UBERON:0000411").text
    assert "visual area V4 is part of visual cortex" in broader
    for a, b in (("neurokg:nsd", "ror:01xtthb56"), ("arxiv:2501.00001", "arxiv:2501.00002")):
        assert get("/explore/edge", params={"a": a, "b": b}).status_code == 404


def test_only_the_own_institution_is_somebodys(site):
    slice = slice_of(site, Wanted(("ror:01xtthb56",)))
    at = {edge.source for edge in slice.edges if edge.kind == "at"}
    assert at == {"orcid:0000-0002-1825-0097"}
    assert "name:ek g" in {node.id for node in slice.nodes}


def test_what_a_slice_leaves_out_is_a_click_away(get):
    page = html.fromstring(get("/explore?start=neurokg:v4&limit=12").text)
    *lists, more = page.xpath("//p[starts-with(., 'Left out')]/a")
    assert {link.text for link in lists} >= {"works", "people"}
    for link in lists:
        assert get(link.get("href")).status_code == 200
    assert len(html.fromstring(get(more.get("href")).text).find_class("node")) > 12


def test_filters_take_kinds_years_and_hidden_nodes_out(site):
    wanted = Wanted(
        ("neurokg:v4",), kinds=("Method", "Paper"), since=2018, until=2020,
        hidden=("neurokg:fmri",),
    )  # fmt: skip
    slice = slice_of(site, wanted)
    assert {node.kind for node in slice.nodes if not node.is_start} <= {"Method", "Paper"}
    assert "neurokg:fmri" not in {node.id for node in slice.nodes}
    years = {row["id"]: row["year"] for row in site.query("titles")}
    assert all(2018 <= years[node.id] <= 2020 for node in slice.nodes if node.kind == "Paper")


@pytest.mark.parametrize("end", ["CL:0000598", "name:fox d", "orcid:0000-0002-1825-0097"])
def test_a_path_joins_the_first_start_and_a_node(site, end):
    slice = slice_of(site, Wanted(("neurokg:nsd", "neurokg:v4"), path=end))
    chain = [(edge.source, edge.target) for edge in slice.edges if edge.kind == "path"]
    assert chain[0][0] == "neurokg:nsd"
    assert chain[-1][1] == end
    assert all(first[1] == second[0] for first, second in pairwise(chain))
    assert not any(id.startswith("author:") for pair in chain for id in pair)


def test_a_further_start_adds_nodes_and_takes_none_away(site):
    starts = ("neurokg:nsd",)
    before = slice_of(site, Wanted(starts, limit=12))
    for _ in range(3):
        new = next(n.id for n in before.nodes if n.id not in starts and n.kind != "Paper")
        starts = (*starts, new)
        after = slice_of(site, Wanted(starts, limit=12))
        assert {n.id for n in before.nodes} <= {n.id for n in after.nodes}
        before = after
    assert len(before.nodes) > 12


def test_what_is_hidden_is_no_way(site):
    wanted = Wanted(("neurokg:nsd",), path="CL:0000598")
    chain = [edge.source for edge in slice_of(site, wanted).edges if edge.kind == "path"]
    around = slice_of(site, replace(wanted, hidden=tuple(chain[1:])))
    other = [edge.source for edge in around.edges if edge.kind == "path"]
    assert not set(chain[1:]) & set(other)
    assert not set(chain[1:]) & {node.id for node in around.nodes}


@pytest.mark.parametrize("end", ["neurokg:nsd", "CL:0000598"])
def test_a_hidden_end_of_a_path_takes_its_links_with_it(site, get, end):
    wanted = Wanted(("neurokg:nsd",), path="CL:0000598", hidden=(end,))
    slice = slice_of(site, wanted)
    there = {node.id for node in slice.nodes}
    assert all({edge.source, edge.target} <= there for edge in slice.edges)
    assert get(f"/explore?start=neurokg:nsd&path=CL:0000598&hide={end}").status_code == 200


def test_nodes_stay_where_they_are_when_others_come_or_go(site):
    def places(**wanted):
        picture = drawn(slice_of(site, Wanted(limit=12, **wanted)))
        return {placed.node.id: (placed.x, placed.y) for placed in picture.nodes}

    before = places(starts=("neurokg:nsd",))
    grown = places(starts=("neurokg:nsd", "neurokg:v4"))
    assert before.items() <= grown.items()
    assert len(grown) > len(before)
    less = places(starts=("neurokg:nsd", "neurokg:v4"), hidden=("neurokg:fmri",))
    assert less == {id: place for id, place in grown.items() if id != "neurokg:fmri"}


def test_what_is_not_there_cannot_be_a_start(site):
    with pytest.raises(NotFound):
        slice_of(site, Wanted(("nothing:1",)))


def test_the_same_slice_is_drawn_the_same_and_within_its_box(site):
    slice = slice_of(site, Wanted(("neurokg:v4",)))
    first, second = drawn(slice), drawn(slice)
    assert first == second
    assert all(0 <= place.x <= WIDTH and 0 <= place.y <= HEIGHT for place in first.nodes)


def test_a_pinned_node_stays_where_it_was_put(site):
    slice = slice_of(site, Wanted(("neurokg:v4",)))
    picture = drawn(slice, {"neurokg:fmri": (10.0, 20.0)})
    place = next(place for place in picture.nodes if place.node.id == "neurokg:fmri")
    assert (place.x, place.y, place.pinned) == (10.0, 20.0, True)
