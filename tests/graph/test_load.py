"""Loading is idempotent, newer versions replace older ones, and the graph stays sound."""

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import library
from kg.model import Author
from tests.conftest import wipe
from tests.graph.papers import CONCEPTS, paper


def counts(store):
    return store.query("summary")[0]


def test_a_second_load_of_the_same_changes_nothing(store):
    papers = [paper(1), paper(2, authors=("Ann Lee", "Bo Ek"), abstract="V4 and NSD in V4.")]
    first = store.load(papers, CONCEPTS)
    before = counts(store)
    second = store.load(papers, CONCEPTS)
    assert (first.new, first.mentions) == (2, 5)
    assert (second.new, second.updated, second.unchanged) == (0, 0, 2)
    assert counts(store) == before
    assert store.check() == []


def test_a_newer_version_replaces_text_authors_and_mentions_and_an_older_is_ignored(store):
    store.load([paper(1, authors=("Ann Lee", "Bo Ek"))], CONCEPTS)
    newer = paper(1, version=2, abstract="Only NSD now.", authors=("Bo Ek",))
    assert store.load([newer], CONCEPTS).updated == 1
    assert store.load([paper(1, version=1)], CONCEPTS).ignored == 1
    (found,) = store.query("paper", id="arxiv:2501.00001")
    assert (found["version"], found["abstract"]) == (2, "Only NSD now.")
    assert [author["name"] for author in found["authors"]] == ["Bo Ek"]
    assert [mention["text"] for mention in found["mentions"]] == ["NSD"]
    assert counts(store)["authors"] == 1
    assert store.check() == []


def test_of_two_versions_in_one_load_the_newest_stays_in_either_order(store):
    old, new = paper(1, version=1), paper(1, version=2, abstract="NSD.")
    store.load([old, new], CONCEPTS)
    assert store.query("paper", id=old.id)[0]["version"] == 2
    store.load([paper(2, version=2), paper(2, version=1)], CONCEPTS)
    assert store.query("paper", id="arxiv:2501.00002")[0]["version"] == 2


def test_a_new_run_over_the_same_version_replaces_the_mentions(store):
    first = paper(1)
    again = first.model_copy(
        update={"run": first.run.model_copy(update={"id": "run:ffffffffffff"}), "mentions": ()}
    )
    store.load([first], CONCEPTS)
    assert store.load([again], CONCEPTS).updated == 1
    assert counts(store)["mentions"] == 0


def test_every_mentioned_concept_has_its_ancestors_up_to_the_root(store):
    store.load([paper(1, abstract="Only V4 here.")], CONCEPTS)
    assert counts(store)["concepts"] == 3
    (found,) = store.query("region-papers", region="UBERON:0000955")
    assert found["paper"] == "arxiv:2501.00001"


def test_authors_keep_their_order_and_are_not_merged_by_name(store):
    names = ("Ann Lee", "Bo Ek", "Cy Ng", "Ann Lee")
    store.load([paper(1, authors=names), paper(2, authors=("Ann Lee",))], CONCEPTS)
    (found,) = store.query("paper", id="arxiv:2501.00001")
    assert tuple(author["name"] for author in found["authors"]) == names
    assert len(store.query("authors-named", key="lee a")) == 3


def test_an_orcid_makes_authorships_one_person(store):
    who = Author(name="Ann Lee", orcid="0000-0002-1825-0097", affiliations=("Univ. of Oslo",))
    store.load([paper(n).model_copy(update={"authors": (who,)}) for n in (1, 2)], CONCEPTS)
    (found,) = store.query("author", id="orcid:0000-0002-1825-0097")
    assert len(found["papers"]) == 2
    assert counts(store)["institutions"] == 1


HOSTILE = [
    'O\'Brien "x" }) DETACH DELETE (n) //',
    "<script>alert(1)</script>",
    "back\\slash \\u0041 `tick` $param {curly}",
    "🧠 مرحبا ä\u0308 \u202e",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_went_in(store, text):
    store.load([paper(1, title=text, authors=(text,), abstract=f"{text} V4.")], CONCEPTS)
    (found,) = store.query("paper", id="arxiv:2501.00001")
    assert (found["title"], found["authors"][0]["name"]) == (text, text)
    assert found["abstract"] == f"{text} V4."
    assert store.check() == []


def test_a_sentence_after_an_emoji_is_cut_out_right(store):
    store.load([paper(1, abstract="A 🧠🧠 first. Then V4 in macaques here. End.")], CONCEPTS)
    (row,) = store.query("sentences", concept="neurokg:v4")
    assert row["sentence"] == "Then V4 in macaques here."


def test_what_an_older_version_said_of_authors_and_institutions_goes_with_it(store):
    def by(name, institution, version):
        who = Author(name=name, affiliations=(institution,), orcid=ORCIDS.get(name))
        return paper(1, version=version).model_copy(update={"authors": (who,)})

    store.load([by("Ann Lee", "Univ. of Oslo", 1)], CONCEPTS)
    store.load([by("Bo Ek", "Univ. of Bergen", 2)], CONCEPTS)
    assert affiliations(store) == [("Bo Ek", "Univ. of Bergen")]
    assert counts(store)["institutions"] == 1
    # With an ORCID the person stays, where another paper has them; the affiliation does not.
    store.load([by("Cy Ng", "Univ. of Oslo", 3)], CONCEPTS)
    other = paper(2).model_copy(update={"authors": (Author(name="Cy Ng", orcid=ORCIDS["Cy Ng"]),)})
    store.load([other, by("Bo Ek", "Univ. of Bergen", 4)], CONCEPTS)
    assert affiliations(store) == [("Bo Ek", "Univ. of Bergen")]
    assert counts(store)["authors"] == 2


ORCIDS = {"Cy Ng": "0000-0002-1825-0097"}


def affiliations(store):
    rows = store.cypher(
        "MATCH (a:Author)-[:AFFILIATED_WITH]->(i:Institution) RETURN a.name AS a, i.name AS i"
    )
    return [(row["a"], row["i"]) for row in rows]


def test_a_changed_vocabulary_changes_names_and_places_of_concepts(store):
    store.load([paper(1, abstract="V4 again.")], CONCEPTS)
    moved = CONCEPTS["neurokg:v4"].model_copy(
        update={"label": "area V4", "synonyms": (), "part_of": (), "is_a": ("UBERON:0000955",)}
    )
    store.load([paper(2, abstract="V4 again.")], {**CONCEPTS, "neurokg:v4": moved})
    above = store.cypher(
        "MATCH (c:Concept {id: 'neurokg:v4'})-[r]->(p) "
        "RETURN c.label AS label, c.synonyms AS synonyms, type(r) AS type, p.id AS parent"
    )
    assert above == [
        {"label": "area V4", "synonyms": [], "type": "IS_A", "parent": "UBERON:0000955"}
    ]


def test_the_same_paper_twice_in_one_load_is_unchanged_the_second_time(store):
    report = store.load([paper(1), paper(1), paper(2)], CONCEPTS)
    assert (report.new, report.unchanged, report.ignored) == (2, 1, 0)


def test_loads_of_the_same_papers_at_once_write_each_once(store, opened):
    papers = [paper(number, abstract="V4 and NSD with fMRI.") for number in range(1, 301)]
    reports = []

    def load():
        with opened() as other:
            reports.append(other.load(papers, CONCEPTS))

    threads = [threading.Thread(target=load) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(report.new for report in reports) == len(papers)
    assert sum(report.unchanged for report in reports) == 2 * len(papers)
    assert store.check() == []


def test_an_error_of_the_source_is_not_taken_for_one_of_the_store(store):
    def broken():
        yield paper(1)
        raise OSError("the disk with the papers is gone")

    with pytest.raises(OSError, match="the disk with the papers"):
        store.load(broken(), CONCEPTS)


def test_check_finds_what_is_broken(store):
    store.load([paper(1)], CONCEPTS)
    with store._driver.session(database=store._database) as session:
        session.run("MATCH (m:Mention {text: 'V4'}) SET m.start = m.start + 1").consume()
        session.run("MATCH (m:Mention {text: 'fMRI'})-[r:REFERS_TO]->() DELETE r").consume()
        session.run("MATCH (:Paper)-[r:MENTIONS]->(:Concept {id: 'neurokg:v4'}) DELETE r").consume()
        session.run("MATCH (m:Mention {text: 'macaques'})-[r:EXTRACTED_IN]->() DELETE r").consume()
        session.run("CREATE (:Mention {id: 'stray', status: 'nil'})").consume()
        session.run("DROP CONSTRAINT run_id").consume()
    try:
        found = {row["problem"] for row in store.check()}
    finally:
        with store._driver.session(database=store._database) as session:
            for statement in library.text("schema/constraints").split(";"):
                if "run_id" in statement:
                    session.run(statement).consume()
    assert found == {
        "constraint",
        "offsets",
        "references",
        "derived",
        "runs",
        "orphan-mentions",
        "orphan-concepts",
        "paper",
    }
    wipe(store)
    assert store.check() == []


def test_check_compares_what_is_derived_concept_by_concept(store):
    store.load([paper(1, abstract="V4 with fMRI and NSD.")], CONCEPTS)
    with store._driver.session(database=store._database) as session:
        session.run(
            "MATCH (:Paper)-[r:MENTIONS]->(c:Concept) WHERE c.id <> 'neurokg:nsd' "
            "SET r.count = CASE c.id WHEN 'neurokg:v4' THEN 0 ELSE 2 END"
        ).consume()
    assert store.check() == [
        {"problem": "derived", "id": "arxiv:2501.00001"},
        {"problem": "paper", "id": "arxiv:2501.00001"},
    ]


words = st.sampled_from(["V4", "fMRI", "macaques", "NSD", "🧠", "'", '"', "{}", "ä", "and"])
drawn = st.builds(
    lambda number, version, text, authors: paper(
        number, version=version, abstract=" ".join(text), authors=tuple(authors)
    ),
    st.integers(1, 3),
    st.integers(1, 3),
    st.lists(words, min_size=1, max_size=8),
    st.lists(st.sampled_from(["Ann Lee", "Bo Ek", "Cy Ng"]), unique=True),
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(drawn, max_size=4), max_size=4))
def test_any_sequence_of_loads_leaves_a_sound_graph_of_newest_versions(store, loads):
    wipe(store)
    newest: dict[str, int] = {}
    for batch in loads:
        store.load(batch, CONCEPTS)
        for one in batch:
            newest[one.id] = max(newest.get(one.id, 0), one.version)
    assert store.check() == []
    assert counts(store)["papers"] == len(newest)
    for identifier, version in newest.items():
        assert store.query("paper", id=identifier)[0]["version"] == version
