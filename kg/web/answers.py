"""What the JSON interface answers."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from kg.model import ConceptType


class AuthorName(BaseModel):
    """An author of a work, as the work names them."""

    id: str
    name: str


class MentionOut(BaseModel):
    """A mention; offsets count code points of the field, half-open."""

    field: str
    start: int
    end: int
    text: str
    type: ConceptType
    status: str
    curie: str | None
    label: str | None
    match: str
    reason: str | None
    confidence: float


class WorkOut(BaseModel):
    """A work with the mentions in its text."""

    id: str
    title: str | None
    abstract: str | None
    text: str | None
    year: int | None
    kind: str | None
    source: str | None
    journal: str | None
    retracted: bool | None
    authors: list[AuthorName] = Field(description="The first eight")
    author_count: int = Field(alias="authorCount")
    mentions: list[MentionOut]
    url: str


class WorksOut(BaseModel):
    """A page of works, and how many there are in all."""

    items: list[WorkOut]
    total: int
    next: str | None = Field(description="Cursor of the next page; none on the last")


class ConceptOut(BaseModel):
    """A concept with its names, parents and number of works."""

    id: str
    label: str
    type: ConceptType
    synonyms: list[str]
    abbreviations: list[str]
    xrefs: list[str]
    parents: list[dict[str, str]]
    works: int
    url: str


class PersonOut(BaseModel):
    """A person: the author records that were joined, and their works."""

    id: str
    name: str
    orcid: str | None
    authors: list[str]
    works: list[str]
    url: str


class HitOut(BaseModel):
    """Something that a search has found."""

    id: str
    kind: str
    label: str
    works: int | None
    url: str


class NodeOut(BaseModel):
    """A node of a slice."""

    id: str
    kind: str
    label: str
    works: int


class EdgeOut(BaseModel):
    """An edge of a slice."""

    source: str
    target: str
    kind: str
    works: int


class SliceOut(BaseModel):
    """A bounded slice of the graph, and what was left out by kind."""

    nodes: list[NodeOut]
    edges: list[EdgeOut]
    left_out: dict[str, int]


class QuestionOut(BaseModel):
    """A question of the query library."""

    name: str
    title: str
    description: str
    parameters: list[dict[str, Any]]
    cypher: str


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
