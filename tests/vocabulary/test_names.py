"""Which names are looked for in text, and for which concept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import resources
from kg.vocabulary import Vocabulary
from kg.vocabulary.compiled import Compiled
from kg.vocabulary.explain import explain
from kg.vocabulary.forms import plural
from kg.vocabulary.rows import Row, write_rows
from kg.vocabulary.taxonomy import Taxonomy, write_taxonomy
from kg.vocabulary.turtle import put_together

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix nkg: <https://w3id.org/neurokg/terms#> .
@prefix neurokg: <https://w3id.org/neurokg/concept/> .
@prefix thes: <http://purl.org/iso25964/skos-thes#> .
"""


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.load()


def made_of(folder, *texts, stop=""):
    """A vocabulary of Turtle texts, one file each, and a stop list."""
    paths = [folder / f"{number}.ttl" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(PREFIXES + text)
    (folder / "stop.txt").write_text(stop)
    return Vocabulary(Compiled(paths, stop=folder / "stop.txt", taxonomy=folder / "none"))


def bearers(vocabulary, surface):
    return {form.curie for form in vocabulary.forms if form.surface == surface}


MOLE = 'neurokg:mole a nkg:Species ; skos:prefLabel "Talpa"@en ; nkg:weakLabel "mole"@en .'


@pytest.mark.parametrize(
    ("later", "weak"),
    [
        ("", {True}),
        ('neurokg:mole skos:altLabel "mole"@en .', {False}),
        ('neurokg:mole nkg:abbreviation "mole" .', {False}),
        ('neurokg:mole skos:hiddenLabel "mole"@en .', set()),
    ],
)
def test_the_later_file_says_how_a_name_counts(tmp_path, later, weak):
    vocabulary = made_of(tmp_path, MOLE, later)
    assert {form.weak for form in vocabulary.forms if form.surface == "mole"} == weak


def test_a_short_form_of_a_later_file_leaves_the_word_of_the_same_letters(tmp_path):
    vocabulary = made_of(tmp_path, MOLE, 'neurokg:mole nkg:weakAbbreviation "MOLE" .')
    assert {"mole", "MOLE"} <= {form.surface for form in vocabulary.forms}


def test_a_short_word_for_an_animal_is_a_word_in_any_case(tmp_path):
    rows = 'neurokg:{0} a nkg:{1} ; skos:prefLabel "Zo{0}"@en ; skos:altLabel "{0}"@en ; '
    rows += 'nkg:abbreviation "{0}" .'
    vocabulary = made_of(tmp_path, rows.format("emu", "Species"), rows.format("ear", "Method"))
    found = {(form.surface, form.kind, form.case) for form in vocabulary.forms}
    assert {("emu", "exact", False), ("emus", "plural", False)} < found
    assert ("emu", "abbreviation", True) not in found
    assert ("ear", "abbreviation", True) in found


def test_common_names_of_species_have_a_plural_and_scientific_ones_have_none(tmp_path):
    bat = 'neurokg:bat a nkg:Species ; skos:prefLabel "Zorbo egyptius"@en ; '
    bat += 'skos:altLabel "Zorbian fruit bat"@en .'
    many = [form.surface for form in made_of(tmp_path, bat).forms if form.kind == "plural"]
    assert many == ["Zorbian fruit bats"]


def test_a_name_is_no_plural_of_another_of_its_concept(tmp_path):
    zorb = (
        'neurokg:zorb a nkg:BrainRegion ; skos:prefLabel "zorbu"@en ; skos:altLabel "zorbus"@en .'
    )
    vocabulary = made_of(tmp_path, zorb)
    assert [f.kind for f in vocabulary.forms if f.surface in ("zorbu", "zorbus")] == ["exact"] * 2


TWO = """
neurokg:one a nkg:BrainRegion ; skos:prefLabel "{one}"@en ; {one_more} .
neurokg:two a nkg:BrainRegion ; skos:prefLabel "{two}"@en ; {two_more} .
"""


@pytest.mark.parametrize(
    ("one", "one_more", "two", "two_more", "found"),
    [
        # strong before weak
        ("b", 'skos:altLabel "zorb"@en', "c", 'nkg:weakLabel "zorb"@en', {"neurokg:one"}),
        # label before synonym, whatever hyphens
        ("zor-b", 'skos:altLabel "x"@en', "c", 'skos:altLabel "zor b"@en', {"neurokg:one"}),
        # the whole before its part
        (
            "b",
            'skos:altLabel "zorb"@en',
            "c",
            'skos:altLabel "zorb"@en ; thes:broaderPartitive neurokg:one',
            {"neurokg:one"},
        ),
        # nothing speaks for either
        (
            "b",
            'skos:altLabel "zorb"@en',
            "c",
            'skos:altLabel "zorb"@en',
            {"neurokg:one", "neurokg:two"},
        ),
    ],
)
def test_a_shared_name_stays_with_who_has_the_better_right(
    tmp_path, one, one_more, two, two_more, found
):
    text = TWO.format(one=one, one_more=one_more, two=two, two_more=two_more)
    vocabulary = made_of(tmp_path, text)
    names = (
        bearers(vocabulary, "zorb") | bearers(vocabulary, "zor-b") | bearers(vocabulary, "zor b")
    )
    assert names == found


def test_a_name_of_the_stop_list_is_for_lookup_only(tmp_path):
    text = 'neurokg:stage a nkg:BrainRegion ; skos:prefLabel "stage"@en .'
    vocabulary = made_of(tmp_path, text, stop="# too common\nStage\n")
    assert bearers(vocabulary, "stage") == set()
    assert vocabulary.search("stage")[0].concept.curie == "neurokg:stage"
    assert explain(vocabulary, "stage")[0].rule == "never: in the stop list"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("fluorine-19 MRI", "sodium MRI"),
        ("layer normalization", "batch normalization"),
        ("mouse tracking", "keystroke dynamics"),
        ("SNNAP", "GENESIS simulator"),
        ("prefix tuning", "low-rank adaptation"),
        ("lidocaine injections", "tetrodotoxin inactivation"),
        ("doubly labelled water", "Seahorse assay"),
        ("loss-of-function study", "gene overexpression"),
        ("MP2RAGE", "MPRAGE"),
        ("PubMed", "PubMed Central"),
    ],
)
def test_a_sibling_is_no_synonym(vocabulary, name, other):
    one, two = (vocabulary.search(n, limit=1)[0].concept for n in (name, other))
    assert one.curie != two.curie
    assert one.curie not in vocabulary.ancestors(two.curie)
    assert two.curie not in vocabulary.ancestors(one.curie)


@pytest.mark.parametrize(
    ("surface", "curie"),
    [
        ("mouse", "NCBITaxon:10090"),
        ("mice", "NCBITaxon:10090"),
        ("human", "NCBITaxon:9606"),
        ("guinea pigs", "NCBITaxon:10141"),
        ("Drosophila", "NCBITaxon:7215"),
        ("basal ganglia", "UBERON:0002420"),
        ("nucleus basalis of Meynert", "UBERON:0010010"),
        ("hippocampal", "UBERON:0002421"),
    ],
)
def test_common_names_mean_one_concept_without_further_support(vocabulary, surface, curie):
    strong = {f.curie for f in vocabulary.forms if f.surface == surface and not f.weak}
    assert strong == {curie}


def test_explain_tells_who_has_the_better_right(vocabulary):
    rules = {meaning.curie: meaning.rule for meaning in explain(vocabulary, "mice")}
    assert rules["NCBITaxon:10088"] == "never: the name is rather that of 'Mus musculus'"


def test_atlas_regions_stand_under_uberon(vocabulary):
    (hit,) = vocabulary.search("area hOc3d", limit=1)
    assert "UBERON:0000955" in vocabulary.ancestors(hit.concept.curie)


@pytest.mark.parametrize("name", ["neocortex", "lateral subnucleus"])
def test_compounds_have_the_plural_of_their_last_part(name):
    assert plural(name).endswith(("cortices", "nuclei"))


def test_an_animal_beyond_the_listed_ones_is_found_by_its_name_and_its_id(vocabulary):
    taxon = vocabulary.taxon("Bythotrephes longimanus")
    assert taxon.type == "Species"
    assert taxon.curie not in set(vocabulary.concepts)
    assert vocabulary.get(taxon.curie) == vocabulary.concepts[taxon.curie] == taxon
    assert "NCBITaxon:6656" in vocabulary.ancestors(taxon.curie)  # arthropods
    assert vocabulary.taxon("bythotrephes longimanus") is None
    assert vocabulary.get("NCBITaxon:99999999999") is None


def test_a_listed_animal_is_a_taxon_too(vocabulary):
    assert vocabulary.taxon("Danio rerio").curie == "NCBITaxon:7955"


BINOMIALS = st.from_regex(r"[A-Z][a-z]{1,6}( [a-z]{3,6}us)?", fullmatch=True)


@settings(max_examples=40)
@given(st.lists(BINOMIALS, min_size=1, max_size=30, unique=True), BINOMIALS)
def test_a_taxonomy_finds_what_was_written_and_nothing_else(tmp_path_factory, names, other):
    terms = {
        f"NCBITaxon:{number}": {"label": name, "deprecated": False, "ancestors": {"NCBITaxon:1": 2}}
        for number, name in enumerate(names, start=2)
    }
    path = tmp_path_factory.mktemp("taxonomy") / "taxonomy.tsv.zst"
    assert write_taxonomy(path, terms, known=["NCBITaxon:1"]) == len(names)
    taxonomy = Taxonomy(path)
    for curie, term in terms.items():
        assert taxonomy.find(term["label"]) == taxonomy.get(curie)
        assert taxonomy.get(curie).label == term["label"]
    assert (taxonomy.find(other) is not None) == (other in names)


NAMES = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1))


@settings(max_examples=60)
@given(NAMES, NAMES)
def test_rows_come_back_from_turtle_as_they_were(tmp_path_factory, synonyms, weak):
    row = Row("UBERON:0000001", "BrainRegion", "x", synonyms=synonyms, weak=weak)
    row.part_of = ["openminds:parcellationEntity/A_b-c.d", "neurokg:e"]
    path = tmp_path_factory.mktemp("rows") / "rows.ttl"
    assert write_rows(path, [row], "nothing") == 1
    entry = put_together([path])[row.curie]
    assert set(entry.synonyms) == set(synonyms)
    assert set(entry.weak_labels) == set(weak)
    assert entry.part_of == row.part_of


def test_every_generated_file_says_so():
    for name in ("brain-regions", "cell-types", "species", "parcellations"):
        with open(resources.ontology_dir() / f"{name}.ttl", encoding="utf-8") as file:
            assert file.readline().startswith("# Generated by `kg vocab build`")
