"""Which records are of one work.

Records meet by an id that they share, or by title, year and first author. Two that claim different
ids of one kind are two works all the same, and so are two that share a DOI only and are not alike
(a supplement of a journal has one DOI for hundreds of abstracts): that is noted, not merged. The
outcome depends on the set of records only, not on their order.

A preprint and its article have a DOI and a PMID each, and are one work.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.graph.records import Record

# DOIs of preprints, by the prefix of their service (bioRxiv's former one is followed by digits).
_OF_PREPRINTS = re.compile(
    r"doi:(?:10\.1101/[\d.]+(?:v\d+)?$|10\.(?:64898|21203|20944|26434|31219|31234|36227|2139|22541)/)"
)
_VERSION = re.compile(r"[./]v\d+$")
_KINDS = frozenset({"doi", "pmid", "arxiv"})  # of which a work has one each
Claims = Mapping[tuple[str, bool], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records that share an id and contradict each other in others."""

    first: str
    second: str
    shared: str
    differ: str  # "pmid:1, pmid:2", or "titles, authors"


def works(records: Mapping[str, Record]) -> tuple[list[list[str]], list[Conflict]]:
    """Groups of records by id, and what kept others apart; both in order."""
    groups = {id: [id] for id in records}
    claims = {id: _claims(record) for id, record in records.items()}
    conflicts: dict[tuple[str, str], Conflict] = {}
    told: set[tuple[str, str]] = set()
    for shared, one, other in _pairs(records):
        if groups[one] is groups[other]:
            continue
        same = records[one].paper.id == records[other].paper.id
        differ = None if same else _contradiction(records, claims, groups[one], groups[other])
        if differ is None:
            groups[one] += groups[other]
            for id in groups[other]:
                groups[id] = groups[one]
        elif shared and (shared, other) not in told:
            told.add((shared, other))  # one conflict a record and id, however many share it
            conflicts.setdefault((one, other), Conflict(one, other, shared, differ))
    found = {min(group): sorted(group) for group in groups.values()}
    return [found[least] for least in sorted(found)], [
        conflict
        for (one, other), conflict in sorted(conflicts.items())
        if groups[one] is not groups[other]
    ]


def _pairs(records: Mapping[str, Record]) -> Iterator[tuple[str, str, str]]:
    """Pairs that may be one: of the same own id, then sharing an id, then of the same title."""
    own, shared, titled = (defaultdict[str, list[str]](list) for _ in range(3))
    for id in sorted(records):
        record = records[id]
        own[record.paper.id].append(id)
        for identifier in record.identifiers:
            shared[identifier].append(id)
        if record.work:
            titled[record.work].append(id)
    for by in (own, shared):
        for key in sorted(by):
            for one, other in combinations(by[key], 2):
                yield key, one, other
    for key in sorted(titled):
        for one, other in combinations(titled[key], 2):
            yield "", one, other


def _contradiction(
    records: Mapping[str, Record],
    claims: Mapping[str, Claims],
    group: Iterable[str],
    others: Iterable[str],
) -> str | None:
    """In what two groups differ that one work would have in common."""
    others = list(others)
    for one in sorted(group):
        for other in sorted(others):
            if differ := _unlike(records[one], records[other]):
                return differ
            for kind in claims[one].keys() & claims[other].keys():
                mine, theirs = claims[one][kind], claims[other][kind]
                if mine.isdisjoint(theirs):
                    return ", ".join(sorted(mine | theirs))
    return None


def is_of_preprint(identifier: str) -> bool:
    """Whether an id is the DOI of a preprint, by the prefix of its service.

    >>> is_of_preprint("doi:10.1101/2020.01.02.123456"), is_of_preprint("doi:10.1038/nature12373")
    (True, False)
    """
    return bool(_OF_PREPRINTS.match(identifier))


def _unlike(one: Record, other: Record) -> str | None:
    """In what two records differ too much to be of one work; what is not said differs in nothing.

    A source that has two ids of one kind means two publications, unless it tells one thing twice.
    """
    if one.paper.id == other.paper.id:
        return None
    title = bool(one.title) and one.title == other.title
    strangers = bool(one.names and other.names) and one.names.isdisjoint(other.names)
    if _numbering(one) == _numbering(other):
        return ", ".join(sorted((one.paper.id, other.paper.id))) if strangers or not title else None
    shared = set(one.identifiers) & set(other.identifiers)
    if any(not identifier.startswith("doi:") for identifier in shared):
        return None
    titles_differ = bool(one.title and other.title) and not title
    return "titles, authors" if titles_differ and strangers else None


def _numbering(record: Record) -> tuple[str | None, str | None, str]:
    """What gives each publication one id: a source, for articles or preprints, by a kind of id."""
    kind, colon, _ = record.paper.id.partition(":")
    return record.paper.source, record.paper.kind, kind if colon else ""


def _claims(record: Record) -> Claims:
    """The ids of a record by kind; whether they are of a preprint or not makes two kinds."""
    found: dict[tuple[str, bool], set[str]] = defaultdict(set)
    paper = record.paper
    for identifier in record.identifiers:
        kind = identifier.partition(":")[0]
        if kind not in _KINDS:
            continue
        preprint = is_of_preprint(identifier)
        if kind != "arxiv" and paper.kind == "preprint" and not paper.id.startswith("arxiv:"):
            preprint = True  # arXiv alone gives a preprint its article's DOI
        found[kind, preprint].add(_VERSION.sub("", identifier) if preprint else identifier)
    return {kind: frozenset(ids) for kind, ids in found.items()}
