"""A paper as statements: text, dates, ids, work and expressions, authorships, source records.

Terms of FaBiO and FRBR (work, expression), DCMI, PRISM, PRO (authorship), schema.org, DCAT
(catalogue record) and PROV.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from kg import ids
from kg.rdf import iris
from kg.rdf.expressions import Expression, expressions
from kg.rdf.languages import language_tag
from kg.rdf.ntriples import (
    count,
    english,
    grouped,
    in_language,
    issued,
    node,
    plain,
    term,
    time,
)

Row = dict[str, Any]
_TEXTS = (
    ("title", "dcterms:title"),
    ("title", "schema:headline"),
    ("abstract", "dcterms:abstract"),
    ("text", "schema:text"),
)
_FACTS = (
    ("journalRef", "journal_ref", "dcterms:bibliographicCitation"),
    ("journal", "journal", "prism:publicationName"),
    ("comment", "comment", "dcterms:description"),
)
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
    origins = json.loads(row["origins"] or "{}")

    def of(field: str) -> str:
        """The expression that a fact is of: that of the record which gave it."""
        return node(_topic(origins[field], row, found, names)) if field in origins else this

    yield f"{this} {term('rdf:type')} {term('schema:ScholarlyArticle')}"
    if row["text"] is None:
        yield f"{this} {term('rdf:type')} {term('fabio:' + found[0].kind)}"
    yield f"{this} {term('dcterms:identifier')} {plain(row['id'])}"
    if row["text"] is None:
        yield from _work(row["id"], found, names)
    yield from _identifiers(this, found[0], names)
    yield from _literals(this, row, origins)
    yield from _facts(row, of)
    yield from _subjects(this, row, names)
    yield from _headings(of("headings"), row, names)
    for other in found[1:] if row["text"] is None else ():
        yield from _expression(other, names)
    for author in row["authors"]:
        yield from role(author | {"paper": row["id"]}, names)
    yield from _people(this, row["authors"], names)
    yield from _grants(of("grants"), row, names)
    yield from _notices(of("notices"), row, names)
    yield from _records(this, row, found, origins, names)


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
        if kind in _IDS and _has_form(kind, local):
            yield f"{this} {term(_IDS[kind])} {plain(local)}"
        elif identifier != expression.id:
            yield f"{this} {term('schema:identifier')} {plain(identifier)}"
        address = iris.paper(identifier, names)
        if identifier != expression.id and not address.startswith(names.base):
            yield f"{this} {term('schema:sameAs')} {node(address)}"


def _has_form(kind: str, local: str) -> bool:
    """Whether an id is one of its kind: a user's own lines may call a paper ``doi:my-notes``."""
    try:
        return ids.curie(kind, local) == f"{kind}:{local}"
    except ValueError:
        return False


def _literals(this: str, row: Row, origins: Row) -> Iterator[str]:
    """What is said of the form of the work that the graph has the text of."""
    tag = _language(row, origins)
    for key, name in _TEXTS:
        if row[key]:
            yield f"{this} {term(name)} {in_language(row[key], tag)}"
    if row["version"]:
        yield f"{this} {term('schema:version')} {plain(str(row['version']))}"
    if row["updated"]:
        yield f"{this} {term('dcterms:modified')} {time(row['updated'])}"
    addresses = (iris.url(link["href"]) for link in json.loads(row["links"] or "[]"))
    for address in dict.fromkeys(filter(None, addresses)):
        yield f"{this} {term('schema:url')} {node(address)}"


def _language(row: Row, origins: Row) -> str:
    """The language of a paper's texts. Those of MEDLINE are English, whatever the article's is."""
    of_text = origins.get("text")
    records = [record for record in row["records"] if of_text in {None, record["id"]}]
    medline = any((record["source"] or "").startswith("pubmed") for record in records)
    return "en" if medline or not row["language"] else language_tag(row["language"])


def _facts(row: Row, of: Callable[[str], str]) -> Iterator[str]:
    """What is said of a publication, be it that form of the work or the other."""
    for key, field, name in _FACTS:
        if row[key]:
            yield f"{of(field)} {term(name)} {plain(row[key])}"
    if row["language"]:
        tag = language_tag(row["language"])
        yield f"{of('language')} {term('schema:inLanguage')} {plain(tag)}"
    if row["published"]:
        when = issued(row["published"])
        yield f"{of('published')} {term('dcterms:issued')} {when}"
        day = when.split('"')[1][:10]
        yield f"{of('published')} {term('schema:datePublished')} {plain(day)}"
    if row["retracted"]:
        yield f"{of('retracted')} {term('schema:creativeWorkStatus')} {plain('Retracted')}"
    for keyword in dict.fromkeys(row["keywords"] or ()):
        yield f"{of('keywords')} {term('schema:keywords')} {plain(keyword)}"


def _subjects(this: str, row: Row, names: iris.Names) -> Iterator[str]:
    for topic in row["topics"]:
        yield f"{this} {term('dcterms:subject')} {node(iris.own(topic['id'], names))}"
        if topic["primary"]:
            yield f"{this} {term('nkg:primaryTopic')} {node(iris.own(topic['id'], names))}"
    for concept in row["concepts"]:
        yield f"{this} {term('schema:mentions')} {node(iris.concept(concept, names))}"


def _headings(this: str, row: Row, names: iris.Names) -> Iterator[str]:
    headings = json.loads(row["headings"] or "[]")
    mesh = (heading.get("id", "") for heading in headings)
    for identifier in dict.fromkeys(id for id in mesh if id.startswith("mesh:")):
        yield f"{this} {term('schema:about')} {node(iris.own(identifier, names))}"
    for printed in dict.fromkeys(map(_heading, headings)):
        yield f"{this} {term('nkg:heading')} {plain(printed)}"


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
        if grant.get("number"):
            yield f"{funding} {term('schema:identifier')} {plain(grant['number'])}"
        if grant.get("agency") or grant.get("country"):
            yield from _funder(funding, f"{funding[:-1]}/funder>", grant)


def _funder(funding: str, this: str, grant: Row) -> Iterator[str]:
    yield f"{funding} {term('schema:funder')} {this}"
    yield f"{this} {term('rdf:type')} {term('schema:FundingAgency')}"
    for key, name in (("agency", "schema:name"), ("country", "schema:address")):
        if grant.get(key):
            yield f"{this} {term(name)} {plain(grant[key])}"


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


def _records(
    this: str, row: Row, found: list[Expression], origins: dict[str, str], names: iris.Names
) -> Iterator[str]:
    """What sources say of the paper, and which of them gave what of it."""
    given: dict[str, list[str]] = {}
    for field, record in origins.items():
        given.setdefault(record, []).append(field)
    for record in row["records"]:
        source = node(iris.about("record", record["id"], names))
        yield f"{this} {term('prov:wasDerivedFrom')} {source}"
        yield f"{source} {term('rdf:type')} {term('dcat:CatalogRecord')}"
        yield f"{source} {term('dcterms:identifier')} {plain(record['id'])}"
        topic = node(_topic(record["id"], row, found, names))
        yield f"{source} {term('foaf:primaryTopic')} {topic}"
        yield f"{source} {term('nkg:reader')} {plain(record['source'] or 'own')}"
        if record["version"]:
            yield f"{source} {term('schema:version')} {plain(str(record['version']))}"
        if record["updated"]:
            yield f"{source} {term('dcterms:modified')} {time(record['updated'])}"
        for field in sorted(given.get(record["id"], ())):
            yield f"{source} {term('nkg:gave')} {plain(field)}"


def _topic(record: str, row: Row, found: list[Expression], names: iris.Names) -> str:
    """The expression that a record is of: the one that has the id which the source gave it."""
    given = record.partition("/")[2]
    if row["text"] is None:
        found = [expression for expression in found if given in expression.ids] or found
    return iris.paper(found[0].id, names)
