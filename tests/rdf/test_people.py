"""People that were told apart, and communities, in linked data."""

import re

import pyoxigraph as ox
import pytest

from kg.rdf import export, triples, validate
from kg.rdf.prefixes import prefixes
from tests.graph.papers import CONCEPTS, paper
from tests.rdf.papers import KNOWN, PEOPLE, PERSON, RECORDS
from tests.rdf.rows import PlainRows

BASE = "https://w3id.org/neurokg/"
ONE, OTHER, THIRD = (f"author:arxiv-2501.0000{n}-1" for n in (1, 2, 3))
PAPERS = [paper(n, authors=("Ann Lee", "Bo Ek", "Cy Ng")) for n in range(1, 4)]


def told(statements):
    known = {iri: prefix for prefix, iri in prefixes().items()}

    def short(term):
        value = term.value
        space = max((iri for iri in known if value.startswith(iri)), key=len, default="")
        return f"{known[space]}:{value.removeprefix(space)}" if space else value

    return {tuple(map(short, triple)) for triple in statements}


def test_an_author_is_a_specialization_of_a_person_with_the_evidence_beside_it():
    said = told(triples(PlainRows(RECORDS, KNOWN, **PEOPLE)))
    author, finding = "author:arxiv-2501.00001-2", "identification:author-arxiv-2501.00001-2"
    assert (author, "prov:specializationOf", PERSON) in said
    assert (finding, "nkg:author", author) in said
    assert (finding, "nkg:person", PERSON) in said
    assert (finding, "nkg:joinedTo", "author:arxiv-2501.00005-1") in said
    assert (finding, "nkg:probability", "0.98") in said
    evidence = {value for node, name, value in said if name == "nkg:evidence"}
    assert evidence == {"name: +4.25 bits", "journal: -0.50 bits"}


def test_a_paper_is_by_the_author_that_it_names_and_by_the_person_that_they_are():
    said = told(triples(PlainRows(RECORDS, KNOWN, **PEOPLE)))
    assert ("arxiv:2501.00005", "dcterms:creator", "author:arxiv-2501.00005-1") in said
    authors = {value for node, name, value in said
               if (node, name) == ("arxiv:2501.00005", "schema:author")}  # fmt: skip
    assert authors == {PERSON}
    assert not [triple for triple in said if triple[1] == "owl:sameAs"]


def test_an_author_who_is_a_group_is_no_person():
    said = told(triples(PlainRows(RECORDS, KNOWN)))
    (group,) = {node for node, name, value in said if (name, value) == ("foaf:name", "The V4 Group")
                and node.startswith("author:")}  # fmt: skip
    kinds = {value for node, name, value in said if (node, name) == (group, "rdf:type")}
    assert kinds == {"foaf:Group", "schema:Organization"}
    assert ("doi:10.1000/xyz-1", "dcterms:creator", group) in said


def test_an_institution_is_one_for_schema_org_too_and_no_group(tmp_path):
    rows = PlainRows(RECORDS, KNOWN)
    said = told(triples(rows))
    places = {value for _, name, value in said if name == "schema:affiliation"}
    assert places
    for place in places:
        facts = {(name, value) for node, name, value in said if node == place}
        assert {value for name, value in facts if name == "rdf:type"} == {
            "foaf:Organization", "schema:Organization",
        }  # fmt: skip
        (written,) = {value for name, value in facts if name == "schema:name"}
        assert ("foaf:name", written) in facts
    export(rows, tmp_path / "good.nt")
    text = (tmp_path / "good.nt").read_text()
    organization = "<http://xmlns.com/foaf/0.1/Organization>"
    for name, wrong in (
        (
            "schema",
            re.sub(rf"({organization} \.\n).* <https://schema.org/Organization> \.\n", r"\1", text),
        ),
        ("group", text.replace(organization, "<http://xmlns.com/foaf/0.1/Group>")),
        ("names", re.sub(r"(institution/\S+ <https://schema.org/name> )\"", r'\1"x', text)),
    ):
        assert wrong != text
        (tmp_path / f"{name}.nt").write_text(wrong)
        assert list(validate([tmp_path / f"{name}.nt"])), name


def test_whom_a_user_holds_to_be_two_are_different():
    said = told(triples(PlainRows(RECORDS, KNOWN, **PEOPLE)))
    different = {(one, other) for one, name, other in said if name == "owl:differentFrom"}
    assert different == {("author:arxiv-2501.00001-2", "orcid:0000-0002-1825-0097")}


@pytest.mark.parametrize("suffix", ["nt", "trig"])
def test_both_stores_write_the_same_people_and_communities(both_stores, tmp_path, suffix):
    for number, store in enumerate(both_stores):
        store.load(PAPERS, CONCEPTS)
        store.decide("merge", ONE, OTHER)
        store.decide("split", ONE, THIRD)
        store.resolve_people()
        store.find_communities()
        export(store, tmp_path / f"{number}.{suffix}")
    one, other = ((tmp_path / f"{number}.{suffix}").read_bytes() for number in (0, 1))
    assert one == other
    said = told(quad.triple for quad in ox.parse(one, ox.RdfFormat.from_extension(suffix)))
    assert (OTHER, "prov:specializationOf", "person:author-arxiv-2501.00001-1") in said
    assert (ONE, "owl:differentFrom", THIRD) in said
    assert {"said by a user"} <= {value for _, name, value in said if name == "nkg:evidence"}
    members = {value for node, name, value in said if name in {"foaf:member", "skos:member"}}
    assert "person:author-arxiv-2501.00001-1" in members
    assert "neurokg:v4" in members
