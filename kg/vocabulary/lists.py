"""Lists of names beside the vocabulary: one a line, ``#`` before what is said of them."""

from __future__ import annotations

from pathlib import Path


def read_list(path: Path) -> list[str]:
    """The names of a list in lower case, in order; none where there is no file."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.strip().lower() for line in lines if line.strip() and not line.startswith("#")]
