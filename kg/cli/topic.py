"""``kg topic``: one topic and its newest papers."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import options


def topic(
    name: Annotated[str, typer.Argument(help="arXiv category, such as q-bio.NC.")],
    limit: Annotated[int, typer.Option(min=1, help="Papers at most.")] = 20,
    format: options.LinkedData = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show the newest papers of a topic.

    Examples: kg topic q-bio.NC · kg topic q-bio.NC --format ttl
    """
    from kg.cli.choices import built_store
    from kg.cli.output import print_json, print_resource, print_table
    from kg.errors import NotFound
    from kg.graph import open_store
    from kg.graph.names import topic_id

    label = name.removeprefix("arxiv.category:")
    with open_store(built_store(store)) as graph:
        rows = graph.query("topic-papers", topic=label, limit=limit)
        if not rows:
            raise NotFound(f"no topic {name!r} in the graph; kg query topics-by-papers lists them")
        if format:
            print_resource(graph, topic_id(label), format)
            return
    if json:
        print_json(rows)
    else:
        titles = [f"RETRACTED: {r['title']}" if r["retracted"] else r["title"] for r in rows]
        shown = [(r["paper"], t, r["year"]) for r, t in zip(rows, titles, strict=True)]
        print_table(("paper", "title", "year"), shown)
