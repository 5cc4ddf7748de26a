"""Records of one work become one paper, whichever comes first; contradictions are told."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph.merge import merged
from kg.graph.records import Record
from kg.graph.works import works
from kg.model import Author, Deletion, Institution, Notice
from tests.conftest import wipe
from tests.graph.papers import CONCEPTS, paper

TITLE = "Attention sharpens the tuning of neurons in area V4"


def record(id, source, **more):
    fields = {"title": TITLE, "authors": (Author(name="Ann Lee"),), "ids": (), "doi": None}
    return paper(1, **{k: v for k, v in more.items() if k in {"abstract", "year"}}).model_copy(
        update={
            **fields,
            "id": id,
            "source": source,
            "version": None,
            "categories": (),
            "primary_category": None,
            **{k: v for k, v in more.items() if k not in {"abstract", "year"}},
        }
    )


ARXIV = record(
    "arxiv:2501.00007", "arxiv-atom", version=2, kind="preprint", doi="10.1234/v4",
    abstract="V4 in macaques, first.", categories=("q-bio.NC",), primary_category="q-bio.NC",
)  # fmt: skip
PUBMED = record(
    "pmid:77", "pubmed", kind="article", ids=("doi:10.1234/v4",), doi="10.1234/v4",
    abstract="V4 in macaques with fMRI, at last.", journal="Journal of V4", year=2026,
    authors=(Author(name="Ann M. Lee", affiliations=("Univ. of Oslo, Norway",)),),
)  # fmt: skip
OPENALEX = record(
    "openalex:W7", "openalex", kind="article", ids=("pmid:77",), abstract="", retracted=True,
    notices=(Notice(kind="retraction"),), year=2026,
    authors=(Author(name="Ann Lee", orcid="0000-0002-1825-0097",
                    institutions=(Institution(name="Univ. of Oslo", ror="ror:01xtthb56"),)),),
)  # fmt: skip
ALL = [ARXIV, PUBMED, OPENALEX]


def papers(store):
    return store.cypher("MATCH (p:Paper) RETURN p.id AS id ORDER BY id")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_sources_make_one_paper_in_any_order(store, order):
    for place in order:
        store.load([ALL[place]], CONCEPTS)
    (found,) = store.cypher(
        "MATCH (p:Paper) RETURN p.id AS id, p.version AS version, p.abstract AS abstract, "
        "p.journal AS journal, p.kind AS kind, p.retracted AS retracted, p.ids AS ids, "
        "p.origins AS origins, p.year AS year"
    )
    assert found == {
        "id": "arxiv:2501.00007",
        "version": 2,
        "abstract": "V4 in macaques with fMRI, at last.",
        "journal": "Journal of V4",
        "kind": "article",
        "retracted": True,
        "ids": ["arxiv:2501.00007", "pmid:77", "doi:10.1234/v4", "openalex:W7"],
        "origins": found["origins"],
        "year": 2026,
    }
    assert '"journal": "pubmed/pmid:77"' in found["origins"]
    for id in ("pmid:77", "arxiv:2501.00007", "openalex:W7", "doi:10.1234/v4"):
        (shown,) = store.query("paper", id=id)
        assert shown["id"] == "arxiv:2501.00007"
        assert [a["orcid"] for a in shown["authors"]] == ["0000-0002-1825-0097"]
    assert store.check() == []


@pytest.mark.parametrize(
    ("own", "source"),
    [
        ("PMID:77", "pmid:77"),
        ("pmid:0077", "pmid:77"),
        ("https://doi.org/10.1234/V4", "doi:10.1234/v4"),
        ("arXiv:2501.00007v2", "arxiv:2501.00007"),
    ],
)
def test_an_id_in_the_form_of_a_user_is_that_of_the_sources(store, own, source):
    mine = record(own, "jsonl", title="My notes")
    store.load([record(source, "bibtex", authors=()), mine], CONCEPTS)
    for id in (own, source):
        (shown,) = store.query("paper", id=id)
        assert shown["id"] == source
    assert store.load([Deletion(id=own, file="own.jsonl")]).deleted == 1
    assert [row["id"] for row in papers(store)] == [source]
    assert store.check() == []


def test_without_a_shared_id_title_year_and_first_author_decide(store):
    one = record("pmid:1", "pubmed", title=TITLE + ".")
    other = record("openalex:W1", "openalex", title=TITLE.upper(), authors=(Author(name="A. Lee"),))
    later = record("openalex:W2", "openalex", year=2024)
    another = record("openalex:W3", "openalex", authors=(Author(name="Bo Ek"),))
    short = [record(f"openalex:W{n}", "openalex", title="Editorial") for n in (4, 5)]
    store.load([one, other, later, another, *short], CONCEPTS)
    assert len(papers(store)) == 5
    assert store.query("paper", id="openalex:W1")[0]["id"] == "pmid:1"


def test_the_same_title_with_other_ids_stays_two_and_is_no_conflict(store):
    store.load([record("pmid:1", "pubmed"), record("pmid:2", "pubmed")], CONCEPTS)
    assert [row["id"] for row in papers(store)] == ["pmid:1", "pmid:2"]
    assert store.query("conflicts") == []


def test_a_preprint_and_its_article_have_a_doi_and_a_pmid_each_and_are_one():
    preprint = record("pmid:1", "pubmed", kind="preprint", doi="10.1101/2024.01.02.123456")
    article = record("pmid:2", "pubmed", kind="article", doi="10.1234/v4")
    both = record("openalex:W1", "openalex", ids=("pmid:1", "doi:10.1234/v4"), kind="article")
    groups, conflicts = works({r.id: r for r in map(Record, (preprint, article))})
    assert (len(groups), conflicts) == (1, [])
    assert merged(map(Record, (preprint, article))).paper.doi == "10.1234/v4"
    groups, conflicts = works({r.id: r for r in map(Record, (preprint, both))})
    assert len(groups) == 2 or not conflicts


def test_ids_that_contradict_are_told_and_not_merged(store):
    one = record("pmid:1", "pubmed", ids=("doi:10.1/x",))
    other = record("pmid:2", "pubmed", ids=("doi:10.1/x",), title="Another title altogether here")
    report = store.load([one, other], CONCEPTS)
    assert report.conflicts == 1
    assert len(papers(store)) == 2
    assert store.query("conflicts") == [
        {
            "first": "pubmed/pmid:1",
            "second": "pubmed/pmid:2",
            "shared": "doi:10.1/x",
            "differ": "pmid:1, pmid:2",
        }
    ]
    assert store.check() == []
    store.load([other.model_copy(update={"ids": ()})], CONCEPTS)
    assert store.query("conflicts") == []
    assert store.check() == []


def test_abstracts_of_a_supplement_with_one_doi_stay_papers_of_their_own(store):
    abstracts = [
        record(
            f"abs-{number}", "jsonl", doi="10.1/supplement", title=f"Abstract number {number}",
            authors=(Author(name=f"Ann Lee{'abcdefgh'[number]}"),),
            abstract=f"V4 in macaques, case {number}.",
        )
        for number in range(8)
    ]  # fmt: skip
    first, second = store.load(abstracts[:3], CONCEPTS), store.load(abstracts[3:], CONCEPTS)
    assert (first.new, first.conflicts, second.new, second.conflicts) == (3, 2, 5, 5)
    (summary,) = store.query("summary")
    assert (summary["papers"], summary["authors"], summary["mentions"]) == (8, 8, 16)
    assert {row["differ"] for row in store.query("conflicts")} == {
        f"abs-0, abs-{number}" for number in range(1, 8)
    }
    assert store.check() == []


UNTITLED = {"title": "", "doi": "10.1/s"}
OTHER = {"title": "Grid cells of mice in the dark", "authors": (Author(name="Bo Ek"),)}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        # one source, ids of one kind: the same title, and an author of both
        (("a", "jsonl", {"doi": "10.1/s"}), ("b", "jsonl", {"doi": "10.1/s"}), True),
        (("a", "jsonl", UNTITLED), ("b", "jsonl", UNTITLED), False),
        (("a", "jsonl", {"doi": "10.1/s"}), ("b", "jsonl", {"doi": "10.1/s", **OTHER}), False),
        (
            ("a", "jsonl", {"doi": "10.1/s"}),
            ("b", "jsonl", {"doi": "10.1/s", "authors": OTHER["authors"]}),
            False,
        ),
        (("openalex:W1", "openalex", {"doi": "10.1/s"}),
         ("openalex:W2", "openalex", {"doi": "10.1/s", "title": OTHER["title"]}), False),
        # elsewhere the same title or an author of both is enough, and so is what is not said
        (("a", "jsonl", {"doi": "10.1/s"}),
         ("pmid:1", "pubmed", {"doi": "10.1/s", **OTHER}), False),
        (("a", "jsonl", UNTITLED), ("pmid:1", "pubmed", {"doi": "10.1/s", **OTHER}), True),
        (("openalex:W1", "openalex", {"doi": "10.1/s", "title": OTHER["title"]}),
         ("pmid:1", "pubmed", {"doi": "10.1/s"}), True),
        (("arxiv:2501.1", "jsonl", {"doi": "10.1/s", "title": OTHER["title"]}),
         ("pmid:1", "jsonl", {"doi": "10.1/s"}), True),
        (("openalex:W1", "openalex", {"ids": ("pmid:1",), **OTHER}),
         ("pmid:1", "pubmed", {}), True),
    ],
)  # fmt: skip
def test_records_that_share_a_doi_only_are_one_where_they_are_alike(one, other, together):
    records = [Record(record(id, source, **more)) for id, source, more in (one, other)]
    groups, conflicts = works({r.id: r for r in records})
    assert (len(groups) == 1) is together
    assert len(conflicts) == (0 if together else 1)


def test_a_deleted_record_goes_with_what_only_it_held(store):
    store.load(ALL, CONCEPTS)
    report = store.load([Deletion(id="pmid:77", file="x"), Deletion(id="pmid:9", file="x")])
    assert report.deleted == 1
    # OpenAlex's record shared its PMID with that of PubMed, and arXiv's shared the DOI.
    assert [row["id"] for row in papers(store)] == ["arxiv:2501.00007", "openalex:W7"]
    assert store.check() == []
    store.load([Deletion(id=one.id, file="x") for one in ALL])
    rows = store.cypher("MATCH (n) WHERE NOT n:Schema RETURN labels(n) AS labels")
    assert rows == []


def test_a_deletion_between_two_states_of_a_record_counts_in_its_place(store):
    gone = Deletion(id=ARXIV.id, file="x")
    report = store.load([ARXIV, gone, ARXIV, gone], CONCEPTS)
    assert (report.new, report.deleted) == (2, 2)
    assert papers(store) == []
    store.load([ARXIV, gone, ARXIV], CONCEPTS)
    assert len(papers(store)) == 1
    assert store.check() == []


def test_a_record_that_loses_an_id_leaves_the_paper(store):
    store.load(ALL, CONCEPTS)
    apart = ARXIV.model_copy(update={"doi": None, "version": 3, "title": "Something else now"})
    store.load([apart], CONCEPTS)
    assert [row["id"] for row in papers(store)] == ["arxiv:2501.00007", "pmid:77"]
    store.load([ARXIV.model_copy(update={"version": 4})], CONCEPTS)
    assert [row["id"] for row in papers(store)] == ["arxiv:2501.00007"]
    assert store.check() == []


numbers = st.integers(1, 3)
drawn = st.builds(
    lambda kind, number, pmid, doi, title: record(
        f"{kind}:{number}",
        {"pmid": "pubmed", "arxiv": "arxiv-atom", "openalex": "openalex"}[kind],
        ids=(f"pmid:{pmid}", f"doi:10.1/{doi}") if pmid != doi else (),
        title=TITLE if title == 1 else f"{TITLE} {title}",
        abstract=f"V4 {'with fMRI' * (pmid == 1)} and NSD.",
        kind="preprint" if kind == "arxiv" else "article",
    ),
    st.sampled_from(["pmid", "arxiv", "openalex"]), numbers, numbers, numbers, numbers,
)  # fmt: skip


@given(st.lists(drawn, max_size=8, unique_by=lambda one: one.id), st.randoms())
def test_works_do_not_depend_on_the_order_of_records(given, chance):
    records = list(map(Record, given))
    groups = works({r.id: r for r in records})
    chance.shuffle(records)
    assert works({r.id: r for r in records}) == groups
    ids = [merged(r for r in records if r.id in group).paper.id for group in groups[0]]
    assert len(ids) == len(set(ids))


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(drawn, max_size=7, unique_by=lambda one: one.id), st.randoms(), st.data())
def test_the_graph_does_not_depend_on_the_order_of_loading(store, given, chance, data):
    wipe(store)
    store.load(given, CONCEPTS)
    whole = store.digest()
    assert store.check() == []
    wipe(store)
    chance.shuffle(given)
    extra = data.draw(st.lists(drawn, max_size=3, unique_by=lambda one: one.id))
    extra = [one for one in extra if one.id not in {other.id for other in given}]
    store.load(extra, CONCEPTS)
    for one in given:
        store.load([one], CONCEPTS)
    store.load([Deletion(id=one.id, file="x") for one in extra], CONCEPTS)
    assert store.digest() == whole
