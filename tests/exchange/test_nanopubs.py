"""Nanopublications: valid for the nanopub package, and named by what they say."""

import gzip
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg import resources
from kg.errors import UsageError
from kg.exchange import Attribution, export_nanopubs
from tests.exchange.papers import HOSTILE, PAPERS

nanopub = pytest.importorskip("nanopub")
# The package and rdflib's own parsers still use rdflib's old names.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprec:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.contexts is deprecated:DeprecationWarning"),
]
NP = rdflib.Namespace("http://www.nanopub.org/nschema#")
URI_OF_CONFIDENCE = rdflib.URIRef("https://w3id.org/neurokg/terms#confidence")
SOMEBODY = Attribution(
    "0000-0002-1825-0097", datetime(2026, 1, 31, 12, tzinfo=timezone(timedelta(hours=1)))
)


def read(path: Path) -> list[nanopub.Nanopub]:
    """The nanopublications of a file, each as the package reads it."""
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG):
        graphs.setdefault(quad.graph_name.value.partition("#")[0], []).append(quad)
    found = []
    for place, quads in enumerate(graphs.values()):
        alone = path.with_name(f"one-{place}.trig")
        ox.serialize(quads, str(alone), format=ox.RdfFormat.TRIG)
        found.append(nanopub.Nanopub(rdf=alone))
    return found


@pytest.fixture
def found(graph, tmp_path):
    count = export_nanopubs(graph, tmp_path / "all.trig", min_confidence=0.0, attribution=SOMEBODY)
    published = read(tmp_path / "all.trig")
    assert len(published) == count
    return published


def test_each_is_valid_and_its_name_is_the_hash_of_its_content(found):
    for one in found:
        assert one.is_valid
        assert one.has_valid_trusty
        assert one.source_uri.startswith("https://w3id.org/neurokg/np/RA")
    assert len({one.source_uri for one in found}) == len(found)


def test_a_changed_nanopublication_has_no_longer_its_name(found):
    about = next(iter(found[0].assertion))
    found[0].assertion.remove(about)
    found[0].assertion.add((*about[:2], rdflib.URIRef("http://example.org/other")))
    with pytest.raises(nanopub.utils.MalformedNanopubError):
        assert found[0].has_valid_trusty


def test_there_is_one_for_each_concept_of_each_paper(found):
    said = [triple for one in found for triple in one.assertion]
    expected = {(p.id, m.curie) for p in PAPERS for m in p.mentions if m.status == "linked"}
    assert len(said) == len(set(said)) == len(expected)
    v4 = rdflib.URIRef("https://w3id.org/neurokg/concept/v4")
    papers = {str(paper) for paper, _, concept in said if concept == v4}
    assert papers >= {"https://arxiv.org/abs/2501.00001", "https://doi.org/10.1000/xyz-1"}


def test_provenance_names_mentions_run_and_confidence_and_pubinfo_who_publishes(found):
    one = next(
        one for one in found if {str(value) for triple in one.assertion for value in triple}
        >= {"https://arxiv.org/abs/2501.00005", "https://w3id.org/neurokg/concept/v4"}
    )  # fmt: skip
    sources = set(one.provenance.objects(one.metadata.assertion, rdflib.PROV.wasDerivedFrom))
    assert rdflib.URIRef("https://arxiv.org/abs/2501.00005") in sources
    assert any("/mention/arxiv:2501.00005/abstract-" in source for source in sources)
    run = rdflib.URIRef("https://w3id.org/neurokg/run/0123456789ab")
    assert (one.metadata.assertion, rdflib.PROV.wasGeneratedBy, run) in one.provenance
    this = rdflib.URIRef(one.source_uri)
    assert one.pubinfo.value(this, rdflib.RDFS.label) == rdflib.Literal(
        f"{HOSTILE} mentions visual area V4", lang="en"
    )
    orcid = rdflib.URIRef("https://orcid.org/0000-0002-1825-0097")
    assert one.pubinfo.value(this, rdflib.DCTERMS.creator) == orcid
    assert str(one.pubinfo.value(this, rdflib.DCTERMS.created)) == "2026-01-31T12:00:00+01:00"


def test_nothing_of_a_nanopublication_is_of_another_class_by_the_domains_of_our_terms(found):
    terms = rdflib.Graph().parse(resources.ontology_dir() / "neurokg.ttl")
    assert (None, URI_OF_CONFIDENCE, None) in found[0].provenance
    for one in found:
        for node, predicate, _ in one.provenance:
            for kind in terms.objects(predicate, rdflib.RDFS.domain):
                assert (node, rdflib.RDF.type, kind) in one.provenance, (node, predicate)


def test_the_same_graph_gives_the_same_bytes_and_what_is_unsure_is_left_out(graph, tmp_path):
    for name in ("a.trig", "b.trig", "c.trig.gz"):
        export_nanopubs(graph, tmp_path / name)
    plain = (tmp_path / "a.trig").read_bytes()
    assert plain == (tmp_path / "b.trig").read_bytes()
    assert plain == gzip.decompress((tmp_path / "c.trig.gz").read_bytes())
    assert export_nanopubs(graph, tmp_path / "d.nq", min_confidence=0.95) == 0
    assert export_nanopubs(graph, tmp_path / "e.nq", ids=["doi:10.1000/xyz-1"]) == 3


def test_no_server_is_asked(graph, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a request")

    monkeypatch.setattr("requests.sessions.Session.request", refuse)
    assert export_nanopubs(graph, tmp_path / "a.trig") > 0


def test_wrong_wishes_are_told(graph, tmp_path):
    with pytest.raises(UsageError, match=r"\.trig or \.nq"):
        export_nanopubs(graph, tmp_path / "a.ttl")
    with pytest.raises(UsageError, match="no ORCID"):
        Attribution("somebody")
    with pytest.raises(UsageError, match="zone"):
        Attribution(created=datetime(2026, 1, 31))
