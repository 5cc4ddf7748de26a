"""What only looks like a brain region or a species: the cortex of "adrenal cortex"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from kg.extract.candidates import Recognised, Span
from kg.extract.levels import Leveller

Placed = TypeVar("Placed", Span, Recognised)

_REACH = 4  # words on either side that may belong to such a name
#: Heads that other organs or the blood have too, how a text speaks of these, how of the brain's.
_ORGANS = (
    (
        "ventric",
        re.compile(r"\b(cardi|heart|myocard|atri(al|um)\b|aort|systol|diastol|coronary)"),
        re.compile(r"\b(brain|cerebr|csf|choroid|hydroceph|ependym|subventric|periventric)"),
    ),
    (
        "glomerul",
        re.compile(r"\b(kidney|renal|nephr|podocyt|basement membrane|filtration rate)"),
        re.compile(r"\b(olfact|odor|odour|antennal|mitral|cerebell)"),
    ),
    (
        "hb",
        re.compile(r"\b(ha?emoglobin|ana?emi|oxygen|oxyh|ha?ematocrit|near infrared|f?nirs|blood)"),
        re.compile(r"habenul"),
    ),
)


class Elsewhere:
    """Names outside the nervous system that end as a region does, or have a species in them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._levels = Leveller()
        self._keys = frozenset(self._levels.keys(names))
        self._words = frozenset(word for key in self._keys for word in key.split())

    def without(self, words: Sequence[str], spans: Iterable[Placed]) -> list[Placed]:
        """The spans without regions and species whose last word belongs to such a name.

        Regions that the text has in the heart or the kidney go too.

        >>> words = "cortex and medulla of the adrenal gland".split()
        >>> spans = [Span(0, 1, "BrainRegion", ()), Span(2, 3, "BrainRegion", ())]
        >>> Elsewhere(["medulla of adrenal gland"]).without(words, spans) == spans[:1]
        True
        """
        return [
            span
            for span in spans
            if span.type not in ("BrainRegion", "Species")
            or not (self._covers(words, span.end - 1) or _in_another_organ(words, span))
        ]

    def _covers(self, words: Sequence[str], place: int) -> bool:
        key = self._levels.key
        if key(words[place : place + 1]).strip() not in self._words:
            return False
        before = words[max(0, place - _REACH) : place]
        behind = [word for word in words[place + 1 : place + 2 + _REACH] if word != "the"]
        return any(
            key([*before[start:], words[place], *behind[:end]]) in self._keys
            for start in range(len(before) + 1)
            for end in range(min(_REACH, len(behind)) + 1)
        )


def _in_another_organ(words: Sequence[str], span: Placed) -> bool:
    head = words[span.end - 1].lower()
    for stem, organ, brain in _ORGANS:
        if head.startswith(stem):
            text = " ".join(words).lower()
            return bool(organ.search(text)) and not brain.search(text)
    return False
