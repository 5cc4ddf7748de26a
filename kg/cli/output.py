"""What commands print: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.text import Text

    from kg.rdf.walk import Rows

T = TypeVar("T")


class Advance(Protocol):
    """Tells a progress bar the count so far, and the total where it has become known."""

    def __call__(self, count: int, total: int | None = None) -> None:
        """Show this count."""
        ...


def print_json(value: Any) -> None:
    """Print ``value`` as one JSON document."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_resource(graph: Rows, id: str, format: str) -> None:
    """Print one node of the graph as linked data."""
    from kg.rdf import resource

    sys.stdout.write(resource(graph, id, format))


def print_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows of the same keys as CSV (RFC 4180); lists and maps as JSON in a cell."""
    import csv

    writer = csv.writer(sys.stdout)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow(
            json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
            for value in row.values()
        )


def note(message: str) -> None:
    """Tell the user something that is not the answer."""
    print(message, file=sys.stderr)


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str | None = None
) -> None:
    """Print rows as a table; numbers align right, ``None`` is blank, lists are joined."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    cells = [list(row) for row in rows]
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for index, name in enumerate(columns):
        numeric = bool(cells) and all(isinstance(row[index], int | float | None) for row in cells)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in cells:
        table.add_row(*(cell_text(value) for value in row))
    Console().print(table)


def cell_text(value: Any) -> Text:
    """One table cell; a Text, so that no data is ever read as markup."""
    from rich.text import Text

    if isinstance(value, Text):
        return value
    if value is None:
        return Text("")
    if isinstance(value, float):
        return Text(f"{value:.3g}")
    if isinstance(value, list | tuple):
        return Text(", ".join(str(item) for item in value))
    if isinstance(value, dict):
        return Text(json.dumps(value, ensure_ascii=False))
    return Text(str(value))


@contextmanager
def progress(task: str, total: int | None = None) -> Iterator[Advance]:
    """Show a progress bar on standard error; call the yielded function with the count so far."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        identifier = bar.add_task(task, total=total)
        yield lambda count, total=None: bar.update(identifier, completed=count, total=total)


def counted(items: Iterable[T], advance: Callable[[int], None]) -> Iterator[T]:
    """Yield ``items``, telling a progress bar how many have gone by."""
    for count, item in enumerate(items, start=1):
        yield item
        advance(count)
