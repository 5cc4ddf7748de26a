"""``kg communities``: who writes together, what is mentioned together."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options


def communities(
    limit: Annotated[int, typer.Option(min=1, help="Communities to show of each kind.")] = 10,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Find communities of people who write together and of concepts that are mentioned together.

    They are kept in the graph with their modularity, named by their leading concepts: ask for them
    by `kg query communities` and `kg query community`. Tell people apart first. Needs igraph:
    pip install 'neurokg[communities]'.

    Example: kg identity resolve && kg communities
    """
    from importlib.util import find_spec

    from kg.cli.choices import built_store
    from kg.cli.output import print_json, print_table
    from kg.errors import UsageError
    from kg.graph import open_store

    if find_spec("igraph") is None:
        raise UsageError("igraph is missing: pip install 'neurokg[communities]'")
    with open_store(built_store(store)) as graph:
        found = graph.find_communities()
    if json:
        print_json(found)
        return
    for kind in ("people", "concepts"):
        rows = [row for row in found if row["kind"] == kind]
        modularity = rows[0]["modularity"] if rows else 0
        print_table(
            ("community", "members", "leading concepts"),
            [(row["id"], row["size"], row["label"]) for row in rows[:limit]],
            title=f"{len(rows)} communities of {kind}, modularity {modularity:.2f}",
        )
