"""What is held in memory answers as the store does."""

import pytest

from kg.graph import library, open_store
from kg.web.holdings import _QUESTIONS, Holdings
from tests.web.conftest import HOSTILE_ID

WORKS = [f"arxiv:2501.{number:05}" for number in (3, 1, 2, 17, 30, 40, 43, 99)]
V4, CORTEX, FMRI, MACAQUE = "neurokg:v4", "UBERON:0000411", "neurokg:fmri", "NCBITaxon:9544"
GROUPS = [{"name": "one", "sources": ["pubmed", "arxiv-atom"]}, {"name": "own", "sources": [""]}]
NARROW = {"year": None, "type": None, "kind": None, "sources": None, "oldest": False, "last": 2030}


@pytest.fixture(scope="module")
def store(folder):
    with open_store(folder) as store:
        yield store


@pytest.fixture(scope="module")
def held(store):
    return Holdings(store.stream, 2030)


def same(rows):
    """Rows without the order of names, which is the store's own."""
    return [row | {"names": sorted(row["names"])} if "names" in row else row for row in rows]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("company", {"concept": V4}), ("company", {"concept": V4, "without": [FMRI], "each": 1}),
        ("company", {"concept": "x:1"}),
        ("concepts-of-samples", {"samples": [WORKS, [], WORKS[:1]], "each": 2}),
        ("count-concepts", {}),
        ("count-people-of-works", {"works": [*WORKS, HOSTILE_ID]}),
        ("count-people-of-works", {"works": WORKS, "several": 1}),
        ("facets-of-works", {"works": WORKS}), ("facets-of-works", {"works": []}),
        ("facets-of-works", {"works": WORKS, "groups": GROUPS}),
        ("record-sources", {}),
        ("works-all", NARROW | {"sources": ["pubmed", "jsonl", "none"]}),
        ("works-of-concepts", NARROW | {"concepts": [V4], "sources": []}),
        ("works-of-topic", NARROW | {"topic": "arxiv.category:q-bio.NC", "sources": [""]}),
        ("leading-of-works", {"works": WORKS, "without": [V4, "x:1"]}),
        ("leading-of-works", {"works": WORKS, "each": 1}),
        ("parts-of", {"concept": CORTEX}), ("parts-of", {"concept": "x:1"}),
        ("people-of-works", {"works": WORKS, "last": 2030}),
        ("people-of-works", {"works": WORKS, "last": 2030, "least": 2, "skip": 1, "limit": 2}),
        ("region-by-method", {"region": CORTEX}), ("region-by-method", {"region": V4, "limit": 1}),
        ("works-all", NARROW), ("works-all", NARROW | {"oldest": True}),
        ("works-all", NARROW | {"year": 2019, "type": "Method"}),
        ("works-of-concepts", NARROW | {"concepts": [V4]}),
        ("works-of-concepts", NARROW | {"concepts": [CORTEX, V4, "x:1"], "oldest": True}),
        ("works-of-concepts", NARROW | {"concepts": [V4], "other": FMRI}),
        ("works-of-concepts", NARROW | {"concepts": [V4], "other": "x:1"}),
        ("works-of-concepts", NARROW | {"concepts": [V4], "topic": "arxiv.category:q-bio.NC"}),
        ("works-of-concepts", NARROW | {"concepts": [V4], "type": "Species", "year": 2020}),
        ("works-of-topic", NARROW | {"topic": "arxiv.category:q-bio.NC"}),
        ("works-of-topic", NARROW | {"topic": "arxiv.category:none"}),
        ("works-of-topic", NARROW | {"topic": "arxiv.category:q-bio.NC", "kind": "preprint"}),
        ("works-all", NARROW | {"kind": "article"}),
    ],
)  # fmt: skip
def test_memory_and_store_give_the_same_rows(store, held, name, given):
    rows = held.answer(name, library.query(name).arguments(given))
    assert same(rows) == same(store.query(name, **given))


def test_a_year_to_come_is_nobodys_latest(store):
    held = Holdings(store.stream, 2019)
    asked = library.query("people-of-works").arguments({"works": WORKS, "last": 2019})
    rows = held.answer("people-of-works", asked)
    assert same(rows) == same(store.query("people-of-works", works=WORKS, last=2019))
    assert max(row["latest"] or 0 for row in rows) == 2018


def test_each_question_has_the_parameters_of_its_query(held):
    for name in _QUESTIONS:
        examples = {p.name: p.example for p in library.query(name).parameters if p.example}
        held.answer(name, examples | library.query(name).arguments(examples))


def test_what_is_not_held_is_for_the_store(held):
    assert held.answer("cards", {"works": WORKS}) is None
    assert held.answer("works-all", NARROW | {"last": 1999}) is None
    confident = {"region": CORTEX, "minConfidence": 0.5, "limit": 3}
    assert held.answer("region-by-method", confident) is None


def test_an_empty_graph_holds_nothing():
    held = Holdings(lambda name: iter(()), 2030)
    assert held.answer("works-all", NARROW) == [{"ids": []}]
    assert held.answer("facets-of-works", {"works": [], "groups": []}) == []
    assert held.answer("count-people-of-works", {"works": [], "several": 2}) == [
        {"rows": 0, "people": 0, "experts": 0}
    ]
