"""BioC: the bioc package reads back what the graph holds, at the right offsets."""

import gzip

import bioc
import pytest
from bioc import biocjson, biocxml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ExportError, UsageError
from kg.exchange import export_bioc
from kg.exchange.bioc import document
from kg.exchange.papers import papers
from tests.exchange.papers import CONCEPTS, HOSTILE, KNOWN, PAPERS
from tests.graph.papers import paper
from tests.rdf.rows import PlainRows as Rows


def read(path):
    if path.suffix == ".jsonl":
        with biocjson.iterreader(str(path)) as documents:
            return list(documents)
    with path.open("rb") as file:
        return (biocxml.load if path.suffix == ".xml" else biocjson.load)(file).documents


@pytest.fixture(params=["xml", "json", "jsonl"])
def documents(request, graph, tmp_path):
    path = tmp_path / f"papers.{request.param}"
    assert export_bioc(graph, path) == len(PAPERS)
    return {document.id: document for document in read(path)}


def test_every_text_and_every_mention_comes_back_at_its_place(documents):
    assert documents.keys() == {paper.id for paper in PAPERS}
    for given_paper in PAPERS:
        found = documents[given_paper.id]
        texts = dict(given_paper.fields())
        assert {part.infons["type"]: part.text for part in found.passages} == texts
        whole = "\n".join(texts.values())
        marks = set()
        for part in found.passages:
            assert whole[part.offset :].startswith(part.text)
            for mark in part.annotations:
                (place,) = mark.locations
                assert whole[place.offset : place.end] == mark.text
                start = place.offset - part.offset
                marks.add((part.infons["type"], start, start + place.length, mark.text))
        assert marks == {(m.field, m.start, m.end, m.text) for m in given_paper.mentions}


def test_an_annotation_says_what_is_meant_and_how_sure_that_is(documents):
    title, abstract = documents["arxiv:2501.00001"].passages
    mark = title.annotations[0]
    assert mark.id == "title-2-4"
    assert mark.infons == {
        "type": "BrainRegion", "identifier": "neurokg:v4", "name": "visual area V4",
        "status": "linked", "match": "exact", "confidence": "0.9", "run": "run:0123456789ab",
    }  # fmt: skip
    ambiguous = next(mark for mark in abstract.annotations if mark.text == "IT")
    assert ambiguous.infons["candidates"] == "neurokg:v4 UBERON:0000411"
    assert "identifier" not in ambiguous.infons


def test_what_cites_a_paper_and_hostile_text_survive(documents):
    wild = documents["arxiv:2501.00005"]
    assert wild.infons["journal"] == HOSTILE
    assert wild.infons["retracted"] == "true"
    assert documents["arxiv:2501.00001"].infons["authors"].startswith("Ann Lee; ")


def test_a_collection_is_valid_and_two_are_equal(graph, tmp_path):
    for name in ("a.xml", "b.xml", "a.json", "b.json.gz"):
        export_bioc(graph, tmp_path / name)
    with (tmp_path / "a.xml").open("rb") as file:
        collection = biocxml.load(file)
    bioc.validate(collection)
    assert collection.source == "NeuroKG"
    assert (tmp_path / "a.xml").read_bytes() == (tmp_path / "b.xml").read_bytes()
    packed = gzip.decompress((tmp_path / "b.json.gz").read_bytes())
    assert (tmp_path / "a.json").read_bytes() == packed


def test_only_the_papers_and_mentions_that_are_asked_for(graph, tmp_path):
    wanted = ["arxiv:2501.00005", "arxiv:2501.00001"]
    assert export_bioc(graph, tmp_path / "two.json", ids=wanted, min_confidence=0.95) == 2
    found = read(tmp_path / "two.json")
    assert [one.id for one in found] == sorted(wanted)
    sure = [mark.infons["confidence"] for one in found for part in one.passages
            for mark in part.annotations]  # fmt: skip
    assert sure == ["1.0"]


def test_a_graph_without_papers_is_an_empty_collection(tmp_path):
    for suffix in ("xml", "json", "jsonl"):
        assert export_bioc(Rows([], CONCEPTS), tmp_path / f"none.{suffix}") == 0
        assert read(tmp_path / f"none.{suffix}") == []


def test_xml_refuses_what_it_cannot_hold_and_says_where(tmp_path):
    rows = Rows([paper(1, title="A\x01B")], CONCEPTS)
    with pytest.raises(ExportError, match=r"arxiv:2501\.00001: write \.json"):
        export_bioc(rows, tmp_path / "papers.xml")
    assert export_bioc(rows, tmp_path / "papers.json") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["papers.json"]
    with pytest.raises(UsageError, match=r"\.xml, \.json or \.jsonl"):
        export_bioc(rows, tmp_path / "papers.txt")


XML = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


@given(XML.filter(bool), XML)
@settings(max_examples=40, deadline=None)
def test_any_text_keeps_its_offsets(tmp_path_factory, title, before):
    given_paper = paper(1, title=title, abstract=f"{before} V4 of macaques.")
    folder = tmp_path_factory.mktemp("any")
    for suffix in ("xml", "json"):
        export_bioc(Rows([given_paper], CONCEPTS), folder / f"a.{suffix}")
        (found,) = read(folder / f"a.{suffix}")
        assert [part.text for part in found.passages] == [title, given_paper.abstract]
        whole = f"{title}\n{given_paper.abstract}"
        for mark in found.passages[1].annotations:
            (place,) = mark.locations
            assert whole[place.offset : place.end] == mark.text


def test_a_document_is_plain_json(graph):
    (one,) = papers(graph, ["doi:10.1000/xyz-1"])
    assert document(one)["passages"][1]["annotations"][0]["locations"] == [
        {"offset": len("A paper") + 1 + 8, "length": 4}
    ]
    assert KNOWN.keys() >= one.concepts.keys()
