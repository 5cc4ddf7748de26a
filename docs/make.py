"""Write the generated pages: docs/cli.md from the command line, docs/queries.md from cypher/.

Run with `make docs`; a test fails when a page is not what this writes.
"""

from __future__ import annotations

import sys
from pathlib import Path

DOCS = Path(__file__).parent


def cli_page() -> str:
    """The command reference, as typer describes the application."""
    import typer
    from typer.cli import get_docs_for_click

    from kg.cli.app import app

    command = typer.main.get_command(app)
    text = get_docs_for_click(obj=command, ctx=typer.Context(command), name="kg", title="Commands")
    return text.rstrip() + "\n"


def queries_page() -> str:
    """The query library: what each query answers, its parameters and its text."""
    from kg.graph.library import queries

    parts = [
        "# The query library\n\nAsk with `kg query NAME -p key=value`. Each query is one file of "
        "`cypher/`; add a file and it is in the library.\n"
    ]
    for query in queries():
        rows = [
            f"| `{p.name}` | {p.type} | {'' if p.default is None else f'`{p.default}`'} | "
            f"`{p.example}` |"
            for p in query.parameters
        ]
        table = "| parameter | type | default | example |\n|---|---|---|---|\n" + "\n".join(rows)
        parts.append(
            f"## {query.name}\n\n{query.title}\n\n{query.description}\n\n"
            + (table + "\n\n" if rows else "")
            + f"```cypher\n{query.text.strip()}\n```\n"
        )
    return "\n".join(parts)


PAGES = {"cli.md": cli_page, "queries.md": queries_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(DOCS / name, file=sys.stderr)
