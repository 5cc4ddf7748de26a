"""The description beside a dump: VoID and DCAT for what it holds, PROV for how it was made.

It says nothing of when it was written, so that equal graphs have equal descriptions.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from kg import __version__, resources
from kg.curies import encode
from kg.files import atomic_text
from kg.rdf import iris
from kg.rdf.census import LINKING, Census
from kg.rdf.concepts import LICENCE
from kg.rdf.ntriples import count, english, node, plain
from kg.rdf.prefixes import converter, prefixes
from kg.rdf.turtle import turtle
from kg.rdf.walk import Selection

_RIGHTS = (
    "The licence is that of identifiers, annotations and links. Titles, abstracts and other texts "
    "of papers are their publishers' and authors'; names of concepts are under the licences of "
    "their vocabularies."
)
_ABOUT = (
    "Papers of neuroscience with the brain regions, methods, datasets, species and cell types that "
    "they mention, and the evidence for each mention."
)
_KEYWORDS = ("neuroscience", "brain regions", "literature", "entity linking")
_SHAPES = "https://w3id.org/neurokg/shapes"
SUFFIX = ".void.ttl"  # of a description's name
_DOWNLOAD = re.compile(r"dcat:downloadURL <([^>]*)>")
_MORE = {
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "media": "https://www.iana.org/assignments/media-types/",
}
_MEDIA = {
    "nt": "application/n-triples",
    "ttl": "text/turtle",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_PACKED = {".gz": "application/gzip", ".zst": "application/zstd"}
_SOURCES = {
    "arxiv": ("arXiv", "https://arxiv.org/"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "openalex": ("OpenAlex", "https://openalex.org/"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A vocabulary of ``ontology/sources.ttl``: IRI, beginning of its IRIs, what is said of it."""

    iri: str
    space: str
    statements: tuple[str, ...]


@cache
def vocabularies() -> tuple[Source, ...]:
    """The vocabularies of others that we know."""
    import pyoxigraph as ox

    path = resources.ontology_dir() / "sources.ttl"
    said: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        said.setdefault(str(quad.subject), []).append(quad.triple)
    return tuple(
        Source(
            subject[1:-1],
            next(t.object.value for t in triples if t.predicate.value.endswith("uriSpace")),  # type: ignore[union-attr]
            tuple(str(triple) for triple in triples),
        )
        for subject, triples in said.items()
    )


@dataclass(frozen=True, slots=True)
class Dump:
    """What was written: the files in order, their format and packing, and what of the graph."""

    files: tuple[Path, ...]
    format: str
    packing: str
    selection: Selection


def described_files(target: Path) -> set[Path]:
    """The files of which the description beside a dump speaks; none where there is none."""
    try:
        text = (target.with_name(target.name + SUFFIX)).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return set()
    names = (unquote(name) for name in _DOWNLOAD.findall(text))
    return {target.with_name(name) for name in names if "/" not in name}


def describe(target: Path, dump: Dump, census: Census, base: str) -> Path:
    """Write the description of a dump beside it (``graph.nt.gz.void.ttl`` for ``graph.nt.gz``).

    Raises:
        ExportError: it cannot be written.
    """
    sums = [_checksum(file) for file in dump.files]
    version = hashlib.sha256("\n".join(sums).encode()).hexdigest()[:16]
    iri = iris.about("dump", version, iris.Names(base))
    described = _Described(iri, census, base)
    statements = [
        *described.dataset(version, dump.selection),
        *described.files(dump, sums),
        *described.partitions(),
        *described.links(),
        *described.provenance(),
    ]
    path = target.with_name(target.name + SUFFIX)
    with atomic_text(path) as out:
        out.write(turtle(statements, prefixes(base) | _MORE | {"dump": f"{iri}#"}))
    return path


class _Described:
    """The statements about one dump."""

    def __init__(self, iri: str, census: Census, base: str) -> None:
        self._iri, self._census, self._base = iri, census, base
        self._this = node(iri)
        self._agent = node(iris.about("software", f"neurokg {__version__}", iris.Names(base)))

    def _part(self, name: str) -> str:
        return node(f"{self._iri}#{encode(name)}")

    def dataset(self, version: str, selection: Selection) -> Iterator[str]:
        this, census = self._this, self._census
        chosen = list(_chosen(selection))
        title = f"NeuroKG: {', '.join(chosen)}" if chosen else "NeuroKG"
        about = f"A part of NeuroKG: {', '.join(chosen)}. The whole: {_ABOUT}" if chosen else _ABOUT
        for kind in ("void:Dataset", "dcat:Dataset", "schema:Dataset", "prov:Entity"):
            yield f"{this} {_term('rdf:type')} {_term(kind)}"
        for name in ("dcterms:title", "schema:name"):
            yield f"{this} {_term(name)} {english(title)}"
        for name in ("dcterms:description", "schema:description"):
            yield f"{this} {_term(name)} {english(about)}"
        for name in ("dcterms:license", "schema:license"):
            yield f"{this} {_term(name)} {node(LICENCE)}"
        yield f"{this} {_term('dc:rights')} {english(_RIGHTS)}"
        for name in ("dcat:keyword", "schema:keywords"):
            for word in _KEYWORDS:
                yield f"{this} {_term(name)} {english(word)}"
        yield f"{this} {_term('dcterms:conformsTo')} {node(_SHAPES)}"
        yield f"{this} {_term('dcterms:identifier')} {plain(self._iri)}"
        yield f"{this} {_term('dcat:version')} {plain(version)}"
        yield f"{this} {_term('void:uriSpace')} {plain(self._base)}"
        yield f"{this} {_term('dcterms:creator')} {self._agent}"
        for _, example in sorted(census.examples.items()):
            yield f"{this} {_term('void:exampleResource')} {example}"
        yield f"{this} {_term('void:triples')} {_integer(census.statements)}"
        yield f"{this} {_term('void:entities')} {_integer(census.entities)}"
        if not selection.part:  # a part speaks of nodes, too, whose classes are in another
            yield f"{this} {_term('void:distinctSubjects')} {_integer(census.entities)}"
        yield f"{this} {_term('void:classes')} {_integer(len(census.classes))}"
        yield f"{this} {_term('void:properties')} {_integer(len(census.properties))}"
        for space in _spaces([*census.classes, *census.properties]):
            yield f"{this} {_term('void:vocabulary')} {node(space)}"

    def files(self, dump: Dump, sums: Sequence[str]) -> Iterator[str]:
        """The files, by IRIs relative to that of the description, with sizes and checksums."""
        media, packing = _MEDIA[dump.format], dump.packing
        for number, (file, checksum) in enumerate(zip(dump.files, sums, strict=True), 1):
            this, sum_ = self._part(f"file-{number}"), self._part(f"checksum-{number}")
            name = node(encode(file.name))
            yield f"{self._this} {_term('void:dataDump')} {name}"
            yield f"{self._this} {_term('dcat:distribution')} {this}"
            yield f"{this} {_term('rdf:type')} {_term('dcat:Distribution')}"
            yield f"{this} {_term('rdf:type')} {_term('schema:DataDownload')}"
            for address in ("dcat:accessURL", "dcat:downloadURL", "schema:contentUrl"):
                yield f"{this} {_term(address)} {name}"
            yield f"{this} {_term('dcterms:license')} {node(LICENCE)}"
            yield f"{this} {_term('dcat:mediaType')} {_term('media:' + media)}"
            yield f"{this} {_term('schema:encodingFormat')} {plain(media)}"
            if packing:
                yield f"{this} {_term('dcat:compressFormat')} {_term('media:' + _PACKED[packing])}"
            yield f"{this} {_term('dcat:byteSize')} {count(file.stat().st_size)}"
            yield f"{this} {_term('spdx:checksum')} {sum_}"
            yield f"{sum_} {_term('rdf:type')} {_term('spdx:Checksum')}"
            yield f"{sum_} {_term('spdx:algorithm')} {_term('spdx:checksumAlgorithm_sha256')}"
            yield f'{sum_} {_term("spdx:checksumValue")} "{checksum}"^^{_term("xsd:hexBinary")}'

    def partitions(self) -> Iterator[str]:
        """How many nodes there are of each class, and statements of each property."""
        for kind, name, of, counts in (
            ("class", "void:classPartition", "void:entities", self._census.classes),
            ("property", "void:propertyPartition", "void:triples", self._census.properties),
        ):
            for iri, number in sorted(counts.items()):
                this = self._part(f"{kind}-{_short(iri).replace(':', '-')}")
                yield f"{self._this} {_term(name)} {this}"
                yield f"{this} {_term('void:' + kind)} {iri}"
                yield f"{this} {_term(of)} {_integer(number)}"

    def links(self) -> Iterator[str]:
        """Linksets to the vocabularies of others, and what is known of these."""
        census = self._census
        for source in vocabularies():
            numbers = [(name, census.links[name, source.space]) for name in LINKING]
            for name, number in numbers:
                if number:
                    yield from self._linkset(source, name, number)
            if census.concepts[source.space]:
                yield f"{self._this} {_term('dcterms:source')} {node(source.iri)}"
            if census.concepts[source.space] or any(number for _, number in numbers):
                yield from source.statements
        for source_, licence in sorted(census.added.items()):
            name, _, version = source_[1:-1].partition(" ")
            this = self._part(f"vocabulary-{name}-{version}")
            yield f"{self._this} {_term('dcterms:source')} {this}"
            yield f"{this} {_term('rdf:type')} {_term('void:Dataset')}"
            yield f'{this} {_term("dcterms:title")} "{name}"@en'
            yield f'{this} {_term("dcat:version")} "{version}"'
            if licence:
                yield f"{this} {licence}"

    def _linkset(self, source: Source, name: str, number: int) -> Iterator[str]:
        prefix = _short(f"<{source.space}>").partition(":")[0]
        this = self._part(f"links-{_short(name).replace(':', '-')}-{prefix}")
        yield f"{self._this} {_term('void:subset')} {this}"
        yield f"{this} {_term('rdf:type')} {_term('void:Linkset')}"
        yield f"{this} {_term('void:subjectsTarget')} {self._this}"
        yield f"{this} {_term('void:objectsTarget')} {node(source.iri)}"
        yield f"{this} {_term('void:linkPredicate')} {name}"
        yield f"{this} {_term('void:triples')} {_integer(number)}"

    def provenance(self) -> Iterator[str]:
        """The export, what it used, and the runs whose mentions it holds."""
        export = self._part("export")
        yield f"{self._this} {_term('prov:wasGeneratedBy')} {export}"
        yield f"{export} {_term('rdf:type')} {_term('prov:Activity')}"
        yield f"{export} {_term('prov:wasAssociatedWith')} {self._agent}"
        yield f"{self._agent} {_term('rdf:type')} {_term('prov:SoftwareAgent')}"
        yield f"{self._agent} {_term('rdfs:label')} {plain('neurokg ' + __version__)}"
        for reader, number in sorted(self._census.readers.items()):
            name = reader.strip('"')
            source = self._part(f"records-{name}")
            yield f"{export} {_term('prov:used')} {source}"
            yield f"{source} {_term('rdf:type')} {_term('prov:Entity')}"
            yield f"{source} {_term('nkg:reader')} {reader}"
            yield f"{source} {_term('nkg:records')} {_integer(number)}"
            known = next(
                (known for start, known in _SOURCES.items() if name.startswith(start)), None
            )
            if known:
                yield f"{source} {_term('dcterms:title')} {english(known[0])}"
                yield f"{source} {_term('foaf:homepage')} {node(known[1])}"
        runs = [line for line in self._census.runs if line.endswith(_term("prov:Activity"))]
        for run in runs:
            yield f"{export} {_term('prov:wasInformedBy')} {run.partition(' ')[0]}"
        yield from self._census.runs


def _chosen(selection: Selection) -> Iterator[str]:
    """What of a graph a selection has, in words."""
    if selection.part:
        yield f"{selection.part} only"
    if selection.type:
        yield f"concepts and mentions of type {selection.type} only"
    if selection.since:
        yield f"papers issued or changed at their source since {selection.since} only"
    if selection.min_confidence:
        yield f"mentions of confidence {selection.min_confidence:g} or more only"


def _term(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return f"<{(prefixes() | _MORE)[prefix]}{local}>"


def _short(iri: str) -> str:
    return converter().compress(iri[1:-1]) or iri[1:-1]


def _spaces(iris_: Iterable[str]) -> list[str]:
    """The namespaces of some terms."""
    return sorted({re.match(r"<(.*[#/])", iri)[1] for iri in iris_})  # type: ignore[index]


def _integer(number: int) -> str:
    return f'"{number}"^^{_term("xsd:integer")}'


def _checksum(file: Path) -> str:
    with file.open("rb") as content:
        digest = hashlib.sha256()
        while piece := content.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
