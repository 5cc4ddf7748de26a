"""Mentions as Web Annotations on the text of their paper, and the runs that found them (PROV)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.rdf import iris
from kg.rdf.ntriples import count, decimal, english, node, plain, term

Row = dict[str, Any]


def mention(row: Row, names: iris.Names) -> Iterator[str]:
    """A mention, its place in a paper, and the concept that it refers to."""
    iri = iris.mention(row["id"], names)
    this, target, position, quote = (node(iri + end) for end in ("", *_ENDS))
    yield f"{this} {term('rdf:type')} {term('oa:Annotation')}"
    yield f"{this} {term('oa:motivatedBy')} {term('oa:identifying')}"
    if row["concept"]:
        yield f"{this} {term('oa:hasBody')} {node(iris.concept(row['concept'], names))}"
    for candidate in json.loads(row["candidates"]) if row["candidates"] else ():
        yield f"{this} {term('nkg:candidate')} {node(iris.concept(candidate['curie'], names))}"
    yield f"{this} {term('oa:hasTarget')} {target}"
    yield f"{this} {term('nkg:mentionType')} {term('nkg:' + row['type'])}"
    yield f'{this} {term("nkg:status")} "{row["status"]}"'
    yield f'{this} {term("nkg:match")} "{row["match"]}"'
    if row["reason"]:
        yield f"{this} {term('nkg:reason')} {english(row['reason'])}"
    yield f"{this} {term('nkg:confidence')} {decimal(row['confidence'])}"
    yield f"{this} {term('prov:wasGeneratedBy')} {node(iris.own(row['run'], names))}"
    yield f"{target} {term('rdf:type')} {term('oa:SpecificResource')}"
    yield f"{target} {term('oa:hasSource')} {node(iris.paper(row['paper'], names))}"
    yield f'{target} {term("nkg:field")} "{row["field"]}"'
    yield f"{target} {term('oa:hasSelector')} {position}"
    yield f"{target} {term('oa:hasSelector')} {quote}"
    yield f"{position} {term('rdf:type')} {term('oa:TextPositionSelector')}"
    yield f"{position} {term('oa:start')} {count(row['start'])}"
    yield f"{position} {term('oa:end')} {count(row['end'])}"
    yield f"{position} {term('nkg:sentenceStart')} {count(row['sentenceStart'])}"
    yield f"{position} {term('nkg:sentenceEnd')} {count(row['sentenceEnd'])}"
    yield f"{quote} {term('rdf:type')} {term('oa:TextQuoteSelector')}"
    yield f"{quote} {term('oa:exact')} {plain(row['text'])}"


_ENDS = ("#target", "#position", "#quote")


def run(row: Row, names: iris.Names) -> Iterator[str]:
    """A run of the extraction."""
    this = node(iris.own(row["id"], names))
    yield f"{this} {term('rdf:type')} {term('prov:Activity')}"
    yield f"{this} {term('prov:wasAssociatedWith')} {_agent(row, names)}"
    yield f"{this} {term('nkg:vocabulary')} {plain(row['vocabulary'])}"
    yield f"{this} {term('nkg:model')} {plain(row['model'])}"


def software(row: Row, names: iris.Names) -> Iterator[str]:
    """The software that did a run."""
    yield f"{_agent(row, names)} {term('rdf:type')} {term('prov:SoftwareAgent')}"
    yield f"{_agent(row, names)} {term('rdfs:label')} {plain(row['software'])}"


def _agent(row: Row, names: iris.Names) -> str:
    return node(iris.about("software", row["software"], names))


def run_graph(run: str, names: iris.Names) -> str:
    """The named graph of what a run asserts, in formats that have graphs."""
    return node(f"{iris.own(run, names)}#mentions")


def described_graph(row: Row, names: iris.Names) -> Iterator[str]:
    """Where a run's named graph comes from."""
    graph = run_graph(row["id"], names)
    yield f"{graph} {term('rdf:type')} {term('prov:Entity')}"
    yield f"{graph} {term('rdf:type')} {term('nkg:MentionGraph')}"
    yield f"{graph} {term('prov:wasGeneratedBy')} {node(iris.own(row['id'], names))}"
