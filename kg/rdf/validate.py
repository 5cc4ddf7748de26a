"""Holding dumps of any size against ``ontology/shapes.ttl`` (SHACL), a chunk at a time.

The files are read twice: into an index on disk, then in their own order, so that a chunk is what
stands together in the file. Each chunk is given from the index what its shapes ask for. Numbers
that stand apart from the class of their node are not told from those of other kinds.
"""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.batches import batches
from kg.errors import SourceError, UsageError
from kg.rdf.description import SUFFIX
from kg.rdf.output import FORMATS, split_suffix
from kg.rdf.prefixes import BASE, converter
from kg.rdf.shapes import CLASSLESS, constraints, core, held, marks, of_descriptions, telling
from kg.sources.files import UNREADABLE, opened

if TYPE_CHECKING:
    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.term import Node

    from kg.rdf.neighbours import Subject

Told = Callable[[int, int | None], object]
Count = Callable[[int], object]
Missing = Callable[[Any], bool]
_CHUNK = 20_000  # statements that pyshacl looks at together, without their neighbours
_VARIABLE = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with a node: the property, a sentence that says what should be, the value.

    Nodes and properties are CURIEs where the prefix map has one, else IRIs. ``elsewhere`` is true
    where another file of the same graph may have what is missing: the value is a node that is in
    none of the files, or there are no papers in them (or people, concepts, mentions) at all.
    """

    node: str
    property: str | None
    message: str
    value: str | None
    elsewhere: bool = False


def validate(
    paths: Iterable[str | Path],
    *,
    chunk: int = _CHUNK,
    on_progress: Told = lambda count, total: None,
    on_nodes: Count = lambda count: None,
) -> Iterator[Violation]:
    """What is wrong in one graph, which may be in several files; nothing where all is well.

    Args:
        paths: RDF of any format that an export writes, packed or not; the description of a dump
            (``graph.void.ttl``) is held against shapes of its own.
        chunk: statements that are looked at together.
        on_progress: told how many statements have been read, then how many of them have been
            looked at, and of how many.
        on_nodes: told again and again how many more nodes have been held against a shape. Where
            there are none at all, nothing has been found wrong because nothing was looked at.

    Raises:
        SourceError: a file cannot be read.
        UsageError: a file's suffix is that of no RDF format, or pyshacl is not installed.
    """
    from importlib.util import find_spec

    if not find_spec("pyshacl"):
        raise UsageError("shapes need pyshacl: pip install 'neurokg[shapes]'")
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # a wrong date is told by a shape
    given = [Path(path) for path in paths]
    for path in given:
        if path.name.endswith(SUFFIX):
            yield from _described(path, on_nodes)
    files = [path for path in given if not path.name.endswith(SUFFIX)]
    if files:
        yield from _in_chunks(files, chunk, on_progress, on_nodes)


def _in_chunks(
    files: Sequence[Path], chunk: int, on_progress: Told, on_nodes: Count
) -> Iterator[Violation]:
    import pyoxigraph as ox

    with tempfile.TemporaryDirectory(prefix="kg-validate-") as folder:
        store = ox.Store(folder)
        _read(store, files, chunk, on_progress)
        missing = _missing(store)
        yield from _asked(store, missing)
        total, looked_at, found = len(store), 0, set[Violation]()
        for nodes, read in _chunks(store, files, chunk):
            new = set(_violations(store, nodes, read, missing, on_nodes)) - found
            found |= new
            yield from sorted(new, key=_order)
            looked_at += len(read)
            on_progress(looked_at, total)


def _read(store: ox.Store, files: Sequence[Path], chunk: int, on_progress: Told) -> None:
    """Put the statements into an index: a chunk at a time, for all at once would be in memory."""
    count = 0
    for some in batches(chain.from_iterable(map(_quads, files)), chunk):
        store.bulk_extend(some)
        count += len(some)
        on_progress(count, None)


def _missing(store: ox.Store) -> Missing:
    """A function that says whether what a violation is about may be in another file."""
    import pyoxigraph as ox

    from kg.rdf.neighbours import KINDS, TYPE

    def some(*pattern: Any) -> bool:
        return next(store.quads_for_pattern(*pattern), None) is not None

    part = not all(some(None, TYPE, kind) for kind in KINDS)
    return lambda value: part or (isinstance(value, ox.NamedNode) and not some(value, None, None))


def _described(path: Path, on_nodes: Count) -> Iterator[Violation]:
    """What is wrong in the description of a dump, which is small."""
    import pyshacl

    data = _graph(quad.triple for quad in _quads(path))
    on_nodes(len(held(data, of_descriptions())))
    report = pyshacl.validate(data, shacl_graph=of_descriptions(), inference="none")[1]
    yield from sorted(_reported(report, data, set(data.all_nodes())), key=_order)


def _quads(path: Path) -> Iterator[ox.Quad]:
    """The statements of a file, also those whose IRIs should have been encoded."""
    import pyoxigraph as ox

    suffix, _ = split_suffix(path.name)
    if suffix not in FORMATS and path.exists():
        wrong = f"{suffix} is no RDF format" if suffix else "its format has to be said by a suffix"
        raise UsageError(f"{path.name}: {wrong}")
    try:
        with opened(path) as content:
            yield from ox.parse(
                content,
                format=ox.RdfFormat.from_extension(suffix),
                base_iri=path.absolute().as_uri(),
                lenient=True,
            )
    except SyntaxError as error:
        raise SourceError(f"{path}: no {suffix}: {error}") from error
    except UNREADABLE as error:
        why = getattr(error, "strerror", None) or error
        raise SourceError(f"cannot read {path}: {why}") from error


def _asked(store: ox.Store, missing: Missing) -> Iterator[Violation]:
    """What the queries of the shapes find wrong."""
    for constraint in constraints():
        rows: Any = store.query(constraint.query, use_default_graph_as_union=True)
        names = [variable.value for variable in rows.variables]
        for row in rows:
            found = {name: row[name] for name in names if row[name] is not None}
            said = {name: _short(term.value) for name, term in found.items()}
            message, value = _filled(constraint.message, said), found.get("value")
            yield Violation(said["this"], None, message, said.get("value"), missing(value))


def _filled(message: str, said: dict[str, str]) -> str:
    """A message with the values of a row in it."""
    return _VARIABLE.sub(lambda place: said.get(place[1], "nothing"), message)


def _chunks(
    store: ox.Store, files: Sequence[Path], size: int
) -> Iterator[tuple[list[Subject], list[ox.Triple]]]:
    """Nodes in the order of the files, each where its class is said, with the statements there."""
    from kg.rdf.neighbours import begins

    nodes: dict[Subject, None] = {}
    read: list[ox.Triple] = []
    before = None
    for file in files:
        for quad in _quads(file):
            subject = quad.subject
            if subject != before and len(read) >= size:
                yield list(nodes), read
                nodes, read = {}, []
            if begins(store, quad, before):
                nodes[subject] = None
            read.append(quad.triple)
            before = subject
    if read:
        yield list(nodes), read


def _violations(
    store: ox.Store,
    nodes: Sequence[Subject],
    read: Sequence[ox.Triple],
    missing: Missing,
    on_nodes: Count,
) -> Iterator[Violation]:
    """What pyshacl finds wrong with these nodes, and not with their neighbours."""
    import pyshacl

    from kg.rdf.neighbours import neighbourhood

    data = _graph(neighbourhood(store, nodes, read))
    asked = {_node(node) for node in nodes}
    on_nodes(_marked(data, asked))
    _, report, _ = pyshacl.validate(data, shacl_graph=core(), inference="none", inplace=True)
    yield from _reported(report, data, asked, missing)


def _marked(data: Graph, asked: Collection[Node]) -> int:
    """Mark the nodes that are asked about for the shapes; how many of them have a shape."""
    from rdflib import Literal, URIRef
    from rdflib.namespace import RDF

    count = 0
    for node in asked:
        classes = marks().keys() & set(data.objects(node, RDF.type))
        count += bool(classes)
        for cls in classes:
            data.add((node, marks()[cls], Literal(True)))
        if not classes and telling() & set(data.predicates(node)):
            data.add((node, URIRef(CLASSLESS), Literal(True)))
    return count


def _reported(
    report: Graph, data: Graph, asked: Collection[Node], missing: Missing = lambda value: False
) -> Iterator[Violation]:
    """What is told of these nodes; of two values that should be equal, that of the property."""
    from rdflib.namespace import SH

    equal = SH.EqualsConstraintComponent
    pairs: dict[Node, tuple[Any, Any, Any]] = {
        result: (
            report.value(result, SH.focusNode),
            report.value(result, SH.resultPath),
            report.value(result, SH.value),
        )
        for result in report.subjects(SH.sourceConstraintComponent, equal)
    }
    told = {pair[:2] for pair in pairs.values() if pair in data}
    for result in report.objects(None, SH.result):
        pair = pairs.get(result)
        if pair and pair[:2] in told and pair not in data:
            continue
        if report.value(result, SH.focusNode) in asked:
            yield _violation(report, result, missing)


def _violation(report: Graph, result: Node, missing: Missing) -> Violation:
    import pyoxigraph as ox
    from rdflib import URIRef
    from rdflib.namespace import SH

    path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
    message = str(report.value(result, SH.resultMessage))
    if report.value(result, SH.sourceConstraintComponent) == SH.ClosedConstraintComponent:
        message = f"{_short(path)} is no property that such a node has"
    return Violation(
        _short(report.value(result, SH.focusNode)),
        None if path is None else _path(report, path),
        message,
        None if value is None else _shown(value),
        missing(ox.NamedNode(value) if isinstance(value, URIRef) and _is_iri(value) else None),
    )


def _is_iri(value: str) -> bool:
    """Whether Oxigraph takes it for an IRI; lenient reading lets others through."""
    import pyoxigraph as ox

    try:
        ox.NamedNode(value)
    except ValueError:
        return False
    return True


def _path(report: Graph, path: Node) -> str:
    """A path as SPARQL writes it: ``^schema:funder`` is against the direction of the property."""
    from rdflib.collection import Collection
    from rdflib.namespace import SH

    if inverse := report.value(path, SH.inversePath):
        return "^" + _path(report, inverse)
    if either := report.value(path, SH.alternativePath):
        return "|".join(_path(report, one) for one in Collection(report, either))
    return _short(path)


def _shown(value: Node) -> str:
    """A node by its short name, a literal as Turtle writes it; a string by itself."""
    from rdflib import Literal

    if isinstance(value, Literal) and value.language:
        return f'"{value}"@{value.language}'
    if isinstance(value, Literal) and value.datatype:
        return f'"{value}"^^{_short(value.datatype)}'
    return _short(value)


def _order(one: Violation) -> tuple[str, str, str]:
    return one.node, one.message, str(one.value)


def _graph(triples: Iterable[ox.Triple]) -> Graph:
    from rdflib import Graph

    graph = Graph()
    for triple in triples:
        graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    return graph


def _node(term: Any) -> Node:
    """A term of Oxigraph as one of rdflib, its text unchanged."""
    import pyoxigraph as ox
    from rdflib import BNode, Literal, URIRef
    from rdflib.namespace import XSD

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype.value == str(XSD.string):
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value))


def _short(term: Any) -> str:
    return converter(BASE).compress(str(term)) or str(term)
