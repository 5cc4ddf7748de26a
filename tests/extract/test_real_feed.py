"""The shipped vocabulary and recogniser on real abstracts, which stand beside the project."""

import pytest

from kg.extract import Extractor
from kg.model import Paper
from kg.sources import read


@pytest.mark.parametrize("model", [None, "dictionary"], ids=["recogniser", "dictionary"])
def test_v4_is_found_in_the_feed(shared, model):
    records = read([shared / "data" / "arxiv_q-bio.NC.atom.xml"])
    papers = [record for record in records if isinstance(record, Paper)]
    annotated = {paper.id: paper for paper in Extractor(model=model).annotate(papers)}
    assert len(annotated) == 15
    mentions = annotated["arxiv:2603.07369"].mentions
    [v4] = [m for m in mentions if m.label == "visual area V4"]
    assert (v4.field, v4.type) == ("abstract", "BrainRegion")
    assert v4.text.endswith("V4")
    for paper in annotated.values():
        fields = dict(paper.fields())
        assert all(fields[m.field][m.start : m.end] == m.text for m in paper.mentions)
