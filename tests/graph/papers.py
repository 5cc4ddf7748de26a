"""Small annotated papers for the tests of the graph."""

from datetime import datetime, timezone

from kg.model import AnnotatedPaper, Author, Concept, Mention, Run

RUN = Run(id="run:0123456789ab", software="neurokg 0.1.0", vocabulary="v", model="dictionary")

CONCEPTS = {
    concept.curie: concept
    for concept in (
        Concept(curie="UBERON:0000955", type="BrainRegion", label="brain"),
        Concept(
            curie="UBERON:0000411",
            type="BrainRegion",
            label="visual cortex",
            part_of=("UBERON:0000955",),
        ),
        Concept(
            curie="neurokg:v4",
            type="BrainRegion",
            label="visual area V4",
            synonyms=("area V4",),
            abbreviations=("V4",),
            part_of=("UBERON:0000411",),
        ),
        Concept(curie="neurokg:fmri", type="Method", label="fMRI"),
        Concept(curie="NCBITaxon:9539", type="Species", label="Macaca"),
        Concept(curie="neurokg:nsd", type="Dataset", label="Natural Scenes Dataset"),
        Concept(curie="CL:0000598", type="CellType", label="pyramidal neuron"),
    )
}
SURFACES = {
    "V4": "neurokg:v4",
    "visual cortex": "UBERON:0000411",
    "fMRI": "neurokg:fmri",
    "macaques": "NCBITaxon:9539",
    "NSD": "neurokg:nsd",
    "pyramidal neurons": "CL:0000598",
}


def paper(number=1, *, version=1, abstract="We used fMRI in V4 of macaques.", authors=("Ann Lee",),
          title="A paper", year=2025, **more):  # fmt: skip
    """A paper whose abstract's known surfaces are its mentions."""
    return AnnotatedPaper(
        id=f"arxiv:2501.{number:05d}",
        version=version,
        title=title,
        abstract=abstract,
        authors=tuple(Author(name=name) for name in authors),
        categories=("q-bio.NC", "cs.LG"),
        primary_category="q-bio.NC",
        published=datetime(year, 1, number % 28 + 1, tzinfo=timezone.utc),
        run=RUN,
        mentions=tuple(sorted(mentions(abstract), key=lambda mention: mention.start)),
        **more,
    )


def mentions(abstract):
    for surface, curie in SURFACES.items():
        start = abstract.find(surface)
        if start >= 0:
            concept = CONCEPTS[curie]
            yield Mention(
                field="abstract",
                start=start,
                end=start + len(surface),
                text=surface,
                type=concept.type,
                status="linked",
                curie=curie,
                label=concept.label,
                match="exact",
                confidence=0.9,
                sentence=sentence(abstract, start),
            )


def sentence(text, position):
    start = text.rfind(". ", 0, position)
    end = text.find(". ", position)
    return (0 if start < 0 else start + 2, len(text) if end < 0 else end + 1)


ENDLESS = (
    "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c "
    "RETURN max(a * b * c)"
)
