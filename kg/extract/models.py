"""Which recogniser an extraction uses, and its version for the record."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kg.errors import ModelError

DICTIONARY = "dictionary"  # no recogniser
_SHIPPED = Path(__file__).resolve().parent / "recogniser" / "data"


def model_folder(model: str | Path | None) -> Path | None:
    """The folder of a recogniser: the one that ships for None, none for "dictionary".

    Raises:
        ModelError: there is no such folder.
    """
    if model == DICTIONARY:
        return None
    folder = _SHIPPED if model is None else Path(model)
    if not (folder / "model.json").is_file():
        raise ModelError(
            f"no recogniser in {folder}: give a folder made by kg train, or '{DICTIONARY}' for none"
        )
    return folder


def model_version(folder: Path | None) -> str:
    """Name and content hash: "recogniser 0f3a…", "dictionary" without a recogniser."""
    if folder is None:
        return DICTIONARY
    digest = sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in (".npz", ".json"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    name = "recogniser" if folder == _SHIPPED else folder.resolve().name
    return f"{name} {digest.hexdigest()[:12]}"
