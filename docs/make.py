"""Write what the documentation can't be trusted to say by hand.

docs/cli.md comes from the command line, docs/queries.md from ``cypher/``, the second half of
docs/sparql.md from ``sparql/``, and every ``console`` block of README.md, docs/exchange.md and
docs/sparql.md is run again and gets its true output. Run with ``make docs``; a test fails when a
page is not what this writes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
TOUR = ".demo/tour"  # the store of the README's commands, below the checkout
_QUESTIONS = "## Questions\n"
_BLOCK = re.compile(r"```console\n(.*?)```\n", re.DOTALL)


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


def readme_page() -> str:
    """README.md with the output of each command of its console blocks as it is now."""
    return _rerun((ROOT / "README.md").read_text(encoding="utf-8"))


def exchange_page() -> str:
    """docs/exchange.md, likewise."""
    return _rerun((DOCS / "exchange.md").read_text(encoding="utf-8"))


def sparql_page() -> str:
    """docs/sparql.md: what is written by hand, and each question with what it answers today."""
    from kg.rdf.questions import questions

    text = (DOCS / "sparql.md").read_text(encoding="utf-8")
    by_hand = text.partition(_QUESTIONS)[0]
    parts = [by_hand + _QUESTIONS]
    for question in questions():
        given = "".join(f" -p '{p.name}={p.default or p.example}'" for p in question.parameters)
        parts.append(
            f"### {question.name}\n\n{question.title}\n\n"
            + (f"{question.description}\n\n" if question.description else "")
            + f"```sparql\n{question.text.strip()}\n```\n\n"
            f"```console\n$ kg sparql {question.name}{given} --limit 5\n```\n"
        )
    return _rerun("\n".join(parts))


def _rerun(page: str) -> str:
    """A page with its console blocks run again.

    All blocks share one new store. ``cd`` and the like do not last from command to command.
    """
    shutil.rmtree(ROOT / TOUR, ignore_errors=True)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "KG_STORE": TOUR,
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }

    def rerun(block: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.+)$", block[1], re.MULTILINE)
        return "```console\n" + "".join(_run(c, environment) for c in commands) + "```\n"

    try:
        return _BLOCK.sub(rerun, page)
    finally:
        _run("kg store stop", environment)
        shutil.rmtree(ROOT / TOUR, ignore_errors=True)


def _run(command: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        command,
        shell=True,
        check=False,  # some of them show what an error looks like
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = [line.rstrip() for line in done.stdout.strip("\n").split("\n")]
    return f"$ {command}\n" + "".join(f"{line}\n" for line in lines)


PAGES = {
    DOCS / "cli.md": cli_page,
    DOCS / "exchange.md": exchange_page,
    DOCS / "queries.md": queries_page,
    DOCS / "sparql.md": sparql_page,
    ROOT / "README.md": readme_page,
}

if __name__ == "__main__":
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
        print(path.relative_to(ROOT), file=sys.stderr)
