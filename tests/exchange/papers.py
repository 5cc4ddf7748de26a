"""Papers that are hard to write down: hostile text in every place, all that a paper can have."""

from kg.model import Heading, Institution
from tests.graph.papers import CONCEPTS, paper
from tests.rdf.papers import FULL, KNOWN, NOTE, PUBLISHED

HOSTILE = "a\tb\nc\r\nd|e;f,g \"q\" 'x' <script>alert(1)</script> 🧠 مرحبا \\n \\ \u202e\u2028 é"
WILD = paper(5, title=HOSTILE, abstract=f"🧠 V4 of macaques;\n{HOSTILE}").model_copy(
    update={
        "keywords": (HOSTILE, ";", "|"),
        "headings": (Heading(label=HOSTILE),),
        "journal": HOSTILE,
        "comment": "",
        "retracted": True,
        "text": f"{HOSTILE}\n",
        "authors": (
            FULL.authors[0].model_copy(
                update={"institutions": (Institution(name=HOSTILE, ror="ror:02jx3x895"),)}
            ),
        ),
    }
)
PAPERS = [FULL, NOTE, PUBLISHED, WILD]
PAPERS += [
    paper(number).model_copy(update={"keywords": keywords})
    for number, keywords in enumerate(((), ("",), ("", ""), ("a\x1fb", "c;d"), (HOSTILE,)), 6)
]

__all__ = ["CONCEPTS", "HOSTILE", "KNOWN", "PAPERS", "WILD"]
