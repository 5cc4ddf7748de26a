"""Annotations of gold documents: by an extractor, or from a file of `kg extract`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from kg.errors import SourceError
from kg.evaluate.gold import GoldDocument
from kg.evaluate.scores import Predicted
from kg.model import FieldName, Paper, Reject
from kg.sources.rejects import rejected

if TYPE_CHECKING:
    from kg.extract import Extractor

Annotated = tuple[str, list[Predicted]]


class _Mention(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    field: FieldName
    start: int = Field(ge=0)
    end: int
    type: str
    text: str = Field(min_length=1)
    curie: str | None = None
    confidence: float = Field(ge=0, le=1)


class _Paper(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str | None = None
    abstract: str | None = None
    mentions: tuple[_Mention, ...]


def predictions(extractor: Extractor, documents: Sequence[GoldDocument]) -> Iterator[Annotated]:
    """Id and mentions of each document, as an extractor finds them in its text."""
    # A gold document may bear any id, a paper may not.
    papers = (Paper(id=str(n), text=document.text) for n, document in enumerate(documents))
    for document, paper in zip(documents, extractor.annotate(papers), strict=True):
        yield (
            document.id,
            [
                Predicted(m.start, m.end, m.type, m.curie, m.confidence, m.text)
                for m in paper.mentions
            ],
        )


def read_predicted(
    path: str | Path, documents: Iterable[GoldDocument]
) -> Iterator[Annotated | Reject]:
    """Id and mentions of each gold document in the file, and a reject for each that has none.

    Records of other papers are passed over. Annotations that cannot be of the gold text (another
    abstract, a mention that stands elsewhere) are set aside whole; what is set aside counts as
    missed in a score.

    Raises:
        SourceError: the file cannot be read.
    """
    texts = {document.id: document.text for document in documents}
    unseen = dict.fromkeys(texts)
    for number, line in _lines(path):
        record = None
        try:
            row = json.loads(line)
            record = _id(row)
            if record not in texts:
                continue
            if record not in unseen:
                raise ValueError("its annotations stand in an earlier line too")
            del unseen[record]
            found = _in_text(_Paper.model_validate(row), texts[record])
        except ValueError as error:
            yield rejected(error, str(path), line=number, record=record)
        else:
            yield record, found
    for record in unseen:
        yield rejected("the file lacks it: it counts as missed", str(path), record=record)


def _lines(path: str | Path) -> Iterator[tuple[int, str]]:
    try:
        with Path(path).open(encoding="utf-8") as lines:
            yield from ((n, line) for n, line in enumerate(lines, start=1) if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error


def _id(row: Any) -> str:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise ValueError("no annotated paper of `kg extract`: it has no id")
    return str(row["id"])


def _in_text(paper: _Paper, text: str) -> list[Predicted]:
    """The mentions at their offsets in the text.

    Raises:
        ValueError: the annotations are of another text.
    """
    begins = _begins(paper, text)
    found = []
    for mention in paper.mentions:
        start = mention.start + begins[mention.field]
        end = mention.end + begins[mention.field]
        if text[start:end] != mention.text:
            raise ValueError(f"mention {mention.text!r} does not stand at {start}-{end}")
        found.append(
            Predicted(start, end, mention.type, mention.curie, mention.confidence, mention.text)
        )
    return found


def _begins(paper: _Paper, text: str) -> Mapping[FieldName, int]:
    """Where the fields begin in the text; the abstract stands behind the title, if both do."""
    title = _begin("title", paper.title, text, 0)
    behind = title + len(paper.title or "")
    return {"text": 0, "title": title, "abstract": _begin("abstract", paper.abstract, text, behind)}


def _begin(field: FieldName, value: str | None, text: str, behind: int) -> int:
    begin = text.find(value or "", behind)
    if begin < 0:
        raise ValueError(f"its {field} does not stand in the gold text")
    return begin
