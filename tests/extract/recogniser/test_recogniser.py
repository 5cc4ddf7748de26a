import shutil
import tracemalloc

import numpy as np
import pytest
import spacy

import kg.extract.recogniser.component  # noqa: F401  registers the factory
from kg.errors import ModelError
from kg.extract.recogniser import Recogniser
from kg.extract.tokenizer import split

TEXT = (
    "Grid cells in the medial entorhinal cortex (MEC) of rats were recorded with Neuropixels "
    "probes while tetrodes reached CA1. MEC inputs to CA1 pyramidal cells were silenced."
)


@pytest.fixture(scope="module")
def recogniser():
    return Recogniser.load()


def surfaces(recogniser, text, **options):
    words = split(text)
    [found] = recogniser.predict([words], **options)
    return [(" ".join(words[m.start : m.end]), m.type) for m in found]


def test_the_shipped_model_knows_all_five_types(recogniser):
    assert len(recogniser.labels.types) == 5


def test_the_shipped_model_finds_plain_mentions(recogniser):
    found = surfaces(recogniser, TEXT)
    assert ("medial entorhinal cortex", "BrainRegion") in found
    assert ("rats", "Species") in found
    assert ("Grid cells", "CellType") in found
    assert found.count(("MEC", "BrainRegion")) == 2


def test_scores_are_probabilities_and_mentions_do_not_overlap(recogniser):
    [found] = recogniser.predict([split(TEXT)])
    assert all(0 <= mention.score <= 1 for mention in found)
    ends = [0, *(mention.end for mention in found)]
    assert all(mention.start >= end for mention, end in zip(found, ends, strict=False))


def test_a_document_is_read_the_same_alone_and_among_others(recogniser):
    texts = [TEXT, "We study mice.", "", "x", TEXT[30:]]
    together = recogniser.predict([split(text) for text in texts])
    for text, found in zip(texts, together, strict=True):
        [alone] = recogniser.predict([split(text)])
        assert [m[:3] for m in alone] == [m[:3] for m in found]
        assert np.allclose([m.score for m in alone], [m.score for m in found], atol=1e-4)


@pytest.mark.parametrize(
    "words", [[], ["x" * 100_000], ["🧠", "\u0301", "脑"], ["."] * 3000, ["\n", "  ", "V4"]]
)
def test_strange_words_do_no_harm(recogniser, words):
    [found] = recogniser.predict([words])
    assert all(0 <= m.start < m.end <= len(words) for m in found)


def test_no_documents_give_no_results(recogniser):
    assert recogniser.predict([]) == []


def test_a_saved_model_reads_as_it_did(recogniser, tmp_path):
    recogniser.save(tmp_path / "copy")
    copy = Recogniser.load(tmp_path / "copy")
    assert copy.predict([split(TEXT)]) == recogniser.predict([split(TEXT)])


def test_the_component_is_saved_with_its_pipeline(recogniser, tmp_path):
    other = tmp_path / "other"
    recogniser.save(other)
    nlp = spacy.blank("en")
    component = nlp.add_pipe("kg_recogniser", config={"model": str(other)})
    component.recogniser.weights.bias[0] += 100  # for words outside mentions
    before = [(e.text, e.label_) for e in nlp(TEXT).ents]
    nlp.to_disk(tmp_path / "pipeline")
    shutil.rmtree(other)
    after = [(e.text, e.label_) for e in spacy.load(tmp_path / "pipeline")(TEXT).ents]
    assert before == after == []
    assert surfaces(recogniser, TEXT)


def test_a_model_of_types_that_are_not_ours_says_so(recogniser, tmp_path):
    recogniser.save(tmp_path)
    header = tmp_path / "model.json"
    header.write_text(header.read_text().replace('"Species"', '"Anatomy"'))
    with pytest.raises(ModelError, match="Anatomy"):
        Recogniser.load(tmp_path)


@pytest.mark.slow
def test_memory_and_time_do_not_grow_with_one_text_without_full_stops(recogniser):
    documents = [split(TEXT)] * 100 + [split("V1 and rats, " * 20_000), ["("] * 4000 + ["V1"]]
    tracemalloc.start()
    try:
        found = recogniser.predict(documents)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    [alone] = recogniser.predict([split(TEXT)])
    assert [mention[:3] for mention in found[0]] == [mention[:3] for mention in alone]
    assert len(found[100]) >= 20_000
    assert peak < 500e6


def test_what_has_no_letters_or_no_end_is_no_mention(recogniser):
    words = ["("] * 500 + ["V1"] + [")"] * 500
    [found] = recogniser.predict([words])
    assert all(m.end - m.start <= 50 for m in found)


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError, match="nowhere"):
        Recogniser.load(tmp_path / "nowhere")


@pytest.mark.parametrize("file", ["model.json", "weights.npz", "clusters.npz"])
def test_a_damaged_model_is_an_error_that_names_it(recogniser, tmp_path, file):
    recogniser.save(tmp_path)
    content = (tmp_path / file).read_bytes()
    (tmp_path / file).write_bytes(content[: len(content) // 2])
    with pytest.raises(ModelError, match=str(tmp_path)):
        Recogniser.load(tmp_path)


def test_a_model_of_another_version_says_so(recogniser, tmp_path):
    recogniser.save(tmp_path)
    header = (tmp_path / "model.json").read_text()
    (tmp_path / "model.json").write_text(header.replace('"format": 1', '"format": 99'))
    with pytest.raises(ModelError, match="format 99"):
        Recogniser.load(tmp_path)
