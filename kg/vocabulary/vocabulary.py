"""The vocabulary as one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg import resources
from kg.model import Concept
from kg.vocabulary import compiled
from kg.vocabulary.forms import Form
from kg.vocabulary.search import Hit, Names

_NOT_CONCEPTS = frozenset({"neurokg.ttl", "shapes.ttl"})


def files() -> list[Path]:
    """The vocabulary's own files: generated ones first, then the curated ones that add to them."""
    folder = resources.ontology_dir()
    paths = [*sorted(folder.glob("*.ttl")), *sorted((folder / "curated").glob("*.ttl"))]
    return [path for path in paths if path.name not in _NOT_CONCEPTS]


class Vocabulary:
    """Concepts, the forms that name them in text, and search by name.

    >>> vocabulary = Vocabulary.load()
    >>> vocabulary.search("V4")[0].concept.label
    'visual area V4'
    """

    def __init__(
        self,
        version: str,
        concepts: Mapping[str, Concept],
        forms: Sequence[Form],
        hidden: Mapping[str, Sequence[str]],
    ) -> None:
        self.version = version
        self.concepts = concepts
        self.forms = forms
        self._names = Names(concepts, hidden)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Vocabulary:
        """The vocabulary that comes with NeuroKG, and the user's own Turtle files.

        Raises:
            VocabularyError: a file is missing or malformed.
        """
        paths = [*files(), *extra]
        stop = resources.ontology_dir() / "stop.txt"
        version = compiled.version_of([*paths, stop] if stop.exists() else paths)
        return cls(version, *compiled.load(paths, stop, version))

    def get(self, curie: str) -> Concept | None:
        """The concept with this CURIE."""
        return self.concepts.get(curie)

    def ancestors(self, curie: str) -> tuple[str, ...]:
        """All concepts above this one by is-a and part-of, nearest first."""
        found: dict[str, None] = {}
        front = [curie]
        while front:
            parents = [p for c in front if (at := self.concepts.get(c)) for p in at.parents]
            front = [p for p in dict.fromkeys(parents) if p not in found and p != curie]
            found.update(dict.fromkeys(front))
        return tuple(found)

    def search(self, text: str, type: str | None = None, limit: int = 10) -> list[Hit]:
        """Concepts by name or CURIE, best first."""
        return self._names.find(text, type, limit)

    def suggest(self, text: str, limit: int = 5) -> list[str]:
        """Names like ``text``."""
        return self._names.near(text, limit)
