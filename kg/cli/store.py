"""``kg store``: the store itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options

app = typer.Typer(no_args_is_help=True)


@app.callback()
def store() -> None:
    """Look at the store, check and repair it; start, stop, back up and restore a local one."""


@app.command()
def info(store: options.Store = None, json: options.Json = False) -> None:
    """Show where the store is, how much it holds, and how much of that is out of date.

    Records are out of date that another vocabulary, recogniser or release has annotated.

    Example: kg store info
    """
    from kg.cli.choices import built_store
    from kg.cli.output import note, print_json, print_table
    from kg.extract.run import run_of
    from kg.graph import open_store
    from kg.vocabulary import Vocabulary

    today = run_of(Vocabulary.load().version).id
    with open_store(built_store(store)) as graph:
        facts = graph.info()
        runs = graph.query("records-by-run")
        conflicts = graph.query("conflicts")
        types = graph.query("mentions-by-type")
        top = graph.query("top-concepts", limit=10)
    stale = sum(row["records"] for row in runs if row["run"] != today)
    if json:
        counts = {"stale": stale, "conflicts": len(conflicts), "runs": runs}
        print_json({**facts, **counts, "mentionsByType": types, "topConcepts": top})
        return
    print(f"{facts['kind']} store at {facts['location']} ({facts['server']})")
    print(
        f"{facts['papers']:,} papers, {facts['authors']:,} authors, {facts['mentions']:,} mentions "
        f"({facts['linked']:,} linked), {facts['concepts']:,} concepts"
    )
    print(f"{facts['records']:,} records, {facts['retracted']:,} papers retracted")
    if types:
        print_table(("type", "mentions", "linked"), [list(r.values()) for r in types])
    if top:
        print_table(
            ("concept", "label", "type", "papers", "mentions"), [list(r.values()) for r in top]
        )
    if stale:
        note(f"{stale:,} records are out of date: kg build --refresh")
    if conflicts:
        note(f"{len(conflicts):,} pairs of records contradict each other: kg query conflicts")


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
    from kg.cli.output import note, print_json
    from kg.graph import local

    folder = _folder(store)
    stopped = local.stop(folder)
    if json:
        print_json({"location": str(folder), "running": False, "stopped": stopped})
    else:
        note("stopped" if stopped else "it was not running")


@app.command()
def check(
    store: options.Store = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Make again what can be made from the records.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Verify the graph: offsets match texts, nothing is orphaned, papers are
    what their records make of them.

    Leaves with 1 if something is wrong, with --repair if something still is.

    Example: kg store check
    """
    from kg.cli.choices import built_store
    from kg.cli.output import note, print_json, print_table
    from kg.graph import open_store

    with open_store(built_store(store)) as graph:
        problems = graph.repair() if repair else graph.check()
    if json:
        print_json(problems)
    elif problems:
        print_table(("problem", "id"), [(row["problem"], row["id"]) for row in problems])
    else:
        note("the graph is sound")
    if problems:
        raise typer.Exit(1)


@app.command()
def digest(store: options.Store = None, json: options.Json = False) -> None:
    """Show a digest of the whole graph and of its parts; graphs of the same content have the same.

    Example: kg store digest
    """
    from kg.cli.choices import built_store
    from kg.cli.output import print_json, print_table
    from kg.graph import open_store

    with open_store(built_store(store)) as graph:
        parts = graph.digest()
    if json:
        print_json(parts)
    else:
        print_table(("part", "digest"), list(parts.items()))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="File to write, such as graph.tar.gz.")],
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Write the local store to one file; its server is stopped meanwhile.

    Example: kg store backup graph.tar.gz
    """
    from kg.cli.output import note, print_json
    from kg.graph.backup import backup

    folder = _folder(store)
    size = backup(folder, file)
    if json:
        print_json({"location": str(folder), "file": str(file), "bytes": size})
    else:
        note(f"{file} holds the store of {folder} ({size / 1e6:,.1f} MB)")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="File that kg store backup wrote.")],
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Make a local store from a backup, in a folder that has none.

    Example: kg store restore graph.tar.gz --store new-folder
    """
    from kg.cli.output import note, print_json
    from kg.graph.backup import restore

    folder = _folder(store)
    restore(file, folder)
    if json:
        print_json({"location": str(folder), "file": str(file)})
    else:
        note(f"the store in {folder} is that of {file}")


def _folder(store: str | None) -> Path:
    from kg import config
    from kg.errors import UsageError

    place = store or config.store_location()
    if "://" in place:
        raise UsageError("this is for a local store; a server has its own tools")
    return Path(place)
