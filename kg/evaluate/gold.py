"""Gold documents: what people marked in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from kg.model import CONCEPT_TYPES, Reject


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
    """Read gold files; a document whose spans do not fit its text is set aside whole.

    Its scores would blame the annotator's slip on the system, so none of it is used.
    """
    for path in paths:
        try:
            with Path(path).open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        yield _document(line, str(path), number)
        except (OSError, UnicodeDecodeError) as error:
            yield Reject(file=str(path), reason=f"cannot be read: {error}")


def _document(line: str, file: str, number: int) -> GoldDocument | Reject:
    try:
        document = GoldDocument.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return Reject(file=file, line=number, reason=f"not a gold document: {place} {first['msg']}")
    for mention in document.mentions:
        if document.text[mention.start : mention.end] != mention.text or not mention.text:
            return Reject(
                file=file,
                line=number,
                record=document.id,
                reason=f"mention {mention.text!r} does not stand at {mention.start}-{mention.end}",
            )
    return document


def annotated_types(documents: Iterable[GoldDocument]) -> frozenset[str]:
    """Those of our types that occur in the gold documents: only these can be scored there."""
    found = {mention.type for document in documents for mention in document.mentions}
    return frozenset(found & set(CONCEPT_TYPES))
