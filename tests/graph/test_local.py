"""The local store's server: shared, found again, restarted, ended; nothing is left behind."""

import json
import os
import signal
import stat
import subprocess
import sys
import time

import pytest

from kg.errors import QueryError, StoreUnavailable, UsageError
from kg.graph import keeper, local, open_store
from tests.graph.papers import CONCEPTS, ENDLESS, paper


@pytest.fixture
def folder(tmp_path):
    yield tmp_path / "store"
    local.stop(tmp_path / "store")


def wait_until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def test_processes_that_make_a_store_at_once_share_one_server(folder):
    code = (
        "import sys; from kg.graph import open_store\n"
        "with open_store(sys.argv[1]) as s: print(s.query('summary')[0]['papers'])"
    )
    command = [sys.executable, "-c", code, str(folder)]
    processes = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for process in processes:
        out, err = process.communicate(timeout=120)
        assert out.strip() == "0", err
    server = local.running(folder)
    assert server is not None
    assert len(_servers(folder)) == 1


def _servers(folder):
    return [p for p in _processes() if f"{folder} " in p and "ArcadeDBServer" in p]


def _processes():
    shown = subprocess.run(
        ["ps", "-ww", "-eo", "command="], capture_output=True, text=True, check=True
    ).stdout
    return shown.splitlines()


def test_secrets_stand_in_private_files_and_on_no_command_line(folder):
    with open_store(folder):
        pass
    descriptor = folder / keeper.DESCRIPTOR
    for path in (descriptor, folder / "config" / "root-password"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    row = json.loads(descriptor.read_text())
    for secret in (row["password"], row["reader_password"]):
        assert not any(secret in process for process in _processes())


@pytest.mark.parametrize("victim", ["server", "keeper"])
def test_after_a_kill_the_next_client_starts_anew_and_finds_its_papers(folder, victim):
    with open_store(folder) as store:
        store.load([paper(1)], CONCEPTS)
    before = local.running(folder)
    os.kill(getattr(before, victim), signal.SIGKILL)
    wait_until(lambda: local.running(folder) is None)
    with open_store(folder) as store:
        assert store.query("summary")[0]["papers"] == 1
        assert store.check() == []
    assert local.running(folder).server != before.server
    assert len(_servers(folder)) == 1


def test_a_keeper_killed_while_it_starts_leaves_no_server_in_the_way(folder):
    code = "import sys; from kg.graph import open_store; open_store(sys.argv[1])"
    starting = subprocess.Popen([sys.executable, "-c", code, str(folder)], stderr=subprocess.PIPE)
    wait_until((folder / keeper.DESCRIPTOR).exists)
    os.kill(json.loads((folder / keeper.DESCRIPTOR).read_text())["keeper"], signal.SIGKILL)
    with open_store(folder) as store:
        assert store.query("summary")[0]["papers"] == 0
    starting.communicate(timeout=60)
    assert len(_servers(folder)) == 1


def test_a_client_that_comes_while_the_server_is_going_gets_a_new_one(folder):
    with open_store(folder) as store:
        store.load([paper(1)], CONCEPTS)
    before = local.running(folder)
    os.kill(before.keeper, signal.SIGTERM)
    wait_until(lambda: local.running(folder) is None)  # from here on it takes a second to end
    with open_store(folder) as store:
        assert store.query("summary")[0]["papers"] == 1
    wait_until(lambda: len(_servers(folder)) == 1)
    assert local.running(folder).server != before.server


def test_a_descriptor_whose_process_numbers_have_others_now_harms_nobody(folder):
    with open_store(folder):
        pass
    stale = json.loads((folder / keeper.DESCRIPTOR).read_text())
    local.stop(folder)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        stale.update(keeper=other.pid, server=other.pid)
        (folder / keeper.DESCRIPTOR).write_text(json.dumps(stale))
        with open_store(folder) as store:
            assert store.query("summary")[0]["papers"] == 0
        assert other.poll() is None
        other.communicate(b"\n")


def test_a_broken_descriptor_is_as_good_as_none(folder):
    folder.mkdir()
    (folder / keeper.DESCRIPTOR).write_text('{"keeper": 1')
    with open_store(folder) as store:
        assert store.query("summary")[0]["papers"] == 0


def test_a_query_without_end_ends_at_its_limit(folder):
    with open_store(folder) as store:
        start = time.monotonic()
        with pytest.raises(QueryError, match="limit"):
            store.cypher(ENDLESS, timeout=1)
        assert time.monotonic() - start < 6
        assert store.cypher("RETURN 1 AS x") == [{"x": 1}]


def test_an_idle_server_ends_itself_and_a_used_one_stays(folder, monkeypatch):
    monkeypatch.setenv("KG_STORE_IDLE", "3")
    with open_store(folder) as store:
        time.sleep(5)
        assert store.query("summary")[0]["papers"] == 0
    wait_until(lambda: local.running(folder) is None)
    wait_until(lambda: not any(str(folder) in process for process in _processes()))


def test_a_server_that_dies_under_a_client_is_told_with_its_log(folder):
    with open_store(folder) as store:
        os.kill(local.running(folder).server, signal.SIGKILL)
        wait_until(lambda: local.running(folder) is None)
        with pytest.raises(StoreUnavailable, match=r"has ended.*server\.log"):
            store.query("summary")


def test_stop_ends_keeper_and_server(folder):
    with open_store(folder):
        pass
    assert local.stop(folder)
    assert not local.stop(folder)
    assert not any(str(folder) in process for process in _processes())


def test_a_folder_that_cannot_be_one_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnavailable, match="file"):
        open_store(tmp_path / "file" / "store")


def test_without_the_wheel_a_server_is_recommended(tmp_path, monkeypatch):
    monkeypatch.setattr(keeper, "wheel", lambda: None)
    with pytest.raises(StoreUnavailable, match="bolt://"):
        open_store(tmp_path / "store")


def test_a_server_that_does_not_come_up_is_told_with_its_last_words(folder, monkeypatch):
    (folder / "config").mkdir(parents=True)
    (folder / "databases").write_text("a file where the server wants a folder")
    with pytest.raises(StoreUnavailable, match="did not start"):
        open_store(folder)


def test_an_address_of_another_kind_is_wrong_usage():
    with pytest.raises(UsageError, match="http"):
        open_store("http://localhost:7474")
