"""The preprint and the article of a work, told apart by the ids of its records.

arXiv gives its preprint the DOI of the article; PubMed and OpenAlex give a preprint its own ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kg.graph.works import is_of_preprint

Row = dict[str, Any]
Kind = Literal["Preprint", "JournalArticle", "Article"]  # classes of FaBiO
_NAMING = ("arxiv", "doi", "pmid", "pmcid", "openalex")
_OF_ARTICLES = frozenset({"doi", "pmid", "pmcid"})


@dataclass(frozen=True, slots=True)
class Expression:
    """One form in which a work was published: its class, and the ids that it is known by.

    ``id`` is the one that names it: that of the paper itself, or the first of its own.
    """

    kind: Kind
    id: str
    ids: tuple[str, ...]


def expressions(paper: Row) -> list[Expression]:
    """The expressions of a paper's work: that which the paper is named by first, then the other.

    Args:
        paper: a row with ``id``, ``kind``, ``ids`` and ``records`` with their ``ids``.
    """
    identifiers = list(dict.fromkeys([paper["id"], *(paper["ids"] or ())]))
    preprint = _preprints(paper)
    own = paper["id"] in preprint
    mine = tuple(id for id in identifiers if (id in preprint) is own)
    others = [id for id in identifiers if (id in preprint) is not own]
    found = [Expression(_kind(own, paper), paper["id"], mine)]
    if named := sorted(others, key=_rank):
        found.append(Expression("JournalArticle" if own else "Preprint", named[0], tuple(others)))
    return found


def _preprints(paper: Row) -> set[str]:
    """Those of the ids that are a preprint's; what an article's record claims too is none."""
    claimed: dict[bool, set[str]] = {True: set(), False: set()}
    for record in paper["records"] or [{"ids": [paper["id"]]}]:
        for identifier, preprint in _claims(record["ids"], paper["kind"] == "preprint"):
            claimed[preprint].add(identifier)
    certain = {id for id in claimed[True] if id.startswith("arxiv:") or is_of_preprint(id)}
    return certain | (claimed[True] - claimed[False])


def _claims(ids: Sequence[str], only_preprint: bool) -> Iterator[tuple[str, bool]]:
    arxiv = any(id.startswith("arxiv:") for id in ids)
    preprint = not arxiv and (only_preprint or any(map(is_of_preprint, ids)))
    for id in ids:
        # Of the ids beside an arXiv id, those of the article's kinds are the article's.
        beside = arxiv and id.partition(":")[0] not in _OF_ARTICLES
        yield id, preprint or beside or is_of_preprint(id)


def _kind(preprint: bool, paper: Row) -> Kind:
    if preprint:
        return "Preprint"
    known = paper["kind"] == "article" or paper["id"].partition(":")[0] in _OF_ARTICLES
    return "JournalArticle" if known else "Article"


def _rank(id: str) -> tuple[int, str]:
    kind = id.partition(":")[0]
    return (_NAMING.index(kind) if kind in _NAMING else len(_NAMING)), id
