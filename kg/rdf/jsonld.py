"""Compact JSON-LD that a person can read, against the context of ontology/context.jsonld."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from kg import resources
from kg.rdf.prefixes import BASE, converter

if TYPE_CHECKING:
    import pyoxigraph as ox

Node = dict[str, Any]

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
# Nodes that say something only inside of another: an authorship, the place of a mention, a grant.
_INNER = frozenset(
    {
        "dcat:CatalogRecord",
        "oa:SpecificResource",
        "oa:TextPositionSelector",
        "oa:TextQuoteSelector",
        "pro:RoleInTime",
        "schema:CorrectionComment",
        "schema:Grant",
    }
)
_HOLDING = ("roles", "target", "selectors", "records", "notices", "funding")


def compact(triples: Iterable[ox.Triple]) -> str:
    """One JSON-LD document; nodes come in the order in which the triples name them first.

    Authorships stand inside their people, places and selectors inside their mentions, and inside
    of a paper what sources say of it.
    """
    nodes: dict[str, Node] = {}
    for triple in dict.fromkeys(triples):
        subject = triple.subject.value  # type: ignore[union-attr]
        node = nodes.setdefault(subject, {"id": _short(subject), "type": []})
        _add(node, triple.predicate.value, triple.object)
    inner = {node["id"]: node for node in nodes.values() if _INNER.intersection(node["type"])}
    for node in nodes.values():
        for key in _HOLDING:
            if key in node:
                node[key] = _embedded(node[key], inner)
    outer = [node for node in nodes.values() if node["id"] not in inner]
    document = {"@context": _context(), "@graph": outer}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _add(node: Node, predicate: str, value: Any) -> None:
    key, how = _terms().get(predicate, (_short(predicate), {}))
    item = _value(value, how, predicate)
    if key in node:
        node[key] = [*_list(node[key]), item]
    else:
        node[key] = [item] if how.get("@container") == "@set" else item


def _value(value: Any, how: Node, predicate: str) -> Any:
    if not hasattr(value, "datatype"):
        short = _short(value.value)
        return short if how.get("@type") == "@id" or predicate == _TYPE else {"id": short}
    if value.language:
        return (
            value.value
            if how.get("@language") == value.language
            else {"@language": value.language, "@value": value.value}
        )
    datatype = value.datatype.value
    if datatype == f"{_XSD}string":
        plain = "@language" not in how and "@type" not in how
        return value.value if plain else {"@value": value.value}
    if how.get("@type") != f"xsd:{datatype.removeprefix(_XSD)}":
        return {"@type": _short(datatype), "@value": value.value}
    return int(value.value) if datatype == f"{_XSD}nonNegativeInteger" else value.value


def _embedded(value: Any, inner: dict[str, Node]) -> Any:
    if isinstance(value, list):
        return [inner.get(item, item) for item in value]
    return inner.get(value, value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@cache
def _context() -> Node:
    path = resources.ontology_dir() / "context.jsonld"
    return cast("Node", json.loads(path.read_text(encoding="utf-8"))["@context"])


@cache
def _terms() -> dict[str, tuple[str, Node]]:
    """Key and way of writing by IRI of a property."""
    expand = converter().expand
    terms: dict[str, tuple[str, Node]] = {_TYPE: ("type", {})}
    for key, definition in _context().items():
        how = definition if isinstance(definition, dict) else {"@id": definition}
        if key.startswith("@") or "@prefix" in how or how["@id"].startswith("@"):
            continue
        if iri := expand(how["@id"]):
            terms[iri] = (key, how)
    return terms


def _short(iri: str) -> str:
    """The CURIE of an IRI where it is one in JSON-LD too, else the IRI."""
    curie = converter(BASE).compress(iri)
    if curie is None or curie.partition(":")[2].startswith("//"):
        return iri
    return curie
