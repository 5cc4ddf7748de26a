"""People in the graph: joined by evidence, parted and joined by a user, on both stores."""

import pytest

from kg.errors import NotFound, UsageError
from kg.graph import people
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


def decided(store):
    return [(d.kind, d.one, d.other, d.state) for d in store.decisions()]


LEE = [
    paper(1, authors=("Ann Lee", "Bo Ek"), doi="10.1000/1"),
    paper(2, authors=("Ann Lee",), abstract="Other."),
]
ANN, ANNA = "author:arxiv-2501.00001-1", "author:arxiv-2501.00002-1"


def test_a_decision_follows_its_author_to_another_place_and_is_told_where_lost(store):
    store.load(LEE, CONCEPTS)
    store.decide("merge", ANN, ANNA)
    store.load([paper(1, version=2, authors=("Zoe New", "Ann Lee"))], CONCEPTS)
    moved = "author:arxiv-2501.00001-2"
    assert store.resolve_people().lost == 0
    assert groups(store) == [[moved, ANNA]]
    store.decide("split", moved, ANNA)  # takes the place of what was said of the same two
    assert decided(store) == [("split", moved, ANNA, "holds")]
    store.load([paper(1, version=3, authors=("Zoe New",))], CONCEPTS)
    assert store.resolve_people().lost == 1
    assert [state for *_, state in decided(store)] == ["lost"]


def test_a_decision_holds_where_another_record_joins_and_an_orcid_arrives(store):
    pubmed = [
        one.model_copy(update={"id": f"pmid:{n}", "source": "pubmed", "doi": f"10.1000/{n}"})
        for n, one in enumerate(LEE, 1)
    ]
    store.load(pubmed, CONCEPTS)
    store.decide("merge", "author:pmid-1-1", "author:pmid-2-1")
    who = Author(name="Ann Lee", orcid="0000-0002-1825-0097")
    arxiv = paper(1, doi="10.1000/1").model_copy(update={"authors": (who, Author(name="Bo Ek"))})
    store.load([arxiv], CONCEPTS)
    store.resolve_people()
    assert groups(store) == [["author:pmid-2-1", "orcid:0000-0002-1825-0097"]]


def test_what_contradicts_is_refused(store):
    store.load([paper(n, authors=("Ann Lee", "Al Lee"), abstract=f"{n}") for n in (1, 2, 3)])
    one, two, three = (f"author:arxiv-2501.0000{n}-1" for n in (1, 2, 3))
    store.decide("merge", one, two)
    store.decide("merge", two, three)
    with pytest.raises(UsageError, match="split one of these first"):
        store.decide("split", one, three)
    with pytest.raises(UsageError, match="stand on one paper"):
        store.decide("merge", three, "author:arxiv-2501.00001-2")
    store.decide("split", two, three)
    store.decide("split", one, three)
    with pytest.raises(UsageError, match=f"{one} and {three}, who would be one"):
        store.decide("merge", two, three)
    assert len(decided(store)) == 3


def test_the_id_of_a_person_stays_when_others_join(told):
    before = told.query("author", id=OTHER)[0]["person"]
    told.load([paper(0, authors=("James Whittington", "Tim Behrens"))], CONCEPTS)
    told.resolve_people()
    assert [len(group) for group in groups(told)] == [3, 3]
    assert told.query("author", id=OTHER)[0]["person"] == before


def test_nobody_becomes_a_person_whose_place_another_has_taken_meanwhile(told):
    found = people.groups(told, [])
    told.load([paper(2, version=2, authors=("Zoe New", "Tim Behrens"))], CONCEPTS)
    told._connections.write(people.write, found)
    assert groups(told) == [["author:arxiv-2501.00001-2", "author:arxiv-2501.00002-2"]]
    assert told.check() == []


def test_communities_of_people_go_when_people_are_others_and_else_stay(store):
    store.load([paper(n, authors=("Ann A", "Bo B", "Cy C")) for n in (1, 2, 3)], CONCEPTS)
    assert not store.resolve_people().communities_gone
    store.find_communities()
    before = store.digest()
    assert not store.resolve_people().communities_gone
    assert store.digest() == before
    for one, other in ((1, 2), (1, 3), (2, 3)):
        store.decide("split", f"author:arxiv-2501.0000{one}-1", f"author:arxiv-2501.0000{other}-1")
    assert store.resolve_people().communities_gone
    assert {row["kind"] for row in store.query("communities")} == {"concepts"}
    assert store.check() == []


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


def test_a_group_is_nobody_whatever_speaks_for_it(store):
    consortium = Author(name="V4 Study Group", group=True)
    given = [
        one.model_copy(update={"authors": (*one.authors, consortium)})
        for one in (paper(n, authors=("James Whittington", "Tim Behrens")) for n in (1, 2))
    ]
    store.load(given, CONCEPTS)
    assert store.resolve_people().authors == 4
    assert groups(store) == [
        ["author:arxiv-2501.00001-1", "author:arxiv-2501.00002-1"],
        ["author:arxiv-2501.00001-2", "author:arxiv-2501.00002-2"],
    ]
    assert store.check() == []
