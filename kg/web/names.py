"""Titles and people of a graph, found by words that may be misspelled or not yet complete."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.web.works import last_year, shown_name

_LIKE = 80.0  # of 100, rapidfuzz's ratio: how like a word must be where none is equal
_AS_LIKE = 4.0  # how much less like than the likest a word may be
_WORDS = 40  # words at most that a beginning or a misspelling stands for
_WANTED = 8  # words of a question that are looked at
_SHORT = 4  # letters below which a word is not taken for a misspelling


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name: a work with its year, or a person with the number of works.

    It is found by the words of its name, and by those of other forms of it.
    """

    id: str
    name: str
    number: int | None
    forms: tuple[str, ...] = ()


class Index:
    """Names by their words."""

    def __init__(self, entries: Iterable[Named]) -> None:
        self.entries = list(entries)
        postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, entry in enumerate(self.entries):
            for word in set(_words(" ".join((entry.name, *entry.forms)))):
                postings[word].append(number)
        self._postings = dict(postings)
        self._sorted = sorted(postings)

    def find(self, text: str, limit: int, *, misspelled: bool = True) -> tuple[list[Named], int]:
        """Entries that have all the words, rarest words first, and how many there are.

        With ``misspelled`` words that are merely like one count, where none is equal.
        """
        wanted = _words(text)[:_WANTED]
        scores: Counter[int] = Counter()
        hits: Counter[int] = Counter()
        for position, word in enumerate(wanted):
            may_go_on = position == len(wanted) - 1
            found = self._same(word, may_go_on=may_go_on)
            if not found and misspelled and len(word) >= _SHORT:
                found = self._like(word, may_go_on=may_go_on)
            best: dict[int, float] = {}
            for known, weight in found:
                rare = weight / (1 + len(self._postings[known])) ** 0.5
                for number in self._postings[known]:
                    best[number] = max(best.get(number, 0.0), rare)
            for number, score in best.items():
                hits[number] += 1
                scores[number] += score  # type: ignore[assignment]
        full = [number for number, count in hits.items() if count == len(wanted)]
        ranked = sorted(full, key=lambda n: (-scores[n], -(self.entries[n].number or 0), n))
        return [self.entries[number] for number in ranked[:limit]], len(full)

    def _same(self, word: str, *, may_go_on: bool) -> list[tuple[str, float]]:
        """The word, and those that it begins, each with how well."""
        found = [(word, 1.0)] if word in self._postings else []
        if may_go_on and len(word) > 1:
            start = bisect_left(self._sorted, word)
            found += [
                (known, 0.9 * len(word) / len(known))
                for known in self._sorted[start : start + _WORDS]
                if known.startswith(word) and known != word
            ]
        return found

    def _like(self, word: str, *, may_go_on: bool) -> list[tuple[str, float]]:
        """Words of which one may be a misspelling, each with how well."""
        from rapidfuzz import fuzz, process

        # A word that is still being typed is compared with as much of the others.
        choices = [known[: len(word) + 1] for known in self._sorted] if may_go_on else self._sorted
        near = process.extract(
            word, choices, scorer=fuzz.ratio, limit=_WORDS // 4, score_cutoff=_LIKE
        )
        best = near[0][1] if near else 0.0
        return [
            (self._sorted[at], 0.5 * ratio / 100)
            for _, ratio, at in near
            if ratio >= best - _AS_LIKE
        ]


class Names:
    """The works, people and concepts of a graph by name."""

    def __init__(
        self, works: Iterable[Named], people: Iterable[Named], concepts: Iterable[dict[str, Any]]
    ) -> None:
        self.works = Index(works)
        self.people = Index(people)
        rows = list(concepts)
        self.mentioned = {row["id"]: row for row in rows}
        self.concepts = Index(
            Named(row["id"], name, row["works"])
            for row in rows
            for name in (row["label"], *(row["synonyms"] or ()), *(row["abbreviations"] or ()))
        )

    @classmethod
    def of(cls, stream: Callable[[str], Iterator[dict[str, Any]]]) -> Names:
        """All that a graph holds; ``stream`` answers rows of a query."""
        return cls(
            (
                Named(row["id"], row["title"] or row["id"], _possible(row["year"]))
                for row in stream("titles")
            ),
            (
                Named(row["id"], shown_name(row["id"], names), row["works"], names)
                for row in stream("names")
                if (names := tuple(row["names"]))
            ),
            stream("concept-names"),
        )


def _possible(year: int | None) -> int | None:
    """A year, unless it is one to come, which some sources give.

    >>> _possible(2019), _possible(9999), _possible(None)
    (2019, None, None)
    """
    return year if year and year <= last_year() else None


def _words(text: str) -> list[str]:
    """Words without case and accents.

    >>> _words("Ångström's V4, again")
    ['angstrom', 's', 'v4', 'again']
    """
    plain = "".join(
        char
        for char in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(char)
    )
    return "".join(char if char.isalnum() else " " for char in plain).split()
