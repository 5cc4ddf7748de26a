"""Dumps are held against the shapes chunk by chunk, whatever their format and size."""

import random

import pyoxigraph as ox
import pytest

from kg.errors import SourceError, UsageError
from kg.rdf import FORMATS, PARTS, Selection, Violation, export, validate
from tests.rdf.papers import KNOWN, PEOPLE, RECORDS
from tests.rdf.rows import PlainRows

V4 = "https://w3id.org/neurokg/concept/v4"
SKOS = "http://www.w3.org/2004/02/skos/core#"
LABEL = f'<{V4}> <{SKOS}prefLabel> "visual area V4"@en .\n'
PAPER = "<https://arxiv.org/abs/2501.00001>"
MENTION = "<https://w3id.org/neurokg/mention/arxiv:2501.00001/title-2-4>"
TERMS = "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def dump(tmp_path_factory):
    path = tmp_path_factory.mktemp("dump") / "graph.nt"
    export(PlainRows(RECORDS, KNOWN, **PEOPLE), path)
    return path.read_text()


def test_lines_in_any_order_are_as_the_shapes_want_it(dump, tmp_path):
    lines = dump.split("\n")[:-1]
    random.Random(1).shuffle(lines)
    (tmp_path / "graph.nt").write_text("\n".join(lines))
    assert list(validate([tmp_path / "graph.nt"], chunk=500)) == []


@pytest.mark.parametrize("size", [500, 10**6])
def test_a_graph_that_went_through_a_store_is_as_the_shapes_want_it(size, dump, tmp_path):
    """Oxigraph makes every whole number an xsd:integer."""
    store = ox.Store()
    store.load(dump, format=ox.RdfFormat.N_TRIPLES)
    store.dump(
        str(tmp_path / "graph.nt"),
        format=ox.RdfFormat.N_TRIPLES,
        from_graph=ox.DefaultGraph(),
    )
    assert "nonNegativeInteger" not in (tmp_path / "graph.nt").read_text()
    assert list(validate([tmp_path / "graph.nt"], chunk=size)) == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (f'"0.5"^^<{XSD}double>', '"0.5"^^xsd:double'),
        ('"half"@en', '"half"@en'),
        ('"0.5"', "0.5"),
    ],
)
def test_a_value_is_shown_with_its_datatype_or_language(written, shown, dump, tmp_path):
    of = f"{MENTION} <https://w3id.org/neurokg/terms#confidence> "
    lines = [f"{of}{written} ." if line.startswith(of) else line for line in dump.split("\n")]
    (tmp_path / "graph.nt").write_text("\n".join(lines))
    found = [one for one in validate([tmp_path / "graph.nt"]) if "a confidence" in one.message]
    assert {one.value for one in found} == {shown}


@pytest.mark.parametrize("suffix", [*FORMATS, "nt.gz", "ttl.zst"])
def test_a_dump_of_any_format_is_as_the_shapes_want_it(suffix, tmp_path):
    records = [record for record in RECORDS if suffix != "rdf" or "\u2028" not in record.title]
    export(PlainRows(records, KNOWN), tmp_path / f"graph.{suffix}")
    assert list(validate([tmp_path / f"graph.{suffix}"])) == []


def test_a_kind_of_dataset_is_no_dataset_and_conforms(tmp_path):
    kind = KNOWN["neurokg:nsd"].model_copy(update={"label": "cohort (kind of dataset)"})
    export(PlainRows(RECORDS, KNOWN | {kind.curie: kind}), tmp_path / "graph.nt")
    text = (tmp_path / "graph.nt").read_text()
    assert "(kind of dataset)" in text
    assert "dcat#Dataset" not in text
    assert list(validate([tmp_path / "graph.nt"])) == []


def test_small_chunks_find_what_one_large_finds(dump, tmp_path):
    (tmp_path / "graph.nt").write_text(dump.replace(LABEL, "").replace('"V4"', '"V5"'))
    found = [set(validate([tmp_path / "graph.nt"], chunk=size)) for size in (10, 10**6)]
    assert found[0] == found[1]
    assert len(found[0]) > 2


SECOND = {
    "a label": (f'<{V4}> <{SKOS}prefLabel> "Mensch"@en', "exactly one preferred label"),
    "a synonym": (f'<{V4}> <{SKOS}altLabel> "visual area V4"@en', "another label than"),
    "a title": (f'{PAPER} <{TERMS}title> "Another"@en', "at most one title"),
    "an identifier": (f'{PAPER} <{TERMS}identifier> "arxiv:2501.00009"', "exactly one identifier"),
    "a date": (f'{PAPER} <{TERMS}issued> "1999"^^<{XSD}gYear>', "at most one date of issue"),
    "a confidence": (
        f'{MENTION} <https://w3id.org/neurokg/terms#confidence> "0.125"^^<{XSD}decimal>',
        "a confidence is",
    ),
    "an end": (
        f'{MENTION[:-1]}#position> <http://www.w3.org/ns/oa#end> "5"^^<{XSD}nonNegativeInteger>',
        "one end, a whole number",
    ),
}


@pytest.mark.parametrize(("more", "words"), SECOND.values(), ids=SECOND.keys())
def test_what_is_said_a_second_time_is_found_however_far_it_stands(more, words, dump, tmp_path):
    (tmp_path / "graph.nt").write_text(f"{dump}{more} .\n")
    said = [one.message for one in validate([tmp_path / "graph.nt"], chunk=100)]
    assert any(words in message for message in said), said


def test_a_number_said_again_elsewhere_is_one_number(dump, tmp_path):
    """An index writes 0.50 as 0.5, which makes no second value of it."""
    told = [line for line in dump.splitlines() if "terms#confidence" in line]
    more = "".join(f"{line}\n" for line in told)
    zero = dump.replace(f'"^^<{XSD}decimal>', f'0"^^<{XSD}decimal>')
    (tmp_path / "graph.nt").write_text(zero + more.replace(f'"^^<{XSD}', f'0"^^<{XSD}'))
    assert list(validate([tmp_path / "graph.nt"], chunk=100)) == []


def test_what_is_wrong_is_said_in_words(dump, tmp_path):
    wrong = dump.replace(LABEL, "").replace(
        '"10"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>',
        '"9999"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>',
    )
    (tmp_path / "graph.nt").write_text(wrong)
    found = list(validate([tmp_path / "graph.nt"]))
    message = (
        "a concept has exactly one preferred label, in English (a topic in no language, zxx) "
        "without space around it"
    )
    assert Violation("neurokg:v4", "skos:prefLabel", message, None) in found
    assert [one for one in found if "do not cut V4 out of the abstract" in one.message]


def test_a_property_that_nobody_knows_is_named(dump, tmp_path):
    more = f'<{V4}> <http://purl.org/dc/terms/extent> "large" .\n'
    (tmp_path / "graph.nt").write_text(dump.replace(LABEL, LABEL + more))
    (found,) = validate([tmp_path / "graph.nt"])
    assert found.message == "dcterms:extent is no property that such a node has"
    assert found.value == "large"


def test_an_iri_that_should_have_been_encoded_is_found(dump, tmp_path):
    (tmp_path / "graph.nt").write_text(dump.replace(V4, "https://w3id.org/neurokg/concept/v 4"))
    assert any("percent-encoded" in one.message for one in validate([tmp_path / "graph.nt"]))


def test_files_of_one_graph_are_looked_at_together(tmp_path):
    report = export(PlainRows(RECORDS, KNOWN), tmp_path / "graph.nt.gz", chunk=50)
    assert len(report.files) > 3
    assert list(validate(report.files)) == []
    assert {one.elsewhere for one in validate(report.files[1:])} == {True}


def test_of_a_part_it_is_told_that_what_is_missing_may_be_elsewhere(dump, tmp_path):
    parts = []
    for part in PARTS:
        rows = PlainRows(RECORDS, KNOWN, **PEOPLE)
        report = export(rows, tmp_path / f"{part}.nt", selection=Selection(part=part))
        parts += report.files
        assert all(one.elsewhere for one in validate(report.files))
    assert list(validate(parts)) == []
    (tmp_path / "graph.nt").write_text(dump.replace(LABEL, ""))
    assert {one.elsewhere for one in validate([tmp_path / "graph.nt"])} == {False}


def test_progress_reaches_the_number_of_statements(dump, tmp_path):
    (tmp_path / "graph.nt").write_text(dump)
    told = []
    list(validate([tmp_path / "graph.nt"], chunk=50, on_progress=lambda *now: told.append(now)))
    assert len(told) > 5
    number = dump.count(" .\n")
    assert (number, None) in told
    assert told[-1] == (number, number)


@pytest.mark.parametrize("shuffled", [False, True])
def test_every_node_is_counted_once(shuffled, dump, tmp_path):
    lines = dump.split("\n")[:-1]
    if shuffled:
        random.Random(1).shuffle(lines)
    (tmp_path / "graph.nt").write_text("\n".join(lines))
    told = []
    assert list(validate([tmp_path / "graph.nt"], chunk=200, on_nodes=told.append)) == []
    assert len(told) > 2
    assert sum(told) == len({line.partition(" ")[0] for line in lines})


@pytest.mark.parametrize("text", ["", "<http://a.org/x> a <http://a.org/Club> .\n"])
@pytest.mark.parametrize("name", ["graph.ttl", "graph.nt.void.ttl"])
def test_of_what_no_shape_is_for_it_is_told_that_no_node_was_looked_at(name, text, tmp_path):
    (tmp_path / name).write_text(text)
    told = []
    assert list(validate([tmp_path / name], on_nodes=told.append)) == []
    assert sum(told) == 0


def test_what_is_no_rdf_is_told(tmp_path):
    (tmp_path / "graph.nt").write_text("hello\n")
    with pytest.raises(SourceError, match=r"graph\.nt"):
        list(validate([tmp_path / "graph.nt"]))
    missing = tmp_path / "missing.nt"
    with pytest.raises(SourceError, match=rf"^cannot read {missing}: No such file or directory$"):
        list(validate([missing]))
    with pytest.raises(SourceError, match="missing"):
        list(validate([tmp_path / "missing"]))
    (tmp_path / "graph").touch()
    with pytest.raises(UsageError, match="graph: its format has to be said by a suffix"):
        list(validate([tmp_path / "graph"]))
    (tmp_path / "graph.docx").touch()
    with pytest.raises(UsageError, match="docx"):
        list(validate([tmp_path / "graph.docx"]))


def test_a_dump_and_its_description_are_each_held_against_their_own_shapes(tmp_path):
    report = export(PlainRows(RECORDS, KNOWN), tmp_path / "graph.ttl.gz")
    told = []
    assert list(validate([report.description], on_nodes=told.append)) == []
    assert sum(told) > 0
    assert list(validate([*report.files, report.description])) == []
    text = report.description.read_text().replace('"NeuroKG"@en', '"NeuroKG"')
    report.description.write_text(text)
    assert {one.node for one in validate([*report.files, report.description])} == {
        f"https://w3id.org/neurokg/dump/{report.description.read_text().partition('/dump/')[2][:16]}"
    }
