"""The documentation says what is true now."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
spec = importlib.util.spec_from_file_location("make", ROOT / "docs" / "make.py")
assert spec
assert spec.loader
make = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make)


@pytest.mark.parametrize("path", make.PAGES, ids=lambda path: path.name)
def test_a_page_is_what_make_docs_would_write(path):
    assert path.read_text(encoding="utf-8") == make.PAGES[path]()
