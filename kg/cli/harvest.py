"""``kg harvest``: raw records from arXiv, PubMed and OpenAlex."""

from __future__ import annotations

import shlex
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options

if TYPE_CHECKING:
    from kg.harvest import Report
    from kg.harvest.run import Since


class Service(str, Enum):
    """What can be harvested."""

    arxiv = "arxiv"
    pubmed = "pubmed"
    openalex = "openalex"


def harvest(
    service: Annotated[Service, typer.Argument(help="Whom to ask.", show_default=False)],
    query: Annotated[
        str, typer.Argument(help="What to ask, in the service's own search language.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the raw files, one query each.")
    ],
    since: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD|last",
            help="Only what is new or changed since that day; last: since the last complete "
            "harvest into this folder, and everything the first time.",
        ),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="With --since, only what is new, not what changed.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Stop after so many records; a later run goes on.")
    ] = None,
    email: Annotated[
        str,
        typer.Option(envvar="KG_EMAIL", help="Your address, which the service is told."),
    ] = "",
    server: Annotated[
        str | None,
        typer.Option(
            envvar="KG_HARVEST_SERVER",
            help="Address of a mirror to ask in the place of the service.",
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """Download the records of a query politely, as files that `kg build` reads.

    Stopped or killed, the same command goes on where it was; complete, it asks nothing. Keys are
    taken from NCBI_API_KEY and OPENALEX_API_KEY, or files that NCBI_API_KEY_FILE and
    OPENALEX_API_KEY_FILE name.

    Example: kg harvest arxiv "cat:q-bio.NC" -o arxiv --since last --email me@example.org
    """
    from kg.cli.output import note, print_json, progress
    from kg.config import harvest_pace, secret
    from kg.errors import UsageError
    from kg.harvest import SERVICES, Visitor
    from kg.harvest import harvest as bring

    if new and not since:
        raise UsageError("--new goes with --since")
    key = SERVICES[service.value].secret
    visitor = Visitor(
        email=email,
        key=secret(key) if key else None,
        server=server,
        pace=harvest_pace(),
        told=note,
    )
    day = _day(since)
    try:
        with progress("Harvesting") as advance:
            report = bring(
                service.value,
                query,
                output,
                visitor,
                since=day,
                new=new,
                limit=limit,
                advance=advance,
            )
    except KeyboardInterrupt:
        note(f"what has come is safe in {output}, the same command goes on")
        raise
    if json:
        print_json(report.model_dump(mode="json"))
    else:
        _show(report)


def _day(since: str | None) -> Since:
    from datetime import date

    from kg.errors import UsageError

    if since is None or since == "last":
        return since  # type: ignore[return-value]
    try:
        return date.fromisoformat(since)
    except ValueError:
        raise UsageError(
            f"--since takes a day such as 2026-01-31, or last, not {since!r}"
        ) from None


def _show(report: Report) -> None:
    from kg.cli.output import note

    files = f"{report.files:,} file{'' if report.files == 1 else 's'} in {report.folder}"
    since = f" since {report.since}" if report.since else ""
    print(f"{report.records:,} records{since}, {files}; asked for {report.asked:,} pages")
    if report.moved:
        note(f"the number of records moved while they came; at the end it was {report.total:,}")
    if not report.complete:
        note("stopped at --limit; the same command without it goes on")
    elif report.total is not None and report.records != report.total:
        doubles = f", {report.doubles:,} came twice" if report.doubles else ""
        note(f"{report.service} announced {report.total:,} records{doubles}")
    if report.complete and not report.asked:
        note("complete already, nothing was asked; --since last asks for what is new")
    elif report.complete:
        note(f"next: kg build {shlex.quote(report.folder)}")
