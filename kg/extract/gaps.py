"""Names that texts use and the vocabulary lacks: candidates for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.levels import level
from kg.extract.tokenizer import split
from kg.model import ConceptType


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A mention that refers to no concept: the words, their type, and the paper's id."""

    text: str
    type: ConceptType
    paper: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One name that the vocabulary lacks.

    ``name`` is its commonest spelling, ``mentions`` and ``papers`` count all spellings, and
    ``example`` is the id of the first paper that has it.
    """

    name: str
    type: ConceptType
    papers: int
    mentions: int
    example: str


def gaps(unlinked: Iterable[Unlinked]) -> list[Gap]:
    """Unlinked mentions grouped by their levelled words, a plural with its singular; those of most
    papers come first.

    >>> found = [("Chatter cell", "a"), ("chatter-cells", "b"), ("chatter-cells", "b")]
    >>> gaps(Unlinked(text, "CellType", paper) for text, paper in found)
    [Gap(name='chatter-cells', type='CellType', papers=2, mentions=3, example='a')]
    """
    groups: dict[tuple[str, str], list[Unlinked]] = defaultdict(list)
    for mention in unlinked:
        groups[mention.type, _levelled(mention.text)].append(mention)
    found = [_gap(mentions) for mentions in groups.values()]
    return sorted(found, key=lambda gap: (-gap.papers, -gap.mentions, gap.name, gap.type))


def _gap(mentions: list[Unlinked]) -> Gap:
    spellings = Counter(mention.text for mention in mentions)
    return Gap(
        name=min(spellings, key=lambda text: (-spellings[text], text)),
        type=mentions[0].type,
        papers=len({mention.paper for mention in mentions}),
        mentions=len(mentions),
        example=mentions[0].paper,
    )


def _levelled(text: str) -> str:
    words = " ".join(filter(None, map(level, split(text))))
    plural = len(words) > 4 and words.endswith("s") and not words.endswith(("ss", "us", "is"))
    return words[:-1] if plural else words
