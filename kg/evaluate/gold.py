"""Gold documents: what people marked in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kg.model import CONCEPT_TYPES, Reject
from kg.sources.rejects import rejected


class GoldMention(BaseModel):
    """One marked span of ``GoldDocument.text``; types beside ours (CRAFT's Anatomy) may occur."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    start: int
    end: int
    type: str
    text: str
    concept: str | None = None
    curie: str | None = None
    optional: bool = False


class GoldDocument(BaseModel):
    """One text with its gold mentions."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    source: str = ""
    mentions: tuple[GoldMention, ...]


def read_gold(paths: Iterable[str | Path]) -> Iterator[GoldDocument | Reject]:
    """Read gold files; a document that cannot be scored as it stands is set aside whole.

    So is one whose marks do not fit its text, one that marks a span twice with one type, and one
    whose id an earlier document has, in whatever file: its scores would blame the annotator's
    slip on the system.
    """
    first: dict[str, str] = {}  # where the document of an id stands
    for path in paths:
        try:
            with Path(path).open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        yield _document(line, str(path), number, first)
        except (OSError, UnicodeDecodeError) as error:
            yield rejected(f"cannot be read: {error}", str(path))


def _document(line: str, file: str, number: int, first: dict[str, str]) -> GoldDocument | Reject:
    record = None
    try:
        document = GoldDocument.model_validate_json(line)
        record = document.id
        _check(document, first)
    except ValueError as error:
        return rejected(error, file, line=number, record=record)
    first[document.id] = f"{file}:{number}"
    return document


def _check(document: GoldDocument, first: Mapping[str, str]) -> None:
    """Raise ValueError if the document cannot be scored."""
    if document.id in first:
        raise ValueError(f"a document of this id stands in {first[document.id]} already")
    marked = set()
    for mention in document.mentions:
        start, end = mention.start, mention.end
        place = f"mention {mention.text!r} at {start}-{end}"
        if not 0 <= start < end <= len(document.text):
            raise ValueError(f"{place} is no span of the text, which has {len(document.text)}")
        if document.text[start:end] != mention.text:
            raise ValueError(f"{place} does not stand there: {document.text[start:end]!r} does")
        if (start, end, mention.type) in marked:
            raise ValueError(f"{place} is marked twice as {mention.type}")
        marked.add((start, end, mention.type))


def annotated_types(documents: Iterable[GoldDocument]) -> frozenset[str]:
    """Those of our types that occur in the gold documents: only these can be scored there."""
    found = {mention.type for document in documents for mention in document.mentions}
    return frozenset(found & set(CONCEPT_TYPES))
