"""Reading the vocabulary's Turtle files into entries, one a concept.

The properties that count, and what they mean for matching, stand in docs/extending.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg import config, resources
from kg.curies import to_curie
from kg.errors import VocabularyError
from kg.model import CONCEPT_TYPES, CURIE_PATTERN, ConceptType

if TYPE_CHECKING:
    import pyoxigraph as ox

SKOS = "http://www.w3.org/2004/02/skos/core#"
NKG = "https://w3id.org/neurokg/terms#"
THES = "http://purl.org/iso25964/skos-thes#"
DCTERMS = "http://purl.org/dc/terms/"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_TYPES: dict[str, ConceptType] = {NKG + name: name for name in CONCEPT_TYPES}
_FIELDS = {
    SKOS + "prefLabel": "labels",
    SKOS + "altLabel": "synonyms",
    SKOS + "hiddenLabel": "hidden",
    NKG + "abbreviation": "abbreviations",
    NKG + "weakAbbreviation": "weak_abbreviations",
    NKG + "weakLabel": "weak_labels",
    NKG + "adjective": "adjectives",
    THES + "broaderGeneric": "is_a",
    THES + "broaderPartitive": "part_of",
    SKOS + "exactMatch": "xrefs",
    SKOS + "closeMatch": "close",
    DCTERMS + "source": "source",
    DCTERMS + "rights": "licence",
}
#: The fields that hold other concepts.
LINKS = frozenset({"is_a", "part_of", "xrefs", "close"})
#: What a name can be; one file can overrule another in this.
_ROLES = (
    "synonyms",
    "hidden",
    "abbreviations",
    "weak_abbreviations",
    "weak_labels",
    "adjectives",
)
_CURIE = re.compile(CURIE_PATTERN)


@dataclass(slots=True)
class Entry:
    """What the files together say of one concept, in the order in which they say it.

    ``by_hand`` holds the names, in lower case, that a file written by hand gives it; ``shipped``
    says that a file of NeuroKG's own speaks of it, not only one that the user has added.
    """

    curie: str
    type: ConceptType | None = None
    labels: list[str] = field(default_factory=list)
    synonyms: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    weak_abbreviations: list[str] = field(default_factory=list)
    weak_labels: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    is_a: list[str] = field(default_factory=list)
    part_of: list[str] = field(default_factory=list)
    xrefs: list[str] = field(default_factory=list)
    close: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    licence: list[str] = field(default_factory=list)
    by_hand: set[str] = field(default_factory=set)
    shipped: bool = False

    def add(self, other: Entry) -> None:
        """Take what a later file says; in what way a name counts, that file has the last word."""
        said = {name for role in _ROLES for name in getattr(other, role)}
        said |= {n.lower() for n in said - {*other.abbreviations, *other.weak_abbreviations}}
        for role in _ROLES:
            before = getattr(self, role)
            setattr(self, role, [n for n in before if not {n, n.lower()} & said])
        for name in ("labels", *_ROLES, *sorted(LINKS), "source", "licence"):
            values = getattr(self, name)
            values += [value for value in getattr(other, name) if value not in values]
        self.type = self.type or other.type
        self.by_hand |= other.by_hand
        self.shipped |= other.shipped


def is_curie(text: str) -> bool:
    """Whether a text can be an id.

    >>> is_curie("MBA:382"), is_curie("MBA 382"), is_curie("https://example.org/x")
    (True, False, False)
    """
    return bool(_CURIE.fullmatch(text)) and text.isprintable() and "://" not in text


def read_entries(paths: Iterable[Path]) -> dict[str, Entry]:
    """Read Turtle files; what several files say of one concept is put together, in this order.

    Raises:
        VocabularyError: a file is missing or no Turtle, or a concept has no type or label.
    """
    entries = put_together(paths)
    for entry in list(entries.values()):
        if not entry.shipped and (entry.type is None or not entry.labels):
            del entries[entry.curie]  # an added mapping of what the vocabulary no longer has
            continue
        if entry.type is None or not entry.labels:
            missing = "type" if entry.type is None else "skos:prefLabel"
            raise VocabularyError(f"{entry.curie} has no {missing} in any vocabulary file")
    return entries


def put_together(paths: Iterable[Path]) -> dict[str, Entry]:
    """As :func:`read_entries`, but of files that add to concepts of others that are not read."""
    entries: dict[str, Entry] = {}
    for path in paths:
        generated = path.parent == resources.ontology_dir()
        shipped = path.parent != config.data_home() / "vocabularies"
        for curie, entry in _read_file(path).items():
            entry.shipped = shipped
            if not generated:
                entry.by_hand = {n.lower() for r in ("labels", *_ROLES) for n in getattr(entry, r)}
            if curie in entries:
                entries[curie].add(entry)
            else:
                entries[curie] = entry
    return entries


def triples(path: Path) -> Iterator[ox.Triple]:
    """The statements of a Turtle file.

    Raises:
        VocabularyError: the file is missing or no Turtle.
    """
    import pyoxigraph as ox

    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            yield quad.triple
    except OSError as error:
        raise VocabularyError(f"cannot read {path}: {error.strerror or error}") from error
    except SyntaxError as error:
        raise VocabularyError(f"{path}: not Turtle: {error}") from error


def field_of(predicate: str, value: str) -> str | None:
    """What a statement is to the vocabulary: a field of :class:`Entry`, None if nothing.

    >>> field_of(SKOS + "altLabel", "area V4"), field_of(SKOS + "scopeNote", "monkeys only")
    ('synonyms', None)
    """
    if predicate == _RDF_TYPE:
        return "type" if value in _TYPES else None
    return _FIELDS.get(predicate)


def _read_file(path: Path) -> dict[str, Entry]:
    import pyoxigraph as ox

    entries: dict[str, Entry] = {}
    for triple in triples(path):
        if isinstance(triple.subject, ox.NamedNode) and (curie := to_curie(triple.subject.value)):
            _take(entries, curie, triple.predicate.value, _text(triple.object))
    return entries


def _text(node: object) -> str:
    return str(getattr(node, "value", node))


def _take(entries: dict[str, Entry], curie: str, predicate: str, value: str) -> None:
    """Enter one statement, if it is of those that count."""
    name = field_of(predicate, value)
    if name == "type":
        entry = entries.setdefault(curie, Entry(curie))
        entry.type = entry.type or _TYPES[value]
    elif name:
        said = to_curie(value) if name in LINKS else value
        values = getattr(entries.setdefault(curie, Entry(curie)), name)
        if said is not None and said not in values:
            values.append(said)
