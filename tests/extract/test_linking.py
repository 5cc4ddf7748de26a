"""What spans of a recogniser are linked to where the vocabulary does not have them as they are."""

import pytest

from kg.extract.candidates import Recognised
from kg.extract.dictionary import Dictionary
from kg.extract.names import Names
from kg.extract.naming import readings
from kg.extract.tokenizer import split
from kg.extract.trigrams import Trigrams
from kg.vocabulary import Vocabulary
from kg.vocabulary.compiled import Compiled


@pytest.fixture(scope="module")
def dictionary(vocabulary):
    return Dictionary(vocabulary)


@pytest.fixture(scope="module")
def linked(vocabulary, dictionary):
    """Concept and kind of match of a text that a recogniser has found as a whole."""
    names = Names(vocabulary, dictionary.look_up)

    def of(text, type_="BrainRegion"):
        words = split(text)
        found = Recognised(0, len(words), type_, 0.9)
        read = readings(words, dictionary.find(words), found, names)
        return [(reading.curie, reading.kind) for reading in read]

    return of


@pytest.mark.parametrize(
    ("text", "curie"),
    [
        ("nucleus caudate", "t:cn-caudate"),
        ("cortex of the anterior cingulate", "t:acc"),
        ("CA1 field of the hippocampi", "t:ca1"),
        ("hippocampal CA1 field", "t:ca1"),
        ("visual primary cortices", "t:v1"),
        ("region of the caudate nuclei", "t:cn-caudate"),
        ("orbito-frontal cortex", "t:ofc"),
    ],
)
def test_word_order_number_adjectives_and_generic_heads_do_not_count(linked, text, curie):
    assert linked(text) == [(curie, "normalised")]


def test_what_stands_in_brackets_inside_a_name_does_not_count(linked):
    assert linked("retinal (ON) ganglion cell", "CellType") == [("t:rgc", "exact")]


def test_a_cell_that_is_no_neuron_is_not_called_one():
    vocabulary = Vocabulary.load()
    names = Names(vocabulary, Dictionary(vocabulary).look_up)
    assert names.normalised(split("reticular neuron"), "CellType") == ()
    assert names.normalised(split("neuron of Purkinje"), "CellType")


def test_an_adjective_alone_is_not_every_area_of_that_name(linked):
    assert linked("middle") == []


@pytest.mark.parametrize(
    ("text", "type_", "curie"),
    [
        ("left posterior superior caudate nucleus", "BrainRegion", "t:cn-caudate"),
        ("fast two-photon imaging", "Method", "t:2p"),
        ("two-photon imaging analysis", "Method", "t:2p"),
        ("burst-firing pyramidal neurons of the striatum", "CellType", "t:pyramidal"),
        ("transgenic mouse", "Species", "t:mouse"),
        ("C57BL/6 transgenic mice", "Species", "t:b6"),
        ("Foo/J Sprague-Dawley rats", "Species", "t:rat"),
        ("ventral part of the cortex of the anterior cingulate", "BrainRegion", "t:acc"),
    ],
)
def test_a_modified_name_has_the_concept_of_its_head(linked, text, type_, curie):
    assert linked(text, type_) == [(curie, "partial")]


def test_a_name_in_front_of_another_head_is_not_what_the_words_mean(linked):
    assert linked("two-photon imaging chamber", "Method") == []
    assert linked("caudate nucleus of the thing") == []


@pytest.mark.parametrize(
    "text", ["cortical motor tap", "bulbo-striatal pathway", "striatal-quux system"]
)
def test_an_adjective_names_its_region_only_in_front_of_a_part(linked, text):
    assert linked(text) == []
    assert linked("striatal motor areas") == [("t:str", "partial")]


@pytest.mark.parametrize("text", ["orbitofrontalis cortex", "cingulated anterior cortex"])
def test_a_slip_of_spelling_is_a_fuzzy_match(linked, text):
    assert [kind for _, kind in linked(text)] == ["fuzzy"]


@pytest.mark.parametrize(
    "text",
    ["layer 7", "CA2 field", "inferior cingulate cortexx", "V8", "ventral pallial area",
     "hippocampus" * 50, "orbitorostrofrontal cortex"],
)  # fmt: skip
def test_a_near_name_with_another_number_direction_or_word_is_another_thing(linked, text):
    assert "fuzzy" not in [kind for _, kind in linked(text)]


def test_species_are_never_matched_by_spelling(linked):
    assert linked("Drosophila melanogastor", "Species") == []


def test_a_scientific_name_is_looked_up_among_all_animals(linked):
    assert linked("Bombyx mori", "Species") == [("t:moth", "exact")]
    assert linked("Bombyx quux", "Species") == []


def test_a_part_of_the_name_of_a_data_set_is_not_the_data_set(linked):
    assert linked("second β-rhythm fibre atlas", "Dataset") == []


def test_the_nearest_names_come_first_and_an_equal_one_has_cosine_1():
    index = Trigrams(["putamen", "globus pallidus", "pallidum"])
    assert index.nearest("pallidum")[0] == (2, pytest.approx(1))
    assert [i for i, _ in index.nearest("pallidus")] == [1, 2]
    assert index.nearest("") == []
    assert Trigrams([]).nearest("putamen") == []


def test_what_is_kept_between_runs_finds_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("KG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "v.ttl"
    file.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        "@prefix nkg: <https://w3id.org/neurokg/terms#> ."
        "@prefix neurokg: <https://w3id.org/neurokg/concept/> ."
        'neurokg:x a nkg:BrainRegion ; skos:prefLabel "nucleus of the quux"@en .'
    )
    words = split("quux nuclei")
    found = []
    for _ in range(2):
        vocabulary = Vocabulary(Compiled([file], tmp_path / "stop.txt", tmp_path / "taxa"))
        dictionary = Dictionary(vocabulary)
        assert dictionary.find(split("the nucleus of the quux"))
        found.append(Names(vocabulary, dictionary.look_up).normalised(words, "BrainRegion"))
    assert found[0] == found[1] != ()
    assert list((tmp_path / "cache").glob("*index*"))
