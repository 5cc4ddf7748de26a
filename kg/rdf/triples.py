"""From rows of the graph to triples; one function a kind of node.

Terms are those of FaBiO, DCMI, FOAF, PRO, SKOS, ISO 25964, Web Annotation, PROV and schema.org;
own ones (nkg:) only where none of them has one: ontology/neurokg.ttl. No blank nodes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import pyoxigraph as ox

from kg.rdf import iris
from kg.rdf.prefixes import BASE, prefixes

Row = dict[str, Any]
Triples = Iterator[ox.Triple]

_PREFIXES = prefixes()
_KIND_OF_PAPER = {
    "arxiv": "fabio:Preprint",
    "doi": "fabio:JournalArticle",
    "pmid": "fabio:JournalArticle",
}
_PAPER_TEXTS = (
    ("title", "dcterms:title"),
    ("abstract", "dcterms:abstract"),
    ("text", "schema:text"),
)
_PAPER_FACTS = (
    ("journalRef", "dcterms:bibliographicCitation"),
    ("comment", "dcterms:description"),
    ("version", "schema:version"),
)
_PAPER_DATES = (("published", "dcterms:issued"), ("updated", "dcterms:modified"))


@cache
def term(curie: str) -> ox.NamedNode:
    """A term of a vocabulary.

    >>> term("oa:exact")
    <NamedNode value=http://www.w3.org/ns/oa#exact>
    """
    prefix, _, local = curie.partition(":")
    return ox.NamedNode(_PREFIXES[prefix] + local)


@lru_cache(maxsize=10_000)
def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=term("xsd:nonNegativeInteger"))


@lru_cache(maxsize=10_000)
def _decimal(value: float) -> ox.Literal:
    return ox.Literal(format(Decimal(repr(value)), "f"), datatype=term("xsd:decimal"))


@lru_cache(maxsize=1_000)
def _word(value: str) -> ox.Literal:
    return ox.Literal(value)


class Writer:
    """Turns rows into triples under one base IRI."""

    def __init__(self, base: str = BASE) -> None:
        self._base = base

    def paper(self, row: Row) -> Triples:
        """A paper, its authors in order, topics and the concepts that it mentions."""
        paper = self._paper(row["id"])
        kind = row["id"].partition(":")[0]
        yield ox.Triple(paper, term("rdf:type"), term("schema:ScholarlyArticle"))
        if row["text"] is None:
            yield ox.Triple(
                paper, term("rdf:type"), term(_KIND_OF_PAPER.get(kind, "fabio:Article"))
            )
        yield ox.Triple(paper, term("dcterms:identifier"), ox.Literal(row["id"]))
        yield from self._literals(paper, row)
        yield from self._doi(paper, kind, row["doi"])
        for link in json.loads(row["links"] or "[]"):
            if address := iris.url(link["href"]):
                yield ox.Triple(paper, term("schema:url"), ox.NamedNode(address))
        for topic in row["topics"]:
            yield ox.Triple(paper, term("dcterms:subject"), self._own(topic["id"]))
            if topic["primary"]:
                yield ox.Triple(paper, term("nkg:primaryTopic"), self._own(topic["id"]))
        for author in row["authors"]:
            yield ox.Triple(paper, term("dcterms:creator"), self._person(author["id"]))
        for concept in row["concepts"]:
            yield ox.Triple(paper, term("schema:mentions"), self._concept(concept))
        for author in row["authors"]:
            yield from self._authorship(paper, row["id"], author)

    def _literals(self, paper: ox.NamedNode, row: Row) -> Triples:
        for key, name in _PAPER_TEXTS:
            if row[key]:
                yield ox.Triple(paper, term(name), ox.Literal(row[key], language="en"))
        for key, name in _PAPER_FACTS:
            if row[key]:
                yield ox.Triple(paper, term(name), ox.Literal(str(row[key])))
        for key, name in _PAPER_DATES:
            if row[key]:
                date = ox.Literal(row[key], datatype=term("xsd:dateTime"))
                yield ox.Triple(paper, term(name), date)

    def _doi(self, paper: ox.NamedNode, kind: str, doi: str | None) -> Triples:
        if not doi:
            return
        # What arXiv gives is the DOI of the journal's version, its own excepted.
        if kind == "arxiv" and not doi.lower().startswith("10.48550/"):
            yield ox.Triple(paper, term("dcterms:hasVersion"), self._paper(f"doi:{doi}"))
        else:
            yield ox.Triple(paper, term("prism:doi"), ox.Literal(doi))

    def _authorship(self, paper: ox.NamedNode, identifier: str, author: Row) -> Triples:
        role = ox.NamedNode(iris.role(identifier, author["position"], self._base))
        yield ox.Triple(self._person(author["id"]), term("pro:holdsRoleInTime"), role)
        yield ox.Triple(role, term("rdf:type"), term("pro:RoleInTime"))
        yield ox.Triple(role, term("pro:withRole"), term("pro:author"))
        yield ox.Triple(role, term("pro:relatesToDocument"), paper)
        yield ox.Triple(role, term("schema:position"), _integer(author["position"]))
        yield ox.Triple(role, term("foaf:name"), ox.Literal(author["name"]))

    def author(self, row: Row) -> Triples:
        """A person, or one authorship of somebody unidentified."""
        person = self._person(row["id"])
        yield ox.Triple(person, term("rdf:type"), term("foaf:Person"))
        yield ox.Triple(person, term("dcterms:identifier"), ox.Literal(row["id"]))
        yield ox.Triple(person, term("foaf:name"), ox.Literal(row["name"]))
        for institution in row["institutions"]:
            yield ox.Triple(person, term("schema:affiliation"), self._own(institution))

    def institution(self, row: Row) -> Triples:
        """An institution as named in an affiliation."""
        node = self._own(row["id"])
        yield ox.Triple(node, term("rdf:type"), term("foaf:Organization"))
        yield ox.Triple(node, term("foaf:name"), ox.Literal(row["name"]))

    def topic(self, row: Row) -> Triples:
        """An arXiv category."""
        node = self._own(row["id"])
        yield ox.Triple(node, term("rdf:type"), term("skos:Concept"))
        yield ox.Triple(node, term("dcterms:identifier"), ox.Literal(row["id"]))
        yield ox.Triple(node, term("skos:prefLabel"), ox.Literal(row["label"], language="en"))

    def run(self, row: Row) -> Triples:
        """A run of the extraction, and the software that did it."""
        node = self._own(row["id"])
        agent = ox.NamedNode(f"{self._base}software/{iris.encode(row['software'])}")
        yield ox.Triple(node, term("rdf:type"), term("prov:Activity"))
        yield ox.Triple(node, term("prov:wasAssociatedWith"), agent)
        yield ox.Triple(node, term("nkg:vocabulary"), ox.Literal(row["vocabulary"]))
        yield ox.Triple(node, term("nkg:model"), ox.Literal(row["model"]))
        yield ox.Triple(agent, term("rdf:type"), term("prov:SoftwareAgent"))
        yield ox.Triple(agent, term("rdfs:label"), ox.Literal(row["software"]))

    def concept(self, row: Row) -> Triples:
        """A concept of the vocabulary and what is directly above it."""
        node = self._concept(row["id"])
        yield ox.Triple(node, term("rdf:type"), term("skos:Concept"))
        yield ox.Triple(node, term("rdf:type"), term(f"nkg:{row['type']}"))
        if row["type"] == "Dataset":
            yield ox.Triple(node, term("rdf:type"), term("dcat:Dataset"))
            yield ox.Triple(node, term("dcterms:title"), ox.Literal(row["label"], language="en"))
        yield ox.Triple(node, term("dcterms:identifier"), ox.Literal(row["id"]))
        yield ox.Triple(node, term("skos:prefLabel"), ox.Literal(row["label"], language="en"))
        for name in row["synonyms"] or ():
            yield ox.Triple(node, term("skos:altLabel"), ox.Literal(name, language="en"))
        for name in row["abbreviations"] or ():
            yield ox.Triple(node, term("nkg:abbreviation"), ox.Literal(name))
        for xref in row["xrefs"] or ():
            yield ox.Triple(node, term("skos:exactMatch"), self._concept(xref))
        for key, name in (("isA", "thes:broaderGeneric"), ("partOf", "thes:broaderPartitive")):
            for parent in row[key]:
                yield ox.Triple(node, term(name), self._concept(parent))
        for parent in dict.fromkeys([*row["isA"], *row["partOf"]]):
            yield ox.Triple(node, term("skos:broader"), self._concept(parent))

    def mention(self, row: Row) -> Triples:
        """A mention as a Web Annotation on the text of its paper."""
        iri = iris.mention(row["id"], self._base)
        node, target = ox.NamedNode(iri), ox.NamedNode(f"{iri}#target")
        position, quotation = ox.NamedNode(f"{iri}#position"), ox.NamedNode(f"{iri}#quote")
        yield ox.Triple(node, term("rdf:type"), term("oa:Annotation"))
        yield ox.Triple(node, term("oa:motivatedBy"), term("oa:identifying"))
        if row["concept"]:
            yield ox.Triple(node, term("oa:hasBody"), self._concept(row["concept"]))
        for candidate in json.loads(row["candidates"] or "[]"):
            yield ox.Triple(node, term("nkg:candidate"), self._concept(candidate["curie"]))
        yield ox.Triple(node, term("oa:hasTarget"), target)
        yield ox.Triple(node, term("nkg:mentionType"), term(f"nkg:{row['type']}"))
        yield ox.Triple(node, term("nkg:status"), _word(row["status"]))
        yield ox.Triple(node, term("nkg:match"), _word(row["match"]))
        if row["reason"]:
            yield ox.Triple(node, term("nkg:reason"), ox.Literal(row["reason"], language="en"))
        yield ox.Triple(node, term("nkg:confidence"), _decimal(row["confidence"]))
        yield ox.Triple(node, term("prov:wasGeneratedBy"), self._own(row["run"]))
        yield ox.Triple(target, term("rdf:type"), term("oa:SpecificResource"))
        yield ox.Triple(target, term("oa:hasSource"), self._paper(row["paper"]))
        yield ox.Triple(target, term("nkg:field"), _word(row["field"]))
        yield ox.Triple(target, term("oa:hasSelector"), position)
        yield ox.Triple(target, term("oa:hasSelector"), quotation)
        yield ox.Triple(position, term("rdf:type"), term("oa:TextPositionSelector"))
        yield ox.Triple(position, term("oa:start"), _integer(row["start"]))
        yield ox.Triple(position, term("oa:end"), _integer(row["end"]))
        yield ox.Triple(position, term("nkg:sentenceStart"), _integer(row["sentenceStart"]))
        yield ox.Triple(position, term("nkg:sentenceEnd"), _integer(row["sentenceEnd"]))
        yield ox.Triple(quotation, term("rdf:type"), term("oa:TextQuoteSelector"))
        yield ox.Triple(quotation, term("oa:exact"), ox.Literal(row["text"]))

    def run_graph(self, run: str) -> ox.NamedNode:
        """The named graph of what a run asserts, in formats that have graphs."""
        return ox.NamedNode(f"{iris.own(run, self._base)}#mentions")

    def described_graph(self, row: Row) -> Triples:
        """Where a run's named graph comes from."""
        graph = self.run_graph(row["id"])
        yield ox.Triple(graph, term("rdf:type"), term("prov:Entity"))
        yield ox.Triple(graph, term("prov:wasGeneratedBy"), self._own(row["id"]))

    def _paper(self, identifier: str) -> ox.NamedNode:
        return ox.NamedNode(iris.paper(identifier, self._base))

    def _person(self, identifier: str) -> ox.NamedNode:
        return ox.NamedNode(iris.author(identifier, self._base))

    def _concept(self, curie: str) -> ox.NamedNode:
        return ox.NamedNode(iris.concept(curie, self._base))

    def _own(self, identifier: str) -> ox.NamedNode:
        return ox.NamedNode(iris.own(identifier, self._base))
