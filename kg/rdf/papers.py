"""A paper as statements: text, dates, ids, work and expressions, authorships, source records.

Terms of FaBiO and FRBR (work, expression), DCMI, PRISM, PRO (authorship), schema.org, DCAT
(catalogue record) and PROV.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.rdf import iris
from kg.rdf.expressions import Expression, expressions
from kg.rdf.languages import language_tag
from kg.rdf.ntriples import count, english, grouped, node, plain, term, time

Row = dict[str, Any]
_TEXTS = (
    ("title", "dcterms:title"),
    ("title", "schema:headline"),
    ("abstract", "dcterms:abstract"),
    ("text", "schema:text"),
)
_FACTS = (
    ("journalRef", "dcterms:bibliographicCitation"),
    ("journal", "prism:publicationName"),
    ("comment", "dcterms:description"),
    ("version", "schema:version"),
)
_DATES = (("published", "dcterms:issued"), ("updated", "dcterms:modified"))
_IDS = {
    "arxiv": "fabio:hasArXivId",
    "doi": "prism:doi",
    "pmcid": "fabio:hasPubMedCentralId",
    "pmid": "fabio:hasPubMedId",
}


def paper(row: Row, names: iris.Names) -> Iterator[str]:
    """A paper, its authors in order, topics and the concepts that it mentions."""
    return grouped(_paper(row, names))


def _paper(row: Row, names: iris.Names) -> Iterator[str]:
    this = node(iris.paper(row["id"], names))
    found = expressions(row)
    yield f"{this} {term('rdf:type')} {term('schema:ScholarlyArticle')}"
    if row["text"] is None:
        yield f"{this} {term('rdf:type')} {term('fabio:' + found[0].kind)}"
    yield f"{this} {term('dcterms:identifier')} {plain(row['id'])}"
    if row["text"] is None:
        yield from _work(row["id"], found, names)
    yield from _identifiers(this, found[0], names)
    yield from _literals(this, row)
    yield from _subjects(this, row, names)
    for other in found[1:] if row["text"] is None else ():
        yield from _expression(other, names)
    for author in row["authors"]:
        yield from role(author | {"paper": row["id"]}, names)
    yield from _people(this, row["authors"], names)
    yield from _grants(this, row, names)
    yield from _notices(this, row, names)
    yield from _records(this, row, found, names)


def _work(identifier: str, found: list[Expression], names: iris.Names) -> Iterator[str]:
    work = node(iris.about("work", identifier, names))
    yield f"{work} {term('rdf:type')} {term('fabio:ScholarlyWork')}"
    for expression in found:
        this = node(iris.paper(expression.id, names))
        yield f"{work} {term('frbr:realization')} {this}"
        yield f"{this} {term('frbr:realizationOf')} {work}"


def _expression(expression: Expression, names: iris.Names) -> Iterator[str]:
    """The form of a work that the graph has no text of."""
    this = node(iris.paper(expression.id, names))
    yield f"{this} {term('rdf:type')} {term('fabio:Expression')}"
    yield f"{this} {term('rdf:type')} {term('fabio:' + expression.kind)}"
    yield f"{this} {term('dcterms:identifier')} {plain(expression.id)}"
    yield from _identifiers(this, expression, names)


def _identifiers(this: str, expression: Expression, names: iris.Names) -> Iterator[str]:
    """The ids of an expression; where registries have it, also by their addresses."""
    for identifier in expression.ids:
        kind, _, local = identifier.partition(":")
        if kind in _IDS:
            yield f"{this} {term(_IDS[kind])} {plain(local)}"
        elif identifier != expression.id:
            yield f"{this} {term('schema:identifier')} {plain(identifier)}"
        address = iris.paper(identifier, names)
        if identifier != expression.id and not address.startswith(names.base):
            yield f"{this} {term('schema:sameAs')} {node(address)}"


def _literals(this: str, row: Row) -> Iterator[str]:
    for key, name in _TEXTS:
        if row[key]:
            yield f"{this} {term(name)} {english(row[key])}"
    for key, name in _FACTS:
        if row[key]:
            yield f"{this} {term(name)} {plain(str(row[key]))}"
    if row["language"]:
        yield f"{this} {term('schema:inLanguage')} {plain(language_tag(row['language']))}"
    for key, name in _DATES:
        if row[key]:
            yield f"{this} {term(name)} {time(row[key])}"
    if row["published"]:
        yield f"{this} {term('schema:datePublished')} {plain(row['published'][:10])}"
    if row["retracted"]:
        yield f"{this} {term('schema:creativeWorkStatus')} {plain('Retracted')}"
    for keyword in dict.fromkeys(row["keywords"] or ()):
        yield f"{this} {term('schema:keywords')} {plain(keyword)}"
    addresses = (iris.url(link["href"]) for link in json.loads(row["links"] or "[]"))
    for address in dict.fromkeys(filter(None, addresses)):
        yield f"{this} {term('schema:url')} {node(address)}"


def _subjects(this: str, row: Row, names: iris.Names) -> Iterator[str]:
    for topic in row["topics"]:
        yield f"{this} {term('dcterms:subject')} {node(iris.own(topic['id'], names))}"
        if topic["primary"]:
            yield f"{this} {term('nkg:primaryTopic')} {node(iris.own(topic['id'], names))}"
    headings = json.loads(row["headings"] or "[]")
    mesh = (heading.get("id", "") for heading in headings)
    for identifier in dict.fromkeys(id for id in mesh if id.startswith("mesh:")):
        yield f"{this} {term('schema:about')} {node(iris.own(identifier, names))}"
    for printed in dict.fromkeys(map(_heading, headings)):
        yield f"{this} {term('nkg:heading')} {plain(printed)}"
    for concept in row["concepts"]:
        yield f"{this} {term('schema:mentions')} {node(iris.concept(concept, names))}"


def _heading(heading: Row) -> str:
    """A heading as MEDLINE prints it.

    >>> _heading({"label": "Hippocampus", "major": True, "qualifiers": ["physiology"]})
    '*Hippocampus/physiology'
    """
    star = "*" if heading.get("major") else ""
    return star + "/".join([heading["label"], *heading.get("qualifiers", ())])


def _people(this: str, authors: list[Row], names: iris.Names) -> Iterator[str]:
    """Who wrote it: as the paper names them, and as the people that they were found to be."""
    for author in dict.fromkeys(author["id"] for author in authors):
        yield f"{this} {term('dcterms:creator')} {node(iris.author(author, names))}"
    for person in dict.fromkeys(_person(author, names) for author in authors):
        yield f"{this} {term('schema:author')} {node(person)}"


def _person(author: Row, names: iris.Names) -> str:
    if author["person"]:
        return iris.own(author["person"], names)
    return iris.author(author["id"], names)


def role(row: Row, names: iris.Names) -> Iterator[str]:
    """An authorship: who wrote which paper, at which position and under which name."""
    this = node(iris.part("role", row["paper"], row["position"], names))
    yield f"{node(iris.author(row['id'], names))} {term('pro:holdsRoleInTime')} {this}"
    yield f"{this} {term('rdf:type')} {term('pro:RoleInTime')}"
    yield f"{this} {term('pro:withRole')} {term('pro:author')}"
    yield f"{this} {term('pro:relatesToDocument')} {node(iris.paper(row['paper'], names))}"
    yield f"{this} {term('schema:position')} {count(row['position'])}"
    yield f"{this} {term('foaf:name')} {plain(row['name'])}"


def _grants(this: str, row: Row, names: iris.Names) -> Iterator[str]:
    for number, grant in enumerate(json.loads(row["grants"] or "[]"), 1):
        funding = node(iris.part("grant", row["id"], number, names))
        yield f"{this} {term('schema:funding')} {funding}"
        yield f"{funding} {term('rdf:type')} {term('schema:Grant')}"
        for key, name in (
            ("number", "schema:identifier"),
            ("agency", "schema:funder"),
            ("country", "schema:addressCountry"),
        ):
            if grant.get(key):
                yield f"{funding} {term(name)} {plain(grant[key])}"


def _notices(this: str, row: Row, names: iris.Names) -> Iterator[str]:
    """What became of the paper later."""
    for number, notice in enumerate(json.loads(row["notices"] or "[]"), 1):
        told = node(iris.part("notice", row["id"], number, names))
        yield f"{this} {term('schema:correction')} {told}"
        yield f"{told} {term('rdf:type')} {term('schema:CorrectionComment')}"
        yield f"{told} {term('nkg:noticeKind')} {plain(notice['kind'])}"
        if notice.get("text"):
            yield f"{told} {term('schema:text')} {english(notice['text'])}"
        if notice.get("id"):
            yield f"{told} {term('dcterms:source')} {node(iris.paper(notice['id'], names))}"


def _records(this: str, row: Row, found: list[Expression], names: iris.Names) -> Iterator[str]:
    """What sources say of the paper, and which of them gave what of it."""
    origins: dict[str, list[str]] = {}
    for field, record in json.loads(row["origins"] or "{}").items():
        origins.setdefault(record, []).append(field)
    for record in row["records"]:
        source = node(iris.about("record", record["id"], names))
        yield f"{this} {term('prov:wasDerivedFrom')} {source}"
        yield f"{source} {term('rdf:type')} {term('dcat:CatalogRecord')}"
        yield f"{source} {term('dcterms:identifier')} {plain(record['id'])}"
        yield f"{source} {term('foaf:primaryTopic')} {node(_topic(record, row, found, names))}"
        yield f"{source} {term('nkg:reader')} {plain(record['source'] or 'own')}"
        if record["version"]:
            yield f"{source} {term('schema:version')} {plain(str(record['version']))}"
        if record["updated"]:
            yield f"{source} {term('dcterms:modified')} {time(record['updated'])}"
        for field in sorted(origins.get(record["id"], ())):
            yield f"{source} {term('nkg:gave')} {plain(field)}"


def _topic(record: Row, row: Row, found: list[Expression], names: iris.Names) -> str:
    """The expression that a record is of: the one that has the id which the source gave it."""
    given = record["id"].partition("/")[2]
    if row["text"] is None:
        found = [expression for expression in found if given in expression.ids] or found
    return iris.paper(found[0].id, names)
