"""Names of data sets that are found by their form."""

import pytest


@pytest.fixture
def datasets(extractor):
    def of(text):
        return {m.text: m.curie for m in extractor.mentions(text) if m.type == "Dataset"}

    return of


@pytest.mark.parametrize(
    ("text", "surface", "curie"),
    [
        ("Data are in DANDI:000021.", "DANDI:000021", "DANDI:000021"),
        ("Data are in dandiset 000032.", "dandiset 000032", "DANDI:000032"),
        ("from OpenNeuro ds000117 we took", "OpenNeuro ds000117", "openneuro:ds000117"),
        ("from ds000117 we took", "ds000117", "openneuro:ds000117"),
        ("series GSE12345 and others", "GSE12345", "GEO:GSE12345"),
    ],
)
def test_an_accession_number_is_linked_to_its_data_set(datasets, text, surface, curie):
    assert datasets(text) == {surface: curie}


def test_an_accession_says_how_it_was_found(mention):
    found = mention("in DANDI:000021", "DANDI:000021")
    assert (found.status, found.match, found.label) == ("linked", "pattern", "Dandiset 000021")
    assert found.reason == "accession number"


@pytest.mark.parametrize(
    "text", ["ds0001", "GSE", "the 000021 trials", "DANDI: 12 files", "xds000117"]
)
def test_other_numbers_are_no_accessions(datasets, text):
    assert datasets(text) == {}


@pytest.mark.parametrize(
    "name",
    [
        "Quux Valley Study",
        "Quux Study of Ageing and Sleep",
        "Quux Birth Cohort 1936",
        "Quux's Dementia Registry",
        "Health and Quux Study",
        "Quux-Zorg Biobank",
    ],
)
def test_a_name_in_title_case_is_a_data_set_that_is_not_in_the_vocabulary(extractor, name):
    [found] = extractor.mentions(f"We used data of people in the {name} and of others.")
    assert (found.text, found.status, found.match) == (name, "nil", "pattern")


def test_each_of_several_names_is_found(datasets):
    text = "We pooled people from the Quux Study, the Zorg Cohort Study and the ZZZ Biobank here."
    assert set(datasets(text)) == {"Quux Study", "Zorg Cohort Study", "ZZZ Biobank"}


@pytest.mark.parametrize(
    "text",
    [
        "An Imaging Study of Sleep",
        "Sleep in Older People: A Longitudinal Cohort Study",
        "The Study was small and this Project was too.",
        "We did a Quux Study in people who were awake.",
    ],
)
def test_titles_and_common_nouns_are_no_names(datasets, text):
    assert datasets(text) == {}
