"""People, institutions and communities as statements.

An author is a person as one paper names them, or everywhere by ORCID; or a group, where the source
says so. The person that several
authors were found to be is a node of its own: each author is a prov:specializationOf it, with the
evidence beside it, and never the same as it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.rdf import iris
from kg.rdf.ntriples import decimal, english, grouped, node, plain, term

Row = dict[str, Any]
_PERSON = ("foaf:Person", "schema:Person")
_GROUP = ("foaf:Group", "schema:Organization")
_INSTITUTION = ("foaf:Organization", "schema:Organization")


def author(row: Row, names: iris.Names) -> Iterator[str]:
    """An author, where they work, and who they were found to be."""
    return grouped(_author(row, names))


def _author(row: Row, names: iris.Names) -> Iterator[str]:
    this = node(iris.author(row["id"], names))
    yield from _named(this, row, _GROUP if row["group"] else _PERSON)
    for institution in row["institutions"]:
        yield f"{this} {term('schema:affiliation')} {node(iris.own(institution, names))}"
    if row["person"]:
        yield from _identification(this, row, names)


def person(row: Row, names: iris.Names) -> Iterator[str]:
    """Somebody who several authors are."""
    yield from _named(node(iris.own(row["id"], names)), row, _PERSON)


def _named(this: str, row: Row, kinds: tuple[str, ...]) -> Iterator[str]:
    for kind in kinds:
        yield f"{this} {term('rdf:type')} {term(kind)}"
    yield f"{this} {term('dcterms:identifier')} {plain(row['id'])}"
    yield f"{this} {term('foaf:name')} {plain(row['name'])}"
    yield f"{this} {term('schema:name')} {plain(row['name'])}"


def _identification(this: str, row: Row, names: iris.Names) -> Iterator[str]:
    """Why an author is taken for a person; the first of a person's authors was joined to none."""
    someone = node(iris.own(row["person"], names))
    found = node(iris.about("identification", row["id"].replace(":", "-", 1), names))
    yield f"{this} {term('prov:specializationOf')} {someone}"
    yield f"{found} {term('rdf:type')} {term('nkg:Identification')}"
    yield f"{found} {term('nkg:author')} {this}"
    yield f"{found} {term('nkg:person')} {someone}"
    if row["joinedTo"]:
        yield f"{found} {term('nkg:joinedTo')} {node(iris.author(row['joinedTo'], names))}"
        yield f"{found} {term('nkg:probability')} {decimal(row['probability'])}"
        for field, bits in json.loads(row["evidence"] or "{}").items():
            said = "said by a user" if field == "pinned" else f"{field}: {bits:+.2f} bits"
            yield f"{found} {term('nkg:evidence')} {english(said)}"


def decision(row: Row, names: iris.Names) -> Iterator[str]:
    """What a user said of two authors: that they are not one. That they are is in the evidence."""
    if row["kind"] == "split":
        one, other = (node(iris.author(row[name], names)) for name in ("one", "other"))
        yield f"{one} {term('owl:differentFrom')} {other}"


def institution(row: Row, names: iris.Names) -> Iterator[str]:
    """An institution by its ROR id, or as named in an affiliation."""
    yield from _named(node(iris.own(row["id"], names)), row, _INSTITUTION)


def group(row: Row, names: iris.Names) -> Iterator[str]:
    """A community: people who write together, or concepts that are mentioned together."""
    this = node(iris.own(row["id"], names))
    of_people = row["kind"] == "people"
    kind, has = ("foaf:Group", "foaf:member") if of_people else ("skos:Collection", "skos:member")
    yield f"{this} {term('rdf:type')} {term('nkg:Community')}"
    yield f"{this} {term('rdf:type')} {term(kind)}"
    yield f"{this} {term('dcterms:identifier')} {plain(row['id'])}"
    yield f"{this} {term('skos:prefLabel')} {english(row['label'])}"
    yield f"{this} {term('nkg:modularity')} {decimal(row['modularity'])}"
    for member in row["members"]:
        yield f"{this} {term(has)} {node(_member(member, of_people, names))}"


def _member(identifier: str, of_people: bool, names: iris.Names) -> str:
    if not of_people:
        return iris.concept(identifier, names)
    if identifier.startswith("person:"):
        return iris.own(identifier, names)
    return iris.author(identifier, names)
