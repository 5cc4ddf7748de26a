"""Communities are of several papers: an author list is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.communities import communities

pytest.importorskip("igraph")
CIRCLES = [["a", "b", "c"], ["a", "b"], ["b", "c"], ["x", "y", "z"], ["x", "z"]]


def test_a_paper_alone_is_no_community_and_counts_for_nothing():
    alone = ["l", "m", "n", "o"]
    assert communities([*CIRCLES, alone]) == communities(CIRCLES)
    assert communities([alone]).members == []


def test_what_comes_of_one_paper_alone_is_no_community_either():
    guests = ["c", "p", "q", "r", "s", "t"]  # one of them is of the circle
    found = [set(members) for members in communities([*CIRCLES, guests]).members]
    assert found == [{"a", "b", "c"}, {"x", "y", "z"}]


def test_one_list_in_two_papers_is_a_community():
    assert communities([["a", "b", "c"], ["c", "b", "a"]]).members == [["a", "b", "c"]]


@given(st.randoms(use_true_random=False))
def test_the_order_of_papers_changes_nothing(random):
    members = [f"m{n}" for n in range(12)]
    groups = [random.sample(members, random.randint(2, 7)) for _ in range(20)]
    found = communities(groups)
    random.shuffle(groups)
    assert communities(groups) == found
