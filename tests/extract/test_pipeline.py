"""The pipeline as a spaCy pipeline, the run, and several processes."""

import multiprocessing
import os
import signal
import subprocess
import sys

import pytest
import spacy
from spacy.tokens import DocBin

from kg.errors import ModelError, UsageError
from kg.extract import Extractor
from kg.extract.parallel import annotate, annotate_chunk
from kg.model import Paper, Reject


def paper(number: int, text: str = "Neurons in V4 of the macaque.") -> Paper:
    return Paper(id=f"t:{number}", title=text, abstract="The hippocampus of mice.")


@pytest.fixture(scope="module")
def records() -> list[Paper | Reject]:
    return [
        Reject(file="f", reason=str(n)) if n % 50 == 7 else paper(n, f"V4 in {n} mice")
        for n in range(320)
    ]


def test_a_saved_pipeline_does_the_same(extractor, vocabulary, tmp_path):
    extractor.nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    loaded.get_pipe("kg_dictionary").use(vocabulary)
    text = "The dorsal and ventral striatum (e.g. V4) of mice. MT (methyltransferase)."
    expected = [(e.text, e.label_, e.kb_id_) for e in extractor.nlp(text).ents]
    assert ("ventral striatum", "BrainRegion", "t:vstr") in expected
    assert [(e.text, e.label_, e.kb_id_) for e in loaded(text).ents] == expected


def test_a_stored_document_has_all_that_was_found_in_it(extractor):
    text = "The orbitofrontal cortex (OFC) and V4 of mice."
    doc = extractor.nlp(text)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [again] = DocBin().from_bytes(stored).get_docs(extractor.nlp.vocab)
    assert [(e.text, e.kb_id_) for e in again.ents] == [(e.text, e.kb_id_) for e in doc.ents]
    assert len(doc.ents) == 4
    assert list(again.user_data["chosen"]) == doc.user_data["chosen"]
    assert list(again.user_data["definitions"]) == doc.user_data["definitions"]


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="spaCy forks here only")
def test_spacy_may_run_the_pipeline_in_several_processes(extractor):
    texts = [f"V4 in {n} mice" for n in range(20)]
    docs = extractor.nlp.pipe(texts, n_process=2, batch_size=5)
    assert [[e.text for e in doc.ents] for doc in docs] == [["V4", "mice"]] * 20


def test_the_tokenizer_keeps_the_text(extractor):
    for text in ("", " a  b\n", "CA1–CA3 (p<0.05)_x", "\t"):
        assert extractor.nlp(text).text == text


def test_a_run_depends_on_versions_only(extractor, vocabulary):
    again = Extractor(vocabulary, model="dictionary")
    assert extractor.run == again.run
    assert extractor.run.vocabulary == "test"
    assert extractor.run.model == "dictionary"


def test_a_missing_model_is_said_so(vocabulary, tmp_path):
    with pytest.raises(ModelError, match="kg train"):
        Extractor(vocabulary, model=tmp_path)


def test_annotating_keeps_the_paper(extractor):
    before = paper(1)
    [after] = extractor.annotate([before])
    assert Paper(**{name: getattr(after, name) for name in Paper.model_fields}) == before
    assert {m.text for m in after.mentions} == {"V4", "hippocampus", "mice"}


def test_annotations_of_several_texts_may_be_interleaved(extractor):
    stream = extractor.annotate([paper(n) for n in range(300)])
    first = next(stream)
    assert extractor.mentions("V4")
    assert [first.id, *(p.id for p in stream)] == [f"t:{n}" for n in range(300)]


class Fragile(Extractor):
    """Fails on one paper, as a bug would."""

    def annotate(self, papers):
        for annotated in super().annotate(papers):
            if annotated.id == "t:3":
                raise RuntimeError("boom")
            yield annotated


def test_a_record_that_fails_becomes_a_reject(vocabulary):
    extractor = Fragile(vocabulary, model="dictionary")
    results = annotate_chunk(extractor, [paper(n) for n in range(6)])
    assert [type(r).__name__ for r in results] == ["AnnotatedPaper"] * 3 + ["Reject"] + [
        "AnnotatedPaper"
    ] * 2
    assert results[3].record == "t:3"
    assert "boom" in results[3].reason


def test_the_number_of_workers_must_be_positive():
    with pytest.raises(UsageError):
        list(annotate([], workers=0))


def test_a_missing_model_is_told_before_any_process_starts():
    with pytest.raises(ModelError, match="nonsense"):
        list(annotate([paper(1)], workers=2, model="nonsense"))


@pytest.mark.slow
def test_a_script_without_a_guard_is_told_so_and_does_not_hang(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from kg.extract.parallel import annotate\n"
        "from kg.model import Paper\n"
        "list(annotate([Paper(id='t:1', title='V4')], workers=2, model='dictionary'))\n"
    )
    ran = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == 1
    assert "__main__" in ran.stderr.splitlines()[-1]


@pytest.mark.slow
def test_several_processes_give_what_one_gives_in_order(records):
    alone = list(annotate(records, workers=1, model="dictionary"))
    assert list(annotate(iter(records), workers=2, model="dictionary")) == alone
    assert [r.reason for r in alone if isinstance(r, Reject)] == [
        str(n) for n in range(320) if n % 50 == 7
    ]


@pytest.mark.slow
def test_input_is_read_only_a_little_ahead():
    taken = 0

    def source():
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield paper(number)

    stream = annotate(source(), workers=2, model="dictionary")
    next(stream)
    stream.close()
    assert taken < 2_000
    assert not multiprocessing.active_children()


@pytest.mark.slow
def test_a_killed_process_loses_nothing(records):
    stream = annotate(records * 3, workers=2, model="dictionary")
    results = [next(stream)]
    os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    results += stream
    ids = [r.reason if isinstance(r, Reject) else r.id for r in results]
    assert ids == [r.reason if isinstance(r, Reject) else r.id for r in records * 3]
