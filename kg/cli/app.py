"""The ``kg`` application: its commands and what holds for all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import __version__
from kg.cli import (
    author,
    build,
    communities,
    evaluate,
    exchange,
    export,
    extract,
    harvest,
    identity,
    load,
    lookup,
    paper,
    query,
    serve,
    sparql,
    store,
    topic,
    train,
    validate,
    vocab,
)

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done · 1 could not · 2 wrong usage · 3 done, some records set aside.",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the trace back of an error.")
    ] = False,
) -> None:
    """NeuroKG: which papers, by whom, mention which brain region, method, dataset, species or cell.

    Start with: kg build feed.xml, then kg lookup V4.
    """


app.command()(build.build)
app.command()(extract.extract)
app.command()(load.load)
app.command()(harvest.harvest)
app.command()(lookup.lookup)
app.command()(paper.paper)
app.command()(author.author)
app.command()(topic.topic)
app.command()(query.query)
app.command()(sparql.sparql)
app.command()(serve.serve)
app.command()(communities.communities)
app.command()(validate.validate)
app.command()(evaluate.evaluate)
app.command()(train.train)
export.app.command()(exchange.kgx)
export.app.command()(exchange.csv)
export.app.command()(exchange.bioc)
export.app.command("annotations")(exchange.web_annotations)
export.app.command()(exchange.nanopubs)
app.add_typer(export.app, name="export")
app.add_typer(vocab.app, name="vocab")
app.add_typer(identity.app, name="identity")
app.add_typer(store.app, name="store")
