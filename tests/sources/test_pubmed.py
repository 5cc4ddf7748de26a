import gzip

import pytest

from kg.model import Deletion, Paper, Reject
from kg.sources import read
from tests.sources.documents import DOCUMENTS, pubmed


def reading(tmp_path, *records, before=DOCUMENTS["pubmed"].before, name="in.xml"):
    path = tmp_path / name
    content = before + "\n".join(records) + "\n</PubmedArticleSet>\n"
    path.write_bytes(content.encode())
    return list(read([path]))


def one(tmp_path, *args, **more):
    (paper,) = reading(tmp_path, pubmed(12, *args, **more))
    return paper


def test_a_record_keeps_all_its_fields(tmp_path):
    paper = one(tmp_path)
    assert (paper.id, paper.version, paper.kind, paper.source) == (
        "pmid:12",
        1,
        "article",
        "pubmed",
    )
    assert paper.abstract == "Ca2+ in V4 & V1. It rose, in vivo."
    assert [(s.label, paper.abstract[s.start : s.end]) for s in paper.sections] == [
        ("BACKGROUND", "Ca2+ in V4 & V1."),
        ("RESULTS", "It rose, in vivo."),
    ]
    first, group = paper.authors
    assert (first.name, first.orcid) == ("Ann B Lee", "0000-0002-1825-0097")
    assert (first.affiliations, group.name) == (("Oslo, Norway.",), "The V4 Group")
    assert (first.group, group.group) == (False, True)
    assert paper.published.date().isoformat() == "2019-03-01"
    assert paper.updated.date().isoformat() == "2020-08-31"
    assert (paper.doi, paper.ids) == ("10.1000/v4.12", ("pmcid:PMC12", "doi:10.1000/v4.12"))
    assert (paper.journal, paper.language, paper.keywords) == (
        "Journal of V4",
        "eng",
        ("attention",),
    )
    (heading,) = paper.headings
    assert (heading.label, heading.id, heading.major) == ("Hippocampus", "mesh:D006624", True)
    assert heading.qualifiers == ("physiology",)
    assert (paper.grants[0].number, paper.grants[0].agency) == ("R01 1", "NIH")


def test_references_are_not_taken_for_the_paper(tmp_path):
    assert "10.1000/other" not in one(tmp_path).model_dump_json()


def test_markup_and_formulas_are_read_for_their_text(tmp_path):
    title = (
        '<i>In vivo</i> <b>V4</b> of <mml:math xmlns:mml="urn:m"><mml:mi>α</mml:mi>'
        '<mml:annotation encoding="TeX">\\alpha</mml:annotation></mml:math>-rhythm&nbsp;now'
    )
    assert one(tmp_path, title=title).title == "In vivo V4 of α-rhythm now"


def test_deletions_are_told_as_such(tmp_path):
    records = reading(
        tmp_path, pubmed(12), "<DeleteCitation><PMID>7</PMID>\n<PMID>8</PMID></DeleteCitation>"
    )
    assert [record.id for record in records] == ["pmid:12", "pmid:7", "pmid:8"]
    assert [type(record) for record in records] == [Paper, Deletion, Deletion]


@pytest.mark.parametrize(
    ("reference", "kind", "retracted"),
    [
        ("RetractionIn", "retraction", True),
        ("ErratumIn", "correction", False),
        ("ExpressionOfConcernIn", "concern", False),
        ("UpdateIn", "update", False),
    ],
)
def test_what_became_of_a_paper_is_kept(tmp_path, reference, kind, retracted):
    more = (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="{reference}"><RefSource>J V4. 2020'
        '</RefSource><PMID Version="1">99</PMID></CommentsCorrections><CommentsCorrections '
        'RefType="CommentOn"><RefSource>x</RefSource></CommentsCorrections></CommentsCorrectionsList>'
    )
    paper = one(tmp_path, more=more)
    (notice,) = paper.notices
    assert (notice.kind, notice.id, notice.text) == (kind, "pmid:99", "J V4. 2020")
    assert paper.retracted is retracted


def test_a_name_printed_wrong_is_left_out(tmp_path):
    authors = """<Author ValidYN="N"><LastName>Leee</LastName><Initials>A</Initials></Author>
    <Author><LastName>Lee</LastName><Initials>A</Initials><Suffix>Jr</Suffix></Author>"""
    assert [author.name for author in one(tmp_path, authors=authors).authors] == ["A Lee Jr"]


def test_an_institution_has_the_id_that_the_record_gives(tmp_path):
    authors = """<Author><LastName>Lee</LastName><AffiliationInfo><Affiliation>Oslo.</Affiliation>
    <Identifier Source="ROR">https://ror.org/01xtthb56</Identifier></AffiliationInfo></Author>"""
    (author,) = one(tmp_path, authors=authors).authors
    assert author.institutions[0].ror == "ror:01xtthb56"


def test_ids_in_the_wrong_form_are_told_and_cost_no_paper(tmp_path):
    authors = """<Author><LastName>Lee</LastName>
    <Identifier Source="ORCID">0000-0002-1825-0098</Identifier></Author>"""
    ids = '<ArticleId IdType="doi">see text</ArticleId>'
    paper, *rejects = reading(tmp_path, pubmed(12, authors=authors, ids=ids))
    assert paper.authors[0].orcid is None
    assert [reject.record for reject in rejects] == ["pmid:12", "pmid:12"]
    assert "'see text' is no DOI" in rejects[0].reason
    assert "check digit" in rejects[1].reason
    assert all("the paper is kept without it" in reject.reason for reject in rejects)


def test_a_book_is_set_aside_with_its_reason(tmp_path):
    book = "<PubmedBookArticle><BookDocument><PMID>5</PMID></BookDocument></PubmedBookArticle>"
    paper, reject = reading(tmp_path, pubmed(12), book)
    assert (paper.id, reject.record) == ("pmid:12", "5")
    assert "book" in reject.reason


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (pubmed(13).replace("</Article>", ""), "not well-formed"),
        (pubmed(13).replace("</PubmedArticle>", ""), "breaks off"),
        (pubmed(13).replace("<PubmedArticle>", "<PubmedArtXcle>"), "tag is broken"),
        (pubmed(13, title="a &bogus; b"), "'bogus' not defined"),
        (pubmed(13, title="", abstract=""), "neither title nor abstract"),
        (pubmed("12x"), "no PubMed id"),
        ("<PubmedArticle><PMID>13</PMID></PubmedArticle>", "no article"),
    ],
)
def test_a_broken_record_is_set_aside_and_its_neighbours_stay(tmp_path, broken, said):
    records = reading(tmp_path, pubmed(11), broken, pubmed(14))
    rejects = [record for record in records if isinstance(record, Reject)]
    assert [record.id for record in records if isinstance(record, Paper)] == ["pmid:11", "pmid:14"]
    assert said in rejects[0].reason
    assert rejects[0].line == 5 + pubmed(11).count("\n")


def test_another_document_type_or_encoding_does_not_matter(tmp_path):
    before = (
        '<?xml version="1.0" encoding="x-klingon"?><!DOCTYPE html [<!ENTITY a "b">]>'
        "<PubmedArticleSet>"
    )
    told, paper = reading(tmp_path, pubmed(12), before=before)
    assert (told.line, paper.id) == (1, "pmid:12")
    assert "x-klingon is unknown" in told.reason


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_declared_encoding_is_followed(tmp_path, encoding):
    path = tmp_path / "in.xml"
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><PubmedArticleSet>{pubmed(12, title="Größe")}'
    )
    path.write_bytes((text + "</PubmedArticleSet>").encode(encoding))
    (paper,) = read([path])
    assert paper.title == "Größe"


def test_a_truncated_gzip_file_keeps_the_records_before_the_break(tmp_path):
    path = tmp_path / "in.xml.gz"
    content = DOCUMENTS["pubmed"].of([pubmed(number) for number in range(1, 400)])
    packed = gzip.compress(content)
    path.write_bytes(packed[: len(packed) * 2 // 3])
    *papers, last = read([path])
    assert len(papers) > 100
    assert all(isinstance(paper, Paper) for paper in papers)
    assert "cannot be read to its end" in last.reason


def test_a_file_that_ends_between_two_records_is_told(tmp_path):
    path = tmp_path / "in.xml"
    path.write_bytes(DOCUMENTS["pubmed"].before.encode() + pubmed(12).encode())
    paper, reject = read([path])
    assert paper.id == "pmid:12"
    assert "breaks off" in reject.reason


def test_records_may_lie_anywhere_across_the_pieces_that_are_read(tmp_path):
    numbers = range(1, 200)
    padding = "x" * 997
    records = reading(tmp_path, *(pubmed(n, title=f"{padding[: n * 5]} {n}") for n in numbers))
    assert [record.id for record in records] == [f"pmid:{number}" for number in numbers]


def test_the_real_records_are_read_with_plausible_fields(shared):
    papers = list(read([shared / "data" / "pubmed"]))
    assert len(papers) == 50
    assert all(isinstance(paper, Paper) for paper in papers)
    assert all(paper.title and len(paper.abstract) > 200 and paper.authors for paper in papers)
    assert all(paper.published and paper.journal and paper.language == "eng" for paper in papers)
    assert all(paper.doi and paper.headings for paper in papers)
