"""Parts of a graph: by kind, type and date, and in files of a given size."""

import pytest

from kg.rdf import PARTS, Selection, export, triples
from tests.graph.papers import paper
from tests.rdf.papers import KNOWN, PEOPLE, RECORDS
from tests.rdf.rows import PlainRows

MIXED = "fMRI of V4, in macaques; the NSD and pyramidal neurons."
OLD, NEW = paper(1, year=2020), paper(2, year=2026, abstract=MIXED, authors=("Bo Ek",))
CHANGED = paper(3, year=2020, authors=("Cy Ng",)).model_copy(update={"updated": NEW.published})


@pytest.fixture(scope="module")
def rows():
    return PlainRows(RECORDS, KNOWN, **PEOPLE)


def written(store, path, **selection):
    export(store, path, selection=Selection(**selection))
    return path.read_text().splitlines()


def subjects(lines, folder):
    found = {line.partition(" ")[0].strip("<>").partition(f"/{folder}/")[2] for line in lines}
    return found - {""}


def test_the_parts_together_are_the_whole_and_share_nothing(rows):
    whole = list(triples(rows))
    parts = [set(triples(rows, selection=Selection(part=part))) for part in PARTS]
    assert set.union(*parts) == set(whole)
    assert sum(map(len, parts)) == len(whole)
    assert all(parts)


def test_chunks_together_are_the_whole_and_a_paper_keeps_its_mentions(rows, tmp_path):
    export(rows, tmp_path / "whole.nt")
    report = export(rows, tmp_path / "graph.nt", chunk=60)
    texts = [path.read_text() for path in report.files]
    assert [path.name for path in report.files[:2]] == ["graph-1.nt", "graph-2.nt"]
    assert "".join(texts) == (tmp_path / "whole.nt").read_text()
    for text in texts:
        lines = text.splitlines()
        papers = {line.split()[2] for line in lines if "ns/oa#hasSource>" in line}
        assert papers <= {line.split()[0] for line in lines if "/ScholarlyArticle>" in line}


def test_one_type_leaves_out_concepts_and_mentions_of_others(both_stores, tmp_path):
    found = []
    for store in both_stores:
        store.load([OLD, NEW], KNOWN)
        found.append(written(store, tmp_path / "graph.nt", type="Method"))
    assert found[0] == found[1]
    assert subjects(found[0], "concept") == {"fmri"}
    assert not any("terms#BrainRegion" in line for line in found[0])
    mentioned = {line.split()[2] for line in found[0] if "schema.org/mentions>" in line}
    assert mentioned == {"<https://w3id.org/neurokg/concept/fmri>"}
    quoted = {line.split('"')[1] for line in found[0] if "ns/oa#exact>" in line}
    assert quoted == {"fMRI"}


def test_since_a_day_only_papers_issued_or_changed_then_with_their_people(both_stores, tmp_path):
    found = []
    for store in both_stores:
        store.load([OLD, NEW, CHANGED], KNOWN)
        found.append(written(store, tmp_path / "graph.nt", since="2026-01-01"))
    assert found[0] == found[1]
    assert subjects(found[0], "work") == {"arxiv:2501.00002", "arxiv:2501.00003"}
    assert subjects(found[0], "author") == {"arxiv-2501.00002-1", "arxiv-2501.00003-1"}
    assert "arxiv:2501.00001" not in {id.partition("/")[0] for id in subjects(found[0], "mention")}
    assert "v4" in subjects(found[0], "concept")
