"""Which recogniser an extraction uses, and its version for the record."""

from __future__ import annotations

from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from kg.errors import ModelError

DICTIONARY = "dictionary"  # no recogniser
_SHIPPED = Path(__file__).resolve().parent / "recogniser" / "data"
_HUB = "hf:"
_SCISPACY = "https://s3-us-west-2.amazonaws.com/ai2-s2-scispacy/releases/v0.5.4"


class Model(NamedTuple):
    """A recogniser: the spaCy factory that makes it, what it is made from, and its version."""

    factory: str
    source: str
    version: str


def find_model(model: str | Path | None) -> Model | None:
    """The recogniser of this name: the one that ships for None, none for "dictionary".

    Else a folder made by ``kg train``, a spaCy pipeline (folder, or name of an installed package),
    or ``hf:`` and a token classifier of the Hugging Face hub (name or folder).

    Raises:
        ModelError: there is none; the message says how to get it.
    """
    if model == DICTIONARY:
        return None
    if model is None:
        return Model("kg_recogniser", str(_SHIPPED), f"recogniser {_digest(_SHIPPED)}")
    name, folder = str(model), Path(model)
    if name.startswith(_HUB):
        local = Path(name.removeprefix(_HUB))
        version = f"{name} {_digest(local)}" if local.is_dir() else name
        return Model("kg_token_classifier", name.removeprefix(_HUB), version)
    if (folder / "model.json").is_file():
        return Model("kg_recogniser", name, f"{folder.resolve().name} {_digest(folder)}")
    if (folder / "config.cfg").is_file():
        return Model("kg_spacy_ner", name, f"{folder.resolve().name} {_digest(folder)}")
    try:
        return Model("kg_spacy_ner", name, f"{name} {metadata.version(name)}")
    except (metadata.PackageNotFoundError, ValueError):
        raise ModelError(f"no recogniser {name}: {_how_to_get(name)}") from None


def _how_to_get(name: str) -> str:
    if name.startswith(("en_ner_", "en_core_sci_")):
        return f"pip install {_SCISPACY}/{name}-0.5.4.tar.gz"
    if name.startswith("en_core_"):
        return f"python -m spacy download {name}"
    return (
        f"give a folder made by kg train, an installed spaCy model, {_HUB}NAME, or "
        f"'{DICTIONARY}' for none"
    )


def _digest(folder: Path) -> str:
    """Hash of the files of a folder."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
