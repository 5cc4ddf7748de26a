"""``kg store``: the store itself."""

from __future__ import annotations

from pathlib import Path

import typer

from kg.cli import options

app = typer.Typer(no_args_is_help=True)


@app.callback()
def store() -> None:
    """Look at the store, check it, start and stop a local one."""


@app.command()
def info(store: options.Store = None, json: options.Json = False) -> None:
    """Show where the store is and how much it holds.

    Example: kg store info
    """
    from kg.cli.choices import built_store
    from kg.cli.output import print_json, print_table
    from kg.graph import open_store

    with open_store(built_store(store)) as graph:
        facts = graph.info()
        types = graph.query("mentions-by-type")
        top = graph.query("top-concepts", limit=10)
    if json:
        print_json({**facts, "mentionsByType": types, "topConcepts": top})
        return
    print(f"{facts['kind']} store at {facts['location']} ({facts['server']})")
    print(
        f"{facts['papers']:,} papers, {facts['authors']:,} authors, {facts['mentions']:,} mentions "
        f"({facts['linked']:,} linked), {facts['concepts']:,} concepts"
    )
    if types:
        print_table(("type", "mentions", "linked"), [list(r.values()) for r in types])
    if top:
        print_table(
            ("concept", "label", "type", "papers", "mentions"), [list(r.values()) for r in top]
        )


@app.command()
def start(store: options.Store = None, json: options.Json = False) -> None:
    """Start the local store's server now; it stops by itself when idle.

    Example: kg store start
    """
    from kg.cli.output import note, print_json
    from kg.graph import open_store

    with open_store(store) as graph:
        if json:
            print_json({"location": graph.location, "running": True})
        else:
            note(f"the store at {graph.location} is ready")


@app.command()
def stop(store: options.Store = None, json: options.Json = False) -> None:
    """Stop the local store's server now.

    Example: kg store stop
    """
    from kg import config
    from kg.cli.output import note, print_json
    from kg.errors import UsageError
    from kg.graph import local

    place = store or config.store_location()
    if "://" in place:
        raise UsageError("only a local store can be stopped from here")
    stopped = local.stop(Path(place))
    if json:
        print_json({"location": place, "running": False, "stopped": stopped})
    else:
        note("stopped" if stopped else "it was not running")


@app.command()
def check(store: options.Store = None, json: options.Json = False) -> None:
    """Verify the graph: offsets match texts, nothing is orphaned, derived counts are right.

    Leaves with 1 if something is wrong.

    Example: kg store check
    """
    from kg.cli.choices import built_store
    from kg.cli.output import note, print_json, print_table
    from kg.graph import open_store

    with open_store(built_store(store)) as graph:
        problems = graph.check()
    if json:
        print_json(problems)
    elif problems:
        print_table(("problem", "id"), [(row["problem"], row["id"]) for row in problems])
    else:
        note("the graph is sound")
    if problems:
        raise typer.Exit(1)
