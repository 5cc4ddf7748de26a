from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.builder import ElementMaker
from lxml.etree import tostring

from kg.model import Paper, Reject
from kg.sources import read
from kg.sources.arxiv_atom import paging

ATOM, ARXIV = "http://www.w3.org/2005/Atom", "http://arxiv.org/schemas/atom"
A = ElementMaker(namespace=ATOM, nsmap={None: ATOM, "arxiv": ARXIV})
X = ElementMaker(namespace=ARXIV)


def entry(*, id="http://arxiv.org/abs/2501.00001v2", title="Learning in V4", summary="We study V4.",
          authors=("Ann Lee",), more=()):  # fmt: skip
    parts = [A(name, text) for name, text in (("id", id), ("title", title), ("summary", summary))
             if text is not None]  # fmt: skip
    return A.entry(*parts, *(A.author(A.name(name)) for name in authors), *more)


def feed(*entries):
    return tostring(A.feed(A.id("x"), *entries), xml_declaration=True, encoding="UTF-8")


def reading(tmp_path, content, name="feed.xml", **more):
    path = tmp_path / name
    path.write_bytes(content)
    return list(read([path], **more))


def test_an_entry_keeps_all_its_fields(tmp_path):
    more = (
        A.published("2025-01-02T03:04:05Z"),
        A.updated("2025-02-02T03:04:05+02:00"),
        A.category(term="q-bio.NC"),
        A.category(term="cs.LG"),
        X.primary_category(term="cs.LG"),
        X.doi("10.1/x"),
        X.journal_ref("J. 1 (2025)"),
        X.comment("12  pages"),
        A.link(href="https://arxiv.org/abs/2501.00001v2", rel="alternate", type="text/html"),
    )
    (paper,) = reading(tmp_path, feed(entry(authors=("Ann Lee", r"Bj\"{o}rn Ek"), more=more)))
    assert isinstance(paper, Paper)
    assert (paper.id, paper.version, paper.source) == ("arxiv:2501.00001", 2, "arxiv-atom")
    assert [author.name for author in paper.authors] == ["Ann Lee", "Björn Ek"]
    assert paper.categories == ("q-bio.NC", "cs.LG")
    assert paper.primary_category == "cs.LG"
    assert paper.published == datetime(2025, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
    assert paper.updated == datetime(2025, 2, 2, 1, 4, 5, tzinfo=timezone.utc)
    assert (paper.doi, paper.journal_ref, paper.comment) == ("10.1/x", "J. 1 (2025)", "12 pages")
    assert paper.links[0].rel == "alternate"


def test_a_single_entry_and_an_old_id_are_read(tmp_path):
    single = tostring(entry(id="http://arxiv.org/abs/q-bio/0601001v1"))
    (paper,) = reading(tmp_path, single)
    assert paper.id == "arxiv:q-bio/0601001"


def test_affiliations_stay_with_their_author(tmp_path):
    author = A.author(A.name("Ann Lee"), X.affiliation("MIT"), X.affiliation("  Oslo "))
    (paper,) = reading(tmp_path, feed(entry(authors=(), more=(author,))))
    assert paper.authors[0].affiliations == ("MIT", "Oslo")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"id": None}, "no id"),
        ({"id": "http://example.org/abs/1"}, "no arXiv identifier"),
        ({"title": None}, "no title"),
        ({"title": "   "}, "no title"),
        ({"summary": None}, "no summary"),
        ({"id": "http://arxiv.org/api/errors#bad", "summary": "incorrect id"}, "incorrect id"),
        ({"more": (A.published("Spring 2019"),)}, "'Spring 2019' is no date"),
    ],
)
def test_a_broken_entry_is_set_aside_and_its_neighbours_stay(tmp_path, broken, said):
    good = entry(id="http://arxiv.org/abs/2501.00009v1")
    records = reading(tmp_path, feed(entry(), entry(**broken), good))
    assert [type(record) for record in records] == [Paper, Reject, Paper]
    assert said in records[1].reason
    assert records[1].line is not None
    assert records[1].file.endswith("feed.xml")


def test_a_truncated_feed_keeps_what_came_before_the_break(tmp_path):
    content = feed(entry(), entry(id="http://arxiv.org/abs/2501.00002v1"))
    records = reading(tmp_path, content[: content.rindex(b"<summary")])
    assert [type(record) for record in records] == [Paper, Reject]
    assert "broken XML" in records[1].reason


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>503</body></html>", "HTML"),
        (b"<rss><channel/></rss>", "XML"),
        (b"\x00\x01\x02\x03 nothing", "unknown format"),
        (feed(), "no entry"),
    ],
)
def test_a_file_that_is_no_feed_says_what_it_is(tmp_path, content, said):
    (reject,) = reading(tmp_path, content)
    assert isinstance(reject, Reject)
    assert said in reject.reason


def test_entities_are_not_expanded_and_files_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET")
    body = feed(entry(summary="before MARK after")).replace(b"MARK", b"&x;")
    head, rest = body.split(b"\n", 1)
    for definition in (f'SYSTEM "{secret.as_uri()}"', '"TOP SECRET"'):
        doctype = f"<!DOCTYPE feed [<!ENTITY x {definition}>]>".encode()
        for record in reading(tmp_path, head + doctype + rest, format="arxiv-atom"):
            assert "TOP SECRET" not in record.model_dump_json(exclude={"raw"})


def test_an_xml_bomb_does_no_harm(tmp_path):
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<!DOCTYPE feed [<!ENTITY l0 "{"x" * 100}">{levels}]>'.encode()
    head, rest = feed(entry(summary="MARK")).replace(b"MARK", b"&l9;").split(b"\n", 1)
    for record in reading(tmp_path, head + bomb + rest, format="arxiv-atom"):
        assert len(record.model_dump_json()) < 100_000


def test_two_versions_of_one_paper_are_two_records(tmp_path):
    newer = entry(id="http://arxiv.org/abs/2501.00001v3")
    records = reading(tmp_path, feed(entry(), newer))
    assert [(paper.id, paper.version) for paper in records] == [
        ("arxiv:2501.00001", 2),
        ("arxiv:2501.00001", 3),
    ]


@pytest.mark.parametrize(
    "name", ["O'Brien", 'Ann "The Eye" Lee', "}) DETACH DELETE (n) //", "<b>{x}</b>", "李 明", "\\"]
)
def test_hostile_names_are_kept_as_they_are(tmp_path, name):
    (paper,) = reading(tmp_path, feed(entry(authors=(name,))))
    assert paper.authors[0].name == name


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1"])
def test_other_encodings_are_read(tmp_path, encoding):
    content = tostring(A.feed(entry(authors=("Bö",))), xml_declaration=True, encoding=encoding)
    (paper,) = reading(tmp_path, content)
    assert paper.authors[0].name == "Bö"


def test_paging_is_kept(tmp_path, sample_feed):
    page = paging(sample_feed)
    assert (page.total, page.start, page.per_page) == (24, 0, 24)
    assert page.title.startswith("NeuroKG sample feed")


def test_the_real_feed_gives_fifteen_papers(shared):
    papers = list(read([shared / "data" / "arxiv_q-bio.NC.atom.xml"]))
    assert len(papers) == 15
    assert all(isinstance(paper, Paper) and paper.authors for paper in papers)
    first = papers[0]
    assert (first.id, first.version, first.doi) == (
        "arxiv:2603.07369",
        1,
        "10.1126/science.adw7707",
    )
    assert [author.name for author in first.authors][-1] == "Adam C. Snyder"


printable = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1)


@given(title=printable, summary=printable)
def test_any_text_becomes_a_paper_or_a_reject(tmp_path_factory, title, summary):
    folder: Path = tmp_path_factory.mktemp("feed")
    (record,) = reading(folder, feed(entry(title=title, summary=summary)))
    if isinstance(record, Paper):
        assert record.title == " ".join(record.title.split())
    else:
        assert "no title" in record.reason or "no summary" in record.reason
