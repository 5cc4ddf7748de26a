"""People in the graph: joined by evidence, parted and joined by a user, on both stores."""

import pytest

from kg.errors import NotFound
from kg.model import Author
from tests.graph.papers import CONCEPTS, paper

PAPERS = [
    paper(1, authors=("James Whittington", "Tim Behrens")),
    paper(2, authors=("James C. R. Whittington", "Tim Behrens")),
    paper(3, authors=("Y. Wang",), abstract="Nothing."),
    paper(4, authors=("Y. Wang",), abstract="No more."),
]
ONE, OTHER = "author:arxiv-2501.00001-1", "author:arxiv-2501.00002-1"
WANG = ["author:arxiv-2501.00003-1", "author:arxiv-2501.00004-1"]


def groups(store):
    rows = store.cypher("MATCH (a:Author)-[:IS]->(p:Person) RETURN p.id AS person, a.id AS author")
    found = {}
    for row in rows:
        found.setdefault(row["person"], set()).add(row["author"])
    return sorted(map(sorted, found.values()))


@pytest.fixture
def told(store):
    store.load(PAPERS, CONCEPTS)
    store.resolve_people()
    return store


def test_evidence_joins_and_a_name_alone_does_not(told):
    behrens = ["author:arxiv-2501.00001-2", "author:arxiv-2501.00002-2"]
    assert groups(told) == [[ONE, OTHER], behrens]
    (row,) = told.query("author", id=OTHER)
    assert (row["person"], row["joinedTo"]) == ("person:author-arxiv-2501.00001-1", ONE)
    assert "co-authors" in row["evidence"]
    assert told.check() == []


def test_resolving_twice_changes_nothing(told):
    before = told.digest()
    told.resolve_people()
    assert told.digest() == before


def test_what_a_user_decides_survives_a_reload_and_a_new_resolution(told):
    told.decide("split", OTHER, ONE)
    told.decide("merge", *WANG)
    told.load([paper(1, version=2, authors=("James Whittington", "Tim Behrens"))], CONCEPTS)
    told.resolve_people()
    assert [ONE, OTHER] not in groups(told)
    assert WANG in groups(told)
    assert [row["kind"] for row in told.query("decisions")] == ["merge", "split"]
    told.decide("merge", ONE, OTHER)
    told.resolve_people()
    assert [ONE, OTHER] in groups(told)


def test_the_domain_of_an_address_is_kept_and_joins_and_the_address_is_not(store):
    def by(number, place):
        who = Author(name="James Whittington", affiliations=(place,))
        return paper(number).model_copy(update={"authors": (who,), "journal": "Vision"})

    store.load(
        [by(1, "University of Oslo. j@med.uio.no"), by(2, "Oslo Hospital. jw@uio.no")], CONCEPTS
    )
    store.resolve_people()
    assert groups(store) == [[ONE, OTHER]]
    (row,) = store.query("author", id=OTHER)
    assert "e-mail" in row["evidence"]
    assert (
        store.cypher("MATCH (i:Institution) WHERE i.id + i.name CONTAINS 'uio' RETURN i.id") == []
    )
    assert store.check() == []


def test_nobody_is_decided_about_who_is_not_there(told):
    with pytest.raises(NotFound, match="author:nobody"):
        told.decide("merge", ONE, "author:nobody")


def test_people_of_whom_too_few_authors_are_left_go(told):
    told.load([paper(2, version=2, authors=("Someone Else",))], CONCEPTS)
    assert groups(told) == []
    assert told.check() == []


def test_both_stores_tell_the_same_people_apart(both_stores):
    for each in both_stores:
        each.load(PAPERS, CONCEPTS)
        each.resolve_people()
    one, other = both_stores
    assert one.digest() == other.digest()


def test_communities_are_those_who_stand_together_and_are_named_by_what_they_write_about(store):
    circles = [("Ann A", "Bo B", "Cy C"), ("Dee D", "Ed E", "Flo F")]
    store.load(
        [
            paper(3 * place + number, authors=circles[place], abstract=text)
            for place, text in enumerate(("fMRI in V4 of macaques.", "NSD and pyramidal neurons."))
            for number in (1, 2, 3)
        ],
        CONCEPTS,
    )
    store.resolve_people()
    found = store.find_communities()
    assert [(row["kind"], row["size"]) for row in found] == [
        ("concepts", 3),
        ("people", 3),
        ("people", 3),
    ]
    assert {row["modularity"] for row in found if row["kind"] == "people"} == {0.5}
    assert "pyramidal neuron" in found[2]["label"]
    members = store.query("community", id="community:people-1")
    assert [row["name"] for row in members] == ["Ann A", "Bo B", "Cy C"]
    assert store.check() == []
    before = store.digest()
    store.find_communities()
    assert store.digest() == before
