"""What a load did, for people and for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import LoadReport


def show_load(report: LoadReport, *, as_json: bool) -> None:
    """Print what a load did."""
    from kg.cli.output import note, print_json

    if as_json:
        print_json({"papers": report.papers, **report.model_dump()})
        return
    counts = (f"{getattr(report, name):,} {name}" for name in ("new", "updated", "unchanged"))
    older = f", {report.ignored:,} older than what is there" if report.ignored else ""
    gone = f", {report.deleted:,} deleted" if report.deleted else ""
    done = f"{', '.join(counts)}{older}{gone}"
    papers = "1 paper" if report.papers == 1 else f"{report.papers:,} papers"
    print(f"{papers}: {done}; {report.mentions:,} mentions loaded")
    if report.conflicts:
        note(
            f"{report.conflicts:,} pairs of records share an id but contradict each other in "
            "others, and stay apart: kg query conflicts"
        )
