"""``kg paper``: one paper with its marked-up text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import options

if TYPE_CHECKING:
    from rich.text import Text

# Colours that colour-blind people tell apart (Okabe and Ito), and a letter as the second cue.
_STYLES = {
    "BrainRegion": ("R", "bold #0072b2"),
    "Method": ("M", "bold #d55e00"),
    "Dataset": ("D", "bold #009e73"),
    "Species": ("S", "bold #cc79a7"),
    "CellType": ("C", "bold #e69f00"),
}


def paper(
    id: Annotated[
        str,
        typer.Argument(help="Any id of the paper, such as arxiv:2603.07369, pmid:20173001, a DOI."),
    ],
    format: options.LinkedData = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show one paper: who wrote it, and its text with every mention marked.

    Examples: kg paper arxiv:2603.07369 · kg paper arxiv:2603.07369 --format ttl
    """
    from kg.cli.choices import built_store, paper_row
    from kg.cli.output import print_json, print_resource
    from kg.graph import open_store

    with open_store(built_store(store)) as graph:
        found = paper_row(graph, id)
        if format:
            print_resource(graph, found["id"], format)
            return
    if json:
        print_json(_decoded(found))
    else:
        _show(found)


def _decoded(paper: dict[str, Any]) -> dict[str, Any]:
    """The paper with what the graph keeps as JSON text as values."""
    from json import loads

    for name in ("links", "headings", "grants", "sections", "notices"):
        paper[name] = loads(paper[name] or "[]")
    for mention in paper["mentions"]:
        mention["candidates"] = loads(mention["candidates"] or "[]")
    return paper


def _show(paper: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.text import Text

    from kg.cli.output import print_table

    console = Console(highlight=False)
    mentions = paper["mentions"]
    console.print(_marked(paper["title"] or "", mentions, "title", "bold"))
    console.print(Text(", ".join(author["name"] for author in paper["authors"])))
    if paper["retracted"]:
        console.print(Text("RETRACTED", style="bold red"))
    facts = (
        paper["id"] + (f" v{paper['version']}" if paper["version"] else ""),
        (paper["published"] or "")[:10],
        ", ".join(topic["label"] for topic in paper["topics"]),
        f"doi:{paper['doi']}" if paper["doi"] else "",
        paper["journalRef"] or paper["journal"] or "",
    )
    console.print(Text(" · ".join(fact for fact in facts if fact), style="dim"))
    for field in ("abstract", "text"):
        if paper[field]:
            console.print()
            console.print(_marked(paper[field], mentions, field, ""))
    print_table(
        ("mention", "type", "concept", "label", "match", "confidence"),
        [
            (m["text"], m["type"], m["curie"], m["label"], m["match"], m["confidence"])
            for m in mentions
        ],
    )


def _marked(text: str, mentions: list[dict[str, Any]], field: str, style: str) -> Text:
    from rich.text import Text

    marked = Text(style=style)
    position = 0
    for mention in mentions:
        if mention["field"] != field:
            continue
        letter, colour = _STYLES[mention["type"]]
        marked.append(text[position : mention["start"]])
        marked.append(f"[{text[mention['start'] : mention['end']]}]{letter}", style=colour)
        position = mention["end"]
    marked.append(text[position:])
    return marked
