"""Fixtures that all tests share."""

import importlib.util
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from kg.graph import local, open_store

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

spec = importlib.util.spec_from_file_location("neo4j_server", ROOT / "tests/neo4j/server.py")
neo4j_server = importlib.util.module_from_spec(spec)
sys.modules["neo4j_server"] = neo4j_server  # dataclasses look their module up
spec.loader.exec_module(neo4j_server)


def pytest_configure() -> None:
    """A shell lets what it runs in the background ignore Ctrl-C; tests send it to processes."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The authors' own data beside the checkout: real feeds and gold annotations."""
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"in CI the folder {SHARED.name!r} must be beside the checkout")
        pytest.skip("the folder 'shared' with real data is not beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def sample_feed() -> Path:
    """The feed of invented papers that the project carries."""
    return ROOT / "examples" / "sample.atom.xml"


@pytest.fixture(autouse=True, scope="session")
def nothing_left_behind(tmp_path_factory):
    """When all is done, no server of a test's store is left."""
    yield
    here = str(tmp_path_factory.getbasetemp())
    shown = subprocess.run(
        ["ps", "-ww", "-eo", "command="], capture_output=True, text=True, check=True
    ).stdout
    left = [line for line in shown.splitlines() if here in line and "rcadedb.server" in line]
    assert not left, f"servers left behind: {left}"


@pytest.fixture(autouse=True, scope="session")
def own_home(nothing_left_behind, tmp_path_factory):
    """Caches and stores of the tests are their own."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("KG_DATA_HOME", str(home / "data"))
        patch.setenv("KG_CACHE_HOME", str(home / "cache"))
        patch.setenv("KG_STORE_IDLE", "120")
        for name in ("KG_STORE", "KG_USER", "KG_PASSWORD", "KG_PASSWORD_FILE"):
            patch.delenv(name, raising=False)
        yield
        local.stop(home / "data" / "store")


@pytest.fixture(scope="session")
def local_folder(tmp_path_factory):
    """A local store whose server runs for the whole session."""
    folder = tmp_path_factory.mktemp("local") / "store"
    yield folder
    local.stop(folder)


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory):
    """A real Neo4j: the one of NEO4J_URI, or one of our own; skipped without Java, never in CI."""
    if uri := os.environ.get("NEO4J_URI"):
        user = os.environ.get("NEO4J_USER", "neo4j")
        server = neo4j_server.Neo4j(uri, user, os.environ.get("NEO4J_PASSWORD", ""))
        refuse_to_wipe(server)
        yield server
        return
    if absent := neo4j_server.missing():
        if os.environ.get("CI"):
            pytest.fail(f"in CI the tests need a Neo4j, and {absent} is missing")
        pytest.skip(f"no Neo4j: {absent} is not installed and NEO4J_URI is not set")
    with neo4j_server.running(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(params=["local", "neo4j"])
def opened(request):
    """A function that opens one and the same store, once of each kind."""
    if request.param == "local":
        return partial(open_store, request.getfixturevalue("local_folder"))
    server = request.getfixturevalue("neo4j")
    return partial(open_store, server.uri, user=server.user, password=server.password)


@pytest.fixture
def store(opened):
    """An empty store, once of each kind."""
    with opened() as store:
        wipe(store)
        yield store


@pytest.fixture
def both_stores(local_folder, neo4j):
    """An empty local store and an empty Neo4j."""
    one = open_store(local_folder)
    other = open_store(neo4j.uri, user=neo4j.user, password=neo4j.password)
    with one, other:
        wipe(one)
        wipe(other)
        yield one, other


def refuse_to_wipe(server) -> None:
    """The suite empties its stores: it does so to no graph that somebody may want."""
    with open_store(server.uri, user=server.user, password=server.password) as store:
        if any(store.info()[name] for name in ("papers", "authors", "concepts")):
            pytest.exit("the Neo4j of NEO4J_URI is not empty, and the tests would empty it", 2)


def wipe(store) -> None:
    """Empty a store of the tests, its schema stays."""
    with store._driver.session(database=store._database) as session:
        session.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n").consume()
