"""The values that cross NeuroKG's borders: papers, concepts, mentions, runs, rejects.

All are frozen pydantic models. Ids are CURIEs (``arxiv:2603.07369``, ``UBERON:0002421``). Offsets
count Unicode code points of the stored field text, half-open: ``text[start:end]`` is the mention.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kg.errors import UsageError

ConceptType = Literal["BrainRegion", "Method", "Dataset", "Species", "CellType"]
CONCEPT_TYPES: tuple[ConceptType, ...] = ("BrainRegion", "Method", "Dataset", "Species", "CellType")

FieldName = Literal["title", "abstract", "text"]
Status = Literal["linked", "ambiguous", "nil"]
MatchKind = Literal[
    "exact",  # a label or synonym of the concept, as written in the vocabulary up to case
    "abbreviation",  # a short form of the vocabulary, or one that the document defines
    "plural",
    "adjective",  # "hippocampal" for the hippocampus
    "normalised",  # equal after word order, Greek letters, hyphens and the like are levelled
    "partial",  # modifier + known concept: the concept of the head, the modifier kept
    "pattern",  # a name found by its form (accession number, "the X study")
    "fuzzy",  # near in character trigrams
    "recogniser",  # found by the statistical recogniser alone, not in the vocabulary
]
CURIE_PATTERN = r"^[A-Za-z_][A-Za-z0-9_.\-]*:[^\s<>\"{}|\\^`]+$"
Curie = Annotated[str, StringConstraints(pattern=CURIE_PATTERN)]
# A paper keeps the id that its source gives: a CURIE from the known sources, anything without white
# space from a user's own lines.
PaperId = Annotated[str, StringConstraints(pattern=r"^[^\s\x00-\x1f\x7f]+$", max_length=500)]
Score = Annotated[float, Field(ge=0, le=1)]


def concept_type(name: str | None) -> ConceptType | None:
    """A concept type in any case ("brainregion").

    Raises:
        UsageError: there is no such type.
    """
    if name is None:
        return None
    for known in CONCEPT_TYPES:
        if known.lower() == name.lower():
            return known
    raise UsageError(f"no type {name!r}; types are {', '.join(CONCEPT_TYPES)}")


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Institution(_Value):
    """An institution that a source names by id; ``ror`` is a CURIE such as ``ror:02jx3x895``."""

    name: str = Field(min_length=1)
    ror: Annotated[str, StringConstraints(pattern=r"^ror:0[a-z0-9]{8}$")] | None = None


class Author(_Value):
    """One author as the source gives them; order is the position in ``Paper.authors``.

    ``affiliations`` are the strings of the record; ``institutions`` what the source itself made
    of them (OpenAlex), empty where it made nothing. ``group`` is true where the source says that
    this is no person but a group (a consortium, a study group).
    """

    name: str = Field(min_length=1)
    group: bool = False
    affiliations: tuple[str, ...] = ()
    institutions: tuple[Institution, ...] = ()
    orcid: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")] | None = (
        None
    )


class Link(_Value):
    """A link of a source record (``rel`` as in RFC 8288: alternate, related, …)."""

    href: str
    rel: str | None = None
    type: str | None = None
    title: str | None = None


class Heading(_Value):
    """A subject heading as indexed by the source: MeSH descriptor, qualifiers, major topic."""

    label: str = Field(min_length=1)
    id: Curie | None = None  # "mesh:D006624"
    major: bool = False
    qualifiers: tuple[str, ...] = ()


class Grant(_Value):
    """Funding as given by the source."""

    number: str | None = None
    agency: str | None = None
    country: str | None = None


class Notice(_Value):
    """What became of a publication later, by its source's word."""

    kind: Literal["retraction", "concern", "correction", "withdrawal", "update"]
    id: Curie | None = None  # of the notice
    text: str = ""


class Section(_Value):
    """A labelled part of a structured abstract; offsets count code points of the abstract."""

    label: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Paper(_Value):
    """One publication, or (with ``text`` alone) one plain document.

    Titles, abstracts and names have their white space collapsed and TeX accents turned into
    Unicode by the reader, once; ``text`` keeps its length and white space as given. Everything
    later counts offsets in exactly these strings.

    >>> paper = Paper(id="arxiv:2603.07369", title="Learning in V4", abstract="We study V4.")
    >>> dict(paper.fields())
    {'title': 'Learning in V4', 'abstract': 'We study V4.'}
    """

    id: PaperId
    version: int | None = Field(default=None, ge=1)
    title: str = ""
    abstract: str = ""
    text: str | None = None
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    primary_category: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    doi: str | None = None
    journal_ref: str | None = None
    comment: str | None = None
    links: tuple[Link, ...] = ()
    source: str | None = None  # name of the reader: "arxiv-atom", "jsonl", …
    kind: Literal["preprint", "article"] | None = None
    ids: tuple[PaperId, ...] = ()  # other ids of the record, of kg.ids: doi:…, pmid:…, arxiv:…
    journal: str | None = None
    language: str | None = None  # as given by the source
    keywords: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    grants: tuple[Grant, ...] = ()
    sections: tuple[Section, ...] = ()  # of the abstract
    retracted: bool = False
    notices: tuple[Notice, ...] = ()

    def fields(self) -> Iterator[tuple[FieldName, str]]:
        """Yield the non-empty text fields in reading order."""
        if self.title:
            yield "title", self.title
        if self.abstract:
            yield "abstract", self.abstract
        if self.text:
            yield "text", self.text


class Concept(_Value):
    """One entry of the vocabulary.

    >>> Concept(curie="neurokg:v4", type="BrainRegion", label="visual area V4").label
    'visual area V4'
    """

    curie: Curie
    type: ConceptType
    label: str = Field(min_length=1)
    synonyms: tuple[str, ...] = ()  # exact synonyms and adjectives, without the abbreviations
    abbreviations: tuple[str, ...] = ()
    is_a: tuple[Curie, ...] = ()
    part_of: tuple[Curie, ...] = ()
    xrefs: tuple[Curie, ...] = ()
    source: str = ""  # name and version of the added vocabulary that it is from, if of one
    licence: str = ""  # of that

    @property
    def parents(self) -> tuple[Curie, ...]:
        """Direct parents, is-a before part-of."""
        return (*self.is_a, *self.part_of)


class Candidate(_Value):
    """One reading of an ambiguous mention."""

    curie: Curie
    label: str
    score: Score


class Mention(_Value):
    """A span of one field and the concept it names.

    ``start`` and ``end`` count code points of the field; ``sentence`` gives the bounds of the
    sentence around it in the same field. ``status`` "linked" has ``curie`` and ``label``,
    "ambiguous" has ``candidates``, "nil" has neither.
    """

    field: FieldName
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str = Field(min_length=1)
    type: ConceptType
    status: Status
    curie: Curie | None = None
    label: str | None = None
    match: MatchKind
    reason: str = ""  # one clause for people: "short form of 'middle temporal area'"
    confidence: Score
    sentence: tuple[int, int]
    candidates: tuple[Candidate, ...] = ()


class Run(_Value):
    """What made a set of mentions; its id depends on these versions only, not on time."""

    id: Curie
    software: str  # "neurokg 0.1.0"
    vocabulary: str  # content hash of the vocabulary
    model: str  # name and content hash of the recogniser, "dictionary" without one
    # Beginnings of IRIs by prefix, of added vocabularies: IRIs must not depend on the machine.
    namespaces: dict[str, str] | None = None
    # Added vocabularies and mappings ("allen 2026-02") with their licences.
    added: dict[str, str] | None = None


class AnnotatedPaper(Paper):
    """A paper with its mentions (in field order, then by start) and the run that made them."""

    mentions: tuple[Mention, ...] = ()
    run: Run


class Deletion(_Value):
    """A source's word that a record is gone: PubMed's DeleteCitation, an OAI-PMH deleted header."""

    id: PaperId
    file: str


class Reject(_Value):
    """A record, or the rest of a file, that could not be used, and why."""

    file: str
    line: int | None = None
    record: str | None = None  # id of the record, where it has one
    reason: str
    raw: str | None = None  # the record as read, shortened to 10,000 characters

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line is not None else "")
        return f"{place}: {self.record + ': ' if self.record else ''}{self.reason}"
