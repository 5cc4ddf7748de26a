"""The commands that look after a store."""

import json
import tarfile

import pytest

from kg.graph import local, open_store
from tests.graph.papers import CONCEPTS, paper


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "a store"
    yield folder
    local.stop(folder)


def test_a_backup_restored_elsewhere_is_the_same_graph(kg, folder, tmp_path):
    with open_store(folder) as store:
        store.load([paper(1), paper(2)], CONCEPTS)
    assert kg("store", "backup", "graph.tar.gz", "--store", folder).code == 0
    other = tmp_path / "other"
    try:
        assert kg("store", "restore", "graph.tar.gz", "--store", other, "--json").code == 0
        same = [kg("store", "digest", "--store", f, "--json").json for f in (folder, other)]
        assert same[0] == same[1]
        assert kg("store", "check", "--store", other).code == 0
    finally:
        local.stop(other)
    refused = kg("store", "restore", "graph.tar.gz", "--store", other)
    assert (refused.code, "another folder" in refused.err) == (2, True)


def test_a_file_that_is_no_whole_backup_leaves_nothing(kg, tmp_path):
    (tmp_path / "cut.tar.gz").write_bytes(b"\x1f\x8b\x08\x00" + bytes(20))
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "cut.tar.gz", "x")
    for name in ("cut.tar.gz", "other.tar.gz", "none.tar.gz"):
        ran = kg("store", "restore", name, "--store", tmp_path / "new")
        assert (ran.code, ran.err.count("\n")) == (1, 1)
        assert name in ran.err
        assert not (tmp_path / "new" / "databases").exists()


def test_a_backup_of_nothing_or_into_the_store_is_refused(kg, tmp_path):
    assert kg("store", "backup", "x.tar.gz", "--store", tmp_path / "none").code == 2
    (tmp_path / "s" / "databases").mkdir(parents=True)
    inside = tmp_path / "s" / "databases" / "x.tar.gz"
    assert kg("store", "backup", inside, "--store", tmp_path / "s").code == 2
    assert kg("store", "backup", "x", "--store", "bolt://127.0.0.1:1").code == 2


def test_what_is_out_of_date_is_told_and_refreshed(kg, folder, sample, tmp_path):
    store = ("--store", folder)
    assert kg("build", sample, *store, "--model", "dictionary").code == 0
    info = kg("store", "info", *store, "--json").json
    assert (info["stale"], info["records"], len(info["runs"])) == (24, 24, 1)
    assert "kg build --refresh" in kg("store", "info", *store).err
    report = kg("build", "--refresh", *store, "--json").json
    assert (report["updated"], report["new"]) == (24, 0)
    assert kg("store", "info", *store, "--json").json["stale"] == 0
    assert kg("build", "--refresh", *store, "--json").json["papers"] == 0
    assert kg("store", "check", *store, "--json").json == []
    refreshed = kg("store", "digest", *store, "--json").json
    fresh = ("--store", tmp_path / "fresh")
    try:
        kg("build", sample, *fresh)
        assert kg("store", "digest", *fresh, "--json").json == refreshed
    finally:
        local.stop(tmp_path / "fresh")


def test_refresh_and_a_source_do_not_go_together(kg, sample, tmp_path):
    assert kg("build", sample, "--refresh", "--store", tmp_path / "x").code == 2
    assert kg("build", "--store", tmp_path / "x").code == 2


def test_repair_says_what_is_still_wrong(kg, folder):
    with open_store(folder) as store:
        store.load([paper(1)], CONCEPTS)
        with store._driver.session(database=store._database) as session:
            session.run("MATCH (m:Mention) SET m.start = m.start + 1").consume()
    assert kg("store", "check", "--store", folder).code == 1
    assert json.loads(kg("store", "check", "--repair", "--store", folder, "--json").out) == []
    assert kg("store", "check", "--store", folder).code == 0


def test_a_paper_is_found_by_any_of_its_ids_however_written(kg, folder):
    lines = [
        {"id": "pmid:77", "source": "pubmed", "title": "On V4", "doi": "10.1234/abc"},
        {"id": "arxiv:2501.00007", "source": "arxiv-atom", "title": "V4", "doi": "10.1234/abc",
         "retracted": True, "notices": [{"kind": "retraction", "text": "see there"}]},
    ]  # fmt: skip
    with open("two.jsonl", "w") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
    assert kg("build", "two.jsonl", "--store", folder, "--model", "dictionary").code == 0
    for id in ("pmid:77", "PMID: 77", "arXiv:2501.00007v2", "https://doi.org/10.1234/ABC",
               "https://arxiv.org/abs/2501.00007", "doi:10.1234/ABC"):  # fmt: skip
        shown = kg("paper", id, "--store", folder, "--json")
        assert (shown.code, shown.code == 0 and shown.json["id"]) == (0, "arxiv:2501.00007"), id
    assert shown.json["retracted"] is True
    assert "RETRACTED" in kg("paper", "pmid:77", "--store", folder).out
