"""Terms of other people's ontologies: SKOS and OWL in Turtle, OBO, OWL in RDF/XML."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.errors import SourceError, VocabularyError
from kg.model import ConceptType, Reject
from kg.prefixes import OBO
from kg.vocabulary.turtle import NKG, SKOS, THES

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_CLASSES = frozenset({SKOS + "Concept", _OWL + "Class", _RDFS + "Class"})
_PART_OF = frozenset({"part_of", "BFO:0000050", "http://purl.obolibrary.org/obo/BFO_0000050"})
_FIELDS = {
    SKOS + "prefLabel": "labels",
    _RDFS + "label": "labels",
    SKOS + "altLabel": "synonyms",
    SKOS + "hiddenLabel": "hidden",
    NKG + "abbreviation": "abbreviations",
    NKG + "adjective": "adjectives",
    THES + "broaderGeneric": "is_a",
    _RDFS + "subClassOf": "is_a",
    THES + "broaderPartitive": "part_of",
    SKOS + "broader": "broader",
    SKOS + "exactMatch": "xrefs",
    SKOS + "closeMatch": "close",
}
_NAMES = frozenset({"labels", "synonyms", "hidden", "adjectives"})
_IDSPACE = re.compile(r"^idspace: (\S+) (https?://\S+)", re.MULTILINE)
_ID = re.compile(r"^id:", re.MULTILINE)
_PLACE = re.compile(r" *\(<stdin>, line \d+\)")
_PURLS = re.compile(r"([A-Za-z]+):(\w+)", re.ASCII)
_FRAME = re.compile(r"^\[", re.MULTILINE)


@dataclass(slots=True)
class Term:
    """A term as its source has it; ids are IRIs or CURIEs."""

    id: str
    labels: list[str] = field(default_factory=list)
    synonyms: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    is_a: list[str] = field(default_factory=list)
    part_of: list[str] = field(default_factory=list)
    broader: list[str] = field(default_factory=list)
    xrefs: list[str] = field(default_factory=list)
    # What a cross reference of OBO means is nowhere said: often the same, sometimes not quite.
    close: list[str] = field(default_factory=list)


def read_terms(path: Path) -> Iterator[Term | Reject]:
    """The terms of a file that are not obsolete, and what cannot be used of it.

    Raises:
        VocabularyError: it is not in the format of its suffix, or of no format that we know.
        SourceError: it cannot be read.
    """
    read = reader(path)
    try:
        yield from read(path)
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror or error}") from error


def reader(path: Path) -> Callable[[Path], Iterator[Term | Reject]]:
    """What reads the terms of a file with this suffix.

    Raises:
        VocabularyError: nothing does.
    """
    readers: dict[str, Callable[[Path], Iterator[Term | Reject]]]
    readers = {".ttl": _turtle, ".obo": _obo, ".owl": _owl}
    if path.suffix not in readers:
        raise VocabularyError(
            f"{path}: terms are read from .ttl, .obo and .owl, mappings from .tsv (SSSOM)"
        )
    return readers[path.suffix]


def refuse_unreadable(path: Path) -> None:
    """Refuse a file that is not there, before anything is asked about it.

    Raises:
        SourceError: it cannot be read.
    """
    try:
        path.open("rb").close()
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror or error}") from error


def _turtle(path: Path) -> Iterator[Term]:
    import pyoxigraph as ox

    terms: dict[str, Term] = {}
    classes: dict[str, set[str]] = defaultdict(set)
    obsolete: set[str] = set()
    english: dict[tuple[str, str], list[tuple[bool, str]]] = defaultdict(list)
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if not isinstance(quad.subject, ox.NamedNode):
                continue
            iri, predicate, value = quad.subject.value, quad.predicate.value, quad.object
            name = _FIELDS.get(predicate)
            if predicate == _RDF + "type":
                classes[iri].add(value.value)
            elif predicate == _OWL + "deprecated" and value.value == "true":
                obsolete.add(iri)
            elif name and name not in _NAMES and isinstance(value, ox.NamedNode):
                getattr(terms.setdefault(iri, Term(iri)), name).append(value.value)
            elif name and isinstance(value, ox.Literal):
                language = (value.language or "en").partition("-")[0]
                terms.setdefault(iri, Term(iri))
                english[iri, name].append((language == "en", value.value))
    except SyntaxError as error:
        raise VocabularyError(f"{path}: not Turtle: {error}") from error
    for (iri, name), said in english.items():
        # Names in other languages are found in no English text; as the only ones they may serve.
        kept = [text for is_english, text in said if is_english] or [
            text for _, text in said if name == "labels"
        ]
        getattr(terms[iri], name).extend(kept)
    for iri, kinds in classes.items():
        known = kinds & _CLASSES or any(kind.startswith(NKG) for kind in kinds)
        if known and iri not in obsolete:
            yield terms.get(iri, Term(iri))


def idspaces(path: Path) -> dict[str, str]:
    """The namespaces that an OBO file declares for prefixes of its ids; other files have none.

    Raises:
        SourceError: it cannot be read.
    """
    if path.suffix != ".obo":
        return {}
    try:
        text = path.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror or error}") from error
    return dict(_IDSPACE.findall(text.partition("\n[")[0]))


def _obo(path: Path) -> Iterator[Term | Reject]:
    """Each frame is read by itself, so that one that is no OBO does not take the others with it."""
    fastobo = _needed("fastobo", path)
    text = path.read_bytes().decode("utf-8", errors="replace")
    starts = [match.start() for match in _FRAME.finditer(text)]
    if not text.startswith("format-version:") and not starts:
        raise VocabularyError(f"{path}: not OBO: it has no frames")
    for start, end in pairwise([*starts, len(text)]):
        if not text.startswith("[Term]", start):
            continue
        try:
            (frame,) = fastobo.loads(text[start:end])
            term, obsolete = _frame(frame)
        except (SyntaxError, ValueError) as error:
            line = text.count("\n", 0, start) + 1
            why = f"not OBO: {' '.join(_PLACE.sub('', str(error)).split())[:200]}"
            if not _ID.search(text, start, end):
                why = "not OBO: a term needs a line id: PREFIX:NUMBER"
            yield Reject(file=str(path), line=line, reason=why, raw=text[start:end][:10_000])
        else:
            if not obsolete:
                yield term


def _frame(frame: Any) -> tuple[Term, bool]:
    """A term of an OBO frame, and whether it is obsolete."""
    term, obsolete = Term(str(frame.id)), False
    for clause in frame:
        tag = clause.raw_tag()
        if tag == "name":
            term.labels.append(clause.name)
        elif tag == "synonym":
            exact = clause.synonym.scope == "EXACT"
            (term.synonyms if exact else term.hidden).append(clause.synonym.desc)
        elif tag == "xref":
            term.close.append(str(clause.xref.id))
        elif tag == "is_a":
            term.is_a.append(str(clause.term))
        elif tag == "relationship" and str(clause.typedef) in _PART_OF:
            term.part_of.append(str(clause.term))
        elif tag == "is_obsolete":
            obsolete = clause.obsolete
    return term, obsolete


def _owl(path: Path) -> Iterator[Term]:
    pronto = _needed("pronto", path)
    try:
        # Imports would be fetched from wherever the file says.
        ontology = pronto.Ontology(BytesIO(path.read_bytes()), import_depth=0, threads=1)
        terms = [_term(term) for term in ontology.terms() if not term.obsolete]
    except OSError:
        raise
    except Exception as error:  # pronto lets through whatever its parsers raise
        why = " ".join(str(error).split())[:200]
        raise VocabularyError(f"{path}: not OWL: {why}") from error
    yield from terms


def _needed(module: str, path: Path) -> Any:
    """A module of the extra ``ontologies``."""
    try:
        return import_module(module)
    except ImportError as error:
        raise VocabularyError(
            f"reading {path.suffix} needs pronto: pip install 'neurokg[ontologies]'"
        ) from error


def _term(term: Any) -> Term:
    made = Term(_purl(term.id), labels=[term.name] if term.name else [])
    for synonym in term.synonyms:
        (made.synonyms if synonym.scope == "EXACT" else made.hidden).append(synonym.description)
    made.is_a = _ids(term.superclasses(distance=1, with_self=False))
    for relation, others in term.relationships.items():
        if relation.id in _PART_OF:
            made.part_of += _ids(others)
    made.close = sorted(xref.id for xref in term.xrefs)
    return made


def _ids(terms: Iterable[Any]) -> list[str]:
    return sorted(_purl(term.id) for term in terms)


def _purl(id: str) -> str:
    """The IRI that OWL has: pronto makes CURIEs of those that are PURLs of OBO ontologies.

    >>> _purl("HP:0000118"), _purl("https://example.org/a")
    ('http://purl.obolibrary.org/obo/HP_0000118', 'https://example.org/a')
    """
    return _PURLS.sub(rf"{OBO}\1_\2", id) if _PURLS.fullmatch(id) else id


def parents(term: Term, type: ConceptType) -> tuple[list[str], list[str]]:
    """Ids of what a term is a kind of, and of what it is a part of.

    ``skos:broader`` says neither: of regions it is taken for the whole, of others for the kind.
    """
    if type == "BrainRegion":
        return term.is_a, [*term.part_of, *term.broader]
    return [*term.is_a, *term.broader], term.part_of
