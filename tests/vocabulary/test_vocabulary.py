"""The vocabulary: read, compiled, searched, proved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import config
from kg.errors import VocabularyError
from kg.vocabulary import Vocabulary
from kg.vocabulary.check import problems
from kg.vocabulary.compiled import Compiled
from kg.vocabulary.explain import explain
from kg.vocabulary.forms import plural
from kg.vocabulary.unread import unread
from kg.vocabulary.vocabulary import files

OWN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix nkg: <https://w3id.org/neurokg/terms#> .
@prefix neurokg: <https://w3id.org/neurokg/concept/> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix thes: <http://purl.org/iso25964/skos-thes#> .
neurokg:zorbium a nkg:BrainRegion ; skos:prefLabel "zorbium nucleus"@en ;
    skos:altLabel "nucleus zorbii"@en ; nkg:abbreviation "ZbN" ; nkg:weakAbbreviation "ZN" ;
    nkg:adjective "zorbial"@en ; thes:broaderPartitive obo:UBERON_0000955 .
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.ttl"
    path.write_text(OWN)
    return path


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.load()


def alone(path):
    """A vocabulary of one file and nothing else."""
    missing = path.with_name("missing")
    return Vocabulary(Compiled([path], stop=missing, taxonomy=missing))


def test_an_own_file_adds_concepts_with_all_their_forms(own):
    vocabulary = Vocabulary.load([own])
    forms = {f.surface: f for f in vocabulary.forms if f.curie == "neurokg:zorbium"}
    assert set(forms) == {
        "zorbium nucleus", "zorbium nuclei", "nucleus zorbii", "ZbN", "ZN", "zorbial",
    } | {name for name in forms if name.startswith(("ZbNs", "ZNs"))}  # fmt: skip
    assert forms["zorbium nuclei"].kind == "plural"
    assert (forms["ZbN"].case, forms["ZbN"].weak) == (True, False)
    assert (forms["ZN"].case, forms["ZN"].weak) == (True, True)
    assert vocabulary.ancestors("neurokg:zorbium")[0] == "UBERON:0000955"
    assert vocabulary.version != Vocabulary.load().version


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("this is no turtle", "not Turtle"),
        (OWN.replace(' ; skos:prefLabel "zorbium nucleus"@en', ""), "prefLabel"),
        (OWN.replace("a nkg:BrainRegion ; ", ""), "type"),
    ],
)
def test_a_malformed_file_is_told_with_its_place(tmp_path, text, said):
    path = tmp_path / "own.ttl"
    path.write_text(text)
    with pytest.raises(VocabularyError, match=said):
        assert alone(path).concepts


def test_a_damaged_cache_is_made_again(own):
    first = alone(own)
    wanted = len(first.forms)
    for cache in config.cache_home().glob(f"vocabulary-{first.version}-*"):
        cache.write_bytes(b"damaged")
    assert len(alone(own).forms) == wanted


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(own, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KG_CACHE_HOME", str(tmp_path / "file" / "cache"))
    assert alone(own).get("neurokg:zorbium").label == "zorbium nucleus"


@pytest.mark.parametrize(
    ("text", "curie"),
    [
        ("V4", "neurokg:v4"),
        ("hippocampus", "UBERON:0002421"),
        ("HIPPOCAMPUS", "UBERON:0002421"),
        ("hipocampus", "UBERON:0002421"),
        ("UBERON:0002421", "UBERON:0002421"),
        ("uberon_0002421", "UBERON:0002421"),
        ("http://purl.obolibrary.org/obo/UBERON_0002421", "UBERON:0002421"),
        ("https://w3id.org/neurokg/concept/v4", "neurokg:v4"),
        ("bythotrephes longimanus", "NCBITaxon:77748"),
        ("zebrafish", "NCBITaxon:7955"),
        ("Danio rerio", "NCBITaxon:7955"),
    ],
)
def test_a_concept_is_found_by_any_of_its_names(vocabulary, text, curie):
    assert vocabulary.search(text)[0].concept.curie == curie


def test_search_takes_a_type_and_knows_nothing_of_nonsense(vocabulary):
    assert all(hit.concept.type == "Method" for hit in vocabulary.search("fMRI", "Method"))
    assert vocabulary.search("qqqqxxxq") == []
    assert vocabulary.search("") == []
    assert vocabulary.suggest("optogentics")[0] == "optogenetics"


def test_the_vocabulary_that_ships_is_sound(vocabulary):
    assert problems(vocabulary) == []


def test_check_finds_cycles_dangling_parents_and_common_words(tmp_path):
    path = tmp_path / "bad.ttl"
    path.write_text(
        OWN.replace("obo:UBERON_0000955", "neurokg:other, neurokg:nowhere")
        + 'neurokg:other a nkg:BrainRegion ; skos:prefLabel "recording"@en ;'
        + " thes:broaderPartitive neurokg:zorbium ."
    )
    kinds = {problem.kind for problem in problems(alone(path))}
    assert {"cycle", "dangling parent", "common word"} <= kinds


@pytest.mark.parametrize("word", ["results", "patients", "significant", "which"])
@pytest.mark.parametrize(
    ("said", "found"),
    [("skos:altLabel", True), ("nkg:weakLabel", False), ("skos:hiddenLabel", False)],
)
def test_a_word_of_every_abstract_names_no_concept_by_itself(tmp_path, word, said, found):
    path = tmp_path / "common.ttl"
    path.write_text(f'{OWN} neurokg:zorbium {said} "{word}"@en .')
    kinds = {problem.kind for problem in problems(alone(path))}
    assert ("common word" in kinds) is found


@pytest.mark.parametrize(
    ("before", "after", "kind", "about", "said"),
    [
        ("neurokg:zorbium a", "<https://example.org/zorbium> a", "concept left out",
         "https://example.org/zorbium", "base"),
        ("neurokg:zorbium a", "[] a", "concept left out", "[]", "base"),
        ("obo:UBERON_0000955", "<https://example.org/brain>", "link left out",
         "neurokg:zorbium", "https://example.org/brain"),
        ("obo:UBERON_0000955", '"brain"', "link left out", "neurokg:zorbium", "brain"),
        ('"zorbium nucleus"@en', '"Zirbel"@de', "other language", "neurokg:zorbium", "@de"),
        ('"zorbial"@en', '"zorbique"@fr-CA', "other language", "neurokg:zorbium", "@fr-ca"),
    ],
)  # fmt: skip
def test_what_the_reader_leaves_out_or_would_take_for_english_is_told(
    tmp_path, before, after, kind, about, said
):
    path = tmp_path / "own.ttl"
    path.write_text(OWN.replace(before, after))
    (problem,) = unread([path])
    assert problem.kind == kind
    assert problem.curie == about
    assert said in problem.detail.lower()
    assert "own.ttl" in problem.detail


def test_latin_names_british_ones_and_notes_are_nothing_to_tell(tmp_path):
    path = tmp_path / "own.ttl"
    path.write_text(
        OWN.replace('"nucleus zorbii"@en', '"nucleus zorbii"@la, "grey zorbium"@en-GB')
        + 'neurokg:zorbium skos:scopeNote "Zirbel"@de . <https://example.org/a> a skos:Concept .'
    )
    assert unread([path]) == []
    assert unread(files()) == []


def test_explain_says_which_rule_holds(own):
    (meaning,) = explain(alone(own), "ZN")
    assert "in this case only" in meaning.rule
    assert "recogniser" in meaning.rule


def test_no_form_is_an_ordinary_word(vocabulary):
    surfaces = {form.surface for form in vocabulary.forms if not (form.case or form.weak)}
    lowered = {surface.lower() for surface in surfaces}
    assert not lowered & {
        "all",
        "if",
        "role",
        "scale",
        "stage",
        "set",
        "mean",
        "rest",
        "may",
        "fan",
    }


@given(st.text(st.characters(categories=["Ll", "Lu", "Nd", "Zs", "Pd"]), min_size=1))
def test_a_plural_is_another_string_or_none(name):
    many = plural(name)
    assert many is None or many != name
