"""Papers with everything that a dump can hold, hostile text included."""

from datetime import datetime, timedelta, timezone

from kg.model import Author, Candidate, Grant, Heading, Institution, Link, Notice
from tests.graph.papers import CONCEPTS, paper

HOSTILE = "\"q\" 'x' <script>alert(1)</script> 🧠 مرحبا \\u0041 \\ } ${x} \u202e\u2028 é"
FULL = paper(
    1,
    authors=("Ann Lee", "Bo Ek"),
    title=f"🧠 V4 {HOSTILE}",
    abstract="🧠🧠 Area V4 of macaques: fMRI and NSD. 😀 IT was not seen; pyramidal neurons were.",
    doi="10.1000/j(1)<x>-2",
    journal_ref="J. Test 1 (2025)",
    updated=datetime(2025, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2))),
    comment='12 pages\n"final"',
    links=(Link(href="http://arxiv.org/abs/2501.00001v1 x"), Link(href="javascript:alert(1)")),
)
_V4 = next(m for m in FULL.mentions if m.text == "V4")
_IT = FULL.abstract.index("IT")
_NIL = FULL.abstract.index("Area")
FULL = FULL.model_copy(
    update={
        "authors": (
            Author(
                name="Ann Lee",
                orcid="0000-0002-1825-0097",
                affiliations=("Univ. of <Oslo>", "大学 \\"),
            ),
            Author(name=HOSTILE),
        ),
        "mentions": (
            *FULL.mentions,
            _V4.model_copy(update={"field": "title", "start": 2, "end": 4, "sentence": (0, 30)}),
            _V4.model_copy(
                update={
                    "start": _IT, "end": _IT + 2, "text": "IT", "status": "ambiguous",
                    "curie": None, "label": None, "sentence": (_IT, len(FULL.abstract)),
                    "candidates": (
                        Candidate(curie="neurokg:v4", label="V4", score=0.5),
                        Candidate(curie="UBERON:0000411", label="visual cortex", score=0.5),
                    ),
                    "reason": "short form with two meanings", "confidence": 0.33333,
                }
            ),
            _V4.model_copy(
                update={
                    "start": _NIL, "end": _NIL + 4, "text": "Area", "status": "nil", "curie": None,
                    "label": None, "match": "recogniser", "sentence": (0, 40), "confidence": 1.0,
                }
            ),
        ),
    }
)  # fmt: skip
NOTE = paper(2, abstract="", title="").model_copy(
    update={
        "id": "notes/a b<c>#1".replace(" ", "\u00e9"),
        "text": "Plain text.",
        "authors": (),
        "categories": (),
        "primary_category": None,
        "published": None,
        "version": None,
    }
)
PUBLISHED = paper(3).model_copy(
    update={
        "id": "doi:10.1000/xyz-1",
        "doi": "10.1000/xyz-1",
        "authors": (*FULL.authors[:1], Author(name="The V4 Group", group=True)),
    }
)
PAPERS = [FULL, NOTE, PUBLISHED]
# What PubMed says of an article whose preprint arXiv has; together they are one paper.
PREPRINT = paper(5, doi="10.1000/five").model_copy(
    update={"kind": "preprint", "source": "arxiv-atom", "authors": (Author(name="Ann B. Lee"),)}
)
ARTICLE = paper(5, version=None, title=f"V4, retracted {HOSTILE}").model_copy(
    update={
        "id": "pmid:20173001",
        "ids": ("doi:10.1000/five", "pmcid:PMC77", "openalex:W7"),
        "doi": "10.1000/five",
        "kind": "article",
        "source": "pubmed",
        "updated": datetime(2025, 5, 6, tzinfo=timezone.utc),
        "authors": (
            Author(
                name="Ann B. Lee",
                institutions=(Institution(name="Univ. of Bergen", ror="ror:03zga2b32"),),
            ),
        ),
        "journal": f"Journal {HOSTILE}",
        "language": "eng",
        "keywords": ("vision", HOSTILE),
        "headings": (
            Heading(
                label="Visual Cortex", id="mesh:D014793", major=True, qualifiers=("pathology",)
            ),
            Heading(label="Without id"),
        ),
        "grants": (Grant(number="R01 <1>", agency="NIMH", country="United States"),),
        "retracted": True,
        "notices": (Notice(kind="retraction", id="pmid:99", text=HOSTILE), Notice(kind="concern")),
    }
)
RECORDS = [*PAPERS, PREPRINT, ARTICLE]
# As resolving people and finding communities would give it.
PERSON = "person:author-arxiv-2501.00005-1"
_JOINED = {
    "author:arxiv-2501.00005-1": {"person": PERSON, "joinedTo": None},
    "author:arxiv-2501.00001-2": {
        "person": PERSON, "joinedTo": "author:arxiv-2501.00005-1", "probability": 0.98,
        "evidence": '{"name": 4.25, "journal": -0.5}',
    },
}  # fmt: skip
_GROUPS = [
    {"id": "community:people-1", "kind": "people", "label": "V4, fMRI", "modularity": 0.25,
     "members": ["orcid:0000-0002-1825-0097", PERSON]},
    {"id": "community:concepts-1", "kind": "concepts", "label": "V4", "modularity": 1e-05,
     "members": ["neurokg:v4", "CL:0000598"]},
]  # fmt: skip
_SPLIT = {"kind": "split", "one": "author:arxiv-2501.00001-2", "other": "orcid:0000-0002-1825-0097"}
PEOPLE = {"joined": _JOINED, "groups": _GROUPS, "decisions": [_SPLIT]}
KNOWN = CONCEPTS | {
    "neurokg:v4": CONCEPTS["neurokg:v4"].model_copy(
        update={
            "xrefs": ("FBbt:00003687", "openminds:x/y z", "ILX:0104033"),
            "is_a": ("UBERON:0000411",),
            "source": "mylab 2026-01",
            "licence": "free for research",
        }
    ),
    "neurokg:fmri": CONCEPTS["neurokg:fmri"].model_copy(
        update={
            "source": "otherlab 1",
            "licence": "https://creativecommons.org/publicdomain/zero/1.0/",
        }
    ),
}
