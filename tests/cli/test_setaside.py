"""Where records that were set aside are written."""

import sys

import pytest
import typer

from kg.cli.setaside import SetAside
from kg.model import Reject


@pytest.mark.skipif(sys.platform == "win32", reason="files are kept by fcntl")
def test_commands_side_by_side_write_into_files_of_their_own(tmp_path):
    path = tmp_path / "build.rejected.jsonl"
    path.write_text("of an earlier run\n")
    first, second, clean = SetAside(path), SetAside(path), SetAside(path)
    first.add(Reject(file="one.jsonl", reason="broken"))
    second.add(Reject(file="two.jsonl", reason="broken"))
    clean.finish()
    for aside in (first, second):
        with pytest.raises(typer.Exit):
            aside.finish()
    assert first.path == path
    assert second.path == tmp_path / "build-2.rejected.jsonl"
    assert path.read_text() == '{"file":"one.jsonl","reason":"broken"}\n'
    assert second.path.read_text() == '{"file":"two.jsonl","reason":"broken"}\n'
    SetAside(path).finish()
    assert not path.exists()
