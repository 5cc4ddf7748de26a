"""The vocabulary as one value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from kg import resources
from kg.model import Concept
from kg.vocabulary import added
from kg.vocabulary.compiled import Compiled
from kg.vocabulary.concepts import Concepts
from kg.vocabulary.forms import Form
from kg.vocabulary.search import Hit, Names

_BY_LIKENESS = 0.8  # score of the best hit that is only like what was asked for
_NOT_CONCEPTS = frozenset({"description-shapes.ttl", "neurokg.ttl", "shapes.ttl", "sources.ttl"})


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

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Vocabulary:
        """The vocabulary that comes with NeuroKG, what the user has added, and more Turtle files.

        Concepts and forms are read when they are first asked for.

        Raises:
            VocabularyError: a file is missing or malformed.
        """
        folder = resources.ontology_dir()
        compiled = Compiled(
            [*files(), *added.files(), *extra],
            stop=folder / "stop.txt",
            taxonomy=folder / "taxonomy.tsv.zst",
            elsewhere=folder / "elsewhere.txt",
        )
        return cls(compiled)

    @property
    def version(self) -> str:
        """Content hash of the vocabulary, 12 hexadecimal digits."""
        return self._compiled.version

    @property
    def concepts(self) -> Concepts:
        """All concepts by CURIE."""
        return self._compiled.concepts

    @property
    def forms(self) -> Sequence[Form]:
        """All strings that name a concept in text."""
        return self._compiled.forms

    def derived(self, part: str, make: Callable[[], list[Any]]) -> list[Any]:
        """The list that ``make`` makes of this vocabulary, from the cache if it is there.

        ``part`` names the list and the version of what makes it; its items are lists, strings
        and numbers.
        """
        return self._compiled.derived(part, make)

    @property
    def stop(self) -> frozenset[str]:
        """Names, in lower case, that are never looked for in text, whatever bears them."""
        return self._compiled.stop

    @property
    def elsewhere(self) -> Sequence[str]:
        """Names of anatomy outside the nervous system that end as a region does.

        >>> "adrenal cortex" in Vocabulary.load().elsewhere
        True
        """
        return self._compiled.elsewhere

    @cached_property
    def _names(self) -> Names:
        return Names(self._compiled.concepts)

    @cached_property
    def _taxa(self) -> dict[str, str]:
        rows = self._compiled.concepts.rows.values()
        return {row.label: row.curie for row in rows if row.type == "Species"}

    def get(self, curie: str) -> Concept | None:
        """The concept with this CURIE."""
        return self.concepts.get(curie)

    def taxon(self, name: str) -> Concept | None:
        """The animal of a scientific name, also of those that :attr:`forms` leaves out.

        >>> Vocabulary.load().taxon("Bythotrephes longimanus").label
        'Bythotrephes longimanus'
        """
        listed = self._taxa.get(name)
        return self.concepts[listed] if listed else self._compiled.taxonomy.find(name)

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
        """Concepts by name or id, best first; animals also by their scientific name.

        >>> [hit.concept.label for hit in Vocabulary.load().search("hipocampus", limit=1)]
        ['hippocampal formation']
        """
        hits = self._names.find(text, type, limit)
        if type not in {None, "Species"} or (hits and hits[0].score > _BY_LIKENESS):
            return hits
        taxon = self.taxon(text.strip().capitalize())
        return [Hit(taxon, 1.0, "exact", taxon.label), *hits][:limit] if taxon else hits

    def suggest(self, text: str, limit: int = 5) -> list[str]:
        """Names like ``text``."""
        return self._names.near(text, limit)

    def did_you_mean(self, text: str) -> str:
        """The end of a message that no concept has this name: names like it, if there are any."""
        near = ", ".join(self.suggest(text))
        return f"; did you mean: {near}?" if near else ""
