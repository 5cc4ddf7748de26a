import gzip
import json

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UnknownFormat
from kg.extract import Extractor
from kg.model import AnnotatedPaper, Paper, Reject
from kg.sources import read, read_annotated, read_papers


def reading(tmp_path, *lines, name="in.jsonl"):
    path = tmp_path / name
    path.write_bytes(
        b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines)
    )
    return list(read([path]))


def test_documents_and_papers_are_read_with_their_ids(tmp_path):
    rows = reading(
        tmp_path,
        {"id": "g002", "text": "Two\n lines", "mentions": [], "unknown": 1},
        {"id": "pmid:1", "title": "T", "abstract": "A", "authors": ["Ann Lee", {"name": "Bo"}]},
    )
    assert [(p.id, dict(p.fields())) for p in rows] == [
        ("g002", {"text": "Two lines"}),
        ("pmid:1", {"title": "T", "abstract": "A"}),
    ]
    assert [author.name for author in rows[1].authors] == ["Ann Lee", "Bo"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{broken", "not valid JSON"),
        (b"[1, 2]", "no JSON object"),
        (b'{"id": "a", "text": NaN}', "NaN"),
        (b'{"id": "a"}', "neither title nor abstract nor text"),
        (b'{"text": "no id"}', "id"),
        (b'{"id": "a b", "text": "x"}', "id"),
        (b'{"id": "a", "text": 5}', "text"),
        (b'{"id": "a", "text": "x", "published": "2019 Spring"}', "published"),
        (b"[" * 100_000, "recursion"),
    ],
)
def test_a_bad_line_is_set_aside_and_its_neighbours_stay(tmp_path, line, said):
    good = {"id": "x", "text": "V4"}
    records = reading(tmp_path, good, line, b"", good)
    assert [type(record) for record in records] == [Paper, Reject, Paper]
    assert records[1].line == 2
    assert said.lower() in records[1].reason.lower()


def test_lone_surrogates_control_characters_and_bad_bytes_do_not_cost_the_record(tmp_path):
    (a, b) = reading(
        tmp_path, b'{"id": "a", "text": "V\\u00004 \\ud800x"}', b'{"id": "b", "text": "V4 \xff x"}'
    )
    assert a.text == "V4 x"
    assert b.text == "V4 \ufffd x"


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_packed_files_are_unpacked_by_content(tmp_path, pack):
    path = tmp_path / "whatever.bin"
    path.write_bytes(pack(b'{"id": "a", "text": "V4"}\n'))
    assert [paper.id for paper in read([path])] == ["a"]


def test_a_truncated_gzip_keeps_the_lines_before_the_break(tmp_path):
    lines = b"".join(b'{"id": "a%d", "text": "V4 %d"}\n' % (i, i * i) for i in range(50_000))
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-200])
    records = list(read([path]))
    assert len(records) > 40_000
    assert isinstance(records[-1], Reject)


def test_folders_and_globs_are_sorted_and_missing_ones_told(tmp_path):
    for name in ("b", "a", ".hidden"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": name, "text": "V4"}))
    (tmp_path / "empty").mkdir()
    assert [paper.id for paper in read([tmp_path])] == ["a", "b"]
    assert [paper.id for paper in read([f"{tmp_path}/*.jsonl"])] == ["a", "b"]
    for source in ("missing.xml", "empty", "*.none"):
        (reject,) = read([tmp_path / source])
        assert isinstance(reject, Reject)


def test_an_unknown_format_name_is_an_error_that_names_the_known_ones(tmp_path):
    with pytest.raises(UnknownFormat, match="arxiv-atom, jsonl"):
        read([tmp_path], format="smoke")


def test_read_papers_warns_of_what_is_set_aside(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "V4"}\n{broken\n')
    with pytest.warns(UserWarning, match=r"in\.jsonl:2"):
        assert [paper.id for paper in read_papers(path)] == ["a"]


def test_annotated_papers_are_read_back_as_they_were_written(tmp_path):
    papers = list(Extractor(model="dictionary").annotate([Paper(id="a", text="V4  and 🧠 V1.")]))
    path = tmp_path / "out.jsonl"
    path.write_text(papers[0].model_dump_json(exclude_none=True) + '\n{"id": "b", "text": "x"}\n')
    back, reject = read_annotated([path])
    assert back == papers[0]
    assert isinstance(back, AnnotatedPaper)
    assert "no mentions" in reject.reason


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_reading_is_idempotent_on_any_text(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("jsonl")
    (first,) = reading(folder, {"id": "a", "text": text, "title": "t"})
    (second,) = reading(folder, {"id": "a", "text": first.text or "", "title": "t"})
    assert (second.text or "") == (first.text or "")
