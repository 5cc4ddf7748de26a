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


def test_the_component_is_saved_with_its_pipeline(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("kg_recogniser")
    before = [(e.text, e.label_) for e in nlp(TEXT).ents]
    nlp.to_disk(tmp_path / "pipeline")
    after = [(e.text, e.label_) for e in spacy.load(tmp_path / "pipeline")(TEXT).ents]
    assert before == after
    assert ("rats", "Species") in after


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
