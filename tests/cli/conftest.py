import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main
from tests.conftest import wipe

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def kg(monkeypatch, capsys, tmp_path):
    """Run ``kg ARGS`` in an empty folder, as a user would; answers exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*args: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, args)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(bool(stop.code))
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def kg_on(kg, store, request, monkeypatch):
    """Run kg on an empty store of each kind."""
    if not store.is_local:
        server = request.getfixturevalue("neo4j")
        monkeypatch.setenv("KG_USER", server.user)
        monkeypatch.setenv("KG_PASSWORD", server.password)
    monkeypatch.setenv("KG_STORE", store.location)
    wipe(store)
    return kg


@pytest.fixture(scope="session")
def sample() -> Path:
    return ROOT / "examples" / "sample.atom.xml"
