"""A reader's own library: CSL-JSON, RIS, BibTeX."""

import json

import pytest

from kg.model import Paper, Reject
from kg.sources import read
from tests.sources.documents import DOCUMENTS, bibtex, csl, ris


def reading(tmp_path, content):
    path = tmp_path / "library"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read([path]))


def names(paper):
    return [author.name for author in paper.authors]


def test_an_item_of_csl_json_keeps_its_fields(tmp_path):
    (paper,) = reading(tmp_path, DOCUMENTS["csl-json"].of([csl(12)]))
    assert (paper.id, paper.doi) == ("doi:10.1000/v4.12", "10.1000/v4.12")
    assert (paper.title, paper.abstract) == ("Learning in V4", "We study V4.")
    assert names(paper) == ["Ann Lee", "The V4 Group"]
    assert (paper.journal, paper.published.day) == ("Journal of V4", 7)


def test_particles_and_crossrefs_lists_are_understood(tmp_path):
    author = [{"family": "Berg", "given": "Ann", "non-dropping-particle": "van der"}]
    item = csl(12, author=author, title=["V4"], DOI=None, URL="https://arxiv.org/abs/2501.00012")
    (paper,) = reading(tmp_path, f"[{item}]")
    assert (paper.id, paper.title, names(paper)) == ("arxiv:2501.00012", "V4", ["Ann van der Berg"])
    assert paper.kind == "preprint"


@pytest.mark.parametrize(
    "broken",
    [
        csl(12).replace('"title"', 'title"'),
        csl(12)[:-1],
        csl(12).replace(":", "", 1),
        '{"id": "x", "author": [{"family": "Lee"}, {"family": Ek}], "title": "V4"}',
    ],
)
def test_a_broken_item_is_told_once_and_its_neighbours_stay(tmp_path, broken):
    first, reject, last = reading(tmp_path, DOCUMENTS["csl-json"].of([csl(11), broken, csl(13)]))
    assert (first.id, last.id) == ("doi:10.1000/v4.11", "doi:10.1000/v4.13")
    assert "not valid JSON" in reject.reason
    assert reject.line == 3


def test_a_long_array_is_read_across_the_pieces_it_comes_in(tmp_path):
    items = [csl(number, abstract="é" * (number * 7 % 5000)) for number in range(1, 200)]
    papers = reading(tmp_path, json.dumps([json.loads(item) for item in items], ensure_ascii=False))
    assert [paper.id for paper in papers] == [f"doi:10.1000/v4.{n}" for n in range(1, 200)]


def test_a_record_of_ris_keeps_its_fields(tmp_path):
    (paper,) = reading(tmp_path, ris(12))
    assert (paper.id, paper.ids) == ("doi:10.1000/v4.12", ("arxiv:2501.00012",))
    assert paper.abstract == "We study V4, again and again."
    assert names(paper) == ["Ann Lee", "Bo Ek"]
    assert (paper.journal, paper.keywords) == ("Journal of V4", ("attention",))
    assert paper.published.date().isoformat() == "2019-03-07"


@pytest.mark.parametrize(
    "broken", [ris(12).replace("ER  - ", ""), ris(12).replace("TY", "TX"), "TY  - JOUR\nER  - \n"]
)
def test_a_broken_record_of_ris_costs_no_other(tmp_path, broken):
    records = reading(tmp_path, DOCUMENTS["ris"].of([ris(11), broken, ris(13)]))
    assert [type(record) for record in records] == [Paper, Reject, Paper]


def test_an_entry_of_bibtex_keeps_its_fields(tmp_path):
    (paper,) = reading(tmp_path, DOCUMENTS["bibtex"].of([bibtex(12)]))
    assert paper.title == r"Learning in V4: Ölmez & $\alpha$"
    assert paper.abstract == "We study 50% of V4."
    assert names(paper) == ["Ann van der Berg", "Jan Müller", "The V4 Group"]
    assert (paper.journal, paper.doi) == ("Journal of V4", "10.1000/v4.12")
    assert (paper.published.year, paper.published.month) == (2019, 3)
    assert paper.keywords == ("attention", "learning")


def test_an_eprint_is_an_arxiv_id_and_an_entry_without_ids_has_its_key(tmp_path):
    first, second = reading(
        tmp_path,
        "@misc{a, title={V4}, eprint={2501.00012v3}, archiveprefix={arXiv}}\n"
        "@book{lee:2019, title={V1}, year={2019}}\n",
    )
    assert (first.id, first.kind) == ("arxiv:2501.00012", "preprint")
    assert second.id == "bibtex:lee:2019"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (bibtex(12).replace("title = {", "title {"), "not an entry of BibTeX"),
        (bibtex(12)[:-1], "not an entry of BibTeX"),
        (bibtex(11), "its key is that of the entry in line 3"),
    ],
)
def test_a_broken_entry_of_bibtex_costs_no_other(tmp_path, broken, said):
    records = reading(tmp_path, DOCUMENTS["bibtex"].of([bibtex(11), broken, bibtex(13)]))
    assert [type(record) for record in records] == [Paper, Reject, Paper]
    assert said in records[1].reason


def test_one_library_in_three_forms_is_the_same_papers(tmp_path):
    forms = [reading(tmp_path, DOCUMENTS[form].whole) for form in ("csl-json", "ris", "bibtex")]
    assert len({tuple(paper.id for paper in papers) for papers in forms}) == 1
