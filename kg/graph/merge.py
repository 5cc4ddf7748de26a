"""One paper from the records of it, field by field.

The text (title, abstract, sections, mentions) comes from one record, so that mentions stand where
they were found; every other field from the first record that has it. Records are asked in the
order of :data:`PREFERENCE`, the newest version first among those of one source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg import ids
from kg.graph.records import Record
from kg.identity.names import name_key
from kg.model import AnnotatedPaper, Author

#: Readers by how far their word goes before that of others; readers in one row are of one source.
PREFERENCE = (
    ("pubmed",),
    ("arxiv-oai", "arxiv-snapshot", "arxiv-atom"),
    ("openalex",),
    ("csl-json", "ris", "bibtex"),
    ("jsonl", "table"),
)
_RANKS = {name: rank for rank, names in enumerate(PREFERENCE) for name in names}
# The id of a paper is that which it has first in time: it is the least likely to change.
_ID_KINDS = ("arxiv", "pmid", "doi", "pmcid", "openalex")
_TEXT = ("title", "abstract", "text", "sections", "mentions", "run")
_FIRST = (
    "published",
    "journal",
    "journal_ref",
    "comment",
    "language",
    "keywords",
    "headings",
    "grants",
    "source",
)


@dataclass(frozen=True, slots=True)
class Work:
    """A paper as the graph shows it.

    ``records`` in order of preference; ``origins`` says of each field which record gave it.
    """

    paper: AnnotatedPaper
    records: tuple[Record, ...]
    origins: dict[str, str]

    @property
    def identifiers(self) -> list[str]:
        """Every id of the paper, its own first."""
        found = [self.paper.id, *(id for record in self.records for id in record.identifiers)]
        return list(dict.fromkeys(found))

    @property
    def digest(self) -> str:
        """Of the records that it is made of; equal works need no writing."""
        states = "\n".join(f"{record.id} {record.digest}" for record in self.records)
        return hashlib.sha256(states.encode()).hexdigest()[:16]


def merged(records: Iterable[Record]) -> Work:
    """The paper of some records; their order does not matter."""
    ordered = sorted(records, key=_preference)
    if len(ordered) == 1:
        return Work(ordered[0].paper, tuple(ordered), {})
    leading = min(ordered, key=lambda record: _id_rank(record.paper.id))
    text = next((r for r in ordered if r.paper.abstract or r.paper.text), ordered[0])
    fields = {name: getattr(text.paper, name) for name in _TEXT}
    fields |= {name: getattr(leading.paper, name) for name in ("id", "version", "updated")}
    origins = {"id": leading.id, "text": text.id}
    for name in ("retracted", "notices"):
        if record := next((r for r in ordered if getattr(r.paper, name)), None):
            origins[name] = record.id
    for name in _FIRST:
        record = next((r for r in ordered if getattr(r.paper, name)), None)
        if record is not None:
            fields[name] = getattr(record.paper, name)
            origins[name] = record.id
    for names in (("authors",), ("categories", "primary_category"), ("doi",)):
        record = _giving(names[0], ordered)
        fields |= {name: getattr(record.paper, name) for name in names}
        if fields[names[0]]:
            origins[names[0]] = record.id
    papers = [record.paper for record in ordered]
    fields["authors"] = _completed(fields["authors"], papers)
    kinds = {paper.kind for paper in papers}
    fields["kind"] = next((kind for kind in ("article", "preprint") if kind in kinds), None)
    fields["retracted"] = any(paper.retracted for paper in papers)
    for name in ("ids", "links", "notices"):
        fields[name] = tuple(dict.fromkeys(item for p in papers for item in getattr(p, name)))
    return Work(AnnotatedPaper.model_construct(**fields), tuple(ordered), origins)


def _preference(record: Record) -> tuple[int, int, float, str]:
    paper = record.paper
    updated = paper.updated.timestamp() if paper.updated else 0.0
    rank = _RANKS.get(paper.source or "", len(PREFERENCE))
    return rank, -(paper.version or 0), -updated, record.id


def _id_rank(id: str) -> tuple[int, bool, str]:
    kind = id.partition(":")[0]
    rank = _ID_KINDS.index(kind) if kind in _ID_KINDS else len(_ID_KINDS)
    return rank, ids.written(id) != id, id


def _giving(field: str, ordered: Sequence[Record]) -> Record:
    """The first record that has a field; of DOIs that of an article comes first."""
    having = [record for record in ordered if getattr(record.paper, field)] or ordered[:1]
    if field == "doi":
        of_article = [r for r in having if r.paper.kind != "preprint" or _is_arxiv(r)]
        return (of_article or having)[0]
    return having[0]


def _is_arxiv(record: Record) -> bool:
    return record.paper.id.startswith("arxiv:")  # which gives a preprint its article's DOI


def _completed(authors: Sequence[Author], papers: Iterable[AnnotatedPaper]) -> tuple[Author, ...]:
    """The authors with what other records know of the same names in the same places."""
    found = list(authors)
    for paper in papers:
        for place, (author, other) in enumerate(zip_longest(found, paper.authors)):
            if author and other and author != other and _alike(author, other):
                found[place] = author.model_copy(
                    update={
                        "group": author.group or other.group,
                        "orcid": author.orcid or other.orcid,
                        "affiliations": author.affiliations or other.affiliations,
                        "institutions": author.institutions or other.institutions,
                    }
                )
    return tuple(found)


def _alike(one: Author, other: Author) -> bool:
    if one.orcid and other.orcid and one.orcid != other.orcid:
        return False
    return name_key(one.name) == name_key(other.name)
