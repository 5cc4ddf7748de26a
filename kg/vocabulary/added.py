"""Vocabularies that a user has added: own terms, and mappings of ids.

Each is two files in the folder ``vocabularies`` of the user's data: ``NAME.ttl``, in the form of
our own vocabulary, and ``NAME.json``, which says where it is from. Without the second the first
counts for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from kg import config
from kg.errors import NotFound, UsageError, VocabularyError
from kg.files import atomic_path, atomic_text
from kg.model import ConceptType
from kg.prefixes import prefixes

_NAME = re.compile(r"[a-z][a-z0-9-]*")
# Prefixes of ids that are something else.
_TAKEN = frozenset(prefix.lower() for prefix in prefixes())


class Added(BaseModel):
    """An added vocabulary, and where it is from.

    ``namespaces`` has the beginnings of its IRIs by the prefix of its ids; ``type`` is of terms, a
    mapping has none.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    type: ConceptType | None
    licence: str
    version: str
    file: str
    added: str
    concepts: int
    namespaces: dict[str, str] = {}

    @property
    def source(self) -> str:
        """What its concepts give as their source."""
        return f"{self.name} {self.version}"


def home() -> Path:
    """The folder of added vocabularies; it may not exist."""
    return config.data_home() / "vocabularies"


def added() -> list[Added]:
    """All added vocabularies, by name.

    Raises:
        VocabularyError: one of them is damaged.
    """
    return list(_read())


def files() -> list[Path]:
    """Their Turtle files."""
    return [home() / f"{vocabulary.name}.ttl" for vocabulary in _read()]


def namespaces() -> dict[str, str]:
    """Beginnings of IRIs by prefix, of all of them."""
    folder = home()
    try:
        changed = folder.stat().st_mtime_ns
    except OSError:
        return {}
    return _namespaces(folder, changed)


@lru_cache(maxsize=4)
def _namespaces(folder: Path, changed: int) -> dict[str, str]:
    return {p: iri for vocabulary in _read() for p, iri in vocabulary.namespaces.items()}


def free_name(name: str) -> str:
    """The name, if a vocabulary can have it.

    Raises:
        UsageError: it is malformed or taken.
    """
    if not _NAME.fullmatch(name) or name in _TAKEN:
        raise UsageError(
            f"{name!r} cannot be a vocabulary's name: give --name, lower-case letters, digits and "
            "hyphens, and no prefix that is in use"
        )
    if name in {vocabulary.name for vocabulary in added()}:
        raise UsageError(f"there is a vocabulary {name!r} already: kg vocab remove {name}")
    return name


def free_prefix(prefix: str, namespace: str) -> bool:
    """Whether ids of a prefix may stand for this namespace: no others do for another one."""
    return prefix.lower() not in _TAKEN and namespaces().get(prefix, namespace) == namespace


def keep(vocabulary: Added, write: Callable[[Path], object]) -> None:
    """Keep a vocabulary whose Turtle ``write`` writes to a path.

    Raises:
        ExportError: the user's data folder cannot be written.
    """
    folder = home()
    folder.mkdir(parents=True, exist_ok=True)
    with atomic_path(folder / f"{vocabulary.name}.ttl") as part:
        write(part)
    with atomic_text(folder / f"{vocabulary.name}.json") as out:
        out.write(vocabulary.model_dump_json(indent=2) + "\n")


def take_away(name: str) -> Added:
    """Take a vocabulary's files away.

    Raises:
        NotFound: there is none of this name.
    """
    for vocabulary in added():
        if vocabulary.name == name:
            (home() / f"{name}.json").unlink()
            (home() / f"{name}.ttl").unlink(missing_ok=True)
            return vocabulary
    names = ", ".join(vocabulary.name for vocabulary in added()) or "none"
    raise NotFound(f"no added vocabulary {name!r}; there are: {names}")


def now() -> str:
    """The time as it is noted."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def _read() -> Iterator[Added]:
    for path in sorted(home().glob("*.json")):
        try:
            yield Added.model_validate_json(path.read_text(encoding="utf-8"))
        except (OSError, ValidationError) as error:
            raise VocabularyError(
                f"{path} is damaged; take it away and add the vocabulary again"
            ) from error
