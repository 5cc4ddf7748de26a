"""Reading the vocabulary's Turtle files into entries, one a concept.

The properties that count, and what they mean for matching, stand in docs/extending.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import VocabularyError
from kg.model import CONCEPT_TYPES, ConceptType

SKOS = "http://www.w3.org/2004/02/skos/core#"
NKG = "https://w3id.org/neurokg/terms#"
OWN = "https://w3id.org/neurokg/concept/"
OBO = "http://purl.obolibrary.org/obo/"
OPENMINDS = "https://openminds.om-i.org/instances/"
THES = "http://purl.org/iso25964/skos-thes#"
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
}
_LINKS = frozenset({"is_a", "part_of", "xrefs"})
_OBO_ID = re.compile(r"([A-Za-z]+)_(\w+)$")


@dataclass(slots=True)
class Entry:
    """What the files together say of one concept, in the order in which they say it."""

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


def to_curie(iri: str) -> str | None:
    """The CURIE of a concept's IRI, None where no prefix is known.

    >>> to_curie("http://purl.obolibrary.org/obo/UBERON_0002421")
    'UBERON:0002421'
    >>> to_curie("https://w3id.org/neurokg/concept/v4")
    'neurokg:v4'
    """
    if iri.startswith(OBO) and (match := _OBO_ID.fullmatch(iri[len(OBO) :])):
        return f"{match[1]}:{match[2]}"
    for base, prefix in ((OWN, "neurokg"), (OPENMINDS, "openminds")):
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return None


def read_entries(paths: Iterable[Path]) -> dict[str, Entry]:
    """Read Turtle files; what several files say of one concept is put together.

    Raises:
        VocabularyError: a file is missing or no Turtle, or a concept has no type or label.
    """
    entries: dict[str, Entry] = {}
    for path in paths:
        _read_file(path, entries)
    for entry in entries.values():
        if entry.type is None or not entry.labels:
            missing = "type" if entry.type is None else "skos:prefLabel"
            raise VocabularyError(f"{entry.curie} has no {missing} in any vocabulary file")
    return entries


def _read_file(path: Path, entries: dict[str, Entry]) -> None:
    import pyoxigraph as ox

    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if not isinstance(quad.subject, ox.NamedNode):
                continue
            name = quad.predicate.value
            if name != _RDF_TYPE and name not in _FIELDS:
                continue
            kind = _TYPES.get(quad.object.value) if name == _RDF_TYPE else None
            curie = to_curie(quad.subject.value)
            if curie is None or (name == _RDF_TYPE and kind is None):
                continue
            entry = entries.setdefault(curie, Entry(curie))
            if kind is not None:
                entry.type = entry.type or kind
                continue
            field_name = _FIELDS[name]
            value = to_curie(quad.object.value) if field_name in _LINKS else quad.object.value
            values = getattr(entry, field_name)
            if value is not None and value not in values:
                values.append(value)
    except OSError as error:
        raise VocabularyError(f"cannot read {path}: {error.strerror or error}") from error
    except SyntaxError as error:
        raise VocabularyError(f"{path}: not Turtle: {error}") from error
