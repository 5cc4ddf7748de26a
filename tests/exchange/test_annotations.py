"""Web Annotations: the statements of the linked data, with quotations that find their place."""

import gzip
import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.exchange import export_annotations
from kg.rdf import triples
from tests.exchange.papers import CONCEPTS, HOSTILE, KNOWN, PAPERS
from tests.graph.papers import paper
from tests.rdf.papers import FULL, NOTE, PUBLISHED
from tests.rdf.rows import PlainRows as Rows

# Of the context of the Web Annotation Data Model, the terms that we use.
ANNO = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "identifying": "oa:identifying",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "generator": {"@id": "as:generator", "@type": "@id"},
    "label": "rdfs:label",
    "name": "foaf:name",
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
}


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def statements(document):
    """The triples of a collection; rdflib has the context from here, not from the network."""
    name, own = document["@context"]
    assert name == "http://www.w3.org/ns/anno.jsonld"
    graph = rdflib.Graph().parse(
        data=json.dumps(document | {"@context": [ANNO, own]}), format="json-ld"
    )
    return set(ox.parse(graph.serialize(format="nt"), ox.RdfFormat.N_TRIPLES))


@pytest.fixture
def collections(graph, tmp_path):
    assert export_annotations(graph, tmp_path / "all.jsonl") == len(PAPERS)
    return {one["label"]: one for one in read(tmp_path / "all.jsonl")}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprec:DeprecationWarning")
def test_a_collection_states_what_the_linked_data_states_of_its_mentions(collections):
    some = [FULL, NOTE, PUBLISHED]
    written = {
        ox.Quad(triple.subject, triple.predicate, triple.object)
        for triple in triples(Rows(some, KNOWN))
        if "/mention/" in str(triple.subject)
    }
    found = set().union(*(statements(collections[paper.title or paper.id]) for paper in some))
    assert written <= found
    mine = {q.predicate.value.rpartition("#")[2].rpartition("/")[2] for q in found - written}
    assert mine == {
        "type", "label", "totalItems", "first", "startIndex", "items", "rest", "generator", "name",
        "prefix", "suffix",
    }  # fmt: skip


def test_positions_and_quotations_find_the_mention_in_its_field(collections):
    for given_paper in PAPERS:
        found = collections[given_paper.title or given_paper.id]
        assert found["total"] == len(found["first"]["items"]) == len(given_paper.mentions)
        places = set()
        for item in found["first"]["items"]:
            field = item["target"]["field"]
            position, quote = item["target"]["selector"]
            text = dict(given_paper.fields())[field]
            assert text[position["start"] : position["end"]] == quote["exact"]
            before = text[: position["start"]]
            assert before.endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
            assert len(quote["prefix"]) == min(32, len(before))
            places.add((field, position["start"], position["end"]))
        assert places == {(m.field, m.start, m.end) for m in given_paper.mentions}


def test_an_annotation_names_its_concept_and_who_found_it(collections):
    wild = collections[HOSTILE]
    assert wild["id"] == "https://w3id.org/neurokg/mention/arxiv:2501.00005/"
    item = wild["first"]["items"][0]
    assert item["body"] == {
        "id": "https://w3id.org/neurokg/concept/v4", "label": "visual area V4",
    }  # fmt: skip
    assert item["generator"]["name"] == "neurokg 0.1.0"
    assert item["target"]["selector"][1]["prefix"] == "🧠 "


def test_one_paper_is_one_readable_document(graph, tmp_path):
    one = ["arxiv:2501.00001"]
    assert export_annotations(graph, tmp_path / "one.jsonld", ids=one, min_confidence=0.5) == 1
    text = (tmp_path / "one.jsonld").read_text(encoding="utf-8")
    assert '\n  "type": "AnnotationCollection",\n' in text
    assert "🧠" in text
    confidences = [item["confidence"] for item in json.loads(text)["first"]["items"]]
    assert min(confidences) == "0.9"
    for wanted in (None, [], [*one, "arxiv:2501.00005"]):
        with pytest.raises(UsageError, match="one paper"):
            export_annotations(graph, tmp_path / "two.jsonld", ids=wanted)
    with pytest.raises(UsageError, match=r"\.jsonl or \.jsonld"):
        export_annotations(graph, tmp_path / "all.json")


def test_two_exports_are_equal_and_packed_ones_too(graph, tmp_path):
    for name in ("a.jsonl", "b.jsonl", "c.jsonl.gz"):
        export_annotations(graph, tmp_path / name)
    plain = (tmp_path / "a.jsonl").read_bytes()
    assert plain == (tmp_path / "b.jsonl").read_bytes()
    assert plain == gzip.decompress((tmp_path / "c.jsonl.gz").read_bytes())


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=40, deadline=None)
def test_any_text_around_a_mention_is_quoted_as_it_is(tmp_path_factory, around):
    path = tmp_path_factory.mktemp("any") / "a.jsonl"
    export_annotations(Rows([paper(1, abstract=f"{around} V4 {around}")], CONCEPTS), path)
    (one,) = read(path)
    quote = one["first"]["items"][0]["target"]["selector"][1]
    assert quote["prefix"] == f"{around} "[-32:]
    assert quote["suffix"] == f" {around}"[:32]
