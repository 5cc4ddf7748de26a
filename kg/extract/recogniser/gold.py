"""Annotated text as the model learns from it: words, mentions, and what must not be learned."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.extract.recogniser.labels import TokenSpan
from kg.extract.tokenizer import WORD
from kg.model import CONCEPT_TYPES, ConceptType

#: Corpora annotated by the project's guidelines share one convention; each other has its own.
OWN = "neurokg"
_OWN_SOURCES = frozenset({"abstracts", "synthetic", "seeds", "datasets"})


@dataclass(frozen=True, slots=True)
class GoldText:
    """One annotated text.

    ``optional`` are spans that count neither way: the model does not learn from their words.
    ``convention`` says whose guidelines the annotators followed; ``meant`` are the names to which
    they gave a concept: type, words in lower case, CURIE.
    """

    id: str
    convention: str
    text: str
    words: tuple[str, ...]
    spans: tuple[TokenSpan, ...]
    optional: tuple[TokenSpan, ...] = ()
    meant: tuple[tuple[ConceptType, str, str], ...] = ()


def read_gold(paths: Iterable[str | Path]) -> Iterator[GoldText]:
    """Read JSON lines ``{"id", "source", "text", "mentions": [{"start", "end", "type", …}]}``.

    Offsets count code points, half-open. Types other than ours are left out. A mention whose
    bounds fall inside a word is widened to whole words; of overlapping ones the longest is kept.

    Raises:
        SourceError: a file is missing, a line is not JSON, or a mention lies outside its text.
    """
    for path in paths:
        try:
            with Path(path).open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield _parse(line, f"{path}:{number}")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"cannot read gold file {path}: {error}") from error


def _parse(line: str, place: str) -> GoldText:
    try:
        record = json.loads(line)
        text, mentions = record["text"], record["mentions"]
        source = str(record.get("source") or "unknown")
        bounds = [(match.start(), match.end()) for match in re.finditer(WORD, text)]
        ours = [m for m in mentions if m["type"] in CONCEPT_TYPES]
        spans = [(_to_words(m, bounds, len(text)), bool(m.get("optional"))) for m in ours]
        curies = [m.get("curie") for m in ours]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"{place}: not an annotated text ({error!r}); expected id, text, mentions"
        ) from error
    kept = _without_overlaps([(span, optional) for span, optional in spans if span])
    words = tuple(text[start:end] for start, end in bounds)
    return GoldText(
        id=str(record.get("id") or place),
        convention=OWN if source in _OWN_SOURCES else source,
        text=text,
        words=words,
        spans=tuple(span for span, optional in kept if not optional),
        optional=tuple(span for span, optional in kept if optional),
        meant=tuple(
            (span.type, " ".join(words[span.start : span.end]).lower(), str(curie))
            for (span, _), curie in zip(spans, curies, strict=True)
            if span and curie
        ),
    )


def _to_words(
    mention: dict[str, Any], bounds: Sequence[tuple[int, int]], length: int
) -> TokenSpan | None:
    start, end = int(mention["start"]), int(mention["end"])
    if not 0 <= start < end <= length:
        raise ValueError(f"mention {start}-{end} outside its text of {length} characters")
    first = bisect_right(bounds, start, key=lambda bound: bound[1])
    last = bisect_left(bounds, end, key=lambda bound: bound[0])
    return TokenSpan(first, last, mention["type"]) if first < last else None


def _without_overlaps(spans: list[tuple[TokenSpan, bool]]) -> list[tuple[TokenSpan, bool]]:
    kept: list[tuple[TokenSpan, bool]] = []
    taken: set[int] = set()
    for span, optional in sorted(spans, key=lambda s: (s[0].start - s[0].end, s[0])):
        words = range(span.start, span.end)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append((span, optional))
    return sorted(kept)
