"""From annotated papers to the rows that the load queries take."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from kg.graph.merge import Work
from kg.graph.names import author_id, institution_id, mention_id, topic_id
from kg.graph.records import utc
from kg.identity.affiliations import domains
from kg.identity.affiliations import institutions as named_institutions
from kg.identity.names import name_key
from kg.model import AnnotatedPaper, Author, Concept, Mention, Run

Row = dict[str, Any]


@dataclass(slots=True)
class Rows:
    """Rows for one transaction; each list feeds one query of ``cypher/load/``."""

    papers: list[Row] = field(default_factory=list)
    record_of: list[Row] = field(default_factory=list)
    runs: list[Row] = field(default_factory=list)
    topics: list[Row] = field(default_factory=list)
    authors: list[Row] = field(default_factory=list)
    linked: list[Row] = field(default_factory=list)  # mentions, a row a paper
    unlinked: list[Row] = field(default_factory=list)
    derived: list[Row] = field(default_factory=list)
    _places: dict[tuple[str, str, str], Row] = field(default_factory=dict)

    @property
    def affiliations(self) -> list[Row]:
        """Who works where, by which paper."""
        return list(self._places.values())

    def add(self, work: Work) -> None:
        """Add all rows of one paper."""
        paper = work.paper
        self.papers.append(_paper(work))
        self.record_of += [{"record": record.id, "paper": paper.id} for record in work.records]
        for record in work.records:
            if not any(row["id"] == record.paper.run.id for row in self.runs):
                self.runs.append(_run(record.paper.run))
        self.topics += [
            {
                "paper": paper.id,
                "id": topic_id(c),
                "label": c,
                "primary": c == paper.primary_category,
            }
            for c in dict.fromkeys(paper.categories)
        ]
        for position, author in enumerate(paper.authors, start=1):
            identifier = author_id(paper.id, position, author.orcid)
            self.authors.append(
                {
                    "paper": paper.id,
                    "id": identifier,
                    "position": position,
                    "name": author.name,
                    "nameKey": name_key(author.name),
                    "orcid": author.orcid,
                    "domains": _domains(author),
                    "group": author.group or None,
                }
            )
            for row in institutions(author):
                # A person may stand in a paper twice, and write one place in two ways.
                key = paper.id, identifier, row["id"]
                self._places.setdefault(key, {"author": identifier, "paper": paper.id, **row})
        for rows, linked in ((self.linked, True), (self.unlinked, False)):
            mentions = [
                mention_row(paper, mention)
                for mention in paper.mentions
                if (mention.status == "linked") is linked
            ]
            if mentions:
                rows.append({"paper": paper.id, "run": paper.run.id, "mentions": mentions})
        self.derived += list(_derived(paper))


def _paper(work: Work) -> Row:
    paper = work.paper
    return {
        "id": paper.id,
        "digest": work.digest,
        "version": paper.version,
        "title": paper.title,
        "abstract": paper.abstract,
        "text": paper.text,
        "published": utc(paper.published),
        "updated": utc(paper.updated),
        "year": paper.published.year if paper.published else None,
        "doi": paper.doi,
        "ids": work.identifiers,
        "journalRef": paper.journal_ref,
        "comment": paper.comment,
        "primaryCategory": paper.primary_category,
        "links": _json(paper.links),
        "source": paper.source,
        "kind": paper.kind,
        "journal": paper.journal,
        "language": paper.language,
        "keywords": list(paper.keywords),
        "headings": _json(paper.headings),
        "grants": _json(paper.grants),
        "sections": _json(paper.sections),
        "retracted": paper.retracted,
        "notices": _json(paper.notices),
        "origins": json.dumps(work.origins, sort_keys=True) if work.origins else None,
    }


def institutions(author: Author) -> list[Row]:
    """Where an author works, an institution once: what the source itself made of the affiliations
    comes before the strings, of which those that name one of these institutions say no more.
    The strings themselves stay in the record.
    """
    given = [(one.ror or institution_id(one.name), one.name) for one in author.institutions]
    names = [one.name.casefold() for one in author.institutions]
    given += [
        (institution_id(name), name)
        for text in author.affiliations
        if not any(name in text.casefold() for name in names)
        for name in named_institutions(text)
    ]
    found: dict[str, str] = {}
    for identifier, name in given:
        found[identifier] = better_name(name, found.get(identifier, name))
    return [{"id": identifier, "name": name} for identifier, name in found.items()]


def _domains(author: Author) -> list[str] | None:
    """The domains of an author's e-mail addresses; the addresses are not for the graph."""
    return sorted({domain for text in author.affiliations for domain in domains(text)}) or None


def better_name(one: str, other: str) -> str:
    """The shorter of two names of an institution, in whichever order they come."""
    return min(one, other, key=lambda name: (len(name), name))


def fuller_name(one: str, other: str) -> str:
    """The longer of two names of a person, in whichever order they come."""
    return min(one, other, key=lambda name: (-len(name), name))


def mention_row(paper: AnnotatedPaper, mention: Mention) -> Row:
    """Properties of a mention's node, and its concept."""
    return {
        "id": mention_id(paper.id, mention.field, mention.start, mention.end),
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type,
        "status": mention.status,
        "match": mention.match,
        "reason": mention.reason,
        "confidence": mention.confidence,
        "sentenceStart": mention.sentence[0],
        "sentenceEnd": mention.sentence[1],
        "candidates": _json(mention.candidates),
        "sentence": _sentence(paper, mention),
        "concept": mention.curie if mention.status == "linked" else None,
    }


def _sentence(paper: AnnotatedPaper, mention: Mention) -> str | None:
    """The sentence of a mention where the store cannot cut it out itself.

    Both stores count UTF-16 units, we count code points: a character beyond U+FFFF before the
    sentence, or in it, makes the two differ.
    """
    start, end = mention.sentence
    content = dict(paper.fields()).get(mention.field, "")
    return content[start:end] if any(c > "\uffff" for c in content[:end]) else None


def _derived(paper: AnnotatedPaper) -> Iterable[Row]:
    scores: dict[str, list[float]] = defaultdict(list)
    for mention in paper.mentions:
        if mention.status == "linked" and mention.curie:
            scores[mention.curie].append(mention.confidence)
    for curie, values in scores.items():
        yield {"paper": paper.id, "concept": curie, "count": len(values), "confidence": max(values)}


def _json(values: Sequence[BaseModel]) -> str | None:
    rows = [value.model_dump(exclude_none=True) for value in values]
    return json.dumps(rows, ensure_ascii=False) if rows else None


def with_ancestors(curies: Iterable[str], concepts: Mapping[str, Concept]) -> dict[str, Concept]:
    """The concepts and everything above them, to the roots.

    A concept that the mapping does not have is left out; the caller knows it from the mention.
    """
    found: dict[str, Concept] = {}
    front = list(dict.fromkeys(curies))
    while front:
        curie = front.pop()
        concept = concepts.get(curie)
        if concept is not None and curie not in found:
            found[curie] = concept
            front += concept.parents
    return found


def _run(run: Run) -> Row:
    """Properties of a run's node."""
    maps = {"namespaces": run.namespaces, "added": run.added}
    return run.model_dump() | {name: json.dumps(map) if map else None for name, map in maps.items()}


def concept_row(concept: Concept) -> Row:
    """Properties of a concept's node."""
    return {
        "id": concept.curie,
        "label": concept.label,
        "synonyms": list(concept.synonyms),
        "abbreviations": list(concept.abbreviations),
        "xrefs": list(concept.xrefs),
        "source": concept.source or None,
        "licence": concept.licence or None,
    }


def parents_row(concept: Concept) -> Row:
    """What stands directly above a concept."""
    return {"id": concept.curie, "isA": list(concept.is_a), "partOf": list(concept.part_of)}
