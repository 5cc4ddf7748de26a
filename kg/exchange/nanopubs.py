"""Nanopublications: one for each concept that a paper mentions, named by what it says.

Its assertion is ``paper schema:mentions concept``; its provenance names the mentions, the paper
and the run with software, vocabulary and recogniser; its publication information what made it.
The trusty URI is a hash of all of that, by the ``nanopub`` package, which asks no server for it:
the same graph gives the same nanopublications. None is signed or published. Specification:
Nanopublication Guidelines 2013, Trusty URI module RA.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from kg import ids as forms
from kg.errors import UsageError
from kg.exchange.papers import MarkedPaper, nodes, papers
from kg.files import atomic_path
from kg.rdf import iris
from kg.rdf.iris import Names
from kg.rdf.mentions import run as described_run
from kg.rdf.ntriples import digits
from kg.rdf.output import SortedHead, opened, split_suffix
from kg.rdf.prefixes import BASE, prefixes
from kg.rdf.walk import Row, Rows, names_of, parsed

if TYPE_CHECKING:
    from datetime import datetime

    import pyoxigraph as ox

_NAMESPACE = f"{BASE}np/"
_UNNAMED = f"{_NAMESPACE}unnamed"  # what a nanopublication is called until its content is known
_PREFIXES = {
    **prefixes(),
    "np": "http://www.nanopub.org/nschema#",
    "pav": "http://purl.org/pav/",
}
_GRAPHS = {
    "assertion": "hasAssertion",
    "provenance": "hasProvenance",
    "pubinfo": "hasPublicationInfo",
}
_TOLD_EVERY = 100  # nanopublications between two calls of on_progress


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who publishes, and when; what is not given is not said.

    Attributes:
        creator: an ORCID.
        created: with its time zone.
    """

    creator: str | None = None
    created: datetime | None = None

    def __post_init__(self) -> None:
        if self.created is not None and self.created.tzinfo is None:
            raise UsageError("the time of publication needs its zone: 2026-01-31T12:00:00Z")
        if self.creator is not None:
            try:
                forms.orcid(self.creator)
            except ValueError as error:
                raise UsageError(str(error)) from error


_ANONYMOUS = Attribution()


def export_nanopubs(
    store: Rows,
    path: str | Path,
    *,
    ids: Iterable[str] | None = None,
    min_confidence: float = 0.9,
    attribution: Attribution = _ANONYMOUS,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Write nanopublications in TriG, in constant memory; answers how many.

    Needs the ``nanopub`` package (the extra ``nanopub``).

    Args:
        store: where the graph is.
        path: ends in .trig or .nq, with .gz or .zst after it packed.
        ids: of the papers; all where not given.
        min_confidence: what a paper mentions only below it is left out.
        attribution: who publishes.
        on_progress: told the number now and then.

    Raises:
        UsageError: the suffix is another.
        ExportError: the file cannot be written.
    """
    import pyoxigraph as ox

    target = Path(path)
    format, packing = split_suffix(target.name)
    if format not in {"trig", "nq"}:
        raise UsageError(
            f"{target.name}: nanopublications are .trig or .nq, each also with .gz or .zst"
        )
    runs = {row["id"]: row for row in nodes(store, "runs")}
    names = names_of(store)
    written = 0

    def statements() -> Iterator[ox.Quad]:
        nonlocal written
        for paper in papers(store, ids, min_confidence):
            for concept in paper.concepts:
                yield from _trusty(list(_nanopub(paper, concept, runs, names, attribution)))
                written += 1
                if on_progress and written % _TOLD_EVERY == 0:
                    on_progress(written)

    with atomic_path(target) as part, ExitStack() as stack:
        output = SortedHead(opened(part, packing, stack))
        ox.serialize(
            statements(),
            output=cast("IO[bytes]", output),
            format=ox.RdfFormat.from_extension(format),
            prefixes=_PREFIXES if format == "trig" else None,
        )
        output.flush()
    return written


def _nanopub(
    paper: MarkedPaper,
    concept: str,
    runs: dict[str, Row],
    names: Names,
    attribution: Attribution,
) -> Iterator[ox.Quad]:
    """A nanopublication that has no name yet."""
    import pyoxigraph as ox

    this = ox.NamedNode(_UNNAMED)
    head, assertion, provenance, pubinfo = (
        ox.NamedNode(f"{_UNNAMED}#{part}") for part in ("Head", *_GRAPHS)
    )
    source = ox.NamedNode(iris.paper(paper.id))
    about = ox.NamedNode(iris.concept(concept, names))
    places = [row for row in paper.mentions if row["concept"] == concept]
    yield ox.Quad(this, _term("rdf:type"), _term("np:Nanopublication"), head)
    for part, name in _GRAPHS.items():
        yield ox.Quad(this, _term(f"np:{name}"), ox.NamedNode(f"{_UNNAMED}#{part}"), head)
    yield ox.Quad(source, _term("schema:mentions"), about, assertion)

    best = digits(max(row["confidence"] for row in places))
    sure = ox.Literal(best, datatype=_term("xsd:decimal"))
    yield ox.Quad(assertion, _term("nkg:confidence"), sure, provenance)
    for iri in (source.value, *(iris.mention(row["id"]) for row in places)):
        yield ox.Quad(assertion, _term("prov:wasDerivedFrom"), ox.NamedNode(iri), provenance)
    for run in dict.fromkeys(row["run"] for row in places):
        software = ox.NamedNode(iris.about("software", runs[run]["software"]))
        activity = ox.NamedNode(iris.own(run))
        yield ox.Quad(assertion, _term("prov:wasGeneratedBy"), activity, provenance)
        for said in parsed(f"{line} .\n" for line in described_run(runs[run], names)):
            yield ox.Quad(said.subject, said.predicate, said.object, provenance)
        yield ox.Quad(software, _term("rdf:type"), _term("prov:SoftwareAgent"), provenance)
        yield ox.Quad(this, _term("pav:createdWith"), software, pubinfo)

    label = f"{paper.facts['title'] or paper.id} mentions {paper.concepts[concept]['label']}"
    yield ox.Quad(this, _term("rdfs:label"), ox.Literal(label, language="en"), pubinfo)
    if attribution.creator:
        creator = ox.NamedNode(iris.author(f"orcid:{forms.orcid(attribution.creator)}"))
        yield ox.Quad(this, _term("dcterms:creator"), creator, pubinfo)
    if attribution.created:
        # With +00:00, not Z: rdflib rewrites the latter as it reads, which would change the hash.
        when = ox.Literal(attribution.created.isoformat(), datatype=_term("xsd:dateTime"))
        yield ox.Quad(this, _term("dcterms:created"), when, pubinfo)


@cache
def _term(curie: str) -> ox.NamedNode:
    import pyoxigraph as ox

    prefix, _, local = curie.partition(":")
    return ox.NamedNode(_PREFIXES[prefix] + local)


def _trusty(quads: list[ox.Quad]) -> Iterator[ox.Quad]:
    """The nanopublication under the name that its content gives it."""
    import pyoxigraph as ox
    from nanopub.trustyuri.rdf.RdfHasher import make_hash

    parts = [(quad.graph_name, *quad.triple) for quad in quads]
    hashed = [tuple(map(_for_hash, nodes)) for nodes in parts]
    name = _NAMESPACE + make_hash(hashed, baseuri=f"{_UNNAMED}#", hashstr=" ")
    for graph, *triple in parts:
        yield ox.Quad(*(_renamed(node, name) for node in (*triple, graph)))


def _for_hash(node: Any) -> Any:
    """A node as rdflib has it."""
    from rdflib import Literal, URIRef

    if hasattr(node, "datatype"):
        return Literal(
            node.value,
            lang=node.language,
            datatype=None if node.language else URIRef(node.datatype.value),
            normalize=False,
        )
    return URIRef(node.value)


def _renamed(node: Any, name: str) -> Any:
    import pyoxigraph as ox

    if isinstance(node, ox.NamedNode) and (
        node.value == _UNNAMED or node.value.startswith(f"{_UNNAMED}#")
    ):
        return ox.NamedNode(name + node.value.removeprefix(_UNNAMED))
    return node
