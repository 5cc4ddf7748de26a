"""Web Annotations: the mentions of a paper as one annotation collection in JSON-LD.

The IRIs are those of the linked data, so that both can be merged. Beside the positions, which
count code points of a field, each mention is quoted with what stands around it. Specification:
Web Annotation Data Model, W3C 2017.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.exchange.papers import MarkedPaper, nodes, papers
from kg.files import atomic_path
from kg.rdf import iris
from kg.rdf.iris import Names
from kg.rdf.ntriples import digits
from kg.rdf.output import opened, split_suffix
from kg.rdf.prefixes import prefixes
from kg.rdf.walk import Row, Rows, names_of

_AROUND = 32  # characters quoted before and after a mention
_TOLD_EVERY = 100  # papers between two calls of on_progress
_OWN_TERMS = {
    "nkg": prefixes()["nkg"],
    "prov": prefixes()["prov"],
    "candidate": {"@id": "nkg:candidate", "@type": "@id"},
    "confidence": {"@id": "nkg:confidence", "@type": "xsd:decimal"},
    "field": "nkg:field",
    "match": "nkg:match",
    "mentionType": {"@id": "nkg:mentionType", "@type": "@id"},
    "reason": {"@id": "nkg:reason", "@language": "en"},
    "sentenceEnd": {"@id": "nkg:sentenceEnd", "@type": "xsd:nonNegativeInteger"},
    "sentenceStart": {"@id": "nkg:sentenceStart", "@type": "xsd:nonNegativeInteger"},
    "status": "nkg:status",
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
}
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", _OWN_TERMS]

Node = dict[str, Any]


def export_annotations(
    store: Rows,
    path: str | Path,
    *,
    ids: Iterable[str] | None = None,
    min_confidence: float = 0.0,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Write the annotation collections of papers, in constant memory; answers how many.

    Args:
        store: where the graph is.
        path: ends in .jsonl for one collection a line, or in .jsonld for that of one paper, with
            .gz or .zst after it packed.
        ids: of the papers; all where not given.
        min_confidence: mentions below it are left out.
        on_progress: told the number of papers now and then.

    Raises:
        UsageError: the suffix is another, or .jsonld and the papers are not one.
        ExportError: the file cannot be written.
    """
    target = Path(path)
    format, packing = split_suffix(target.name)
    wanted = None if ids is None else list(ids)
    if format not in {"jsonl", "jsonld"}:
        raise UsageError(
            f"{target.name}: annotations are .jsonl or .jsonld, each also with .gz or .zst"
        )
    if format == "jsonld" and (wanted is None or len(wanted) != 1):
        raise UsageError(f"{target.name}: a .jsonld holds one paper; name it, or write .jsonl")
    runs = {row["id"]: row for row in nodes(store, "runs")}
    names = names_of(store)
    written = 0
    with atomic_path(target) as part, ExitStack() as stack:
        output = opened(part, packing, stack)
        for written, paper in enumerate(papers(store, wanted, min_confidence), start=1):
            text = json.dumps(
                collection(paper, runs, names),
                ensure_ascii=False,
                indent=2 if format == "jsonld" else None,
            )
            output.write(text.encode() + b"\n")
            if on_progress and written % _TOLD_EVERY == 0:
                on_progress(written)
    return written


def collection(paper: MarkedPaper, runs: dict[str, Row], names: Names) -> Node:
    """The mentions of a paper as an ``AnnotationCollection`` of one page."""
    iri = iris.mention(f"{paper.id}#")
    texts = dict(paper.fields())
    items = [_annotation(paper, row, texts[row["field"]], runs, names) for row in paper.mentions]
    return {
        "@context": CONTEXT,
        "id": iri,
        "type": "AnnotationCollection",
        "label": paper.facts["title"] or paper.id,
        "total": len(items),
        "first": {"id": f"{iri}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(
    paper: MarkedPaper, row: Row, text: str, runs: dict[str, Row], names: Names
) -> Node:
    iri = iris.mention(row["id"])
    software = runs[row["run"]]["software"]
    generator = iris.about("software", software)
    node: Node = {
        "id": iri,
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"id": generator, "type": "Software", "name": software},
        "wasGeneratedBy": iris.own(row["run"]),
        "mentionType": f"nkg:{row['type']}",
        "status": row["status"],
        "match": row["match"],
        "confidence": digits(row["confidence"]),
    }
    if row["reason"]:
        node["reason"] = row["reason"]
    if row["concept"]:
        label = paper.concepts[row["concept"]]["label"]
        node["body"] = {"id": iris.concept(row["concept"], names), "label": label}
    if row["candidates"]:
        others = (one["curie"] for one in json.loads(row["candidates"]))
        node["candidate"] = [iris.concept(curie, names) for curie in others]
    node["target"] = _target(paper, row, text, iri)
    return node


def _target(paper: MarkedPaper, row: Row, text: str, iri: str) -> Node:
    start, end = row["start"], row["end"]
    return {
        "id": f"{iri}#target",
        "type": "SpecificResource",
        "source": iris.paper(paper.id),
        "field": row["field"],
        "selector": [
            {
                "id": f"{iri}#position",
                "type": "TextPositionSelector",
                "start": start,
                "end": end,
                "sentenceStart": row["sentenceStart"],
                "sentenceEnd": row["sentenceEnd"],
            },
            {
                "id": f"{iri}#quote",
                "type": "TextQuoteSelector",
                "prefix": text[max(0, start - _AROUND) : start],
                "exact": text[start:end],
                "suffix": text[end : end + _AROUND],
            },
        ],
    }
