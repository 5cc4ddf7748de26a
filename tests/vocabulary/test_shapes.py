"""The shapes of the vocabulary find what is wrong in a file that is written by hand."""

import pytest

from kg.vocabulary.shapes import violations
from kg.vocabulary.vocabulary import files

HEAD = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix nkg: <https://w3id.org/neurokg/terms#> .
@prefix neurokg: <https://w3id.org/neurokg/concept/> .
@prefix thes: <http://purl.org/iso25964/skos-thes#> .
neurokg:x a nkg:Method ; """
GOOD = """skos:prefLabel "some method"@en ;
    skos:altLabel "another name"@en ; nkg:abbreviation "SM" ;
    thes:broaderGeneric neurokg:y ."""


def found(tmp_path, text):
    path = tmp_path / "own.ttl"
    path.write_text(HEAD + text)
    return violations([path])


def test_what_ships_fits_its_shapes():
    assert violations(files()) == []


def test_a_good_concept_fits(tmp_path):
    assert found(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"some method"@en', '"some method"', "English"),
        ('"some method"@en', '"some method"@en, "second"@en', "exactly one preferred label"),
        ('skos:prefLabel "some method"@en ;', "", "exactly one preferred label"),
        ("a nkg:Method", "a nkg:Method, nkg:Dataset", "exactly one type"),
        ('"another name"@en', '"another name"', "in a language"),
        ('"another name"@en', '"another name"@en ; skos:hiddenLabel "another name"@en', "S13"),
        ('"SM"', '"SM"@en', "plain string"),
        ('"SM"', '" SM"', "space"),
        ("neurokg:y", '"y"', "IRI"),
        ("neurokg:y", "neurokg:y ; thes:broaderPartitive neurokg:y", "part of"),
        ("skos:altLabel", "skos:altlabel", "altlabel"),
    ],
)
def test_a_mistake_is_told_with_concept_and_property(tmp_path, before, after, said):
    path = tmp_path / "own.ttl"
    path.write_text((HEAD + GOOD).replace(before, after))
    problems = violations([path])
    assert problems
    assert {problem.curie for problem in problems} == {"neurokg:x"}
    assert any(said in problem.detail for problem in problems)
