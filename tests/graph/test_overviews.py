"""Answers from overviews are those of the whole way, whatever happened to the graph before."""

import pytest

from kg.errors import QueryError
from kg.graph import library, overviews
from kg.graph.store import SCHEMA_VERSION
from kg.model import Deletion
from tests.graph.papers import CONCEPTS, paper
from tests.graph.test_library import HARD

TOPIC = "q-bio.NC"
SOME = ("UBERON:0000411", "neurokg:v4", "neurokg:nsd")


@pytest.fixture(autouse=True)
def every_concept_has_an_overview(monkeypatch):
    monkeypatch.setattr(overviews, "LEAST", 1)


ABOUT = {
    "concept-card": "concept",
    "mentioned-with": "concept",
    "experts": "concept",
    "region-papers": "region",
}


def questions():
    for name, parameter in ABOUT.items():
        for concept in (*SOME, "neurokg:not-there"):
            yield name, {parameter: concept}
        yield name, {parameter: SOME[0], "limit": 1}
    for concept in SOME:
        yield "mentioned-with", {"concept": concept, "type": "Method"}
        yield "experts", {"concept": concept, "minConfidence": 0.95}
        yield "region-papers", {"region": concept, "minConfidence": 0.95}
    for limit in (1, 20):
        yield "topic-papers", {"topic": TOPIC, "limit": limit}


def whole_way(store, name, given):
    question = library.query(name)
    return store._connections.rows(question.text, question.arguments(given))


def are_of_today(store):
    change, counted = overviews.marks(store._connections)
    return change == counted


def assert_answers_are_right(store):
    for name, given in questions():
        assert store.query(name, **given) == whole_way(store, name, given), (name, given)


def newer_version(store):
    store.load([paper(2, version=2, abstract="NSD alone.", authors=("Bo Ek",))], CONCEPTS)


def deletion(store):
    gone = [Deletion(id=f"arxiv:2501.{n:05d}", file="feed.xml") for n in (1, 6)]
    store.load(gone, CONCEPTS)


def more_papers(store):
    store.load([paper(n, abstract="MT and NSD in macaques.") for n in range(20, 24)], CONCEPTS)


def other_vocabulary(store):
    area = CONCEPTS["neurokg:v4"].model_copy(update={"part_of": ()})
    store.refresh(lambda papers: (), "run:0123456789ab", {**CONCEPTS, area.curie: area})


def people_told_apart(store):
    store.decide("merge", "author:arxiv-2501.00001-1", "author:arxiv-2501.00002-1")
    store.resolve_people()


def nothing(store):
    """As it is after loading."""


@pytest.mark.parametrize(
    "change",
    [nothing, newer_version, deletion, more_papers, other_vocabulary, people_told_apart],
)
def test_answers_are_those_of_the_whole_way(store, change):
    store.load(HARD, CONCEPTS)
    change(store)
    assert are_of_today(store)
    assert_answers_are_right(store)
    assert store.check() == []


def test_decisions_and_communities_leave_overviews_as_they_are(store):
    store.load(HARD, CONCEPTS)
    before = store.change()
    store.decide("merge", "author:arxiv-2501.00001-1", "author:arxiv-2501.00002-1")
    store.find_communities()
    assert store.change() != before
    assert are_of_today(store)


def test_overviews_are_the_same_in_both_stores(both_stores):
    one, other = both_stores
    for store in both_stores:
        store.load(HARD, CONCEPTS)
    assert one.digest()["Overview"] == other.digest()["Overview"]


def broken_off():
    yield from (paper(n, abstract="NSD.", authors=()) for n in range(20, 220))
    raise KeyboardInterrupt


def test_while_overviews_are_of_yesterday_answers_are_right(store):
    store.load(HARD, CONCEPTS)
    with pytest.raises(KeyboardInterrupt):
        store.load(broken_off(), CONCEPTS)
    assert not are_of_today(store)
    assert store.query("mentioned-with", concept="UBERON:0000411") == whole_way(
        store, "mentioned-with", {"concept": "UBERON:0000411"}
    )
    assert store.query("concept-card", concept="neurokg:nsd")[0]["papers"] > 200
    assert store.check() == []
    store.load(HARD, CONCEPTS)  # nothing new, but now it is made good
    assert are_of_today(store)
    assert_answers_are_right(store)


def test_who_asks_for_more_than_an_overview_keeps_gets_it(store):
    names = [f"Author {chr(97 + n % 26)}{n}" for n in range(overviews.KEPT + 10)]
    store.load([paper(1, authors=names)], CONCEPTS)
    for limit in (overviews.KEPT, overviews.KEPT + 5, 1000):
        rows = store.query("experts", concept="neurokg:v4", limit=limit)
        assert len(rows) == min(limit, len(names))
        card = store.query("concept-card", concept="neurokg:v4", limit=limit)[0]
        assert len(card["authors"]) == min(limit, len(names))


def test_what_was_counted_before_another_change_is_not_written(store):
    store.load(HARD, CONCEPTS)
    before = store.change()
    newer_version(store)
    assert not store._connections.write(overviews.write, [{"id": "x"}], before)
    store._connections.write(overviews.finish, ["neurokg:v4"], before)
    assert_answers_are_right(store)


def test_a_graph_that_is_too_large_to_be_counted_is_asked_the_whole_way(store, monkeypatch):
    store.load(HARD, CONCEPTS)
    monkeypatch.setattr(overviews, "MOST", 5)
    more_papers(store)
    assert not are_of_today(store)
    assert_answers_are_right(store)
    assert store.check() == []


def test_a_graph_of_an_older_schema_gets_overviews_as_it_is_opened(store):
    store.load(HARD, CONCEPTS)
    with store._driver.session(database=store._database) as session:
        session.run("MATCH (v:Overview) DETACH DELETE v").consume()
        session.run(
            "MATCH (s:Schema) SET s.version = 3, s.overviews = null, s.change = null"
        ).consume()
    store.prepare()
    assert store.info()["schema"] == SCHEMA_VERSION
    assert are_of_today(store)
    assert store.check() == []


@pytest.mark.parametrize("limit", [0, -1])
def test_limits_of_none_and_less_are_as_the_question_has_them(store, limit):
    store.load(HARD, CONCEPTS)
    for name, parameter in ABOUT.items():
        given = {parameter: "neurokg:v4", "limit": limit}
        assert outcome(store.query, name, **given) == outcome(
            lambda name, **given: whole_way(store, name, given), name, **given
        )


def outcome(ask, name, **given):
    try:
        return ask(name, **given)
    except QueryError:
        return "refused"
