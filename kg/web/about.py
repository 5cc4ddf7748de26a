"""What the graph knows of one concept: its company, its parts by methods, its evidence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.model import CONCEPT_TYPES

if TYPE_CHECKING:
    from kg.web.site import Row, Site

_SENTENCES = 5
_LOOKED_THROUGH = 20  # newest works for sentences
_NEAREST = 8  # concepts above and below one that no work mentions
_COMPANY = 10  # concepts of each type beside a concept
_MATRIX = (8, 10)  # regions, methods
_MATRIX_PARTS = 500  # from which on a region is too wide for a matrix


def sentences(
    site: Site, concepts: list[str], works: list[str], most: int = _SENTENCES
) -> list[Row]:
    """Sentences of some of the first works in which each work mentions the concepts.

    Works with all of them in one sentence come first; abstracts go before titles. Each sentence
    has ``mentions`` with offsets in it (code points, half-open) beside ``paper``, ``title``,
    ``authors`` (two at most), ``year`` and ``retracted``.
    """
    by_work: defaultdict[str, list[Row]] = defaultdict(list)
    for row in site.query(
        "sentences-of-works", works=works[:_LOOKED_THROUGH], concepts=sorted(concepts)
    ):
        by_work[row["paper"]].append(row)
    chosen = sorted((_covering(rows, concepts) for rows in by_work.values()), key=len)
    return [
        {**row, "mentions": [_within(mention, row["start"]) for mention in row["mentions"]]}
        for rows in chosen[:most]
        for row in rows
    ]


def _covering(rows: list[Row], concepts: list[str]) -> list[Row]:
    """As few sentences of one work as mention all concepts."""

    def named(row: Row) -> set[str]:
        return {mention["concept"] for mention in row["mentions"]}

    chosen, missing = [], set(concepts)
    for row in sorted(rows, key=lambda row: (-len(named(row)), row["field"] == "title")):
        if missing & named(row):
            chosen.append(row)
            missing -= named(row)
    return chosen


def _within(mention: Row, start: int) -> Row:
    return {**mention, "start": mention["start"] - start, "end": mention["end"] - start}


def company(site: Site, concept: str) -> dict[str, Row]:
    """What works mention together with a concept, by type; what is above it goes without saying."""
    above = [row["id"] for row in site.query("parents-of", concept=concept)]
    rows = site.query("company", concept=concept, without=above, each=_COMPANY)
    by_type = {row["type"]: row for row in rows}
    return {type: by_type[type] for type in CONCEPT_TYPES if type in by_type}


def nearest(site: Site, concept: str) -> dict[str, list[Row]]:
    """What works mention above and below a concept that none mentions, with how many do.

    What is above comes nearest first, what is below by its works.
    """
    above = site.vocabulary.ancestors(concept)
    above += tuple(row["id"] for row in site.query("parents-of", concept=concept))
    below = [row["id"] for row in site.query("parts-of", concept=concept) if row["id"] != concept]
    asked = sorted({*above, *below})
    works = {row["id"]: row["works"] for row in site.query("works-counted", concepts=asked)}
    named = {row["id"]: row for row in site.query("concept-labels-of", concepts=asked)}
    places = {
        "below": sorted(below, key=lambda id: (-works[id], id)),
        "above": list(dict.fromkeys(above)),
    }
    return {
        place: [{**named[id], "works": works[id]} for id in ids if works.get(id)][:_NEAREST]
        for place, ids in places.items()
    }


def left_out(site: Site, concept: str) -> list[str]:
    """Names of a concept that are not looked for in texts on purpose, such as "brain"."""
    known = site.vocabulary.get(concept)
    if known is None:
        return []
    names = dict.fromkeys([known.label, *known.synonyms, *known.abbreviations])
    return [name for name in names if name.lower() in site.vocabulary.stop]


def matrix(site: Site, node: Row, parts: int) -> dict[str, Any] | None:
    """Works by part of a region and method, where there are enough of both to compare."""
    if node["type"] != "BrainRegion" or not 2 < parts <= _MATRIX_PARTS:
        return None
    rows = site.query("region-by-method", region=node["id"], limit=600)
    regions: dict[str, str] = {}
    methods: dict[str, str] = {}
    for row in rows:
        if len(regions) < _MATRIX[0]:
            regions.setdefault(row["region"], row["regionLabel"])
        if len(methods) < _MATRIX[1]:
            methods.setdefault(row["method"], row["methodLabel"])
    if len(regions) < 2 or len(methods) < 2:
        return None
    cells = {
        (row["region"], row["method"]): row["papers"]
        for row in rows
        if row["region"] in regions and row["method"] in methods
    }
    return {"regions": regions, "methods": methods, "cells": cells, "most": max(cells.values())}
