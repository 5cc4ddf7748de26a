"""From rows of the graph to triples; one function a kind of node.

Terms are those of FaBiO, DCMI, FOAF, PRO, SKOS, ISO 25964, Web Annotation, PROV and schema.org;
own ones (nkg:) only where none of them has one: ontology/neurokg.ttl.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from kg.rdf import iris
from kg.rdf.prefixes import BASE, PREFIXES

Row = dict[str, Any]
Triples = Iterator[ox.Triple]


def _term(curie: str) -> ox.NamedNode:
    prefix, _, local = curie.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


_A = _term("rdf:type")
_LABEL = _term("rdfs:label")
_DATE_TIME = _term("xsd:dateTime")
_DECIMAL = _term("xsd:decimal")
_INTEGER = _term("xsd:nonNegativeInteger")
_POSITIVE = _term("xsd:positiveInteger")
_P = {
    name: _term(name)
    for name in (
        "dcterms:abstract dcterms:bibliographicCitation dcterms:creator dcterms:description "
        "dcterms:identifier dcterms:issued dcterms:modified dcterms:subject dcterms:title "
        "foaf:name nkg:abbreviation nkg:confidence nkg:field nkg:match nkg:mentionType nkg:model "
        "nkg:primaryTopic nkg:status nkg:vocabulary oa:end oa:exact oa:hasBody oa:hasSelector "
        "oa:hasSource oa:hasTarget oa:motivatedBy oa:start prism:doi pro:holdsRoleInTime "
        "pro:relatesToDocument pro:withRole prov:wasAssociatedWith prov:wasGeneratedBy "
        "schema:affiliation schema:mentions schema:position schema:text schema:version "
        "skos:altLabel skos:broader skos:exactMatch skos:prefLabel "
        "thes:broaderGeneric thes:broaderPartitive"
    ).split()
}


class Writer:
    """Turns rows into triples under one base IRI."""

    def __init__(self, base: str = BASE) -> None:
        self._base = base

    def paper(self, row: Row) -> Triples:
        """A paper, its authors in order, topics and the concepts that it mentions."""
        paper = self._node(row["id"])
        yield ox.Triple(paper, _A, _term("schema:ScholarlyArticle"))
        kind = "Preprint" if row["id"].startswith("arxiv:") else "JournalArticle"
        if row["text"] is None:
            yield ox.Triple(paper, _A, _term(f"fabio:{kind}"))
        yield from self._literals(
            paper,
            row,
            {
                "id": "dcterms:identifier",
                "doi": "prism:doi",
                "journalRef": "dcterms:bibliographicCitation",
                "comment": "dcterms:description",
            },
        )
        yield from self._literals(
            paper,
            row,
            {"title": "dcterms:title", "abstract": "dcterms:abstract", "text": "schema:text"},
            language="en",
        )
        if row["version"] is not None:
            yield ox.Triple(paper, _P["schema:version"], ox.Literal(str(row["version"])))
        for key, name in (("published", "dcterms:issued"), ("updated", "dcterms:modified")):
            if row[key]:
                yield ox.Triple(paper, _P[name], ox.Literal(row[key], datatype=_DATE_TIME))
        for topic in row["topics"]:
            yield ox.Triple(paper, _P["dcterms:subject"], self._node(topic["id"]))
            if topic["primary"]:
                yield ox.Triple(paper, _P["nkg:primaryTopic"], self._node(topic["id"]))
        for author in row["authors"]:
            yield from self._authorship(paper, row["id"], author)
        for concept in row["concepts"]:
            yield ox.Triple(paper, _P["schema:mentions"], self._node(concept))

    def _authorship(self, paper: ox.NamedNode, identifier: str, author: Row) -> Triples:
        person = self._node(author["id"])
        role = ox.NamedNode(iris.role(identifier, author["position"], self._base))
        position = ox.Literal(str(author["position"]), datatype=_POSITIVE)
        yield ox.Triple(paper, _P["dcterms:creator"], person)
        yield ox.Triple(person, _P["pro:holdsRoleInTime"], role)
        yield ox.Triple(role, _A, _term("pro:RoleInTime"))
        yield ox.Triple(role, _P["pro:withRole"], _term("pro:author"))
        yield ox.Triple(role, _P["pro:relatesToDocument"], paper)
        yield ox.Triple(role, _P["schema:position"], position)
        yield ox.Triple(role, _P["foaf:name"], ox.Literal(author["name"]))

    def author(self, row: Row) -> Triples:
        """A person, or one authorship of somebody unidentified."""
        person = self._node(row["id"])
        yield ox.Triple(person, _A, _term("foaf:Person"))
        yield ox.Triple(person, _P["foaf:name"], ox.Literal(row["name"]))
        for institution in row["institutions"]:
            yield ox.Triple(person, _P["schema:affiliation"], self._node(institution))

    def institution(self, row: Row) -> Triples:
        """An institution as named in an affiliation."""
        node = self._node(row["id"])
        yield ox.Triple(node, _A, _term("foaf:Organization"))
        yield ox.Triple(node, _P["foaf:name"], ox.Literal(row["name"]))

    def topic(self, row: Row) -> Triples:
        """An arXiv category."""
        node = self._node(row["id"])
        yield ox.Triple(node, _A, _term("skos:Concept"))
        yield ox.Triple(node, _P["skos:prefLabel"], ox.Literal(row["label"], language="en"))

    def run(self, row: Row) -> Triples:
        """A run of the extraction, and the software that did it."""
        node = self._node(row["id"])
        agent = ox.NamedNode(f"{self._base}software/{iris.encode(row['software'])}")
        yield ox.Triple(node, _A, _term("prov:Activity"))
        yield ox.Triple(node, _P["prov:wasAssociatedWith"], agent)
        yield ox.Triple(node, _P["nkg:vocabulary"], ox.Literal(row["vocabulary"]))
        yield ox.Triple(node, _P["nkg:model"], ox.Literal(row["model"]))
        yield ox.Triple(agent, _A, _term("prov:SoftwareAgent"))
        yield ox.Triple(agent, _LABEL, ox.Literal(row["software"]))

    def concept(self, row: Row) -> Triples:
        """A concept of the vocabulary and what is directly above it."""
        node = self._node(row["id"])
        yield ox.Triple(node, _A, _term("skos:Concept"))
        yield ox.Triple(node, _A, _term(f"nkg:{row['type']}"))
        if row["type"] == "Dataset":
            yield ox.Triple(node, _A, _term("dcat:Dataset"))
        yield ox.Triple(node, _P["skos:prefLabel"], ox.Literal(row["label"], language="en"))
        yield ox.Triple(node, _P["dcterms:identifier"], ox.Literal(row["id"]))
        for name in row["synonyms"] or ():
            yield ox.Triple(node, _P["skos:altLabel"], ox.Literal(name, language="en"))
        for name in row["abbreviations"] or ():
            yield ox.Triple(node, _P["nkg:abbreviation"], ox.Literal(name))
        for xref in row["xrefs"] or ():
            yield ox.Triple(node, _P["skos:exactMatch"], self._node(xref))
        for key, name in (("isA", "thes:broaderGeneric"), ("partOf", "thes:broaderPartitive")):
            for parent in row[key]:
                yield ox.Triple(node, _P[name], self._node(parent))
                yield ox.Triple(node, _P["skos:broader"], self._node(parent))

    def mention(self, row: Row) -> Triples:
        """A mention as a Web Annotation on the text of its paper."""
        iri = iris.mention(row["id"], self._base)
        node, target = ox.NamedNode(iri), ox.NamedNode(f"{iri}#target")
        position, quotation = ox.NamedNode(f"{iri}#position"), ox.NamedNode(f"{iri}#quote")
        yield ox.Triple(node, _A, _term("oa:Annotation"))
        yield ox.Triple(node, _P["oa:motivatedBy"], _term("oa:identifying"))
        if row["concept"]:
            yield ox.Triple(node, _P["oa:hasBody"], self._node(row["concept"]))
        yield ox.Triple(node, _P["oa:hasTarget"], target)
        yield ox.Triple(node, _P["nkg:mentionType"], _term(f"nkg:{row['type']}"))
        yield ox.Triple(node, _P["nkg:status"], ox.Literal(row["status"]))
        yield ox.Triple(node, _P["nkg:match"], ox.Literal(row["match"]))
        confidence = ox.Literal(f"{row['confidence']:.4f}", datatype=_DECIMAL)
        yield ox.Triple(node, _P["nkg:confidence"], confidence)
        yield ox.Triple(node, _P["prov:wasGeneratedBy"], self._node(row["run"]))
        yield ox.Triple(target, _A, _term("oa:SpecificResource"))
        yield ox.Triple(target, _P["oa:hasSource"], self._node(row["paper"]))
        yield ox.Triple(target, _P["nkg:field"], ox.Literal(row["field"]))
        yield ox.Triple(target, _P["oa:hasSelector"], position)
        yield ox.Triple(target, _P["oa:hasSelector"], quotation)
        yield ox.Triple(position, _A, _term("oa:TextPositionSelector"))
        for key, name in (("start", "oa:start"), ("end", "oa:end")):
            yield ox.Triple(position, _P[name], ox.Literal(str(row[key]), datatype=_INTEGER))
        yield ox.Triple(quotation, _A, _term("oa:TextQuoteSelector"))
        yield ox.Triple(quotation, _P["oa:exact"], ox.Literal(row["text"]))

    def _node(self, identifier: str) -> ox.NamedNode:
        return ox.NamedNode(iris.node(identifier, self._base))

    def _literals(
        self, node: ox.NamedNode, row: Row, terms: dict[str, str], language: str | None = None
    ) -> Triples:
        for key, name in terms.items():
            if row[key]:
                yield ox.Triple(node, _P[name], ox.Literal(row[key], language=language))
