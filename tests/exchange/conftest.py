import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from kg.graph import local, open_store
from tests.conftest import neo4j_server
from tests.exchange.papers import KNOWN, PAPERS

ROOT = Path(__file__).resolve().parents[2]
collect_ignore = ["kgx_check.py"]  # run by another Python
KGX = ("kgx==2.6.0", "biolink-model==4.4.6")


def cannot(reason):
    """Skip a test, in CI fail it."""
    pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.fixture(scope="session")
def graph(tmp_path_factory):
    """A local store with the hard papers, their people told apart and a user's word on two."""
    folder = tmp_path_factory.mktemp("exchange") / "store"
    with open_store(folder) as store:
        store.load(PAPERS, KNOWN)
        store.resolve_people()
        store.decide("split", *[row["id"] for row in store.stream("authors-ids", size=2)])
        yield store
    local.stop(folder)


@pytest.fixture
def neo4j_jars():
    """What runs neo4j-admin; skipped without Java, never in CI."""
    if absent := neo4j_server.missing():
        cannot(f"no neo4j-admin: {absent} is missing")
    neo4j_server.fetch()


@pytest.fixture(scope="session")
def python_with_kgx():
    """An interpreter that has kgx, which can't be installed beside us; made once."""
    cache = Path(os.environ.get("KG_TEST_CACHE") or ROOT / ".cache")
    place = cache / f"kgx-{sys.version_info[0]}.{sys.version_info[1]}"
    python = place / "bin" / "python"
    if not (place / "complete").exists():
        venv.create(place, clear=True, with_pip=True)
        install = [str(python), "-m", "pip", "install", "-q", *KGX]
        done = subprocess.run(
            install, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            cannot(f"kgx cannot be installed: {done.stderr[-300:]}")
        (place / "complete").touch()
    return python
