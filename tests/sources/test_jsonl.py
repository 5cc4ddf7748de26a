import json
from datetime import timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import AnnotatedPaper, Author, Link, Mention, Paper, Reject, Run
from kg.sources import read, read_annotated
from kg.sources.text import normalise, storable
from tests.sources.fuzz import ODD


def written(folder, *lines, name="in.jsonl"):
    path = folder / name
    path.write_bytes(
        b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines)
    )
    return [path]


def reading(folder, *lines):
    return list(read(written(folder, *lines)))


def test_documents_and_papers_are_read_with_their_ids(tmp_path):
    rows = reading(
        tmp_path,
        {"id": "g002", "text": "V4", "mentions": [], "unknown": 1},
        {"id": "pmid:1", "title": "T\n\nU", "abstract": r"Bj\"orn  A", "authors": ["Ann Lee"]},
    )
    assert [(p.id, dict(p.fields())) for p in rows] == [
        ("g002", {"text": "V4"}),
        ("pmid:1", {"title": "T U", "abstract": "Björn A"}),
    ]
    assert rows[1].authors == (Author(name="Ann Lee"),)


def test_a_plain_text_is_kept_so_that_offsets_count_in_it(tmp_path):
    text = "  Title\n\nTwo  lines of V4\x00 &amp; \\'e\t"
    (paper,) = reading(tmp_path, {"id": "a", "text": text})
    assert paper.text == text.replace("\x00", " ")
    assert paper.text.index("V4") == text.index("V4")


def test_names_and_affiliations_are_normalised(tmp_path):
    author = {"name": r"Ren\'e  Descartes", "affiliations": ["Leiden\n U"]}
    (paper,) = reading(tmp_path, {"id": "a", "text": "x", "authors": [author]})
    assert paper.authors == (Author(name="René Descartes", affiliations=("Leiden U",)),)


def test_dates_are_in_utc(tmp_path):
    row = {"id": "a", "text": "x", "published": "2020-01-01", "updated": "2020-01-01T01:00+01:00"}
    (paper,) = reading(tmp_path, row)
    assert paper.published == paper.updated
    assert paper.published.tzinfo == timezone.utc


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{broken", "not valid JSON"),
        (b"[1, 2]", "no JSON object"),
        (b'{"id": "a", "text": NaN}', "NaN"),
        (b'{"id": "a", "text": "x", "version": ' + b"9" * 5000 + b"}", "5000 digits"),
        (b'{"id": "a"}', "neither title nor abstract nor text"),
        (b'{"id": "a", "title": " ", "text": "\\n"}', "neither title nor abstract nor text"),
        (b'{"text": "no id"}', "the id is missing"),
        (b'{"id": "a b", "text": "x"}', "the id is 'a b'"),
        (b'{"id": 7.5, "text": "x"}', "the id is 7.5"),
        (b'{"id": true, "text": "x"}', "the id is True"),
        (b'{"id": "\\ud800", "text": "x"}', "the id is"),
        (b'{"id": "a\xff", "text": "x"}', "the id is"),
        (b'{"id": "a", "text": 5}', "text"),
        (b"[" * 100_000, "nested too deeply"),
        (
            b'{"id": "a", "title": "' + b"&" * 50 + b"#35;" + b"35;" * 49 + b'"}',
            "nested too deeply",
        ),
    ],
)
def test_a_bad_line_is_set_aside_and_its_neighbours_stay(tmp_path, line, said):
    good = {"id": "x", "text": "V4"}
    records = reading(tmp_path, good, line, b"", good)
    assert [type(record) for record in records] == [Paper, Reject, Paper]
    assert records[1].line == 2
    assert records[1].raw
    assert said.lower() in records[1].reason.lower()
    assert "\n" not in str(records[1])
    records[1].model_dump_json().encode()


@pytest.mark.parametrize(
    ("said", "field", "read", "told"),
    [
        ({"published": "2019 Spring"}, "published", "2019-03-01", None),
        ({"published": "2019-03"}, "published", "2019-03-01", None),
        ({"published": "2019"}, "published", "2019-01-01", None),
        ({"published": 2019}, "published", "2019-01-01", None),
        ({"published": "soon", "year": 2019}, "published", "2019-01-01", "published: 'soon'"),
        ({"updated": "soon"}, "updated", None, "updated: 'soon' is no date"),
        ({"updated": 5}, "updated", None, "updated: "),
        ({"updated": [2019]}, "updated", None, "updated: [2019]"),
        ({"id": 7}, "id", "7", None),
        ({"version": 0}, "version", None, "version: 0 should be greater"),
        ({"title": 5}, "title", "", "title: 5 should be a text"),
        ({"doi": 5}, "doi", None, "doi: 5 should be a text"),
        ({"kind": "book"}, "kind", None, "kind: 'book'"),
        ({"authors": "Lee, Ann; Ek, Bo"}, "authors", ["Ann Lee", "Bo Ek"], None),
        ({"authors": "Ann"}, "authors", ["Ann"], None),
        ({"authors": 5}, "authors", [], "authors: 5 should be a list"),
        ({"authors": [None, "Ann Lee"]}, "authors", ["Ann Lee"], "authors.0: None should be"),
        ({"authors": [{}, "Ann Lee"]}, "authors", ["Ann Lee"], "authors.0.name is missing"),
        ({"authors": [{"name": 5}, "Ann Lee"]}, "authors", ["Ann Lee"], "authors.0.name: 5"),
        ({"authors": [{"name": "Ann", "email": "a@b"}]}, "authors", ["Ann"], None),
        ({"authors": [{"name": "Ann", "orcid": "7"}]}, "authors", ["Ann"], "'7' is no ORCID"),
        ({"keywords": "V4, fMRI"}, "keywords", ["V4", "fMRI"], None),
        ({"keywords": "V4, left; fMRI"}, "keywords", ["V4", "left", "fMRI"], None),
        ({"keywords": ["V4", 5, None, "fMRI"]}, "keywords", ["V4", "fMRI"], "keywords.1: 5"),
        ({"categories": "q-bio.NC cs.LG"}, "categories", ["q-bio.NC", "cs.LG"], None),
        ({"ids": "pmid:7"}, "ids", ["pmid:7"], None),
        ({"links": [{"rel": "x"}, 5]}, "links", [], "links.0.href is missing"),
        ({"grants": {"a": 1}}, "grants", [], "grants: {'a': 1} should be a list"),
    ],
)
def test_what_is_wrong_in_a_field_costs_that_only(tmp_path, said, field, read, told):
    paper, *rejects = reading(tmp_path, {"id": "a", "text": "V4", **said})
    assert paper.text == "V4"
    value = getattr(paper, field)
    if field in {"published", "updated"} and value:
        value = value.date().isoformat()
    elif field == "authors":
        value = [author.name for author in value]
    elif isinstance(value, tuple):
        value = list(value)
    assert value == read
    assert len(rejects) == (told is not None)
    assert all(told in reject.reason for reject in rejects)
    assert all("the paper is kept without it" in reject.reason for reject in rejects)


def test_affiliations_and_orcids_are_read_as_they_are_written(tmp_path):
    url = "https://orcid.org/0000-0002-1825-0097"
    places = {"affiliations": "Univ. of Oslo, Norway; MIT", "orcid": url}
    (paper,) = reading(tmp_path, {"id": "a", "text": "x", "authors": [{"name": "Ann", **places}]})
    assert paper.authors[0].affiliations == ("Univ. of Oslo, Norway", "MIT")
    assert paper.authors[0].orcid == "0000-0002-1825-0097"


@pytest.mark.parametrize("field", sorted(Paper.model_fields.keys() - {"id", "text"}))
def test_no_value_of_a_field_costs_a_paper_with_a_text(tmp_path, field):
    rows = [{"id": str(number), "text": "V4", field: odd} for number, odd in enumerate(ODD)]
    found = reading(tmp_path, *rows)
    papers = [record for record in found if isinstance(record, Paper)]
    assert [paper.id for paper in papers] == [row["id"] for row in rows]


def test_a_bad_first_line_does_not_hide_the_format(tmp_path):
    records = reading(tmp_path, b"garbage", b"[1]", {"id": "a", "text": "V4"})
    assert [type(record) for record in records] == [Reject, Reject, Paper]


def test_lone_surrogates_control_characters_and_bad_bytes_do_not_cost_the_record(tmp_path):
    a, b, c = reading(
        tmp_path,
        b'{"id": "a", "title": "V\\u00004 \\ud800x", "links": [{"href": "\\udfff"}]}',
        b'{"id": "b", "text": "V4 \xff x"}',
        b'\xef\xbb\xbf{"id": "c", "text": "V4\x01\t\\ud83e\\udde0\\ud800"}',
    )
    assert a.title == "V4 x"
    assert b.text == "V4 \ufffd x"
    assert c.text == "V4 \t🧠\ufffd"
    for paper in (a, b, c):
        paper.model_dump_json().encode()


@pytest.mark.parametrize("name", ["O'Brien", "}) DETACH DELETE (n) //", '" ; <x> a "', "{{7*7}}"])
def test_hostile_names_are_kept_as_they_are(tmp_path, name):
    (paper,) = reading(tmp_path, {"id": "a", "text": name, "authors": [name]})
    assert (paper.text, paper.authors[0].name) == (name, name)


def test_a_line_without_end_is_set_aside_in_bounded_memory(tmp_path):
    path = tmp_path / "in.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "a", "text": "V4"}\n{"id": "b", "text": "')
        for _ in range(70):
            file.write(b"x" * 2**20)
        file.write(b'"}\n{"id": "c", "text": "V4"}\n')
    first, reject, last = read([path])
    assert (first.id, reject.line, last.id) == ("a", 2, "c")
    assert len(reject.model_dump_json()) < 1000


RUN = Run(id="run:0123456789ab", software="neurokg 0", vocabulary="v", model="dictionary")


def annotated(text="V4  and 🧠 V1.", **changes):
    start = text.index("V1")
    mention = Mention(
        field="text",
        start=start,
        end=start + 2,
        text="V1",
        type="BrainRegion",
        status="nil",
        match="exact",
        confidence=0.5,
        sentence=(0, len(text)),
    )
    paper = AnnotatedPaper(id="a", text=text, mentions=(mention,), run=RUN)
    return json.loads(paper.model_copy(update=changes).model_dump_json(exclude_none=True))


def test_annotated_papers_are_read_back_as_they_were_written(tmp_path):
    row = annotated()
    (back,) = read_annotated(written(tmp_path, row))
    assert isinstance(back, AnnotatedPaper)
    assert json.loads(back.model_dump_json(exclude_none=True)) == row
    (paper,) = read(written(tmp_path, row))
    assert paper.text == row["text"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"mentions": None}, "mentions"),
        ({"run": {}}, "run"),
        ({"text": "V1 moved"}, "does not stand at text 10-12"),
        ({"text": None}, "does not stand at"),
        ({"id": "a b"}, "the id is 'a b'"),
        ({"mentions": [{"field": "body"}]}, "mentions.0"),
        ({"published": "soon"}, "published: 'soon'"),
    ],
)
def test_a_damaged_annotated_paper_is_set_aside_and_its_neighbours_stay(tmp_path, change, said):
    rows = [annotated(), {**annotated(), **change}, annotated()]
    records = list(read_annotated(written(tmp_path, *rows)))
    assert [type(record) for record in records] == [AnnotatedPaper, Reject, AnnotatedPaper]
    assert said in records[1].reason
    assert (records[1].line, records[1].record) == (2, change.get("id", "a"))


def test_a_paper_without_mentions_is_told_what_makes_it_one(tmp_path):
    (reject,) = read_annotated(written(tmp_path, {"id": "b", "text": "x"}))
    assert "kg extract" in reject.reason


texts = st.text(st.characters()).map(normalise)
names = st.text(min_size=1).map(normalise).filter(bool)
papers = st.builds(
    Paper,
    id=st.from_regex(r"[a-z]{1,5}:[A-Za-z0-9./#(){}'-]{1,20}", fullmatch=True),
    version=st.none() | st.integers(1, 99),
    title=names,
    abstract=texts,
    text=st.none() | st.text(st.characters()).map(storable),
    authors=st.lists(
        st.builds(Author, name=names, affiliations=st.lists(names, max_size=2).map(tuple)),
        max_size=3,
    ).map(tuple),
    categories=st.lists(st.sampled_from(["q-bio.NC", "cs.LG"]), unique=True).map(tuple),
    primary_category=st.none() | st.just("q-bio.NC"),
    published=st.none() | st.datetimes(timezones=st.just(timezone.utc)),
    doi=st.none() | st.just("10.1000/a<b>(c)"),
    comment=st.none() | names,
    links=st.lists(st.builds(Link, href=st.just("https://example.org/?a=1&b"))).map(tuple),
    source=st.just("arxiv-atom"),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(papers, min_size=1, max_size=4))
def test_papers_survive_writing_and_reading(tmp_path_factory, written_papers):
    lines = [paper.model_dump_json(exclude_none=True).encode() for paper in written_papers]
    assert reading(tmp_path_factory.mktemp("jsonl"), *lines) == written_papers


@given(st.binary(max_size=300))
def test_any_bytes_give_papers_or_rejects(tmp_path_factory, content):
    good = b'{"id": "a", "text": "V4"}\n'
    records = reading(tmp_path_factory.mktemp("jsonl"), good + content)
    assert isinstance(records[0], Paper)
    assert all(isinstance(record, Paper | Reject) for record in records)
