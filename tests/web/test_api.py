"""The JSON interface."""

import pytest


def test_pages_by_cursor_hold_each_work_once(get):
    ids, cursor = [], None
    while True:
        params = {"limit": 10} | ({"cursor": cursor} if cursor else {})
        answer = get("/api/v1/works", params=params).json()
        ids += [item["id"] for item in answer["items"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert len(ids) == len(set(ids)) == answer["total"] == 34


def test_a_work_has_its_mentions_with_offsets(get):
    work = get("/api/v1/works/arxiv:2501.00001").json()
    for mention in work["mentions"]:
        assert work["abstract"][mention["start"] : mention["end"]] == mention["text"]
    assert get(work["url"].removeprefix(str(get("/").url).rstrip("/"))).status_code == 200


def test_concepts_and_people_by_id(get):
    concept = get("/api/v1/concepts/neurokg:v4").json()
    assert concept["parents"] == [
        {"id": "UBERON:0000411", "label": "visual cortex", "how": "PART_OF"}
    ]
    assert get("/api/v1/people/orcid:0000-0002-1825-0097").json()["works"] == ["arxiv:2501.00043"]


def test_questions_of_the_library_answer_rows(get):
    listed = get("/api/v1/queries").json()
    assert "mentioned-with" in [question["name"] for question in listed]
    rows = get("/api/v1/queries/mentioned-with", params={"concept": "V4", "limit": "2"}).json()
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/v1/works/none", 404), ("/api/v1/works?cursor=abc", 400), ("/api/v1/works?limit=0", 400),
     ("/api/v1/queries/nothing", 404), ("/api/v1/nothing", 404), ("/api/v1/slice", 400),
     ("/api/v1/queries/region-papers", 400), ("/api/v1/concepts/x", 404)],
)  # fmt: skip
def test_errors_are_problems(get, path, status):
    response = get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["instance"] == path.split("?")[0]


def test_answers_have_an_etag_as_long_as_the_graph_stays(get):
    first = get("/api/v1/works?limit=3")
    again = get("/api/v1/works?limit=3", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert {"Accept", "Accept-Encoding"} == set(again.headers["vary"].split(", "))
    strong = first.headers["etag"].removeprefix("W/")  # compared weakly (RFC 9110, 13.1.2)
    assert get("/api/v1/works?limit=3", headers={"If-None-Match": strong}).status_code == 304
    assert not again.content


def test_openapi_describes_every_address(get):
    paths = get("/api/v1/openapi.json").json()["paths"]
    assert all(path.startswith("/api/v1/") for path in paths)
    assert len(paths) >= 8
