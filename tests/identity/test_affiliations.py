"""What an affiliation says of where somebody works."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.rows import institutions as rows
from kg.identity import Bearer, resolve
from kg.identity.affiliations import domains, institutions
from kg.model import Author


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dept. of Physiology, University of Oslo, 0316 Oslo. a@uio.no", "University of Oslo"),
        ("School of Physiology of Keele University, 12 High Street, Keele", "Keele University"),
        ("University of California at San Diego, CA", "University of California San Diego"),
        ("University of California, San Diego, USA", "University of California San Diego"),
        ("Centre for Vision, The Example Research Institute, Bath", "Example Research Institute"),
        ("Institute of Vision, Example Academy of Sciences, Bath", "Example Academy of Sciences"),
        ("Institute of Vision, Bath BA1, UK. Email: a@b.uk", "Institute of Vision, Bath, UK"),
        ("Institut Exemple, 75005 Paris", "Institut Exemple"),
        ("Oslo, Norway.", "Oslo, Norway"),
    ],
)  # fmt: skip
def test_the_institution_is_found_among_departments_streets_and_addresses(text, expected):
    assert institutions(text) == (expected,)


def test_two_institutions_in_one_affiliation_are_two():
    assert institutions("University of Oslo, Norway; University of Bergen, Norway") == (
        "University of Oslo",
        "University of Bergen",
    )


def test_the_domain_is_that_of_the_organisation_and_not_where_anybody_has_an_address():
    text = "x Ann.Lee@med.uni-bonn.de, a-b@psych.ox.ac.uk; me@gmail.com, me@yahoo.co.uk"
    assert domains(text) == ("ox.ac.uk", "uni-bonn.de")


@given(st.text(), st.from_regex(r"[a-z.]{1,9}@[a-z]{2,9}\.(no|ac\.uk|com)", fullmatch=True))
def test_no_address_gets_into_an_institution(text, address):
    author = Author(name="Ann Lee", affiliations=(f"University of Oslo, {text}. {address}",))
    for row in rows(author):
        assert address not in row["name"]
    assert all(isinstance(domain, str) for domain in domains(text))


def test_authors_of_one_university_share_an_institution_whatever_the_department():
    one = Author(name="A B", affiliations=("Dept of X, University of Oslo, Norway. a@uio.no",))
    other = Author(name="C D", affiliations=("Department of Y, University of Oslo, 0316 Oslo.",))
    assert rows(one) == rows(other)
    assert rows(Author(name="A B", affiliations=("a@uio.no",))) == []


def test_a_shared_domain_is_evidence_where_no_institution_is_shared():
    def bearer(number, institution, domain):
        return Bearer(
            f"a:{number}", ("Ann Whittington",), frozenset([f"p{number}"]),
            institutions=frozenset([institution]), domains=frozenset([domain]),
        )  # fmt: skip

    one, same, moved = bearer(1, "i", "uio.no"), bearer(2, "h", "uio.no"), bearer(3, "h", "k.se")
    (group,) = resolve([one, same])
    assert group.reasons["a:2"].evidence["e-mail"] > 0
    assert resolve([one, moved]) == []
    (group,) = resolve([one, bearer(4, "i", "uio.no")])
    assert "e-mail" not in group.reasons["a:4"].evidence
