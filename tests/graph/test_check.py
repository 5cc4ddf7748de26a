"""Check finds everything that is broken, and repair makes it again from the records."""

import pytest

from kg.graph import library, overviews
from tests.graph.papers import CONCEPTS, paper

BREAKS = {
    "offsets": "MATCH (m:Mention {text: 'V4'}) SET m.start = m.start + 1",
    "references": "MATCH (m:Mention {text: 'fMRI'})-[r:REFERS_TO]->() DELETE r",
    "derived": "MATCH (:Paper)-[r:MENTIONS]->(:Concept {id: 'neurokg:v4'}) DELETE r",
    "runs": "MATCH (m:Mention {text: 'macaques'})-[r:EXTRACTED_IN]->() DELETE r",
    "orphan-mentions": "MATCH (m:Mention {text: 'V4'})<-[r:HAS_MENTION]-() DELETE r",
    "orphan-authors": "MATCH (a:Author {name: 'Bo Ek'})-[r:AUTHORED]->() DELETE r",
    "orphan-topics": "CREATE (:Topic {id: 'arxiv.category:x', label: 'x'})",
    "orphan-institutions": "CREATE (:Institution {id: 'institution:x', name: 'x'})",
    "orphan-concepts": "CREATE (:Concept:Method {id: 'neurokg:x', label: 'x'})",
    "orphan-identifiers": "CREATE (:Identifier {id: 'doi:10.1/x'})",
    "orphan-runs": "CREATE (:Run {id: 'run:x'})",
    "papers": "CREATE (:Paper {id: 'pmid:1', title: 'x'})",
    "records": "MATCH (:Record)-[r:RECORD_OF]->(:Paper {id: 'arxiv:2501.00002'}) DELETE r",
    "paper": "MATCH (p:Paper {id: 'arxiv:2501.00001'}) SET p.title = 'Another'",
    "apart": "MATCH (r:Record {id: 'pubmed/pmid:7'})-[o:RECORD_OF]->() DELETE o "
    "CREATE (r)-[:RECORD_OF]->(:Paper {id: 'pmid:7'})",
    "constraint": "DROP CONSTRAINT run_id",
    "overviews": "MATCH (v:Overview {id: 'neurokg:v4'}) SET v.papers = 7",
}


def run(store, text):
    with store._driver.session(database=store._database) as session:
        session.run(text).consume()


@pytest.fixture
def sound(store, monkeypatch):
    monkeypatch.setattr(overviews, "LEAST", 1)
    pubmed = paper(2, abstract="").model_copy(
        update={"id": "pmid:7", "source": "pubmed", "ids": ("arxiv:2501.00002",), "version": None}
    )
    both = [paper(2, abstract="NSD."), pubmed]
    store.load([paper(1, authors=("Ann Lee", "Bo Ek")), *both], CONCEPTS)
    assert store.check() == []
    yield store
    run(store, library.text("schema/constraints").split(";")[5])


@pytest.mark.parametrize("problem", BREAKS)
def test_what_is_broken_is_found_and_made_again(sound, problem):
    whole = sound.digest()
    run(sound, BREAKS[problem])
    assert problem in {row["problem"] for row in sound.check()}
    assert sound.repair(CONCEPTS) == []
    assert sound.digest() == whole


def test_a_damaged_record_is_told_since_only_its_source_can_mend_it(sound):
    run(sound, "MATCH (r:Record {id: 'own/arxiv:2501.00002'}) SET r.content = 'x'")
    told = [{"problem": "damaged", "id": "arxiv:2501.00002"}]
    assert sound.check() == told
    assert sound.repair(CONCEPTS) == told
