"""Every query of the library runs on both stores and gives the same rows."""

import json

import pytest

from kg import resources
from kg.errors import UsageError
from kg.extract import Extractor
from kg.graph import library, open_store
from kg.identity.names import name_key
from kg.model import AnnotatedPaper, Author, Candidate, Mention
from kg.sources import read_papers
from kg.vocabulary import Vocabulary
from tests.graph.papers import CONCEPTS, RUN, paper

PAPERS = [
    paper(
        1,
        authors=("Ann Lee", "Bo Ek"),
        abstract="We used fMRI in V4. The visual cortex of macaques.",
        source="arxiv-atom",
    ),
    paper(2, authors=("Ann Lee", "Cy Ng"), year=2024, abstract="V4 with fMRI and NSD in macaques."),
    paper(3, authors=("Bo Ek",), year=2023, abstract="NSD, pyramidal neurons and V4."),
    paper(4, abstract="No concept.").model_copy(
        update={"authors": (Author(name="Dee Fox", affiliations=("Univ. of Oslo",)),)}
    ),
]
# What two stores may see differently: missing dates, ties, letters beyond ASCII and U+FFFF, plain
# documents without title or authors, mentions that refer to nothing, ids that contradict.
HARD = [
    *PAPERS,
    paper(
        5, abstract="🧠 V4 with fMRI. 🧠 NSD in macaques.",
        authors=("Élodie Ångström", "🧠 X"), doi="10.1/x",
    ),
    paper(
        6, abstract="V4 with fMRI.",
        authors=("elodie angstrom", "Zoë O'Neil", "Ann Lee"), doi="10.1/x",
    ),
    paper(7, title="", abstract="V4 in macaques.", authors=("ann lee", "Ann Lee")).model_copy(
        update={"published": None, "categories": (), "primary_category": None}
    ),
    paper(8, abstract="Retracted V4.", journal="Journal of V4", retracted=True).model_copy(
        update={"authors": (Author(name="Dee Fox", affiliations=("Univ. of Oslo",)),)}
    ),
    paper(9, abstract="V4, once more.", doi="10.1/y"),
    paper(9, abstract="V4, once more.", doi="10.1/y").model_copy(
        update={"id": "doi:10.1/y", "source": "openalex"}
    ),
    AnnotatedPaper(
        id="note 1'\"{}".replace(" ", "-"),
        text="MT or V4?",
        run=RUN,
        mentions=(
            Mention(
                field="text", start=0, end=2, text="MT", type="BrainRegion", status="ambiguous",
                match="abbreviation", confidence=0.5, sentence=(0, 9),
                candidates=(Candidate(curie="neurokg:v4", label="x", score=0.5),),
            ),
            Mention(
                field="text", start=6, end=8, text="V4", type="Method", status="nil",
                match="recogniser", confidence=0.4, sentence=(0, 9),
            ),
        ),
    ),
]  # fmt: skip
EXAMPLES = {
    "concept:BrainRegion": "UBERON:0000411",
    "concept:Method": "neurokg:fmri",
    "concept:Species": "NCBITaxon:9539",
    "concept": "neurokg:v4",
    "name": "lee a",
}
SPECIAL = {
    "second": "neurokg:fmri",
    "id": "arxiv:2501.00001",
    "paper": "arxiv:2501.00001",
    "key": "lee a",
    "surname": "lee",
    "skip": 0,
    "least": 1,
}


PARTICULAR = {
    "author": {"id": "author:arxiv-2501.00001-1"},
    "parts": {"concept": "UBERON:0000955"},
    "person": {"id": "person:author-arxiv-2501.00001-1"},
    "community": {"id": "community:concepts-1"},
    "works-among": {"kind": None},  # these works are of no known kind
    "not-yet-with": {"concept": "CL:0000598", "type": "Method"},
    "path-between-people": {
        "first": "author:arxiv-2501.00001-1",
        "second": "author:arxiv-2501.00001-2",
    },
}


def arguments(query):
    return {
        p.name: SPECIAL.get(p.name, EXAMPLES.get(p.type, p.example)) for p in query.parameters
    } | PARTICULAR.get(query.name, {})


#: Whoever asks these puts the rows in order: more of them than the local store can sort.
IN_NO_ORDER = {"paper-circles", "concept-labels"}


def ordered(rows):
    """Rows in order, and the lists in them."""
    held = [{k: sorted(v) if isinstance(v, list) else v for k, v in row.items()} for row in rows]
    return sorted(held, key=lambda row: json.dumps(row, sort_keys=True))


def test_every_query_gives_the_same_rows_on_both_stores(both_stores):
    for store in both_stores:
        store.load(HARD, CONCEPTS)
        store.decide("merge", "author:arxiv-2501.00001-1", "author:arxiv-2501.00002-1")
        store.resolve_people()
        store.find_communities()
    one, other = both_stores
    silent = []
    for query in library._all().values():
        rows, others = (each.query(query.name, **arguments(query)) for each in both_stores)
        if query.name in IN_NO_ORDER or query.name.startswith("held-"):
            rows, others = map(ordered, (rows, others))
        assert rows == others, query.name
        if not rows:
            silent.append(query.name)
        for limit in (1, 2, 3) if "limit" in {p.name for p in query.parameters} else ():
            given = {**arguments(query), "limit": limit}
            assert one.query(query.name, **given) == other.query(query.name, **given), query.name
    # A query that says nothing on a graph made for it would prove nothing.
    assert all(name.startswith("check-") for name in silent), [
        name for name in silent if not name.startswith("check-")
    ]


def scans(plan):
    here = [plan["operatorType"]] if "Scan" in plan["operatorType"] else []
    return here + [scan for child in plan.get("children", ()) for scan in scans(child)]


def test_no_batch_of_a_load_reads_all_there_is(neo4j):
    pages = {"concepts-all", "records-stale"}  # in order of id, page by page
    resolving = {  # tells all again
        "clear-all-is", "clear-communities", "clear-communities-of-people", "clear-people",
        "decisions-held", "people-held",
    }  # fmt: skip
    found = {}
    with (
        open_store(neo4j.uri, user=neo4j.user, password=neo4j.password) as store,
        store._driver.session() as session,
    ):
        for path in (resources.cypher_dir() / "load").glob("*.cypher"):
            plan = session.run(f"EXPLAIN {library.text(f'load/{path.stem}')}").consume().plan
            if path.stem not in pages | resolving and (here := scans(plan)):
                found[path.stem] = here
    assert not found


def test_papers_near_to_one_are_found_by_any_of_its_ids(store):
    store.load(HARD, CONCEPTS)
    found = store.query("similar-papers", paper="arxiv:2501.00009")
    assert found == store.query("similar-papers", paper="doi:10.1/y")
    assert found
    assert "arxiv:2501.00009" not in {row["paper"] for row in found}


def test_unlinked_mentions_are_as_many_as_are_asked_for(store):
    notes = [HARD[-1].model_copy(update={"id": f"note-{number}"}) for number in range(3)]
    store.load(notes, CONCEPTS)
    assert len(store.query("unlinked-mentions")) == 3
    assert len(store.query("unlinked-mentions", limit=2)) == 2


def test_the_library_answers_at_least_35_questions_each_described():
    queries = library.queries()
    assert len(queries) >= 35
    for query in queries:
        assert query.title
        assert all(parameter.meaning for parameter in query.parameters)


def test_no_two_queries_share_a_name():
    names = [
        path.stem
        for path in resources.cypher_dir().rglob("*.cypher")
        if path.parent.name not in ("answered", "digest", "load", "overview", "schema")
    ]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "params", "said"),
    [
        ("no-such-query", {}, "--list"),
        ("region-papers", {}, "region"),
        ("region-papers", {"region": "UBERON:1", "nonsense": 1}, "nonsense"),
    ],
)
def test_wrong_use_says_what_is_right(name, params, said):
    with pytest.raises(UsageError, match=said):
        library.query(name).arguments(params)


def test_answers_are_right(store):
    store.load(PAPERS, CONCEPTS)
    region = store.query("region-papers", region="UBERON:0000411")
    assert [row["paper"] for row in region] == [
        "arxiv:2501.00001",
        "arxiv:2501.00002",
        "arxiv:2501.00003",
    ]
    together = store.query("mentioned-with", concept="neurokg:v4", type="Method")
    assert [(row["label"], row["papers"], row["lift"]) for row in together] == [("fMRI", 2, 1.333)]
    together = store.query("co-authors", name="lee a")
    assert [(row["name"], row["papers"]) for row in together] == [("Bo Ek", 1), ("Cy Ng", 1)]
    sentence = store.query("evidence", first="neurokg:v4", second="neurokg:fmri")
    assert sentence[0]["sentence"] == "We used fMRI in V4."


def test_questions_about_people_tell_those_of_one_name_apart(store):
    with_bo, with_cy = ("Xi Wang", "Bo Ek"), ("Xiu Wang", "Cy Ng")
    store.load(
        [paper(n, authors=with_bo) for n in (1, 2)]
        + [paper(n, authors=with_cy) for n in (3, 4)]
        + [paper(5, authors=("Bo Ek", "Cy Ng"))],
        CONCEPTS,
    )
    for authors in (
        ("1-1", "2-1"),
        ("3-1", "4-1"),
        ("1-2", "2-2"),
        ("2-2", "5-1"),
        ("3-2", "4-2"),
        ("4-2", "5-2"),
    ):
        store.decide("merge", *(f"author:arxiv-2501.0000{author}" for author in authors))
    store.resolve_people()
    xi, xiu = "person:author-arxiv-2501.00001-1", "person:author-arxiv-2501.00003-1"
    together = store.query("co-authors", name="wang x")
    assert [(row["author"], row["name"], row["papers"]) for row in together] == [
        (xi, "Bo Ek", 2),
        (xiu, "Cy Ng", 2),
    ]
    concepts = store.query("concepts-of-author", name="wang x")
    assert {(row["author"], row["papers"]) for row in concepts} == {(xi, 2), (xiu, 2)}
    experts = store.query("experts", concept="neurokg:v4")
    assert [(row["name"], row["papers"]) for row in experts] == [
        ("Bo Ek", 3),
        ("Cy Ng", 3),
        ("Xi Wang", 2),
        ("Xiu Wang", 2),
    ]
    pairs = store.query("pairs-on-concept", concept="neurokg:v4")
    assert [(row["first"], row["second"], row["papers"]) for row in pairs] == [
        ("Xi Wang", "Bo Ek", 2),
        ("Xiu Wang", "Cy Ng", 2),
        ("Bo Ek", "Cy Ng", 1),
    ]
    (card,) = store.query("concept-card", concept="neurokg:v4")
    assert [row["papers"] for row in card["authors"]] == [3, 3, 2, 2]
    ends = {"first": "author:arxiv-2501.00001-1", "second": "author:arxiv-2501.00003-1"}
    path = store.query("path-between-people", **ends)[0]
    assert [name for name in path["names"] if name != "A paper"] == [
        "Xi Wang", "Bo Ek", "Bo Ek", "Bo Ek", "Cy Ng", "Cy Ng", "Cy Ng", "Xiu Wang",
    ]  # fmt: skip


def test_the_example_of_every_query_has_an_answer_in_the_sample_the_same_on_both_stores(
    both_stores, sample_feed
):
    papers = list(
        Extractor().annotate(read_papers(sample_feed, sample_feed.with_name("sample.pubmed.xml")))
    )
    concepts = Vocabulary.load().concepts
    for store in both_stores:
        store.load(papers, concepts)
        store.decide("merge", "author:arxiv-9901.90001-1", "author:arxiv-9905.90009-4")
        store.resolve_people()
        store.find_communities()
    one, other = both_stores
    for query in library.queries():
        given = {p.name: example(p) for p in query.parameters}
        rows = one.query(query.name, **given)
        assert rows, query.name
        assert rows == other.query(query.name, **given), query.name


def example(parameter):
    return name_key(parameter.example) if parameter.type == "name" else parameter.example
