"""``kg author``: one author, or all who bear a name."""

from __future__ import annotations

import json as json_module
from typing import Annotated, Any

import typer

from kg.cli import options

_IDS = 5  # that are shown


def author(
    name: Annotated[str, typer.Argument(help="Name, or id such as orcid:0000-0002-1825-0097.")],
    why: Annotated[
        bool, typer.Option("--why", help="Show why authorships were taken for one person.")
    ] = False,
    format: options.LinkedData = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show an author's papers.

    Lists those whose name agrees in surname and first initial, or in surname where only that is
    given. Authorships that are one person by ORCID, or by evidence (`kg identity resolve`), stand
    together; a name alone joins nobody.

    Example: kg author "Adam C. Snyder" --why
    """
    from kg.cli.choices import built_store
    from kg.cli.output import print_json, print_resource, print_table
    from kg.errors import NotFound
    from kg.graph import open_store
    from kg.identity.names import name_key, surname_key

    with open_store(built_store(store)) as graph:
        if name.startswith("person:"):
            rows = graph.query("person", id=name)
        elif name.startswith(("author:", "orcid:")):
            rows = graph.query("author", id=name)
        else:
            key = name_key(name)
            rows = graph.query("authors-named", key=key)
            for surname in (key, surname_key(name)):
                rows = rows or graph.query("authors-with-surname", surname=surname)
        if not rows:
            raise NotFound(
                f"no author {name!r} in the graph; give a surname, with first name or initial "
                "before it, or an id"
            )
        if format:
            print_resource(graph, _one(name, rows), format)
            return
    if json:
        print_json(rows)
        return
    people: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        people.setdefault(row["person"] or row["id"], []).append(row)
    for person, authors in people.items():
        print(f"{max((row['name'] for row in authors), key=len)}  {person}")
        papers = [paper for row in authors for paper in row["papers"]]
        papers.sort(key=lambda paper: (-(paper["year"] or 0), paper["id"]))
        print_table(
            ("paper", "title", "year"),
            [
                (p["id"], f"RETRACTED: {p['title']}" if p["retracted"] else p["title"], p["year"])
                for p in papers
            ],
        )
        if why:
            print_reasons(authors)


def _one(name: str, rows: list[dict[str, Any]]) -> str:
    """The id of the one author or person that was meant."""
    from kg.errors import UsageError

    if name in {row["id"] for row in rows}:
        return name
    ids = sorted({row["person"] or row["id"] for row in rows})
    if len(ids) > 1:
        more = " …" if len(ids) > _IDS else ""
        shown = ", ".join(ids[:_IDS])
        raise UsageError(f"{len(ids)} bear the name {name!r}; give one id: {shown}{more}")
    found: str = ids[0]
    return found


def print_reasons(authors: list[dict[str, Any]]) -> None:
    """Which author was joined to which, how surely, and by which evidence."""
    from kg.cli.output import print_table

    rows = [
        (row["id"], row["joinedTo"], row["probability"], _evidence(row["evidence"]))
        for row in authors
        if row["joinedTo"]
    ]
    if rows:
        print_table(("author", "joined to", "probability", "evidence (bits)"), rows)


def _evidence(text: str) -> str:
    found = json_module.loads(text)
    if "pinned" in found:
        return "you said so"
    return ", ".join(f"{field} {bits:+.1f}" for field, bits in found.items())
