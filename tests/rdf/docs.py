"""The graph that docs/linked-data.md shows."""

from datetime import datetime, timezone

from kg.model import Author, Grant, Heading, Institution, Notice
from tests.graph.papers import CONCEPTS, paper
from tests.rdf.rows import PlainRows

PREPRINT = paper(1, doi="10.1000/v4").model_copy(
    update={"kind": "preprint", "source": "arxiv-atom"}
)
ARTICLE = PREPRINT.model_copy(
    update={
        "id": "pmid:20173001",
        "ids": ("doi:10.1000/v4",),
        "doi": "10.1000/v4",
        "version": None,
        "kind": "article",
        "source": "pubmed",
        "updated": datetime(2025, 5, 6, tzinfo=timezone.utc),
        "authors": (
            Author(
                name="Ann Lee",
                institutions=(Institution(name="University of Bergen", ror="ror:03zga2b32"),),
            ),
        ),
        "journal": "Journal of V4",
        "headings": (Heading(label="Visual Cortex", id="mesh:D014793", major=True),),
        "grants": (Grant(number="R01 EY000001", agency="NEI", country="United States"),),
        "retracted": True,
        "notices": (
            Notice(kind="retraction", id="pmid:20173999", text="Retracted by the authors."),
        ),
    }
)
PERSON = "person:author-arxiv-2501.00001-1"
ROWS = PlainRows(
    [PREPRINT, ARTICLE, paper(2)],
    CONCEPTS,
    joined={
        "author:arxiv-2501.00001-1": {"person": PERSON, "joinedTo": None},
        "author:arxiv-2501.00002-1": {
            "person": PERSON,
            "joinedTo": "author:arxiv-2501.00001-1",
            "probability": 0.98,
            "evidence": '{"name": 4.2, "concepts": 3.5, "years": 0.4}',
        },
    },
    groups=[
        {
            "id": "community:concepts-1",
            "kind": "concepts",
            "label": "fMRI, Macaca, visual area V4",
            "modularity": 0.25,
            "members": ["neurokg:v4", "neurokg:fmri", "NCBITaxon:9539"],
        }
    ],
)
