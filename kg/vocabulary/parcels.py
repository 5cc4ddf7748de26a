"""Regions of brain atlases, from openMINDS' parcellation entities.

An entity that openMINDS relates to a UBERON structure, or whose name is already one of the
vocabulary's, adds its names to that concept. The others become concepts under openMINDS' own ids,
one for equal names of several atlases. Their place: the parent that openMINDS gives; else, for
"pontine gray, rostral part", the pontine gray; else the thalamus, hypothalamus or amygdala that the
name speaks of; else the nervous system.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import VocabularyError
from kg.prefixes import OPENMINDS
from kg.vocabulary.forms import plural
from kg.vocabulary.rows import Row
from kg.vocabulary.turtle import Entry

#: In the order in which an atlas names a region that several have.
_ATLASES = (
    "JBA", "BA-human", "DKA", "AAL1", "DWMA", "MarmosetNMA", "WHSSDatlas", "SwansonBM",
    "PW-RBSC-cor", "AsegAtlas",
)  # fmt: skip
_NERVOUS_SYSTEM = "UBERON:0001016"
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
# Rests, groups without a name, and what is no part of a nervous system.
_UNNAMED = re.compile(
    r"unspecified|, general$|\bother\b|GapMap|\blevel\b|sensory system|motor system|inner ear"
    r"|arter|\bvein|sinus|meninx|mater\b|ventricular system|central region|\w\.\w"
    r"|cerebrospinal fluid|^(?:frontal|parietal|temporal|occipital) region$"
)
_PART = re.compile(r"(.+), ((?:[\w/-]+ ){1,3}(?:part|division|layer|zone|region|segment))$")
_SHORT = re.compile(r"(?=.*[A-Z].*[A-Z0-9])[A-Za-z][A-Za-z0-9]{2,6}$")
# "PGRN" is progranulin a hundred times for once that it is a nucleus; "PVHmm" is safe.
_MIXED = re.compile(r"[A-Z].*[a-z]")
# What a name says of the place, where nothing else does; a tract leads elsewhere.
_WITHIN = {
    "hypothalamus": "UBERON:0001898",
    "thalamus": "UBERON:0001897",
    "amygdala": "UBERON:0001876",
}
_TRACT = re.compile(
    r"tract|bundle|fascic|pathway|radiation|peduncle|related|commissur|fissure|fiber"
)
_STEMS = (
    (re.compile(r"amygdal(?:ar|oid)\b"), "amygdala"),
    (re.compile(r"thalamic\b"), "thalamus"),
    (re.compile(r"cerebellar\b"), "cerebellum"),
)


@dataclass(frozen=True, slots=True)
class _Entity:
    """A region of one atlas."""

    curie: str
    name: str
    others: tuple[str, ...]
    parents: tuple[str, ...]  # by name
    related: str | None  # the UBERON structure that openMINDS relates it to


def parcels(entries: Mapping[str, Entry]) -> Iterator[Row]:
    """Rows of regions and additional names, given all other entries of the vocabulary."""
    known = _known(entries)
    shorts = {s for e in entries.values() for s in (*e.abbreviations, *e.weak_abbreviations)}
    rows: dict[str, Row] = {}
    entities = [entity for entity in _entities() if " " in entity.name or entity.related]
    for entity in entities:
        curie = entity.related or known.get(_level(entity.name)) or entity.curie
        if curie not in entries and curie.startswith("UBERON"):
            continue
        row = rows.setdefault(curie, Row(curie, "BrainRegion"))
        if curie not in entries:
            row.label = row.label or entity.name
        known.setdefault(_level(entity.name), curie)
        _add_names(row, entity, known, shorts)
    for entity in entities:
        placed = rows.get(known.get(_level(entity.name), ""))
        if placed and placed.label and not placed.part_of:
            placed.part_of = [_place(entity, known, placed.curie)]
    yield from (
        row for row in rows.values() if row.label or row.synonyms or row.short or row.hidden
    )


def _known(entries: Mapping[str, Entry]) -> dict[str, str]:
    """The region of each name and plural, levelled; labels go before synonyms."""
    regions = [entry for entry in entries.values() if entry.type == "BrainRegion"]
    known = {
        _level(form): entry.curie
        for entry in regions
        for name in (*entry.labels, *entry.synonyms, *entry.hidden, *entry.weak_labels)
        for form in (plural(name) or name, name)
    }
    return known | {_level(entry.labels[0]): entry.curie for entry in regions}


def _add_names(row: Row, entity: _Entity, known: dict[str, str], shorts: set[str]) -> None:
    names = [entity.name, *entity.others]
    if match := _PART.match(entity.name):
        names.append(f"{match[2]} of the {match[1]}")
    for name in names:
        if _SHORT.match(name):
            if name not in shorts:
                shorts.add(name)
                (row.short if _MIXED.search(name) else row.hidden).append(name)
        elif " " in name and name != row.label and _level(name) not in known:
            known[_level(name)] = row.curie
            row.synonyms.append(name)


def _place(entity: _Entity, known: Mapping[str, str], own: str) -> str:
    whole = entity.name
    names = list(entity.parents)
    while ", " in whole:
        whole = whole.rpartition(", ")[0]
        names.append(whole)
    found = (known.get(_level(name)) for name in names)
    said = (
        [] if _TRACT.search(entity.name) else [_WITHIN.get(w) for w in _level(entity.name).split()]
    )
    return next((curie for curie in (*found, *said) if curie and curie != own), _NERVOUS_SYSTEM)


def _entities() -> list[_Entity]:
    try:
        from openminds.latest.sands import ParcellationEntity
    except ImportError as error:
        raise VocabularyError("openMINDS is not installed: pip install 'neurokg[vocab]'") from error
    by_atlas: dict[str, list[_Entity]] = {atlas: [] for atlas in _ATLASES}
    for instance in ParcellationEntity.instances():
        atlas = str(instance.id).rsplit("/", 1)[-1].split("_")[0]
        if atlas in by_atlas and not _UNNAMED.search(instance.name):
            by_atlas[atlas].append(_entity(instance))
    return [e for atlas in _ATLASES for e in sorted(by_atlas[atlas], key=lambda e: e.curie)]


def _entity(instance: Any) -> _Entity:
    related = instance.related_interspecies_anatomy
    iri = str(getattr(related, "preferred_ontology_identifier", None) or "")
    return _Entity(
        curie="openminds:" + str(instance.id).removeprefix(OPENMINDS),
        name=_clean(instance.name),
        others=tuple(_clean(n) for n in (*_listed(instance.alternate_names), instance.abbreviation)
                     if n),
        parents=tuple(_clean(p.name) for p in _listed(instance.has_parents) if hasattr(p, "name")),
        related=iri.rsplit("/", 1)[-1].replace("_", ":") or None,
    )  # fmt: skip


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _clean(name: str) -> str:
    """A name without remarks in brackets, "Area" in lower case."""
    name = " ".join(_BRACKETS.sub("", name).replace("’", "'").split())
    return re.sub(r"^([A-Z])(?=[a-z]{3,} )", lambda first: first[1].lower(), name)


def _level(name: str) -> str:
    """Equal for names of the same words in any order: "thalamic nucleus", "nucleus of thalamus"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    for stem, noun in _STEMS:
        letters = stem.sub(noun, letters)
    words = letters.replace("-", " ").replace(",", "").split()
    return " ".join(sorted(word for word in words if word not in {"of", "the"}))
