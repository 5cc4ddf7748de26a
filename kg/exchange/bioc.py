"""BioC: papers as documents, their fields as passages, mentions as annotations.

Offsets count code points of the document, in which the fields follow one another with one
character between them; lengths too. Written is BioC 1.0 (https://bioc.sourceforge.net) as XML, as
the JSON that the ``bioc`` package reads, or as JSON Lines, a document a line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from kg.errors import ExportError, UsageError
from kg.exchange.papers import MarkedPaper, papers
from kg.files import atomic_path
from kg.rdf.output import opened, split_suffix
from kg.rdf.prefixes import BASE
from kg.rdf.walk import Row, Rows

FORMATS = ("xml", "json", "jsonl")
# The date of a collection is required; ours depends on nothing but the graph, which has none.
_COLLECTION = {"source": "NeuroKG", "date": "", "key": f"{BASE}terms#", "infons": {}}
_TOLD_EVERY = 100  # papers between two calls of on_progress

Document = dict[str, Any]


def export_bioc(
    store: Rows,
    path: str | Path,
    *,
    ids: Iterable[str] | None = None,
    min_confidence: float = 0.0,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Write papers as a BioC collection, in constant memory; answers how many.

    Args:
        store: where the graph is.
        path: ends in .xml, .json or .jsonl, with .gz or .zst after it packed.
        ids: of the papers; all where not given.
        min_confidence: mentions below it are left out.
        on_progress: told the number of papers now and then.

    Raises:
        UsageError: the suffix is another.
        ExportError: the file cannot be written, or XML cannot hold a character.
    """
    target = Path(path)
    format, packing = split_suffix(target.name)
    if format not in FORMATS:
        raise UsageError(f"{target.name}: BioC is .xml, .json or .jsonl, each also with .gz, .zst")
    written = 0
    with atomic_path(target) as part, ExitStack() as stack:
        output = opened(part, packing, stack)
        for written, text in enumerate(
            _WRITERS[format](output, map(document, papers(store, ids, min_confidence))), start=1
        ):
            output.write(text)
            if on_progress and written % _TOLD_EVERY == 0:
                on_progress(written)
    return written


def document(paper: MarkedPaper) -> Document:
    """A paper as a BioC document, with the keys of BioC JSON."""
    facts = paper.facts
    passages, offset = [], 0
    for name, text in paper.fields():
        own = [mention for mention in paper.mentions if mention["field"] == name]
        passages.append(
            {
                "offset": offset,
                "infons": {"type": name},
                "text": text,
                "sentences": [],
                "annotations": [_annotation(mention, offset, paper.concepts) for mention in own],
                "relations": [],
            }
        )
        offset += len(text) + 1
    infons = {
        "authors": "; ".join(author["name"] for author in facts["authors"]),
        "doi": facts["doi"],
        "journal": facts["journal"],
        "year": (facts["published"] or "")[:4],
        "retracted": "true" if facts["retracted"] else None,
    }
    return {
        "id": paper.id,
        "infons": _given(infons),
        "passages": passages,
        "annotations": [],
        "relations": [],
    }


def _annotation(mention: Row, offset: int, concepts: dict[str, Row]) -> Document:
    concept = mention["concept"]
    candidates = json.loads(mention["candidates"] or "[]")
    infons = {
        "type": mention["type"],
        "identifier": concept,
        "name": concepts[concept]["label"] if concept else None,
        "status": mention["status"],
        "match": mention["match"],
        "confidence": mention["confidence"],
        "candidates": " ".join(candidate["curie"] for candidate in candidates),
        "run": mention["run"],
    }
    return {
        "id": mention["id"].rpartition("#")[2],
        "infons": _given(infons),
        "text": mention["text"],
        "locations": [
            {"offset": offset + mention["start"], "length": mention["end"] - mention["start"]}
        ],
    }


def _given(infons: dict[str, Any]) -> dict[str, str]:
    """What is known, as text: BioC knows no other values."""
    return {key: str(value) for key, value in infons.items() if value not in (None, "")}


def _lines(_: IO[bytes], documents: Iterable[Document]) -> Iterator[bytes]:
    for one in documents:
        yield _json({"bioctype": "BioCDocument", **one}) + b"\n"


def _collection(output: IO[bytes], documents: Iterable[Document]) -> Iterator[bytes]:
    head = _json({"bioctype": "BioCCollection", "version": "1.0", **_COLLECTION})
    output.write(head[:-1] + b', "documents": [')
    between = b"\n"
    for one in documents:
        yield between + _json(one)
        between = b",\n"
    output.write(b"\n]}\n")


def _json(value: Document) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _xml(output: IO[bytes], documents: Iterable[Document]) -> Iterator[bytes]:
    from lxml import etree

    output.write(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n")
    output.write(b'<!DOCTYPE collection SYSTEM "BioC.dtd">\n<collection>')
    for name in ("source", "date", "key"):
        output.write(etree.tostring(_element(name, _COLLECTION[name]), encoding="utf-8"))
    output.write(b"\n")
    for one in documents:
        try:
            yield etree.tostring(_document_element(one), encoding="utf-8") + b"\n"
        except ValueError as error:
            raise ExportError(
                f"XML cannot hold a control character of {one['id']}: write .json or .jsonl"
            ) from error
    output.write(b"</collection>\n")


def _document_element(document: Document) -> Any:
    element = _element("document")
    element.append(_element("id", document["id"]))
    element.extend(_infons(document))
    for passage in document["passages"]:
        element.append(part := _element("passage"))
        part.extend(_infons(passage))
        part.append(_element("offset", passage["offset"]))
        part.append(_element("text", passage["text"]))
        for annotation in passage["annotations"]:
            part.append(mark := _element("annotation", id=annotation["id"]))
            mark.extend(_infons(annotation))
            for place in annotation["locations"]:
                mark.append(_element("location", **place))
            mark.append(_element("text", annotation["text"]))
    return element


def _infons(of: Document) -> Iterator[Any]:
    return (_element("infon", value, key=key) for key, value in of["infons"].items())


def _element(name: str, text: Any = None, **attributes: Any) -> Any:
    from lxml import etree

    element = etree.Element(name, {key: str(value) for key, value in attributes.items()})
    element.text = None if text is None else str(text)
    return element


_WRITERS = {"xml": _xml, "json": _collection, "jsonl": _lines}
