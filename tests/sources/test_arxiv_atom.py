import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.builder import ElementMaker
from lxml.etree import tostring

from kg.errors import SourceError
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
        ({"id": "http://example.org/abs/1"}, "no arXiv id"),
        ({"title": None}, "no title"),
        ({"title": "   "}, "no title"),
        ({"summary": None}, "no summary"),
        ({"id": "http://arxiv.org/api/errors#bad", "summary": "incorrect id"}, "incorrect id"),
        ({"more": (A.published("Spring 2019"),)}, "published: 'Spring 2019' is no date"),
        ({"more": (A.published("0001-01-01T00:00:00+05:00"),)}, "is no date"),
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
    assert "download it again" in records[1].reason


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>503</body></html>", "HTML"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y">\n<html/>', "HTML"),
        (b"<rss><channel/></rss>", "XML"),
        (b"\x00\x01\x02\x03 nothing", "unknown format"),
        (feed(), "no record"),
    ],
)
def test_a_file_that_is_no_feed_says_what_it_is(tmp_path, content, said):
    (reject,) = reading(tmp_path, content)
    assert isinstance(reject, Reject)
    assert said in reject.reason


def test_an_html_page_is_told_even_where_the_format_is_named(tmp_path):
    (reject,) = reading(tmp_path, b"<html><p>503</html>", format="arxiv-atom")
    assert "download the feed again" in reject.reason


@pytest.mark.parametrize("definition", ["SYSTEM", "internal"])
def test_an_entity_of_the_document_costs_its_record_and_is_not_expanded(tmp_path, definition):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET")
    value = f'SYSTEM "{secret.as_uri()}"' if definition == "SYSTEM" else '"TOP SECRET"'
    head, rest = feed(entry(summary="a MARK b"), entry()).replace(b"MARK", b"&x;").split(b"\n", 1)
    reject, paper = reading(
        tmp_path, head + f"<!DOCTYPE feed [<!ENTITY x {value}>]>".encode() + rest
    )
    assert "'x' not defined" in reject.reason
    assert "SECRET" not in reject.model_dump_json()
    assert paper.abstract == "We study V4."


@pytest.mark.parametrize("place", ["text", "attribute"])
@pytest.mark.timeout(20)
def test_an_xml_bomb_is_told_and_does_no_harm(tmp_path, place):
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<!DOCTYPE feed [<!ENTITY l0 "{"x" * 100}">{levels}]>'.encode()
    armed = entry(summary="MARK") if place == "text" else entry(more=(A.category(term="MARK"),))
    head, rest = feed(entry(), armed).replace(b"MARK", b"&l9;").split(b"\n", 1)
    paper, reject = reading(tmp_path, head + bomb + rest)
    assert paper.abstract == "We study V4."
    assert isinstance(reject, Reject)
    assert len(reject.model_dump_json()) < 10_000


@pytest.mark.parametrize(
    ("bad", "stored"),
    [
        (b"a\x08b", "ab"),
        (b"a\xffb", "a\ufffdb"),
        (b"a\xed\xa0\x80b", "a\ufffd\ufffd\ufffdb"),
        (b"a&#8;b", "ab"),
        (b"a&#xD83D;b", "ab"),
        (b"a&nbsp;b &eacute; &lt; &#945;", "a b é < α"),
        (b"<![CDATA[a&nbsp;b < c]]>", "a b < c"),
    ],
)
def test_a_character_that_xml_forbids_costs_no_record_and_is_told(tmp_path, bad, stored):
    content = feed(entry(), entry(summary="MARK"), entry()).replace(b"MARK", bad)
    records = list(reading(tmp_path, content))
    told = [record for record in records if isinstance(record, Reject)]
    assert [p.abstract for p in records if p not in told] == [
        "We study V4.",
        stored,
        "We study V4.",
    ]
    assert [(reject.record, "XML does not allow" in reject.reason) for reject in told] == (
        [] if b"&nbsp;" in bad else [("http://arxiv.org/abs/2501.00001v2", True)]
    )


@given(st.integers(0, 200), st.sampled_from([b"&nbsp;", b"&#xD800;", "é".encode(), b"&amp;amp;"]))
def test_no_place_in_a_file_parts_a_reference_or_a_letter(tmp_path_factory, shift, part):
    summary = b"x" * (2**16 - 600 + shift) + part * 60 + b" end"
    content = feed(entry(summary="MARK")).replace(b"MARK", summary)
    paper, *_ = reading(tmp_path_factory.mktemp("feed"), content)
    decoded = {b"&nbsp;": " ", b"&#xD800;": "", b"&amp;amp;": "&"}.get(part, "é")
    expected = "x" * (2**16 - 600 + shift) + decoded * 60 + " end"
    assert paper.abstract == " ".join(expected.split())


def test_what_stands_before_the_root_does_not_hide_the_feed(tmp_path):
    content = tostring(entry()).replace(b"<entry", b"<!-- <html> -->\n<?x y?><entry", 1)
    (paper,) = reading(tmp_path, b"\n <?xml version='1.0'?>" + content)
    assert paper.id == "arxiv:2501.00001"


def test_a_comment_or_markup_inside_a_text_is_no_text(tmp_path):
    content = feed(entry(summary="MARK")).replace(b"MARK", b"Ca<!-- no --><sub>2</sub>+")
    (paper,) = reading(tmp_path, content)
    assert paper.abstract == "Ca2+"


def test_text_that_unfolds_for_ever_costs_its_record_only(tmp_path):
    hostile = "&" * 50 + "#35;" + "35;" * 49
    records = reading(tmp_path, feed(entry(summary=hostile), entry()))
    assert [type(record) for record in records] == [Reject, Paper]


def test_memory_does_not_grow_with_the_feed():
    program = """if True:
        import io, resource, sys
        from kg.sources.arxiv_atom import ArxivAtom
        entry = (b"<entry><id>http://arxiv.org/abs/2501.00001v1</id><title>T</title><summary>"
                 + b"We study V4. " * 100 + b"</summary></entry>\\n")
        def pieces(count):
            yield b'<feed xmlns="http://www.w3.org/2005/Atom">'
            for _ in range(count):
                yield entry
            yield b"</feed>"
        from kg.sources import files
        def peak(count):
            papers = ArxivAtom().read(files._stream(pieces(count)), "feed")
            assert sum(1 for _ in papers) == count
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        small = peak(500)
        print(peak(20_000) - small)
    """
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert int(done.stdout) < 8_000  # KiB; the feed has 26,000


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


def test_paging_is_read_from_a_feed_that_breaks_off(tmp_path, sample_feed):
    path = tmp_path / "cut.xml"
    path.write_bytes(sample_feed.read_bytes()[:2000])
    assert paging(path).total == 24


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"<html/>", tostring(entry()), feed()[:60], feed(A.updated("Spring"))],
)
def test_paging_of_what_is_no_feed_is_an_error(tmp_path, content):
    path = tmp_path / "feed.xml"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"feed\.xml"):
        paging(path)


def test_paging_fields_that_are_missing_or_no_numbers_are_none(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_bytes(feed(entry()))
    assert paging(path).model_dump(exclude_none=True) == {"id": "x"}


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
