"""Other people's models stand in for the recogniser, by folder or by name."""

import importlib.util
import sys

import pytest
import spacy

from kg.errors import ModelError
from kg.extract import Extractor

TEXT = "🧠 In axolotls, gizmo cells of the BRCA1 mutant (a gizmo cell) answer in area V4."
PATTERNS = [
    {"label": "TAXON", "pattern": [{"LOWER": "axolotls"}]},
    {"label": "CL", "pattern": [{"LOWER": "gizmo"}, {"LOWER": {"IN": ["cell", "cells"]}}]},
    {"label": "GGP", "pattern": "BRCA1"},
]


def pipeline(patterns):
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(patterns)
    return nlp


def found(model):
    return [
        (m.text, m.type, m.status)
        for m in Extractor(model=model).mentions(TEXT)
        if TEXT[m.start : m.end] == m.text
    ]


WANTED = [
    ("axolotls", "Species", "linked"),
    ("gizmo cells", "CellType", "nil"),
    ("gizmo cell", "CellType", "nil"),
    ("V4", "BrainRegion", "linked"),
]


def test_a_spacy_pipeline_in_a_folder(tmp_path):
    pipeline(PATTERNS).to_disk(tmp_path / "own")
    assert found(tmp_path / "own") == WANTED


def test_an_installed_spacy_model_by_its_name(tmp_path, monkeypatch):
    package = tmp_path / "en_gizmo"
    package.mkdir()
    pipeline(PATTERNS).to_disk(package / "en_gizmo-1.0.0")
    meta = (package / "en_gizmo-1.0.0" / "meta.json").read_text(encoding="utf-8")
    meta = meta.replace('"name":"pipeline"', '"name":"gizmo"').replace('"0.0.0"', '"1.0.0"')
    (package / "meta.json").write_text(meta, encoding="utf-8")
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n",
        encoding="utf-8",
    )
    described = tmp_path / "en_gizmo-1.0.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Name: en_gizmo\nVersion: 1.0.0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert found("en_gizmo") == WANTED
    assert Extractor(model="en_gizmo").run.model == "en_gizmo 1.0.0"
    sys.modules.pop("en_gizmo", None)


def test_a_model_that_finds_nothing_of_ours_is_refused_with_its_labels(tmp_path):
    pipeline([{"label": "ORG", "pattern": "NASA"}]).to_disk(tmp_path / "own")
    with pytest.raises(ModelError, match="its labels: ORG"):
        Extractor(model=tmp_path / "own")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("en_ner_nowhere_md", "pip install https://.*/en_ner_nowhere_md-"),
        ("en_core_web_nowhere", "python -m spacy download en_core_web_nowhere"),
        ("nonsense", "kg train"),
        ("no such folder/x", "kg train"),
    ],
)
def test_a_missing_model_says_how_to_get_it(name, said):
    with pytest.raises(ModelError, match=said):
        Extractor(model=name)


@pytest.mark.skipif(
    importlib.util.find_spec("transformers") is not None, reason="transformers is installed"
)
def test_a_hugging_face_model_without_its_packages_says_what_to_install():
    with pytest.raises(ModelError, match=r"neurokg\[hf\]"):
        Extractor(model="hf:nobody/nothing")


@pytest.fixture(scope="module")
def token_classifier(tmp_path_factory):
    """A folder of a small BERT that has learnt three sentences; needs `pip install neurokg[hf]`."""
    torch = pytest.importorskip("torch", reason="the tests' environment leaves out torch: 5 GB")
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
    from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

    labels = ["O", "B-Taxon", "B-CELL_TYPE", "I-CELL_TYPE", "B-Region", "I-Region"]
    sentences = [
        ("in axolotls gizmo cells answer in area v4 .", [0, 1, 2, 3, 0, 0, 4, 5, 0]),
        ("a gizmo cell of axolotls answers .", [0, 2, 3, 0, 1, 0, 0]),
        ("area v4 of axolotls .", [4, 5, 0, 1, 0]),
    ]
    words = sorted({word for sentence, _ in sentences for word in sentence.split()})
    vocabulary = {word: i for i, word in enumerate(["[PAD]", "[UNK]", *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]")
    torch.manual_seed(1)
    model = BertForTokenClassification(
        BertConfig(
            vocab_size=len(vocabulary),
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=64,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            id2label=dict(enumerate(labels)),
            label2id={label: i for i, label in enumerate(labels)},
        )
    )
    steps = torch.optim.Adam(model.parameters(), 0.01)
    for _ in range(60):
        for sentence, marks in sentences:
            read = fast(sentence, return_tensors="pt")["input_ids"]
            steps.zero_grad()
            model(input_ids=read, labels=torch.tensor([marks])).loss.backward()
            steps.step()
    folder = tmp_path_factory.mktemp("classifier")
    model.save_pretrained(folder)
    fast.save_pretrained(folder)
    return folder


def test_a_hugging_face_classifier_in_a_folder(token_classifier):
    extractor = Extractor(model=f"hf:{token_classifier}")
    text = "In axolotls, gizmo cells answer in area V4."
    found = [(m.text, m.type, m.status) for m in extractor.mentions(text)]
    assert found == [
        ("axolotls", "Species", "linked"),
        ("gizmo cells", "CellType", "nil"),
        ("V4", "BrainRegion", "linked"),
    ]


def test_a_text_longer_than_the_classifier_takes_is_read_in_windows(token_classifier):
    text = "A gizmo cell of axolotls answers. " * 50
    mentions = Extractor(model=f"hf:{token_classifier}").mentions(text)
    assert [m.start for m in mentions if m.text == "axolotls"] == [16 + 34 * i for i in range(50)]
    assert all(text[m.start : m.end] == m.text for m in mentions)
