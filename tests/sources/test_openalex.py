import json

import pytest

from kg.model import Paper, Reject
from kg.sources import read
from tests.sources.documents import openalex
from tests.sources.fuzz import ODD


def reading(tmp_path, *lines):
    path = tmp_path / "works.jsonl"
    path.write_text("\n".join(lines))
    return list(read([path]))


def test_a_work_keeps_all_its_fields(tmp_path):
    (paper,) = reading(tmp_path, openalex(12))
    assert (paper.id, paper.kind, paper.language) == ("openalex:W12", "article", "en")
    assert paper.abstract == "We study V4. We rest."
    assert (paper.doi, paper.ids) == ("10.1000/v4.12", ("doi:10.1000/v4.12", "pmid:12"))
    assert paper.journal == "Journal of V4"
    assert paper.published.date().isoformat() == "2019-03-07"
    (author,) = paper.authors
    assert (author.name, author.orcid) == ("Ann Lee", "0000-0002-1825-0097")
    assert author.institutions[0].ror == "ror:01xtthb56"
    assert author.affiliations == ("Oslo, Norway.",)


def test_a_preprint_on_arxiv_has_its_arxiv_id(tmp_path):
    places = [{"landing_page_url": "https://arxiv.org/abs/2501.00012v1"}]
    (paper,) = reading(tmp_path, openalex(12, type="preprint", locations=places, doi=None))
    assert (paper.kind, paper.doi) == ("preprint", None)
    assert "arxiv:2501.00012" in paper.ids


def test_a_retracted_work_is_marked(tmp_path):
    (paper,) = reading(tmp_path, openalex(12, is_retracted=True))
    assert paper.retracted
    assert paper.notices[0].kind == "retraction"


def test_holes_of_the_inverted_index_are_left_out_and_told(tmp_path):
    paper, reject = reading(tmp_path, openalex(12, abstract_inverted_index={"We": [0], "V4.": [3]}))
    assert paper.abstract == "We V4."
    assert "no word for 2 of its places" in reject.reason
    assert reject.record == "openalex:W12"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "https://openalex.org/A12"}, "no OpenAlex work"),
        ({"title": None, "abstract_inverted_index": None}, "neither title nor abstract"),
    ],
)
def test_a_broken_work_is_set_aside_and_its_neighbours_stay(tmp_path, change, said):
    records = reading(tmp_path, openalex(11), openalex(12, **change), openalex(13))
    assert [type(record) for record in records] == [Paper, Reject, Paper]
    assert said in records[1].reason
    assert records[1].line == 2


@pytest.mark.parametrize(
    ("change", "said", "abstract", "authors"),
    [
        ({"abstract_inverted_index": {"We": [0], "V4.": [1, -1]}}, "'-1' is no place", "We V4.", 1),
        ({"abstract_inverted_index": {"We": [10**9, "x"]}}, "nor are 1 others", "", 1),
        ({"abstract_inverted_index": {"We": "first"}}, "'first' is no place", "", 1),
        ({"abstract_inverted_index": "We"}, "where an object should be", "", 1),
        ({"authorships": 5}, "where a list should be", "We study V4. We rest.", 0),
        ({"authorships": [7, {"raw_author_name": "Ann", "institutions": 5}]},
         "where an object should be", "We study V4. We rest.", 1),
        ({"keywords": [7]}, "where an object should be", "We study V4. We rest.", 1),
        ({"primary_location": 7}, "where an object should be", "We study V4. We rest.", 1),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_part_of_a_work_costs_that_part(
    tmp_path, change, said, abstract, authors
):
    paper, *rejects = reading(tmp_path, openalex(12, **change))
    assert (paper.abstract, len(paper.authors)) == (abstract, authors)
    assert said in rejects[0].reason


@pytest.mark.parametrize("field", sorted(json.loads(openalex(12)).keys() - {"id", "title"}))
def test_no_value_of_a_field_costs_a_work_with_a_title(tmp_path, field):
    found = reading(
        tmp_path, *(openalex(number, **{field: odd}) for number, odd in enumerate(ODD, 1))
    )
    papers = [record.id for record in found if isinstance(record, Paper)]
    assert papers == [f"openalex:W{number}" for number in range(1, len(ODD) + 1)]


def test_pages_of_the_api_are_read_work_by_work(tmp_path):
    works = [json.loads(openalex(11)), {"id": "https://openalex.org/W12"}, json.loads(openalex(13))]
    records = reading(tmp_path, json.dumps({"meta": {"count": 3}, "results": works}))
    assert [type(record) for record in records] == [Paper, Reject, Paper]


def test_odd_dates_are_told_and_the_year_stays(tmp_path):
    first, told, second = reading(
        tmp_path,
        openalex(11, publication_date="some day"),
        openalex(12, publication_date=None, publication_year=2019),
    )
    assert first.published is None
    assert "'some day' is no date" in told.reason
    assert second.published.year == 2019
