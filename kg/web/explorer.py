"""The explorer: a slice of the graph as picture, list and file; its address says it all."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from kg.errors import UsageError
from kg.model import CONCEPT_TYPES
from kg.web import about, graphml, links
from kg.web.layout import HEIGHT, WIDTH, Picture, drawn
from kg.web.slices import (
    MOST,
    NEAR_KINDS,
    STARTS,
    USUAL,
    Slice,
    Wanted,
    slice_of,
)
from kg.web.starts import choice_of, start_node
from kg.web.views import ID_LENGTH, Year, fragment, page, site_of
from kg.web.works import cards, works

router = APIRouter(include_in_schema=False)
_SENTENCES = 3  # that the details of a concept show
_NEWEST = 4  # works that those of a person show
_PIN = re.compile(r"(\d{1,4})-(\d{1,4})-(\S.*)")
_HIDDEN = 200
_SIZES = (40, USUAL, 150, 250, MOST)  # of slices, to choose from


def wanted(
    start: Annotated[list[str], Query()] = [],  # noqa: B006 (FastAPI copies it)
    kind: Annotated[list[str], Query(max_length=20)] = [],  # noqa: B006
    since: Year = None,
    until: Year = None,
    confidence: Annotated[float, Query(ge=0, le=1)] = 0.0,
    hide: Annotated[list[str], Query(max_length=_HIDDEN)] = [],  # noqa: B006
    path: Annotated[str, Query(max_length=ID_LENGTH)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = USUAL,
) -> Wanted:
    """The slice that the query of an address asks for."""
    for id in (*start, *hide):
        if not 0 < len(id) <= ID_LENGTH:
            raise UsageError("an id has from 1 to 500 characters")
    kinds = tuple(name for name in NEAR_KINDS if name in kind) or NEAR_KINDS
    starts = tuple(dict.fromkeys(start))
    if len(starts) > STARTS:
        raise UsageError(f"a slice is drawn around {STARTS} nodes at most: take some out")
    return Wanted(starts, kinds, since, until, confidence, tuple(hide), path, limit)


def pins(pin: Annotated[list[str], Query(max_length=MOST)] = []) -> dict[str, tuple[float, float]]:  # noqa: B006
    """Where nodes are pinned: ``x-y-id``, in the units of the picture."""
    found = {}
    for text in pin:
        if match := _PIN.fullmatch(text[: ID_LENGTH + 10]):
            found[match[3]] = (min(float(match[1]), WIDTH), min(float(match[2]), HEIGHT))
    return found


Asked = Annotated[Wanted, Depends(wanted)]
Pinned = Annotated[dict[str, tuple[float, float]], Depends(pins)]


def address(wanted: Wanted, to: str = "/explore", **change: Any) -> str:
    """The address of a slice, or of a changed one."""
    values: dict[str, Any] = {
        "start": wanted.starts,
        "kind": wanted.kinds if wanted.kinds != NEAR_KINDS else (),
        "since": wanted.since,
        "until": wanted.until,
        "confidence": wanted.confidence or None,
        "hide": wanted.hidden,
        "path": wanted.path or None,
        "limit": wanted.limit if wanted.limit != USUAL else None,
    }
    return links.query(to, **(values | change))


@router.get("/explore")
def explore(request: Request, asked: Asked, pinned: Pinned) -> HTMLResponse:
    """The explorer; without a start, what one can start from."""
    site = site_of(request)
    if not asked.starts:
        return page(
            request, "explore-start.html",
            topics=site.query("topics-by-papers", limit=8),
            concepts=site.query("top-concepts", limit=40),
        )  # fmt: skip
    slice = slice_of(site, asked)
    # a record that was joined to a person is that person from here on
    asked = replace(asked, starts=tuple(node.id for node in slice.starts))
    return page(
        request, "explore.html",
        wanted=asked, slice=slice, picture=drawn(slice, pinned), groups=_groups(slice),
        starts=slice.starts, pinned=pinned, sizes=_SIZES,
        around=[(node.label, choice) for node in slice.starts if (choice := choice_of(node))],
        path_to=start_node(site, asked.path) if asked.path not in ("", *asked.hidden) else None,
        address=address, near_kinds=NEAR_KINDS, most=MOST, usual=USUAL, max_starts=STARTS,
    )  # fmt: skip


def _groups(slice: Slice) -> dict[str, list[tuple[Any, list[Any]]]]:
    """The list view: nodes by kind, each with its neighbours, the strongest first."""
    by_id = {node.id: node for node in slice.nodes}
    near: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for edge in slice.edges:
        near[edge.source].append((-edge.works, edge.target))
        near[edge.target].append((-edge.works, edge.source))
    groups: defaultdict[str, list[tuple[Any, list[Any]]]] = defaultdict(list)
    for node in slice.nodes:
        others = [by_id[id] for _, id in sorted(set(near[node.id]))]
        groups[node.kind].append((node, others))
    return dict(groups)


@router.get("/explore/details")
def details(request: Request, id: Annotated[str, Query(max_length=ID_LENGTH)]) -> HTMLResponse:
    """What the explorer shows beside the picture of one node: numbers and evidence."""
    site = site_of(request)
    node = start_node(site, id)
    choice = choice_of(node)
    found = works(site, choice) if choice else None
    ids = found.ids if found else []
    is_concept = node.kind in CONCEPT_TYPES
    sentences = about.sentences(site, [id], ids, _SENTENCES) if is_concept else []
    card = cards(site, [id]) if node.kind == "Paper" else []
    newest = cards(site, ids[:_NEWEST]) if not (is_concept or card) else []
    text = fragment(
        "details.html", node=node, choice=choice, found=found, sentences=sentences, cards=card,
        newest=newest,
    )  # fmt: skip
    return HTMLResponse(text)


@router.get("/explore/graph.svg")
def as_svg(request: Request, asked: Asked, pinned: Pinned) -> Response:
    """The picture as a file of its own."""
    picture = _picture(request, asked, pinned)
    text = fragment("picture.svg", picture=picture, width=WIDTH, height=HEIGHT)
    return _file(text, "image/svg+xml", "svg")


@router.get("/explore/graph.graphml")
def as_graphml(request: Request, asked: Asked) -> Response:
    """The slice as GraphML, for Gephi, Cytoscape, yEd and the like."""
    return _file(graphml.written(slice_of(site_of(request), asked)), "application/xml", "graphml")


def _picture(request: Request, asked: Wanted, pinned: dict[str, tuple[float, float]]) -> Picture:
    return drawn(slice_of(site_of(request), asked), pinned)


def _file(text: str, media: str, suffix: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="neurokg.{suffix}"'}
    return Response(text, media_type=media, headers=headers)
