"""Options that several commands share, declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_SOURCES = "Files, folders, globs or - for standard input; .gz and .zst are unpacked."
Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help=_SOURCES,
        show_default=False,
    ),
]
SomeSources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE",
        help=_SOURCES,
        show_default=False,
    ),
]
Format = Annotated[
    str | None,
    typer.Option("--format", help="Format of the sources; recognised by content when not given."),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="FIELD=NAME,...",
        help="Which column of a CSV or TSV holds which field, such as id=ID,title=Title; the "
        "sources are then read as tables. Usual names are known without it.",
    ),
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="KG_STORE",
        help="Folder of a local store, or bolt://, neo4j://, neo4j+s:// address of a server "
        "(user and password from KG_USER, KG_PASSWORD or KG_PASSWORD_FILE).",
        show_default="a folder in your data home",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")]
LinkedData = Annotated[
    str | None,
    typer.Option("--format", help="Write linked data instead: jsonld, ttl or nt."),
]
Workers = Annotated[
    int, typer.Option("--workers", "-w", min=1, help="Processes that extract side by side.")
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="Recogniser: a folder made by `kg train`, a spaCy model (folder or installed), hf: "
        "and the name of a token classifier of Hugging Face, or 'dictionary' for none.",
        show_default="the one that comes with NeuroKG",
    ),
]
Rejects = Annotated[
    Path | None,
    typer.Option(
        "--rejects",
        help="Where records that were set aside are written, with their reasons.",
        show_default="<command>.rejected.jsonl",
    ),
]
Type = Annotated[
    str | None,
    typer.Option("--type", help="BrainRegion, Method, Dataset, Species or CellType."),
]
