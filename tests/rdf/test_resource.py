"""One paper or concept as JSON-LD, Turtle or N-Triples: the same graph in each."""

import json

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.errors import NotFound, UsageError
from kg.rdf import RESOURCE_FORMATS, export, resource
from kg.rdf.iris import paper as paper_iri
from tests.rdf.papers import FULL, HOSTILE, KNOWN, NOTE, PEOPLE, PERSON, RECORDS
from tests.rdf.rows import PlainRows

# rdflib's own parsers still use its old class.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

STORED = [
    FULL.id, NOTE.id, "doi:10.1000/xyz-1", "arxiv:2501.00005", "neurokg:v4", "neurokg:nsd",
    "orcid:0000-0002-1825-0097", "author:arxiv-2501.00001-2", "arxiv.category:q-bio.NC",
]  # fmt: skip
OTHERS = [PERSON, "community:people-1", "community:concepts-1", "institution:univ-of-oslo"]
IDS = [*STORED, *OTHERS]


@pytest.fixture(scope="module")
def rows():
    return PlainRows(RECORDS, KNOWN, **PEOPLE)


@pytest.mark.parametrize("id", IDS)
def test_every_format_says_the_same(id, rows):
    graphs, sets = [], []
    for format in RESOURCE_FORMATS:
        text = resource(rows, id, format)
        name = "json-ld" if format == "jsonld" else format
        graphs.append(rdflib.Graph().parse(data=text, format=name))
        parsed = ox.parse(text.encode(), ox.RdfFormat.from_extension(format))
        sets.append({quad.triple for quad in parsed})
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[1], graphs[2])
    assert sets[0] == sets[1] == sets[2]
    assert len(graphs[0]) == len(sets[0]) > 2


@pytest.mark.parametrize("base", ["https://w3id.org/neurokg/", "https://example.org/"])
def test_a_resource_is_a_part_of_the_dump(base, rows, tmp_path):
    export(rows, tmp_path / "graph.nt", base=base)
    lines = set((tmp_path / "graph.nt").read_text().split("\n"))
    for id in IDS:
        assert set(resource(rows, id, "nt", base=base).split("\n")) <= lines
        data = json.dumps(json.loads(resource(rows, id, base=base)))
        assert {f"{quad.triple} ." for quad in ox.parse(data, ox.RdfFormat.JSON_LD)} <= lines


def test_a_paper_reads_like_a_record(rows):
    document = json.loads(resource(rows, FULL.id))
    first = document["@graph"][0]
    assert first["id"] == FULL.id
    assert first["title"] == FULL.title
    assert first["creators"][0] == "orcid:0000-0002-1825-0097"
    assert first["mentions"][0] == "CL:0000598"
    mentions = [node for node in document["@graph"] if node["type"] == ["oa:Annotation"]]
    assert len(mentions) == len(FULL.mentions)
    places = [
        (mention["target"]["field"], selector["start"], selector["end"])
        for mention in mentions
        for selector in mention["target"]["selectors"]
        if "start" in selector
    ]
    assert places == [(m.field, m.start, m.end) for m in FULL.mentions]
    assert HOSTILE in [node.get("name") for node in document["@graph"]]


def test_a_document_of_ones_own_has_an_iri_of_ours(rows):
    assert f"<{paper_iri(NOTE.id)}>" in resource(rows, NOTE.id, "nt")


def test_both_stores_say_the_same_of_a_paper_and_a_concept(both_stores):
    for store in both_stores:
        store.load(RECORDS, KNOWN)
    one, other = both_stores
    for id in STORED:
        for format in RESOURCE_FORMATS:
            assert resource(one, id, format) == resource(other, id, format)


def test_what_is_not_there_and_an_unknown_format_are_told(rows):
    with pytest.raises(NotFound, match="arxiv:1"):
        resource(rows, "arxiv:1")
    with pytest.raises(UsageError, match="jsonld, ttl, nt"):
        resource(rows, FULL.id, "pdf")
