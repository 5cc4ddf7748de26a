"""KGX: the nodes and edges of the Biolink Model, as tab-separated values or JSON Lines.

Papers, concepts, authors and institutions are nodes. A paper ``mentions`` each concept once, with
how often and the best confidence; the places are in the other formats. Ids are those of the graph,
registries' prefixes as Biolink spells them (PMID, ORCID). Specification: KGX format 2,
https://kgx.readthedocs.io; slots and categories of the Biolink Model 4.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from kg.curies import encode
from kg.errors import UsageError
from kg.exchange.papers import MarkedPaper, nodes, papers
from kg.files import atomic_path
from kg.rdf import iris
from kg.rdf.expressions import expressions
from kg.rdf.iris import Names
from kg.rdf.output import opened, split_suffix
from kg.rdf.walk import Row, Rows, names_of

FORMATS = ("tsv", "jsonl")
_US = "infores:neurokg"
_CATEGORIES = {
    "BrainRegion": "biolink:GrossAnatomicalStructure",
    "CellType": "biolink:Cell",
    "Dataset": "biolink:Dataset",
    "Method": "biolink:Procedure",
    "Species": "biolink:OrganismTaxon",
}
_PUBLICATIONS = {
    "JournalArticle": "biolink:JournalArticle",
    "Preprint": "biolink:PreprintPublication",
    "Article": "biolink:Publication",
}
_RETRACTED = "MESH_PUB:D016441"  # "Retracted Publication" of MeSH's publication types
_SPELLINGS = {"pmid:": "PMID:", "orcid:": "ORCID:", "pmcid:PMC": "PMC:"}
_NODE_COLUMNS = (
    "id", "category", "name", "iri", "synonym", "xref", "provided_by", "affiliation",
    "publication_type", "authors", "published_in", "creation_date", "keywords", "summary",
)  # fmt: skip
_EDGE_COLUMNS = (
    "id", "subject", "predicate", "object", "knowledge_level", "agent_type",
    "primary_knowledge_source", "publications",
    "has_confidence_score", "evidence_count",
)  # fmt: skip
_PARTS = {"nodes": _NODE_COLUMNS, "edges": _EDGE_COLUMNS}
_TOLD_BY_RECORD = {
    "knowledge_level": "knowledge_assertion",
    "agent_type": "automated_agent",
    "primary_knowledge_source": _US,
}
# Some edges are an ontology's, some made of it by rule, some by hand, and the vocabulary does not
# say which: so they are ours, and how they came about is left open.
_OF_VOCABULARY = {
    "knowledge_level": "not_provided",
    "agent_type": "not_provided",
    "primary_knowledge_source": _US,
}
_TEXT_MINED = {
    "knowledge_level": "not_provided",  # as Biolink has it for all that is mined from text
    "agent_type": "text_mining_agent",
    "primary_knowledge_source": _US,
}
_ABSENT: tuple[Any, ...] = (None, "", [])
_TOLD_EVERY = 10_000  # lines between two calls of on_progress
_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")
_Line = tuple[str, Row]


@dataclass(frozen=True, slots=True)
class KgxReport:
    """What an export wrote, and where."""

    nodes: int
    edges: int
    files: tuple[Path, Path]


def export_kgx(
    store: Rows,
    path: str | Path,
    *,
    min_confidence: float = 0.0,
    on_progress: Callable[[int], None] | None = None,
) -> KgxReport:
    """Write the graph as KGX; two exports of one graph are byte-equal.

    KGX is two files: for ``graph.tsv.gz`` they are ``graph_nodes.tsv.gz`` and
    ``graph_edges.tsv.gz``. Tab-separated values have no escapes: tabs and line breaks in a text
    become a space there, and ``|``, which parts the items of a list, becomes ``¦``. JSON Lines
    keep all.

    Args:
        store: where the graph is.
        path: ends in .tsv or .jsonl, with .gz or .zst after it packed.
        min_confidence: mentions below it, and what papers mention only there, are left out.
        on_progress: told the number of lines now and then.

    Raises:
        UsageError: the suffix is another.
        ExportError: a file cannot be written.

    >>> import tempfile
    >>> class Empty:
    ...     def stream(self, name, **params):
    ...         return iter(())
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     report = export_kgx(Empty(), Path(folder) / "graph.tsv.gz")
    ...     [file.name for file in report.files]
    ['graph_nodes.tsv.gz', 'graph_edges.tsv.gz']
    """
    target = Path(path)
    format, packing = split_suffix(target.name)
    if format not in FORMATS:
        raise UsageError(f"{target.name}: KGX is .tsv or .jsonl, each also with .gz or .zst")
    stem = target.name.removesuffix(packing).removesuffix(f".{format}")
    files = tuple(target.with_name(f"{stem}_{part}.{format}{packing}") for part in _PARTS)
    with ExitStack() as stack:
        outputs = [opened(stack.enter_context(atomic_path(f)), packing, stack) for f in files]
        writers = {
            part: _Writer(output, columns, format)
            for output, (part, columns) in zip(outputs, _PARTS.items(), strict=True)
        }
        for written, (part, line) in enumerate(_lines(store, min_confidence), start=1):
            writers[part].write(line)
            if on_progress and written % _TOLD_EVERY == 0:
                on_progress(written)
    return KgxReport(writers["nodes"].lines, writers["edges"].lines, (files[0], files[1]))


class _Writer:
    """One of the two files."""

    def __init__(self, output: IO[bytes], columns: tuple[str, ...], format: str) -> None:
        self.lines = 0
        self._output = output
        self._columns = columns
        self._tabular = format == "tsv"
        if self._tabular:
            output.write("\t".join(columns).encode() + b"\n")

    def write(self, values: Row) -> None:
        self.lines += 1
        given = {name: values[name] for name in self._columns if values.get(name) not in _ABSENT}
        if self._tabular:
            line = "\t".join(_cell(given.get(name)) for name in self._columns)
        else:
            line = json.dumps(given, ensure_ascii=False)
        self._output.write(line.encode() + b"\n")


def _cell(value: Any) -> str:
    r"""A value of the table.

    >>> _cell(["a|b", "c\td"]), _cell(None), _cell(0.5)
    ('a¦b|c d', '', '0.5')
    """
    if isinstance(value, list):
        return "|".join(map(_cell, value))
    return "" if value is None else _BREAKS.sub(" ", str(value)).replace("|", "¦")


def _lines(store: Rows, min_confidence: float) -> Iterator[_Line]:
    names = names_of(store)
    for row in nodes(store, "concepts"):
        yield from _concept(row, names)
    for row in nodes(store, "institutions"):
        yield "nodes", _node(row["id"], "biolink:Agent", row["name"], _institution_iri(row["id"]))
    for row in nodes(store, "authors"):
        node = _node(row["id"], "biolink:Agent", row["name"], iris.author(row["id"]))
        yield "nodes", {**node, "affiliation": row["institutions"]}
    for paper in papers(store, min_confidence=min_confidence):
        yield from _paper(paper)


def _concept(row: Row, names: Names) -> Iterator[_Line]:
    node = _node(row["id"], _CATEGORIES[row["type"]], row["label"], iris.concept(row["id"], names))
    synonyms = [*(row["synonyms"] or ()), *(row["abbreviations"] or ())]
    yield "nodes", {**node, "synonym": synonyms, "xref": row["xrefs"]}
    for key, predicate in (("isA", "biolink:subclass_of"), ("partOf", "biolink:part_of")):
        for parent in row[key]:
            yield "edges", _edge(row["id"], predicate, parent, _OF_VOCABULARY)


def _paper(paper: MarkedPaper) -> Iterator[_Line]:
    facts = paper.facts
    kind = "Article" if facts["text"] is not None else expressions(facts)[0].kind
    types = [] if facts["text"] is not None else [f"fabio:{kind}"]
    named = paper.id if ":" in paper.id else f"paper:{encode(paper.id)}"
    yield (
        "nodes",
        {
            **_node(named, _PUBLICATIONS[kind], facts["title"] or named, iris.paper(paper.id)),
            "xref": [_spelled(id) for id in facts["ids"] or () if id != paper.id],
            "publication_type": [*types, *([_RETRACTED] if facts["retracted"] else [])],
            "authors": [author["name"] for author in facts["authors"]],
            "published_in": facts["journal"],
            "creation_date": (facts["published"] or "")[:10],
            "keywords": [*(facts["keywords"] or ()), *_topics(facts)],
            "summary": facts["abstract"] or facts["text"],
        },
    )
    for author in dict.fromkeys(author["id"] for author in facts["authors"]):
        yield "edges", _edge(author, "biolink:author", named, _TOLD_BY_RECORD)
    for concept, confidences in _confidences(paper).items():
        yield (
            "edges",
            {
                **_edge(named, "biolink:mentions", concept, _TEXT_MINED),
                "publications": [_spelled(named)],
                "has_confidence_score": max(confidences),
                "evidence_count": len(confidences),
            },
        )


def _confidences(paper: MarkedPaper) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for mention in paper.mentions:
        if mention["concept"]:
            found.setdefault(mention["concept"], []).append(mention["confidence"])
    return found


def _topics(facts: Row) -> list[str]:
    return [topic["id"].partition(":")[2] for topic in facts["topics"]]


def _node(id: str, category: str, name: str, iri: str) -> Row:
    return {
        "id": _spelled(id), "category": [category], "name": name, "iri": iri, "provided_by": [_US],
    }  # fmt: skip


def _edge(subject: str, predicate: str, object: str, provenance: Row) -> Row:
    ends = {"subject": _spelled(subject), "predicate": predicate, "object": _spelled(object)}
    name = uuid.uuid5(uuid.NAMESPACE_URL, " ".join(ends.values()))
    return {"id": f"urn:uuid:{name}", **ends, **provenance}


def _spelled(id: str) -> str:
    """An id with its prefix as Biolink spells it.

    >>> _spelled("pmcid:PMC2909231"), _spelled("neurokg:v4")
    ('PMC:2909231', 'neurokg:v4')
    """
    for ours, theirs in _SPELLINGS.items():
        if id.startswith(ours):
            return theirs + id.removeprefix(ours)
    return id


def _institution_iri(id: str) -> str:
    prefix, _, local = id.partition(":")
    return f"https://ror.org/{local}" if prefix == "ror" else iris.own(id)
