"""Papers with everything that a dump can hold, hostile text included."""

from datetime import datetime, timedelta, timezone

from kg.model import Author, Candidate, Link
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
    update={"id": "doi:10.1000/xyz-1", "doi": "10.1000/xyz-1", "authors": FULL.authors[:1]}
)
PAPERS = [FULL, NOTE, PUBLISHED]
KNOWN = CONCEPTS | {
    "neurokg:v4": CONCEPTS["neurokg:v4"].model_copy(
        update={"xrefs": ("FBbt:00003687", "openminds:x/y z"), "is_a": ("UBERON:0000411",)}
    )
}
