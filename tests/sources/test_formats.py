"""Every format, as far as it behaves like every other."""

import gzip

import pytest

from kg.model import Deletion, Paper, Reject
from kg.sources import read, read_annotated
from kg.sources.registry import detect, sources
from tests.sources.documents import DOCUMENTS


def test_there_is_a_document_of_every_format():
    assert DOCUMENTS.keys() == {source.name for source in sources()}


@pytest.mark.parametrize("format", DOCUMENTS)
def test_a_document_is_recognised_by_its_content_packed_or_not(tmp_path, format):
    path = tmp_path / "in"
    for content in (DOCUMENTS[format].whole, gzip.compress(DOCUMENTS[format].whole)):
        path.write_bytes(content)
        papers = list(read([path]))
        assert [type(paper) for paper in papers] == [Paper] * 3
        assert {paper.source for paper in papers} == {format}
        assert all(paper.title and paper.abstract for paper in papers)


@pytest.mark.parametrize("format", DOCUMENTS)
def test_every_format_knows_only_its_own_documents(format):
    assert detect(DOCUMENTS[format].whole[:4096]).name == format


@pytest.mark.parametrize("format", DOCUMENTS)
def test_a_document_cut_anywhere_keeps_the_papers_before_the_cut(tmp_path, format):
    document = DOCUMENTS[format]
    whole = document.whole
    place = whole.index(document.records[1].encode()) + 20
    path = tmp_path / "in"
    path.write_bytes(whole)
    first = next(read([path]))
    path.write_bytes(whole[:place])
    found = list(read([path], format=format))
    assert found[0] == first
    assert any(isinstance(record, Reject) for record in found[1:])


@pytest.mark.parametrize("format", DOCUMENTS)
def test_a_truncated_gzip_file_is_told(tmp_path, format):
    path = tmp_path / "in.gz"
    records = [record for record in DOCUMENTS[format].records for _ in range(500)]
    packed = gzip.compress(DOCUMENTS[format].of(records), compresslevel=0)
    path.write_bytes(packed[: len(packed) // 2])
    *records, last = read([path], format=format)
    assert isinstance(records[0], Paper)
    assert "cannot be read to its end" in last.reason


@pytest.mark.parametrize("format", DOCUMENTS)
def test_papers_survive_the_way_through_json_lines(tmp_path, format):
    path, copy = tmp_path / "in", tmp_path / "copy.jsonl"
    path.write_bytes(DOCUMENTS[format].whole)
    papers = list(read([path]))
    copy.write_text("\n".join(paper.model_dump_json() for paper in papers))
    assert list(read([copy])) == papers


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("format", ["bibtex", "csl-json", "ris", "table"])
def test_a_byte_order_mark_says_the_encoding(tmp_path, format, encoding):
    path = tmp_path / "in"
    path.write_bytes(
        DOCUMENTS[format].whole.decode().replace("again", "nochmal, Größe").encode(encoding)
    )
    assert [type(paper) for paper in read([path])] == [Paper] * 3


@pytest.mark.parametrize("format", ["bibtex", "ris", "table"])
def test_bytes_of_another_encoding_are_told_once_and_cost_no_paper(tmp_path, format):
    path = tmp_path / "in"
    path.write_bytes(DOCUMENTS[format].whole.replace(b"study", b"\xfc\xe4"))
    found = list(read([path]))
    assert sum(isinstance(record, Paper) for record in found) == 3
    (reject,) = (record for record in found if isinstance(record, Reject))
    assert "not UTF-8" in reject.reason


def test_a_deletion_is_read_back_from_what_extract_wrote(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text('{"id": "pmid:7", "deleted": true}\n{"deleted": true}\n')
    deletion, reject = read_annotated([path])
    assert deletion == Deletion(id="pmid:7", file=str(path))
    assert "the id is missing" in reject.reason
