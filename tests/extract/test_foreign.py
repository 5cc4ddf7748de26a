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
