"""Names of data sets by their form: accession numbers, and "the Rotterdam Study".

Accessions: DANDI's dandisets (six digits, https://docs.dandiarchive.org), OpenNeuro ("ds" and six
digits, https://docs.openneuro.org) and GEO series ("GSE" and a number,
https://www.ncbi.nlm.nih.gov/geo/info/overview.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.extract.candidates import Reading, Span
from kg.model import Concept

_ACCESSION = re.compile(r"(?:(DANDI):(\d{6})|(openneuro):(ds\d{6})|(GEO):(GSE\d{3,7}))$")
_ARCHIVES = {"DANDI": "Dandiset", "openneuro": "OpenNeuro", "GEO": "GEO series"}
_DANDISET = re.compile(r"\d{6}$")
_OPENNEURO = re.compile(r"ds\d{6}$")
_SERIES = re.compile(r"GSE\d{3,7}$")
_HEADS = frozenset(
    """
    Study Dataset Cohort Biobank Project Atlas Database Consortium Initiative Registry Corpus
    """.split()
)
_INNER = frozenset(["of", "and", "for", "on", "&", "-", "–", "/", "'", "’", "s"])
_AFTER = frozenset(["of", "on", "for"])
#: Title-cased words that begin a sentence or a title, not a name.
_NOT_FIRST = frozenset(
    """
    The A An This That Our We In Of On For With From Using At By And To These Those Both Here As
    Is Are Data Based Linking Previous Recent Current Present Pilot Case Large Small
    """.split()
)
_LONGEST = 9  # words on either side of the head
_YEAR = re.compile(r"(?:19|20)\d\d$")


def patterns(words: Sequence[str], sentences: Sequence[int], known: Iterable[Span]) -> list[Span]:
    """Accessions, and names in title case that the vocabulary (``known``) does not have.

    >>> [found] = patterns("see dandiset 000021 .".split(), [0], [])
    >>> found.start, found.end, found.readings[0].curie
    (1, 3, 'DANDI:000021')
    >>> [found] = patterns("we used data from the Quux Valley Study of Sleep .".split(), [0], [])
    >>> found.start, found.end, found.readings
    (5, 10, ())
    """
    taken = {i for s in known if s.type == "Dataset" and not s.weak for i in range(s.start, s.end)}
    names = (name for name in _names(words, sentences) if taken.isdisjoint(range(*name)))
    return [
        *(
            Span(start, end, "Dataset", (Reading(curie, "pattern", why="accession number"),))
            for start, end, curie in _accessions(words)
        ),
        *(Span(start, end, "Dataset", ()) for start, end in names),
    ]


def accession(curie: str) -> Concept | None:
    """The data set of an accession.

    >>> accession("openneuro:ds000117").label
    'OpenNeuro ds000117'
    """
    match = _ACCESSION.match(curie)
    if not match:
        return None
    archive, number = (part for part in match.groups() if part)
    return Concept(curie=curie, type="Dataset", label=f"{_ARCHIVES[archive]} {number}")


def _accessions(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    for i, word in enumerate(words):
        if _OPENNEURO.match(word):
            first = i - 1 if words[max(i - 1, 0)].lower() == "openneuro" else i
            yield first, i + 1, f"openneuro:{word}"
        elif _SERIES.match(word):
            yield i, i + 1, f"GEO:{word}"
        elif _DANDISET.match(word) and i:
            if words[i - 1].lower() in ("dandi", "dandiset"):
                yield i - 1, i + 1, f"DANDI:{word}"
            elif words[i - 1] == ":" and i > 1 and words[i - 2].lower() in ("dandi", "dandiset"):
                yield i - 2, i + 1, f"DANDI:{word}"


def _names(words: Sequence[str], sentences: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Names in title case that end, or go on with "of", after one of the heads."""
    if _HEADS.isdisjoint(words):
        return
    for first, last in pairwise([*sentences, len(words)]):
        for head in range(first + 1, last):
            if words[head + 1 : head + 2] and words[head + 1] in _HEADS:
                continue  # "Birth Cohort Study"
            if words[head] in _HEADS and _running(words[first:last]):
                start, end = _start(words, head, first), _end(words, head + 1, last)
                if start < head and words[max(start - 1, 0)].lower() not in ("a", "an"):
                    yield start, end


def _running(sentence: Sequence[str]) -> bool:
    """Whether a sentence is not a title: half of its words are in lower case."""
    words = [word for word in sentence if word.isalpha()]
    return 2 * sum(word.islower() for word in words) >= len(words)


def _start(words: Sequence[str], head: int, first: int) -> int:
    start = place = head
    while place > max(first, head - _LONGEST):
        word = words[place - 1]
        joins = place < head and words[place] == "and"  # a list: "HRS and Birth Cohort"
        if word[0].isupper() and len(word) > 1 and not (joins and not word.istitle()):
            start = place = place - 1
        elif (word in _INNER and place < head) or word in ("s", "’", "'"):
            place -= 1
        else:
            break
    while start < head and (words[start] in _NOT_FIRST or words[start] in _INNER):
        start += 1
    return start


def _end(words: Sequence[str], place: int, last: int) -> int:
    """End of the name after its head: "of Ageing and Care", "1936"."""
    if place < last and _YEAR.match(words[place]):
        return place + 1
    if place + 1 >= last or words[place] not in _AFTER or not words[place + 1][0].isupper():
        return place
    end = place
    for i in range(place, min(last, place + _LONGEST)):
        if words[i][0].isupper() and len(words[i]) > 1 and words[i] not in _HEADS:
            end = i + 1
        elif words[i] not in ("of", "on", "for", "and", "in", "-", "'", "’", "s", "&"):
            break
    return end
