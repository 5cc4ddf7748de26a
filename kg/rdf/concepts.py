"""Concepts and topics as statements: SKOS, and ISO 25964 for the two kinds of broader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.rdf import iris
from kg.rdf.licences import licence
from kg.rdf.ntriples import english, in_language, node, plain, term

Row = dict[str, Any]
# As the vocabulary has them: headings under which it lists data, which are none themselves.
_KIND = "(kind of dataset)"
_NO_LANGUAGE = "zxx"  # of BCP 47: what is no word of any
_ABOVE = (("isA", "thes:broaderGeneric"), ("partOf", "thes:broaderPartitive"))
# Of ids, annotations and links. Texts are not ours to license.
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_TITLES = {"concepts": "NeuroKG concepts", "topics": "arXiv categories"}
_ABOUT = {
    "concepts": "The brain regions, methods, datasets, species and cell types that papers of "
    "NeuroKG mention, with all that is above them.",
    "topics": "The categories of arXiv that papers of NeuroKG are in.",
}
_RIGHTS = "Names of concepts are under the licences of the vocabularies that they come from."


def scheme(row: Row, names: iris.Names) -> Iterator[str]:
    """The concepts or the topics as a whole; the versions are those of the vocabularies by which
    runs found mentions.
    """
    this = _scheme(row["id"], names)
    yield f"{this} {term('rdf:type')} {term('skos:ConceptScheme')}"
    yield f"{this} {term('dcterms:title')} {english(_TITLES[row['id']])}"
    yield f"{this} {term('dcterms:description')} {english(_ABOUT[row['id']])}"
    if row["id"] == "concepts":
        yield f"{this} {term('dcterms:license')} {node(LICENCE)}"
        yield f"{this} {term('dc:rights')} {english(_RIGHTS)}"
    for version in row["versions"]:
        yield f"{this} {term('owl:versionInfo')} {plain(version)}"


def _scheme(identifier: str, names: iris.Names) -> str:
    return node(iris.about("scheme", identifier, names))


def concept(row: Row, names: iris.Names) -> Iterator[str]:
    """A concept of the vocabulary and what is directly above it."""
    this = node(iris.concept(row["id"], names))
    yield f"{this} {term('rdf:type')} {term('skos:Concept')}"
    yield f"{this} {term('rdf:type')} {term('nkg:' + row['type'])}"
    if row["type"] == "Dataset" and not row["label"].endswith(_KIND):
        yield f"{this} {term('rdf:type')} {term('dcat:Dataset')}"
        yield f"{this} {term('dcterms:title')} {english(row['label'])}"
    yield f"{this} {term('skos:inScheme')} {_scheme('concepts', names)}"
    yield f"{this} {term('dcterms:identifier')} {plain(row['id'])}"
    yield f"{this} {term('skos:prefLabel')} {english(row['label'])}"
    for name in dict.fromkeys(row["synonyms"] or ()):
        yield f"{this} {term('skos:altLabel')} {english(name)}"
    for name in dict.fromkeys(row["abbreviations"] or ()):
        yield f"{this} {term('nkg:abbreviation')} {plain(name)}"
    for xref in dict.fromkeys(row["xrefs"] or ()):
        yield f"{this} {term('skos:exactMatch')} {node(iris.concept(xref, names))}"
    yield from _origin(this, row)
    for key, name in _ABOVE:
        for parent in row[key]:
            yield f"{this} {term(name)} {node(iris.concept(parent, names))}"
    for parent in dict.fromkeys([*row["isA"], *row["partOf"]]):
        yield f"{this} {term('skos:broader')} {node(iris.concept(parent, names))}"


def _origin(this: str, row: Row) -> Iterator[str]:
    """The added vocabulary that a concept is from, and its licence."""
    if row["source"]:
        yield f"{this} {term('dc:source')} {plain(row['source'])}"
    if row["licence"]:
        yield f"{this} {licence(row['licence'])}"


def topic(row: Row, names: iris.Names) -> Iterator[str]:
    """An arXiv category."""
    this = node(iris.own(row["id"], names))
    yield f"{this} {term('rdf:type')} {term('skos:Concept')}"
    yield f"{this} {term('skos:inScheme')} {_scheme('topics', names)}"
    yield f"{this} {term('dcterms:identifier')} {plain(row['id'])}"
    yield f"{this} {term('skos:notation')} {plain(row['label'])}"
    yield f"{this} {term('skos:prefLabel')} {in_language(row['label'], _NO_LANGUAGE)}"
