"""What works mention and who wrote them, held in memory.

Questions of pages that go through thousands of works are answered here as the queries of the same
names in ``cypher/web/`` answer them, some hundred times faster. Both are there because reading all
works takes a second or two for each ten thousand, and begins again after each change: until it is
done, and all the while somebody loads, the store answers, slower and as truly. All other questions
(one work, one person, texts, sentences) are the store's alone. Overviews
(:mod:`kg.graph.overviews`) answer none of these: they keep the first hundred of what the command
line asks of one concept, and pages ask of any choice, and in pages.

A work has a number, by which the newest come first, a concept and a person have one, too; what
stands together is in arrays of these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import floor, log
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.model import CONCEPT_TYPES
from kg.web.sparse import Lists

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = dict[str, Any]
_SAMPLE = 20  # works of a person that come with them


@dataclass(frozen=True, slots=True)
class _Concept:
    id: str
    label: str
    type: str
    is_group: bool


class Holdings:
    """The works of one state of a graph.

    Args:
        stream: answers rows of a query.
        last: works of later years come last, for some sources err.
    """

    def __init__(self, stream: Callable[[str], Iterator[Row]], last: int) -> None:
        self._last = last
        rows = sorted(stream("held-works"), key=lambda row: row["id"])
        rows.sort(key=lambda row: row["published"] or "", reverse=True)
        rows.sort(key=self._is_late)
        self._works = [row["id"] for row in rows]
        self._number = {id: number for number, id in enumerate(self._works)}
        self._years = np.array([row["year"] or 0 for row in rows], dtype=np.int32)
        oldest = sorted(range(len(rows)), key=lambda n: rows[n]["id"])
        oldest.sort(key=lambda n: rows[n]["published"] or "")
        oldest.sort(key=lambda n: self._is_late(rows[n]))
        self._place = np.empty(len(rows), np.int32)  # where the oldest come first
        self._place[oldest] = np.arange(len(rows), dtype=np.int32)
        self._kinds = np.array([row["kind"] or "" for row in rows], dtype=str)
        self._from = {
            source: np.array([source in row["sources"] for row in rows], dtype=np.bool_)
            for source in sorted({source for row in rows for source in row["sources"]})
        }
        self._read_concepts(list(stream("held-concepts")))
        self._topics = {row["id"]: self._numbers(row["works"]) for row in stream("held-topics")}
        self._read_people(stream("held-people"))

    def _is_late(self, row: Row) -> bool:
        return row["published"] is None or (row["year"] or 0) > self._last

    def _read_concepts(self, rows: list[Row]) -> None:
        rows.sort(key=lambda row: row["id"])
        self._concepts = [
            _Concept(row["id"], row["label"], row["type"], bool(row["isGroup"])) for row in rows
        ]
        self._concept = {row["id"]: number for number, row in enumerate(rows)}
        self._mentioning = Lists([self._numbers(row["works"]) for row in rows])
        self._mentioned = self._mentioning.turned(len(self._works))
        self._having = np.array([len(row["works"]) for row in rows], dtype=np.int64)
        self._of_type: dict[str, NDArray[np.bool_]] = {
            type: self._mentioned_of(n for n, row in enumerate(rows) if row["type"] == type)
            for type in CONCEPT_TYPES
        }
        self._above = [[self._concept[id] for id in row["above"]] for row in rows]
        self._below: list[list[int]] = [[] for _ in rows]
        for number, above in enumerate(self._above):
            for one in above:
                self._below[one].append(number)

    def _read_people(self, rows: Iterable[Row]) -> None:
        numbers: dict[str, int] = {}
        self._people: list[str] = []
        written: list[list[int]] = [[] for _ in self._works]
        self._authors: list[tuple[int, str, str]] = []  # person, author, name, by authorship
        for row in rows:
            person = numbers.setdefault(row["id"], len(numbers))
            if person == len(self._people):
                self._people.append(row["id"])
            work = self._number.get(row["work"])
            if work is not None:
                written[work].append(len(self._authors))
                self._authors.append((person, row["author"], row["name"]))
        self._wrote = Lists(written)
        self._person = np.array([person for person, _, _ in self._authors], dtype=np.int32)

    def _mentioned_of(self, concepts: Iterable[int]) -> NDArray[np.bool_]:
        """Which works mention one of some concepts."""
        mentioning = np.zeros(len(self._works), dtype=np.bool_)
        mentioning[self._mentioning.of(concepts)] = True
        return mentioning

    def _numbers(self, works: Iterable[str]) -> NDArray[np.int32]:
        """The numbers of works, ascending: the newest first."""
        known = [self._number[id] for id in works if id in self._number]
        return np.unique(np.array(known, dtype=np.int32))

    @staticmethod
    def can_answer(name: str) -> bool:
        """Whether some rows of a query of ``cypher/web/`` are known here."""
        return name in _QUESTIONS

    def answer(self, name: str, arguments: dict[str, Any]) -> list[Row] | None:
        """Rows of a query of ``cypher/web/``; None where it is to be asked of the store."""
        question = _QUESTIONS.get(name)
        if question is None or arguments.get("last", self._last) != self._last:
            return None
        if arguments.get("minConfidence"):
            return None
        return question(self, **arguments)

    # Sets of works

    def _all(self, last: int, **narrow: Any) -> list[Row]:
        return self._listed(np.arange(len(self._works), dtype=np.int32), **narrow)

    def _of_topic(self, topic: str, last: int, **narrow: Any) -> list[Row]:
        return self._listed(self._topics.get(topic, np.empty(0, np.int32)), **narrow)

    def _of_concepts(
        self, concepts: list[str], other: str | None, topic: str | None, last: int, **narrow: Any
    ) -> list[Row]:
        found = self._mentioning.of(self._concept[id] for id in concepts if id in self._concept)
        found = np.unique(found)
        if other is not None:
            with_other = self._concept.get(other)
            found = found[:0] if with_other is None else _both(found, self._mentioning[with_other])
        if topic is not None:
            found = _both(found, self._topics.get(topic, np.empty(0, np.int32)))
        return self._listed(found, **narrow)

    def _listed(
        self,
        works: NDArray[np.int32],
        year: int | None,
        type: str | None,
        kind: str | None,
        sources: list[str] | None,
        oldest: bool,
    ) -> list[Row]:
        if year is not None:
            works = works[self._years[works] == year]
        if type is not None:
            works = works[self._of_type[type][works]]
        if kind is not None:
            works = works[self._kinds[works] == kind]
        if sources is not None:
            works = works[self._from_one_of(sources)[works]]
        if oldest:
            works = works[np.argsort(self._place[works])]
        return [{"ids": [self._works[number] for number in works]}]

    def _from_one_of(self, sources: list[str]) -> NDArray[np.bool_]:
        """Which works have a record of one of some sources."""
        found = np.zeros(len(self._works), dtype=np.bool_)
        for source in sources:
            found |= self._from.get(source, False)
        return found

    def _sources(self) -> list[Row]:
        return [{"source": source} for source in self._from]

    def _facets(self, works: list[str], groups: list[Row]) -> list[Row]:
        numbers = self._numbers(works)
        values: dict[str, Counter[Any]] = {
            "kind": Counter(self._kinds[numbers].tolist()),
            "source": Counter(
                {
                    one["name"]: int(self._from_one_of(one["sources"])[numbers].sum())
                    for one in groups
                }
            ),
            "type": Counter(
                {type: int(some[numbers].sum()) for type, some in self._of_type.items()}
            ),
            "year": Counter(self._years[numbers].tolist()),
        }
        return [
            {"facet": facet, "value": value, "works": counts[value]}
            for facet, counts in values.items()
            for value in sorted(counts, key=lambda value: (-counts[value], value))
            if value and counts[value]
        ]

    # Concepts

    def _counted(self, works: NDArray[np.int32]) -> NDArray[np.int64]:
        """How many of some works mention each concept."""
        return np.bincount(self._mentioned.of(works), minlength=len(self._concepts))

    def _best(self, counts: NDArray[np.int64]) -> list[int]:
        """Concepts that are counted, the most frequent first."""
        some = np.flatnonzero(counts)
        return [int(n) for n in some[np.argsort(-counts[some], kind="stable")]]  # then by id

    def _leading_of_works(self, works: list[str], without: list[str], each: int) -> list[Row]:
        counts = self._counted(self._numbers(works))
        counts[[self._concept[id] for id in without if id in self._concept]] = 0
        found: dict[tuple[str, bool], list[Row]] = {}
        for number in self._best(counts):
            one = self._concepts[number]
            found.setdefault((one.type, one.is_group), []).append(
                {"id": one.id, "label": one.label, "type": one.type, "works": int(counts[number]),
                 "isGroup": one.is_group}
            )  # fmt: skip
        return [
            {"type": type, "isGroup": is_group, "total": len(rows), "concepts": rows[:each]}
            for (type, is_group), rows in sorted(found.items())
        ]

    def _company(self, concept: str, without: list[str], each: int) -> list[Row]:
        number = self._concept.get(concept)
        if number is None:
            return []
        counts = self._counted(self._mentioning[number])
        counts[[number, *(self._concept[id] for id in without if id in self._concept)]] = 0
        share = int(self._having[number]) / len(self._works)
        weighed = []
        for other in self._best(counts):
            works, expected = int(counts[other]), share * int(self._having[other])
            weight = floor(1000 * works * log((works + 1) / (expected + 1)) + 0.5)
            weighed.append((-weight, -works, self._concepts[other].id, other, works / expected))
        found: dict[str, list[Row]] = {}
        for _, works, id, other, lift in sorted(weighed):
            one = self._concepts[other]
            found.setdefault(one.type, []).append(
                {
                    "id": id,
                    "label": one.label,
                    "works": -works,
                    "lift": floor(100 * lift + 0.5) / 100,
                }
            )
        return [
            {"type": type, "total": len(rows), "concepts": rows[:each]}
            for type, rows in sorted(found.items())
        ]

    def _of_samples(self, samples: list[list[str]], each: int) -> list[Row]:
        rows = []
        for place, works in enumerate(samples):
            counts = self._counted(self._numbers(works))
            found = [
                {"id": one.id, "label": one.label, "type": one.type, "works": int(counts[number])}
                for number in self._best(counts)[:each]
                if (one := self._concepts[number])
            ]
            if found:
                rows.append({"place": place, "concepts": found})
        return rows

    def _parts(self, concept: str) -> list[int]:
        first = self._concept.get(concept)
        if first is None:
            return []
        seen, ahead = {first}, [first]
        while ahead:
            new = [one for one in self._below[ahead.pop()] if one not in seen]
            seen.update(new)
            ahead += new
        return sorted(seen)

    def _parts_of(self, concept: str) -> list[Row]:
        return [{"id": self._concepts[number].id} for number in self._parts(concept)]

    def _by_method(self, region: str, minConfidence: float, limit: int) -> list[Row]:
        is_method = np.array([one.type == "Method" for one in self._concepts])
        found = []
        for part in self._parts(region):
            counts = self._counted(self._mentioning[part]) * is_method
            found += [(-int(counts[m]), part, int(m)) for m in np.flatnonzero(counts)]
        return [
            {"region": part.id, "regionLabel": part.label, "method": method.id,
             "methodLabel": method.label, "papers": -works}
            for works, p, m in sorted(found)[:limit]
            for part, method in [(self._concepts[p], self._concepts[m])]
        ]  # fmt: skip

    def _how_many_concepts(self) -> list[Row]:
        return [{"concepts": int(np.count_nonzero(self._having))}]

    # People

    def _who(self, works: list[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """People who wrote some works, and how many of them each."""
        numbers = [self._number[id] for id in works if id in self._number]
        pairs = {(int(self._person[a]), work) for work in numbers for a in self._wrote[work]}
        return np.unique(np.array([who for who, _ in pairs], dtype=np.int32), return_counts=True)

    def _how_many_people(self, works: list[str], several: int) -> list[Row]:
        people, counts = self._who(works)
        further: dict[int, int] = {}  # bearers of a name, as one work names them, but for the first
        for number in self._numbers(works):
            authors = {self._authors[authorship][:2] for authorship in self._wrote[number]}
            named = Counter(who for who, _ in authors if self._people[who].startswith("name:"))
            for who, bearers in named.items():
                further[who] = max(further.get(who, 0), bearers - 1)
        return [
            {
                "rows": len(people),
                "people": len(people) + sum(further.values()),
                "experts": int(np.sum(counts >= several)),
            }
        ]

    def _people_of(
        self, works: list[str], least: int, skip: int, limit: int, last: int
    ) -> list[Row]:
        people, counts = self._who(works)
        chosen = {int(who): int(n) for who, n in zip(people, counts, strict=True) if n >= least}
        numbers = [self._number[id] for id in works if id in self._number]
        by_person: dict[int, list[tuple[int, int]]] = {}
        for work in numbers:
            for authorship in self._wrote[work]:
                who = int(self._person[authorship])
                if who in chosen:
                    by_person.setdefault(who, []).append((work, int(authorship)))
        rows = [self._row(who, chosen[who], written, last) for who, written in by_person.items()]
        rows.sort(key=lambda row: (-row["works"], -(row["latest"] or 9999), row["id"]))
        return rows[skip : skip + limit]

    def _row(self, who: int, works: int, written: list[tuple[int, int]], last: int) -> Row:
        authors = [self._authors[authorship] for _, authorship in written]
        sample = list(dict.fromkeys(work for work, _ in written))
        years = [int(self._years[work]) for work in sample]
        return {
            "id": self._people[who],
            "names": list(dict.fromkeys(name for _, _, name in authors)),
            "works": works,
            "records": len({author for _, author, _ in authors}),
            "latest": max((year for year in years if year <= last), default=0) or None,
            "author": min(author for _, author, _ in authors),
            "sample": [self._works[work] for work in sample[:_SAMPLE]],
        }


def _both(some: NDArray[np.int32], others: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.intersect1d(some, others, assume_unique=True)


_QUESTIONS: dict[str, Callable[..., list[Row]]] = {
    "company": Holdings._company,
    "concepts-of-samples": Holdings._of_samples,
    "count-concepts": Holdings._how_many_concepts,
    "count-people-of-works": Holdings._how_many_people,
    "facets-of-works": Holdings._facets,
    "leading-of-works": Holdings._leading_of_works,
    "parts-of": Holdings._parts_of,
    "people-of-works": Holdings._people_of,
    "record-sources": Holdings._sources,
    "region-by-method": Holdings._by_method,
    "works-all": Holdings._all,
    "works-of-concepts": Holdings._of_concepts,
    "works-of-topic": Holdings._of_topic,
}
