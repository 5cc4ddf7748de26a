"""``kg sparql``: linked-data questions to an index of the store, or to a dump."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import options

if TYPE_CHECKING:
    from kg.rdf.index import Index
    from kg.rdf.sparql import Answer


def sparql(
    query: Annotated[
        str | None,
        typer.Argument(help="SPARQL, or the name of a question (see --list).", show_default=False),
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A file with the SPARQL.")] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="KEY=VALUE", help="A parameter of a question."),
    ] = None,
    dump: Annotated[
        Path | None,
        typer.Option("--dump", help="Ask this file of `kg export rdf`, not the store's index."),
    ] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="First make the index anew where the store changed.")
    ] = False,
    list_all: Annotated[bool, typer.Option("--list", help="List the questions.")] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show the SPARQL with its prefixes, do not run it.")
    ] = False,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="table, json, csv, tsv or xml; for CONSTRUCT and DESCRIBE ttl, nt, jsonld or rdf.",
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, help="Rows or triples at most; says so where it cuts.")
    ] = 1000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds at most.")] = 60.0,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Ask the graph in SPARQL, read-only: the index of the store, or a dump.

    The usual prefixes are known (skos:, dcterms:, oa:, UBERON:, neurokg: …). SERVICE and updates
    are refused.

    Examples: kg sparql --refresh · kg sparql --list · kg sparql region-papers -p region=V4 ·
    kg sparql 'SELECT ?p { ?p schema:mentions neurokg:v4 }'
    """
    from kg.cli.query import show_list
    from kg.errors import UsageError
    from kg.rdf.querytext import refuse_effects
    from kg.rdf.questions import declared, is_name, question, questions
    from kg.rdf.sparql import ANSWER_FORMATS, answer

    if list_all:
        show_list(questions(), as_json=json)
        return
    if json and format not in {None, "json", "jsonld"}:
        raise UsageError(f"--json or --format {format}, not both")
    if format is not None and not any(format in known for known in ANSWER_FORMATS.values()):
        raise UsageError(f"no format {format!r} for an answer: see kg sparql --help")
    if show and query and is_name(query) and not param:
        print(declared(question(query).text))
        return
    text = _text(query, file, param or [])
    if text is None and not refresh:
        raise UsageError("give a query, the name of a question (see --list), or --file")
    if refresh and dump:
        raise UsageError("--refresh is of the store's index, not of a dump")
    if text is not None:
        refuse_effects(text)  # told before any store is opened
    if show:
        print(declared(text or ""))
        return
    source = dump or _index(store, refresh=refresh).data
    if text is None:
        return
    with answer(source, text, timeout=timeout, limit=limit) as found:
        _show(found, format or ("json" if json else None), limit)


def _text(query: str | None, file: Path | None, param: list[str]) -> str | None:
    """The SPARQL that is asked for."""
    from kg.cli.query import pair, read_file
    from kg.errors import UsageError
    from kg.graph.parameters import arguments
    from kg.rdf.questions import filled, is_name, question

    if query is not None and file is not None:
        raise UsageError("give a query or --file, not both")
    if query is None or not is_name(query):
        if param:
            raise UsageError("parameters are for questions of the library (see --list)")
        return query if file is None else read_file(file)
    found = question(query)
    return filled(found, arguments(found, dict(pair(text) for text in param)))


def _index(store: str | None, *, refresh: bool) -> Index:
    """The index of the store; says when it is older than the store, or makes it anew."""
    from kg.cli.choices import built_store
    from kg.cli.output import note, progress
    from kg.errors import NotFound, StoreUnavailable
    from kg.graph import open_store
    from kg.rdf import index

    place = built_store(store)
    home = index.home(place)
    there = None if refresh else index.current(home)
    try:
        with open_store(place) as graph:
            change = graph.change()
            if there is not None:
                if not there.is_of(change):
                    note(f"the index of {there.made} is older than the store: --refresh renews it")
                return there
            try:
                if (known := index.current(home)).is_of(change):
                    return known
            except NotFound:
                pass  # the first one
            with progress("Indexing") as advance:
                made = index.refresh(graph, change, home, on_progress=advance)
    except StoreUnavailable:
        if there is None:
            raise
        note(f"the store is not there; this is what its index of {there.made} says")
        return there
    note(f"{made.triples:,} triples in the index")
    return made


def _show(found: Answer, format: str | None, limit: int) -> None:
    from kg.cli.output import note
    from kg.rdf.sparql import ANSWER_FORMATS

    usual = ANSWER_FORMATS[found.kind][0]
    if format == "json" and found.kind == "triples":
        format = "jsonld"
    if (format or usual) == "table" and found.kind != "triples":
        _print_table(found)
    else:
        sys.stdout.flush()
        found.write(sys.stdout.buffer, format or usual)
        sys.stdout.buffer.flush()
        if format in {"json", "jsonld", "xml"}:
            print()  # these end without a line break
    if found.more:
        note(f"cut after {limit}; there is more, --limit asks for it")


def _print_table(found: Answer) -> None:
    from kg.cli.output import note, print_table

    if found.kind == "boolean":
        print("yes" if found.truth() else "no")
        return
    solutions = found.solutions()
    names = [variable.value for variable in solutions.variables]
    rows = [[_cell(term) for term in solution] for solution in solutions]
    if rows:
        print_table(names, rows)
    else:
        note("no rows")


def _cell(term: Any) -> Any:
    """A term for people: an IRI as its CURIE, a number as one, a text without its language."""
    from kg.rdf.prefixes import converter

    if term is None:
        return None
    if not hasattr(term, "datatype"):
        value = getattr(term, "value", str(term))
        return converter().compress(value) or value
    datatype = term.datatype.value.rpartition("#")[2]
    if datatype == "integer":
        return int(term.value)
    if datatype in {"decimal", "double", "float"}:
        return float(term.value)
    return term.value
