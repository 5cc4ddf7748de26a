"""``kg author``: one author, or all who bear a name."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options


def author(
    name: Annotated[str, typer.Argument(help="Name, or id such as orcid:0000-0002-1825-0097.")],
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show an author's papers.

    People are not merged by name alone: without an ORCID every authorship stands for itself, and
    the answer lists those whose name agrees in surname and first initial, or in surname where only
    that is given.

    Example: kg author "Adam C. Snyder"
    """
    from kg.cli.choices import built_store
    from kg.cli.output import print_json, print_table
    from kg.errors import NotFound
    from kg.graph import open_store
    from kg.graph.names import name_key

    with open_store(built_store(store)) as graph:
        if name.startswith(("author:", "orcid:")):
            rows = graph.query("author", id=name)
        else:
            key = name_key(name)
            rows = graph.query("authors-named", key=key)
            rows = rows or graph.query("authors-with-surname", surname=key)
    if not rows:
        raise NotFound(
            f"no author {name!r} in the graph; give a surname, with first name or initial before "
            "it, or an id"
        )
    if json:
        print_json(rows)
        return
    for row in rows:
        print(f"{row['name']}  {row['id']}")
        print_table(
            ("paper", "title", "year"),
            [
                (p["id"], f"RETRACTED: {p['title']}" if p["retracted"] else p["title"], p["year"])
                for p in row["papers"]
            ],
        )
