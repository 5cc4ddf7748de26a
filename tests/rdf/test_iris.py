"""IRIs are made by rule: valid, stable, and different for different ids."""

import re
from itertools import pairwise

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.curies import to_curie
from kg.errors import UsageError
from kg.rdf import iris
from kg.rdf.ntriples import node
from kg.rdf.prefixes import converter, prefixes

# RFC 3986: unreserved, sub-delims, ":" "@" "/" "?" "#" and percent-encoded octets.
URI = re.compile(r"https?://(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?#\[\]]|%[0-9A-F]{2})+")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
MAKERS = (iris.paper, iris.concept, iris.author, iris.mention)


@given(TEXT, st.sampled_from(["", "neurokg:", "arxiv:", "author:", "doi:", "UBERON:", "orcid:"]))
def test_any_id_gives_a_valid_iri(text, prefix):
    for make in MAKERS:
        iri = make(prefix + text)
        assert URI.fullmatch(iri)
        ox.NamedNode(iri)
        assert rdflib.URIRef(iri).n3()


@given(TEXT, TEXT)
def test_different_ids_have_different_iris(one, other):
    for prefix in ("", "arxiv:", "doi:", "neurokg:"):
        for make in (iris.paper, iris.concept):
            same = make(prefix + one) == make(prefix + other)
            assert same == (one == other)


@given(TEXT)
def test_no_id_of_a_paper_can_take_the_iri_of_another_kind_of_node(text):
    for prefix in ("author:", "run:", "neurokg:", "UBERON:", "orcid:", "institution:"):
        assert iris.paper(prefix + text).startswith("https://w3id.org/neurokg/paper/")


@given(TEXT)
def test_a_path_has_no_dot_segments(text):
    assert not {".", ".."} & set(iris.paper(text).split("/"))


@given(TEXT)
def test_a_link_becomes_a_valid_address_or_none(text):
    assert iris.url(text) is None or URI.fullmatch(iris.url(text))
    address = iris.url(f"https://a.org/{text}")
    assert URI.fullmatch(address)
    assert iris.url(address) == address


@pytest.mark.parametrize("text", ["http://a.b:x/", "http://[::1/", "http://[", "http://:80/"])
def test_an_address_without_a_host_or_with_a_port_that_is_none_is_no_iri(text):
    assert iris.url(text) is None


@pytest.mark.parametrize(
    ("make", "id", "iri"),
    [
        (iris.paper, "arxiv:q-bio/0401001", "https://arxiv.org/abs/q-bio/0401001"),
        (iris.paper, "arxiv:2603.07369", "https://arxiv.org/abs/2603.07369"),
        (iris.paper, "arxiv:٢603.07369", None),
        (iris.paper, "pmid:12345", "https://pubmed.ncbi.nlm.nih.gov/12345"),
        (iris.paper, "doi:10.1016/S0896(01)00001-2", "https://doi.org/10.1016/S0896(01)00001-2"),
        (iris.paper, "doi:10.1/<sici>", None),
        (iris.concept, "CL:0000598", "http://purl.obolibrary.org/obo/CL_0000598"),
        (iris.concept, "NCBITaxon:9539", "http://purl.obolibrary.org/obo/NCBITaxon_9539"),
        (iris.concept, "FBbi:00000246", "http://purl.obolibrary.org/obo/FBbi_00000246"),
        (iris.concept, "openminds:technique/a",
         "https://openminds.om-i.org/instances/technique/a"),
        (iris.author, "orcid:0000-0002-1825-009X", "https://orcid.org/0000-0002-1825-009X"),
        (iris.author, "orcid:x", None),
        (iris.own, "arxiv.category:q-bio.NC", "https://w3id.org/neurokg/topic/q-bio.NC"),
        (iris.own, "institution:univ-of-oslo",
         "https://w3id.org/neurokg/institution/univ-of-oslo"),
    ],
)  # fmt: skip
def test_an_id_of_a_registry_has_the_registrys_iri_only_in_its_form(make, id, iri):
    made = make(id)
    assert made == iri if iri else made.startswith("https://w3id.org/neurokg/")


def test_no_namespace_is_the_beginning_of_another():
    namespaces = sorted(prefixes().values())
    assert not [b for a, b in pairwise(namespaces) if b.startswith(a)]


@pytest.mark.parametrize("id", ["arxiv:2603.07369", "UBERON:0002421", "neurokg:v4", "pmid:12"])
def test_an_id_is_the_curie_of_its_iri(id):
    iri = iris.concept(id) if id[0] in "Un" else iris.paper(id)
    assert converter().compress(iri) == id


@pytest.mark.parametrize("base", ["example.org/", "https://a.org", "https://a.org/x y/", ""])
def test_a_base_that_is_no_iri_is_refused(base):
    with pytest.raises(UsageError, match="base"):
        iris.checked_base(base)


@given(TEXT)
def test_any_id_of_an_added_vocabulary_gives_a_valid_iri_and_one_that_is_valid_stays(text):
    names = iris.Names(added={"my": "https://my.org/é#"})
    iri = iris.concept(f"my:{text}", names)
    ox.NamedNode(iri)
    assert node(iri) == f"<{iri}>"
    assert iris.concept(f"my:{iri.partition('#')[2]}", names) == iri


def test_what_is_encoded_in_the_id_of_an_author_is_not_encoded_again():
    assert iris.author("author:notes%2Fa%3C-1") == "https://w3id.org/neurokg/author/notes%2Fa%3C-1"


@pytest.mark.parametrize(
    ("id", "iri"),
    [
        ("DANDI:000021", "https://identifiers.org/DANDI:000021"),
        ("GEO:GSE123456", "https://identifiers.org/geo:GSE123456"),
        ("openneuro:ds000117", "https://openneuro.org/datasets/ds000117"),
        ("DANDI:21", "https://w3id.org/neurokg/concept/DANDI:21"),
        ("MY:1", "https://w3id.org/neurokg/concept/MY:1"),
    ],
)
def test_no_purl_is_made_up_and_archives_have_their_resolvers(id, iri):
    assert iris.concept(id) == iri
    assert to_curie(iri) == id
