"""The text of a paper as the pipeline sees it: all fields on one line, with a way back.

The pipeline never meets line breaks, tabs or runs of spaces: each run of white space is one
space, characters without width are left out, and fields follow each other with one space between
them. Where a new sentence must start (a field, a paragraph, a line that begins with a capital) is
kept apart, as ``breaks``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import FieldName

#: Without width: soft hyphen, zero-width space and (non-)joiner, word joiner, byte order mark.
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_UNEVEN = re.compile(rf"[^\S ]|\s\s|^\s|\s$|[{''.join(_INVISIBLE)}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"\S+")
_PARAGRAPH = re.compile(r"[\n\r\u2028\u2029]\s*[\n\r\u2028\u2029]")
_LINE = re.compile(r"[\n\r\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field with even white space; ``origin[i]`` is the place of ``text[i]`` in the field."""

    name: FieldName
    text: str
    origin: list[int] | None  # None: the same places
    breaks: tuple[int, ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the field as stored."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Layout:
    """Fields joined to one text. Offsets count code points, half-open."""

    text: str
    fields: tuple[FieldText, ...]
    starts: tuple[int, ...]  # where each field begins in ``text``

    @classmethod
    def of(cls, fields: Iterable[tuple[FieldName, str]]) -> Layout:
        """Lay out fields in reading order; blank ones are left out.

        >>> layout = Layout.of([("title", "On  V4"), ("abstract", "We study V4.")])
        >>> layout.text, layout.breaks
        ('On V4 We study V4.', (6,))
        >>> layout.place(3, 5)
        ('title', 4, 6)
        """
        even = tuple(field for name, text in fields if (field := _even(name, text)).text)
        starts, place = [], 0
        for field in even:
            starts.append(place)
            place += len(field.text) + 1
        return cls(" ".join(field.text for field in even), even, tuple(starts))

    @property
    def breaks(self) -> tuple[int, ...]:
        """Places in ``text`` at which a sentence must start, without 0."""
        found = [
            start + place
            for start, field in zip(self.starts, self.fields, strict=True)
            for place in (0, *field.breaks)
        ]
        return tuple(found[1:])

    def place(self, start: int, end: int) -> tuple[FieldName, int, int]:
        """The field of a stretch of ``text``, and the stretch in that field as stored.

        A stretch that runs over the end of its field is cut there.
        """
        index = bisect_right(self.starts, start) - 1
        field, offset = self.fields[index], self.starts[index]
        end = min(end - offset, len(field.text))
        return (field.name, *field.place(start - offset, end))


def _even(name: FieldName, text: str) -> FieldText:
    clean = _SURROGATE.sub("\ufffd", text)  # neither spaCy nor the automaton takes these
    if not _UNEVEN.search(clean):
        return FieldText(name, clean, None)
    words: list[str] = []
    origin: list[int] = []
    breaks: list[int] = []
    end = 0
    for match in _WORD.finditer(clean):
        places = [i for i in range(*match.span()) if clean[i] not in _INVISIBLE]
        if not places:
            continue
        if words:
            if _starts_sentence(clean[end : match.start()], match.group()):
                breaks.append(len(origin) + 1)
            origin.append(end)
        words.append("".join(clean[i] for i in places))
        origin.extend(places)
        end = match.end()
    return FieldText(name, " ".join(words), origin, tuple(breaks))


def _starts_sentence(gap: str, word: str) -> bool:
    if _PARAGRAPH.search(gap):
        return True
    return word[0].isupper() and _LINE.search(gap) is not None
