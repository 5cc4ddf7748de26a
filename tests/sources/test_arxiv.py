import pytest

from kg.model import Deletion, Paper, Reject
from kg.sources import read
from tests.sources.documents import DOCUMENTS, atom, oai, oai_raw, snapshot


def reading(tmp_path, content):
    path = tmp_path / "in"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read([path]))


def test_a_record_of_the_snapshot_keeps_all_its_fields(tmp_path):
    (paper,) = reading(tmp_path, snapshot(12))
    assert (paper.id, paper.version, paper.kind) == ("arxiv:2501.00012", 2, "preprint")
    assert (paper.title, paper.abstract) == ("Learning in V4", "We study V4.")
    assert [(author.name, author.affiliations) for author in paper.authors] == [
        ("Ann Lee", ()),
        ("Bo Ek Jr", ("Oslo",)),
    ]
    assert paper.published.isoformat() == "2025-01-06T19:18:42+00:00"
    assert paper.updated.isoformat() == "2025-02-04T20:18:42+00:00"
    assert (paper.categories, paper.primary_category) == (("q-bio.NC", "cs.LG"), "q-bio.NC")
    assert (paper.doi, paper.ids) == ("10.1000/v4.12", ("doi:10.1000/v4.12",))
    assert (paper.journal_ref, paper.comment) == ("J. V4 1 (2025)", "12 pages")


@pytest.mark.parametrize("raw", [False, True])
def test_both_formats_of_oai_pmh_keep_all_their_fields(tmp_path, raw):
    (paper,) = reading(tmp_path, DOCUMENTS["arxiv-oai"].of([(oai_raw if raw else oai)(12)]))
    assert (paper.id, paper.title) == ("arxiv:2501.00012", "Learning in V4")
    assert paper.authors[0].name == "Ann Lee"
    assert paper.authors[1].affiliations == (("Oslo, Norway",) if raw else ())
    assert paper.version == (2 if raw else None)
    assert paper.published.date().isoformat() == "2025-01-06"
    assert paper.updated.date().isoformat() == "2025-02-04"


def test_a_prefix_for_the_protocol_does_not_matter(tmp_path):
    content = DOCUMENTS["arxiv-oai"].of([oai(12)]).decode()
    for name in ("OAI-PMH", "ListRecords", "record", "header", "identifier", "metadata"):
        content = content.replace(f"<{name}", f"<o:{name}").replace(f"</{name}", f"</o:{name}")
    (paper,) = reading(tmp_path, content.replace("xmlns=", "xmlns:o=", 1))
    assert paper.id == "arxiv:2501.00012"


def test_a_deleted_header_is_a_deletion(tmp_path):
    deleted = (
        '<record><header status="deleted"><identifier>oai:arXiv.org:math/0309136</identifier>'
        "</header></record>"
    )
    first, second = reading(tmp_path, DOCUMENTS["arxiv-oai"].of([deleted, oai(12)]))
    assert isinstance(first, Deletion)
    assert (first.id, second.id) == ("arxiv:math/0309136", "arxiv:2501.00012")


def test_an_error_of_the_protocol_is_told(tmp_path):
    (reject,) = reading(
        tmp_path,
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="badResumptionToken">'
        "expired</error></OAI-PMH>",
    )
    assert "badResumptionToken: expired" in reject.reason


def test_another_metadata_format_is_told(tmp_path):
    other = "<record><header><identifier>x</identifier></header><metadata><dc/></metadata></record>"
    reject, paper = reading(tmp_path, DOCUMENTS["arxiv-oai"].of([other, oai(12)]))
    assert "no metadata of the format" in reject.reason
    assert isinstance(paper, Paper)


@pytest.mark.parametrize("format", ["arxiv-atom", "arxiv-snapshot"])
def test_a_withdrawn_paper_says_so(tmp_path, format):
    record = {
        "arxiv-atom": atom(12).replace("We study V4", "This paper has been withdrawn"),
        "arxiv-snapshot": snapshot(12, comments="withdrawn by the authors"),
    }[format]
    (paper,) = reading(tmp_path, DOCUMENTS[format].of([record]))
    assert [notice.kind for notice in paper.notices] == ["withdrawal"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "2513.00012"}, "no arXiv id"),
        ({"id": None}, "no arXiv id"),
        ({"title": "", "abstract": " "}, "neither title nor abstract"),
    ],
)
def test_a_broken_record_of_the_snapshot_is_set_aside(tmp_path, change, said):
    reject, paper = reading(tmp_path, snapshot(11, **change) + "\n" + snapshot(12))
    assert isinstance(reject, Reject)
    assert said in reject.reason
    assert paper.id == "arxiv:2501.00012"


def test_two_dois_in_one_field_are_two_ids(tmp_path):
    (paper,) = reading(tmp_path, snapshot(12, doi="10.1000/A 10.1000/B"))
    assert paper.ids == ("doi:10.1000/a", "doi:10.1000/b")
