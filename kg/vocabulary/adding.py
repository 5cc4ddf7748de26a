"""From a user's file to an added vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.curies import obo_namespace, to_curie
from kg.errors import UsageError, VocabularyError
from kg.model import ConceptType, Reject
from kg.vocabulary.added import Added, free_name, free_prefix, keep, now, take_away
from kg.vocabulary.check import common_words, cycles
from kg.vocabulary.compiled import forget
from kg.vocabulary.mappings import Mapped, read_mappings, read_metadata, read_namespaces
from kg.vocabulary.rows import Row, add_synonyms, write_rows
from kg.vocabulary.terms import Term, idspaces, parents, read_terms, reader, refuse_unreadable
from kg.vocabulary.turtle import is_curie
from kg.vocabulary.vocabulary import Vocabulary

_IRI = re.compile(r"(https?://.+[/#])([^/#]+)")
_MAPPING = ".tsv"


@dataclass(frozen=True, slots=True)
class AddReport:
    """What was added, what was set aside, and how many parents are not there (left out)."""

    vocabulary: Added
    rejects: list[Reject]
    dangling: int


@dataclass(slots=True)
class _Ids:
    """CURIEs for the ids of a file: known ones, else of prefixes named after the vocabulary.

    ``declared`` are the namespaces that the file gives its prefixes, ``namespaces`` those in use.
    """

    name: str
    declared: Mapping[str, str] = field(default_factory=dict)
    namespaces: dict[str, str] = field(default_factory=dict)

    def curie(self, id: str) -> str | None:
        prefix, _, local = id.partition(":")
        if namespace := self.declared.get(prefix):
            return self._of(namespace + local, prefix, namespace)
        if known := to_curie(id):
            return known
        if obo := obo_namespace(id):
            return self._of(id, *obo)
        return self._named(id) if "://" in id else id if is_curie(id) else None

    def _of(self, iri: str, prefix: str, namespace: str) -> str | None:
        """The CURIE of an IRI whose prefix is known, if that means nothing else with us."""
        if known := to_curie(iri):
            return known
        if not free_prefix(prefix, namespace):
            return self._named(iri)
        curie = f"{prefix}:{iri.removeprefix(namespace)}"
        if not is_curie(curie):
            return None
        self.namespaces[prefix] = namespace
        return curie

    def _named(self, iri: str) -> str | None:
        match = _IRI.fullmatch(iri)
        if match is None:
            return None
        prefixes = {namespace: prefix for prefix, namespace in self.namespaces.items()}
        own = [prefix for prefix in self.namespaces if prefix.partition(".")[0] == self.name]
        prefix = prefixes.get(match[1], self.name + (f".{len(own) + 1}" if own else ""))
        curie = f"{prefix}:{match[2]}"
        if not is_curie(curie):
            return None
        self.namespaces[prefix] = match[1]
        return curie


def add(
    path: Path,
    *,
    name: str | None = None,
    type: ConceptType | None = None,
    licence: str | None = None,
    version: str | None = None,
) -> AddReport:
    """Put an ontology (.ttl, .obo, .owl) or a mapping (SSSOM, .tsv) beside our vocabulary.

    Args:
        path: the file.
        name: of the vocabulary, and prefix of ids whose IRIs have none; from the file's name where
            not given.
        type: of all its terms; a mapping has none.
        licence: under which the file may be used; a mapping may say it itself.
        version: the same.

    Raises:
        UsageError: the name is taken, or something that must be said is not.
        VocabularyError: the file is malformed, has a cycle, or nothing in it can be used.
        SourceError: it cannot be read.
    """
    refuse_unreadable(path)
    if path.suffix != _MAPPING:
        reader(path)
    name = free_name(name or re.sub(r"[^a-z0-9]+", "-", path.name.split(".")[0].lower()).strip("-"))
    said = read_metadata(path) if path.suffix == _MAPPING else {}
    licence = licence or said.get("license")
    version = version or said.get("mapping_set_version")
    for value, option in ((licence, "--licence"), (version, "--version")):
        if not value:
            raise UsageError(f"say {option} of {path.name}: it goes with all that is made of it")
    if path.suffix != _MAPPING and type is None:
        raise UsageError(f"say --type of the terms of {path.name}")
    about = Added(
        name=name,
        type=None if path.suffix == _MAPPING else type,
        licence=licence or "",
        version=version or "",
        file=path.name,
        added=now(),
        concepts=0,
    )
    vocabulary = Vocabulary.load()
    ids = _Ids(name, read_namespaces(path) if about.type is None else idspaces(path))
    rejects: list[Reject] = []
    if about.type is None:
        rows = _mapping_rows(path, vocabulary, ids, rejects)
        dangling = 0
    else:
        rows, dangling = _term_rows(path, about, about.type, vocabulary, ids, rejects)
    if not rows:
        why = f": {rejects[0].reason}" if rejects else ""
        raise VocabularyError(f"{path}: nothing in it can be used{why}")
    about = about.model_copy(update={"concepts": len(rows), "namespaces": ids.namespaces})
    keep(about, lambda part: write_rows(part, rows, path.name, added=True))
    return AddReport(about, rejects, dangling)


def remove(name: str) -> Added:
    """Take a vocabulary away, and what was compiled with it.

    What it has made of a graph stays there until that is built anew.

    Raises:
        NotFound: there is none of this name.
    """
    version = Vocabulary.load().version
    gone = take_away(name)
    forget(version)
    return gone


def _mapping_rows(
    path: Path, vocabulary: Vocabulary, ids: _Ids, rejects: list[Reject]
) -> list[Row]:
    """Rows that add ids to concepts; either side of a mapping may be the concept."""
    rows: dict[str, Row] = {}
    for found in _aside(read_mappings(path), rejects):
        subject, object = ids.curie(found.subject), ids.curie(found.object)
        for ours, other in ((subject, object), (object, subject)) if subject and object else ():
            if concept := vocabulary.concepts.rows.get(ours):
                row = rows.setdefault(ours, Row(ours, concept.type))
                (row.xrefs if found.exact else row.close).append(other)
                break
        else:
            why = f"neither {found.subject} nor {found.object} is in the vocabulary"
            rejects.append(Reject(file=str(path), line=found.line, reason=why))
    return list(rows.values())


def _aside(found: Iterable[Mapped | Reject], rejects: list[Reject]) -> Iterator[Mapped]:
    for item in found:
        if isinstance(item, Reject):
            rejects.append(item)
        else:
            yield item


def _term_rows(
    path: Path,
    about: Added,
    type: ConceptType,
    vocabulary: Vocabulary,
    ids: _Ids,
    rejects: list[Reject],
) -> tuple[list[Row], int]:
    """Rows of an ontology's terms, and how many parents were left out."""
    found: dict[str, Term] = {}
    for item in read_terms(path):
        if isinstance(item, Reject):
            rejects.append(item)
        elif curie := ids.curie(item.id):
            if item.labels and curie not in found:
                found[curie] = item
            else:
                why = "there is a term of this id before it" if item.labels else "it has no label"
                rejects.append(Reject(file=str(path), record=item.id, reason=why))
        else:
            why = "its id is no CURIE and no address"
            rejects.append(Reject(file=str(path), record=item.id[:200], reason=why))
    labels = {" ".join(term.labels[0].lower().split()): curie for curie, term in found.items()}
    known = vocabulary.concepts.rows
    rows, dangling = [], 0
    for curie, term in found.items():
        row = _row(curie, term, type, labels)
        if curie in known:
            row.label = ""  # it adds to a concept of ours, which keeps its name
        else:
            row.source, row.licence = about.source, about.licence
        above = [dict.fromkeys(map(ids.curie, some)) for some in parents(term, type)]
        row.is_a, row.part_of = (
            [id for id in some if id and (id in found or id in known)] for some in above
        )
        dangling += sum(map(len, above)) - len(row.is_a) - len(row.part_of)
        row.xrefs = [id for id in dict.fromkeys(map(ids.curie, term.xrefs)) if id and id != curie]
        row.close = [id for id in dict.fromkeys(map(ids.curie, term.close)) if id and id != curie]
        rows.append(row)
    _refuse_cycles(path, {row.curie: [*row.is_a, *row.part_of] for row in rows}, vocabulary)
    return rows, dangling


def _row(curie: str, term: Term, type: ConceptType, labels: Mapping[str, str]) -> Row:
    label = " ".join(term.labels[0].split())
    row = Row(curie, type, label, abbreviations=term.abbreviations, adjectives=term.adjectives)
    add_synonyms(row, [*term.labels[1:], *term.synonyms], labels)
    row.hidden += [name for name in term.hidden if name not in row.hidden]
    # "All" or "network" by themselves would be found in every text.
    common = [name for name in (label, *row.synonyms) if name.lower() in common_words()]
    row.weak = common
    row.synonyms = [name for name in row.synonyms if name not in common]
    return row


def _refuse_cycles(path: Path, above: Mapping[str, list[str]], vocabulary: Vocabulary) -> None:
    """Refuse what would stand above itself, be it by way of our own concepts."""

    def parents_of(curie: str) -> list[str]:
        concept = vocabulary.get(curie)
        return [*above.get(curie, ()), *(concept.parents if concept else ())]

    if cycle := next(cycles(above, parents_of), None):
        raise VocabularyError(f"{path}: a cycle: {' > '.join(cycle)}")
