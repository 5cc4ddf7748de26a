"""Records: what one source says of one publication, as the graph keeps it.

A record's id is the name of its reader and the id that the source gives, so that PubMed and
OpenAlex each have their say about one paper. Its content is the annotated record itself, packed.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cached_property
from typing import Any, Literal

import zstandard

from kg import ids
from kg.errors import StoreError
from kg.identity.names import name_key
from kg.model import AnnotatedPaper, Paper

Standing = Literal["new", "updated", "unchanged", "ignored"]
_LEAST_TITLE = 25  # letters; shorter titles ("Letter to the editor") name no single work


@dataclass(frozen=True, slots=True)
class State:
    """What has to be known of a record to tell whether another is newer.

    ``given`` is the digest of what the source gave, ``digest`` that of all with mentions and run.
    """

    id: str
    digest: str
    given: str
    run: str
    version: int | None
    updated: str | None


@dataclass(frozen=True)
class Record:
    """One annotated record."""

    paper: AnnotatedPaper

    @cached_property
    def id(self) -> str:
        """Id of its node."""
        return record_id(self.paper)

    @cached_property
    def content(self) -> str:
        """The record as JSON."""
        return self.paper.model_dump_json(exclude_defaults=True)

    @cached_property
    def digest(self) -> str:
        """Content hash of the whole."""
        return _hash(self.content)

    @cached_property
    def state(self) -> State:
        """By which another record of the same id is compared."""
        return State(
            id=self.id,
            digest=self.digest,
            given=given(self.paper),
            run=self.paper.run.id,
            version=self.paper.version,
            updated=utc(self.paper.updated),
        )

    @cached_property
    def identifiers(self) -> tuple[str, ...]:
        """Every id by which the publication is known, the record's own first.

        In the written form of their kind, by which sources meet; the record's own also as given.
        """
        doi = [f"doi:{self.paper.doi}"] if self.paper.doi else []
        found = map(ids.written, (self.paper.id, *doi, *self.paper.ids))
        return tuple(dict.fromkeys([self.paper.id, *found]))

    @cached_property
    def title(self) -> str:
        """Letters and digits of its title, accents and case levelled."""
        levelled = unicodedata.normalize("NFKD", self.paper.title.casefold())
        return "".join(character for character in levelled if character.isalnum())

    @cached_property
    def names(self) -> frozenset[str]:
        """Keys of its authors' names."""
        return frozenset(name_key(author.name) for author in self.paper.authors)

    @cached_property
    def work(self) -> str | None:
        """Hash of title, year and first author's last name; None where one is missing."""
        paper = self.paper
        if not paper.published or not paper.authors:
            return None
        title = self.title
        surname = re.sub(r" \w$", "", name_key(paper.authors[0].name))
        if len(title) < _LEAST_TITLE or not surname:
            return None
        return _hash(f"{title}\n{paper.published.year}\n{surname}")

    def row(self) -> dict[str, Any]:
        """Properties of its node."""
        return {
            **{name: getattr(self.state, name) for name in State.__slots__},
            "source": self.paper.source,
            "work": self.work,
            "content": pack(self.content),
        }


def record_id(paper: Paper) -> str:
    """Id of the node of a record.

    >>> record_id(Paper(id="pmid:20173001", title="V4", source="pubmed"))
    'pubmed/pmid:20173001'
    """
    return f"{paper.source or 'own'}/{paper.id}"


def given_id(record: str) -> str:
    """The id that the source gave a record."""
    return record.partition("/")[2]


def given(paper: Paper) -> str:
    """Content hash of a record as its source gave it, annotated or not."""
    return _hash(paper.model_dump_json(exclude_defaults=True, exclude={"mentions", "run"}))


def is_older(paper: Paper, held: State) -> bool:
    """Whether the graph holds a later state of the record: by version, then by date of update.

    What has no version or date is taken to be as new as what is there.
    """
    if (paper.version or 0) != (held.version or 0):
        return (paper.version or 0) < (held.version or 0)
    updated = utc(paper.updated)
    return updated is not None and held.updated is not None and updated < held.updated


def standing(record: Record, held: State | None) -> Standing:
    """What loading a record comes to, where this state of it is held."""
    if held is None:
        return "new"
    if held.digest == record.digest:
        return "unchanged"
    return "ignored" if is_older(record.paper, held) else "updated"


def pack(content: str) -> str:
    """Text as it is stored: Zstandard in Base64, a third of its size."""
    return base64.b64encode(zstandard.compress(content.encode(), 3)).decode()


def unpack(packed: str, record: str) -> Record:
    """A record from its stored content.

    Raises:
        StoreError: it is damaged.
    """
    try:
        content = zstandard.decompress(base64.b64decode(packed, validate=True))
        return Record(AnnotatedPaper.model_validate_json(content))
    except (ValueError, zstandard.ZstdError) as error:
        raise StoreError(
            f"the record {record} in the graph is damaged; load it again from its source"
        ) from error


def utc(date: datetime | None) -> str | None:
    """A time as the graph writes it: ISO 8601 in UTC, to the second."""
    if date is None:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=timezone.utc)
    return date.astimezone(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
