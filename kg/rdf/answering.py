"""The process that answers one SPARQL query, so that it can be killed: see :mod:`kg.rdf.sparql`.

It is given the path of an index or dump, and what to do in one JSON document on standard input. It
writes the answer to standard output
(SPARQL 1.1 Query Results JSON, or N-Triples), and one JSON document a line to standard error:
``{"ready": true}`` before it begins with the query, then what came of it.
"""

from __future__ import annotations

import json
import math
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyoxigraph as ox

_MEMORY = 0.6  # share of the machine's that a query may take


def main() -> None:
    """Answer the query of standard input."""
    path, job = sys.argv[1], json.load(sys.stdin)
    try:
        store = _index(path) if job["index"] else _dump(path)
    except (OSError, EOFError, ValueError, SyntaxError) as error:
        _tell(unreadable=getattr(error, "strerror", None) or str(error), path=path)
        return
    _limit(job["timeout"])
    _tell(ready=True)
    try:
        found = store.query(
            job["query"],
            prefixes=job["prefixes"],
            use_default_graph_as_union=job["union"],
            **_dataset(job["graphs"]),
        )
        _tell(**_written(found, job["limit"], sys.stdout.buffer))
    except SyntaxError as error:
        _tell(invalid=str(error))
    except (OSError, RuntimeError, ValueError) as error:
        _tell(refused=f"the query fails: {error}")


def _dataset(graphs: dict[str, list[str]] | None) -> dict[str, Any]:
    import pyoxigraph as ox

    if graphs is None:
        return {}
    default, named = ([ox.NamedNode(iri) for iri in graphs[kind]] for kind in ("default", "named"))
    return {"default_graph": default, "named_graphs": named}


def _index(path: str) -> ox.Store:
    import pyoxigraph as ox

    return ox.Store.read_only(path)


def _dump(path: str) -> ox.Store:
    import pyoxigraph as ox

    from kg.rdf.output import split_suffix
    from kg.sources.files import opened

    suffix, _ = split_suffix(Path(path).name)
    store = ox.Store()
    with opened(path) as content:
        # A description names its files relative to itself.
        base = Path(path).absolute().as_uri()
        store.bulk_load(input=content, format=ox.RdfFormat.from_extension(suffix), base_iri=base)
    return store


def _limit(seconds: float) -> None:
    """End this process when it takes too much, whether or not anybody still waits for it."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, math.ceil(seconds) + 1)
    with suppress(ImportError, OSError, ValueError):
        import os
        import resource

        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (int(machine * _MEMORY), most))


def _written(found: Any, limit: int, output: IO[bytes]) -> dict[str, Any]:
    """Write the answer; say of what kind it is, and whether there is more of it."""
    import pyoxigraph as ox

    if isinstance(found, ox.QueryBoolean):
        output.write(json.dumps({"head": {}, "boolean": bool(found)}).encode())
        return {"kind": "boolean", "more": False}
    items = iter(found)
    if isinstance(found, ox.QueryTriples):
        output.writelines(f"{triple} .\n".encode() for triple in islice(items, limit))
        kind = "triples"
    else:
        names = [variable.value for variable in found.variables]
        output.write(b'{"head":{"vars":%b},"results":{"bindings":[' % json.dumps(names).encode())
        output.writelines(_bindings(islice(items, limit), names))
        output.write(b"]}}")
        kind = "solutions"
    output.flush()
    return {"kind": kind, "more": next(items, None) is not None}


def _bindings(solutions: Iterable[Any], names: list[str]) -> Iterable[bytes]:
    before = ""
    for solution in solutions:
        bound = {name: _term(term) for name, term in zip(names, solution, strict=True) if term}
        yield f"{before}\n{json.dumps(bound, ensure_ascii=False)}".encode()
        before = ","


def _term(term: Any) -> dict[str, Any]:
    """A term as SPARQL 1.1 Query Results JSON has it, a quoted triple as SPARQL 1.2 does."""
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        names = ("subject", "predicate", "object")
        parts = {name: _term(part) for name, part in zip(names, term, strict=True)}
        return {"type": "triple", "value": parts}
    literal = {"type": "literal", "value": term.value}
    if term.language:
        return {**literal, "xml:lang": term.language}
    if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return literal
    return {**literal, "datatype": term.datatype.value}


def _tell(**said: Any) -> None:
    print(json.dumps(said), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
