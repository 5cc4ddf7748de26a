"""What a recogniser finds: short forms that the document defines, texts in other languages."""

import pytest
import spacy

from kg.extract import Extractor
from kg.extract.models import find_model
from kg.extract.pipeline import build

REGIONS = ["PFC", "xenon nucleus", "posterior fibre capsule", "dorsal putamen core", "DPC", "ACC",
           "posterior canopy cluster", "PCC", "PCCs", "dorsal area STR"]  # fmt: skip


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A pipeline that recognises REGIONS."""
    folder = tmp_path_factory.mktemp("model") / "ruler"
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": "BrainRegion", "pattern": name} for name in REGIONS]
    )
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def read(vocabulary, model):
    """Surface, concept and match of each mention, where REGIONS are recognised."""
    extractor = Extractor(vocabulary, model=model)
    return lambda text: [(m.text, m.curie, m.match) for m in extractor.mentions(text)]


def test_mean_the_long_form_even_if_nothing_is_known_of_it(read):
    assert read("The posterior fibre capsule (PFC) grows. PFC was cut.") == [
        ("posterior fibre capsule", None, "recogniser"),
        ("PFC", None, "recogniser"),
        ("PFC", None, "recogniser"),
    ]


def test_have_the_link_of_the_long_form_and_are_no_surer(read):
    assert read("The dorsal putamen core (DPC) grows. DPC was cut.") == [
        ("dorsal putamen core", "t:put", "partial"),
        ("DPC", "t:put", "partial"),
        ("DPC", "t:put", "partial"),
    ]


def test_in_a_longer_name_are_looked_up_in_full(read):
    assert read("The striatum (STR) and its part, the dorsal area STR.")[1:] == [
        ("STR", "t:str", "abbreviation"),
        ("dorsal area STR", "t:dstr", "abbreviation"),
    ]


def test_that_are_not_sure_enough_hide_no_name_inside_them(vocabulary, model):
    nlp = build(vocabulary, find_model(model), thresholds={"BrainRegion": 1.0})
    assert [str(span) for span in nlp("The dorsal putamen core grows.").ents] == ["dorsal putamen"]


def test_are_no_regions_in_any_number_where_the_long_form_is_none(read):
    assert read("Acoustic chamber codes (ACC) and proton canopy counters (PCCs). PCC, ACC.") == []


def test_without_a_definition_are_what_the_vocabulary_says(read):
    assert read("PFC was cut.") == [("PFC", "t:pfc", "abbreviation")]


def test_do_not_mean_a_name_that_shares_only_a_position(found):
    assert found("The inferior tuberal region (IT) is old. IT neurons.") == {}
    assert found("The inferior temporal region (IT) is old. IT neurons.") == {"IT": "t:it"}


def test_in_other_languages_only_what_the_vocabulary_is_sure_of_counts(read):
    german = "PFC und xenon nucleus sowie ACC "
    assert read(german)[-1] == ("ACC", "t:acc", "abbreviation")
    assert read(german + "liegen nahe beieinander und sind aktiv " * 3) == [
        ("PFC", "t:pfc", "abbreviation")
    ]
