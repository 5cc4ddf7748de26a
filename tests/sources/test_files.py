import gzip
import io
import json
import os
import socket
import subprocess
import sys
import zlib

import pytest
import zstandard

from kg.errors import UnknownFormat
from kg.model import Paper, Reject
from kg.sources import read, read_papers
from kg.sources.registry import sources

LINE = b'{"id": "a", "text": "V4"}\n'
LINES = b"".join(b'{"id": "a%d", "text": "V4 %d"}\n' % (i, i * i) for i in range(50_000))


def kinds(records):
    return [type(record) for record in records]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_packed_files_are_unpacked_by_content(tmp_path, pack):
    path = tmp_path / "whatever.bin"
    path.write_bytes(pack(LINE) + pack(LINE))
    assert [paper.id for paper in read([path])] == ["a", "a"]


def test_a_truncated_gzip_keeps_every_line_before_the_break(tmp_path):
    packed = gzip.compress(LINES)[:-2000]
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(packed)
    *papers, reject = read([path])
    assert len(papers) == zlib.decompressobj(31).decompress(packed).count(b"\n")
    assert isinstance(reject, Reject)
    assert "end-of-stream" in reject.reason


def test_a_zstd_file_cut_between_two_lines_is_noticed(tmp_path):
    packer = zstandard.ZstdCompressor().compressobj()
    begun = packer.compress(LINE * 3) + packer.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    path = tmp_path / "cut.jsonl.zst"
    path.write_bytes(begun)
    assert kinds(read([path])) == [Paper, Paper, Paper, Reject]


def test_a_file_that_is_no_text_is_told_and_the_next_is_read(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\r\1")
    (tmp_path / "b.bin").write_bytes(b"one\rtwo\nthree")
    (tmp_path / "c.jsonl").write_bytes(LINE)
    *rejects, paper = read([tmp_path])
    assert ["unknown format" in reject.reason for reject in rejects] == [True, True]
    assert isinstance(paper, Paper)


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_damaged_pack_is_told_and_the_next_file_is_read(tmp_path, pack):
    damaged, whole = tmp_path / "a.bin", tmp_path / "b.jsonl"
    damaged.write_bytes(pack(LINE)[:6] + b"\xff" * 40)
    whole.write_bytes(LINE)
    reject, paper = read([damaged, whole])
    assert "cannot be read to its end" in reject.reason
    assert isinstance(paper, Paper)


def test_folders_are_read_through_in_sorted_order_without_hidden_files(tmp_path):
    for name in ("b", "a", ".hidden", "c/d", ".git/e"):
        path = tmp_path / f"{name}.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"id": name, "text": "V4"}))
    assert [paper.id for paper in read([tmp_path])] == ["a", "b", "c/d"]
    assert [paper.id for paper in read([f"{tmp_path}/*.jsonl"])] == ["a", "b"]
    assert [paper.id for paper in read([f"{tmp_path}/**/*.jsonl"])] == ["a", "b", "c/d"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path):
    path = tmp_path / "[1]*.jsonl"
    path.write_bytes(LINE)
    assert kinds(read([path])) == [Paper]


@pytest.mark.parametrize("name", ["missing.xml", "empty", "*.none", "x" * 5000, "a\0b"])
def test_a_source_that_is_not_there_is_told_and_the_others_are_read(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "in.jsonl").write_bytes(LINE)
    reject, paper = read([tmp_path / name, tmp_path / "in.jsonl"])
    assert reject.file == str(tmp_path / name)
    assert "check the path" in reject.reason
    assert isinstance(paper, Paper)


def test_an_empty_name_is_not_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").write_bytes(LINE)
    assert kinds(read([""])) == [Reject]


def test_a_file_that_cannot_be_opened_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    (tmp_path / "dangling").symlink_to("nowhere")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        for name in ("socket", tmp_path):
            (reject,) = read([name])
            assert isinstance(reject, Reject)


def test_a_name_that_is_no_text_can_be_told(tmp_path):
    path = tmp_path / os.fsdecode(b"bad\xff.jsonl")
    path.write_bytes(b"?")
    (reject,) = read([path])
    assert reject.file.endswith(r"bad\udcff.jsonl")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b" \n", "empty"),
        (b'[{"id": "a"}]', "one object a line"),
        (b"<rss/>", "XML of an unknown kind"),
        (b"%PDF-1.7", "unknown format"),
    ],
)
def test_a_file_of_no_known_format_says_what_to_do(tmp_path, content, said):
    path = tmp_path / "in"
    path.write_bytes(content)
    (reject,) = read([path])
    assert said in reject.reason


def test_an_unknown_format_name_is_an_error_that_names_the_known_ones(tmp_path):
    with pytest.raises(UnknownFormat, match=r"arxiv-atom, arxiv-oai, .*jsonl"):
        read([tmp_path], format="smoke")


def test_every_format_can_be_named(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n" * 10_000 + LINE)  # too far for detection
    assert {"arxiv-atom", "jsonl"} <= {source.name for source in sources()}
    assert kinds(read([path], format="jsonl")) == [Paper]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_standard_input_may_deliver_a_byte_at_a_time(pack):
    program = "from kg.sources import read; print([p.id for p in read(['-'])])"
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    )
    for byte in pack(LINE):
        child.stdin.write(bytes([byte]))
    out, _ = child.communicate()
    assert out.strip() == b"['a']"


def test_standard_input_may_be_memory_and_stays_open(monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(LINE))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert [paper.id for paper in read(["-"])] == ["a"]
    assert not stdin.closed


def test_read_papers_warns_of_what_is_set_aside(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(LINE + b"{broken\n")
    with pytest.warns(UserWarning, match=r"in\.jsonl:2"):
        assert [paper.id for paper in read_papers(path)] == ["a"]
