"""The kinds of nodes as pages show them: name, mark, shape.

Each type of concept has a colour (kg.css) and a shape, so that colour is never the only cue.
"""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """How one kind of node is called and drawn; points of a polygon within a circle of radius 1."""

    css: str
    singular: str
    plural: str
    shape: tuple[tuple[float, float], ...] | None


KINDS = {
    "BrainRegion": Kind("region", "brain region", "Brain regions", None),
    "Method": Kind(
        "method", "method", "Methods", ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    ),
    "Dataset": Kind("dataset", "dataset", "Datasets", ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0))),
    "Species": Kind("species", "species", "Species", ((0, -1.1), (1.05, 0.8), (-1.05, 0.8))),
    "CellType": Kind(
        "cell", "cell type", "Cell types",
        ((-0.5, -0.9), (0.5, -0.9), (1.05, 0), (0.5, 0.9), (-0.5, 0.9), (-1.05, 0)),
    ),
    "Paper": Kind("paper", "work", "Works", ((-0.75, -1), (0.75, -1), (0.75, 1), (-0.75, 1))),
    "Author": Kind("person", "person", "People", None),
    "Person": Kind("person", "person", "People", None),
    "Institution": Kind(
        "institution", "institution", "Institutions",
        ((-0.9, -0.4), (0, -1.1), (0.9, -0.4), (0.9, 0.9), (-0.9, 0.9)),
    ),
    "Community": Kind("community", "community", "Communities", None),
    "Topic": Kind(
        "topic", "topic", "Topics",
        ((-1.1, -0.7), (0.5, -0.7), (1.1, 0), (0.5, 0.7), (-1.1, 0.7)),
    ),
}  # fmt: skip

SOURCES = {
    "arxiv-atom": "arXiv",
    "arxiv-oai": "arXiv",
    "arxiv-snapshot": "arXiv",
    "openalex": "OpenAlex",
    "pubmed": "PubMed",
}
OWN_SOURCE = "own file"  # what all other readers read
