"""What ships is what the build makes of its sources and of what is written by hand."""

from collections import Counter

import pytest

from kg import resources
from kg.vocabulary import build
from kg.vocabulary.crossrefs import cross_references
from kg.vocabulary.elsewhere import write_elsewhere
from kg.vocabulary.rows import write_rows
from kg.vocabulary.turtle import put_together
from kg.vocabulary.vocabulary import files


@pytest.mark.parametrize(
    ("name", "make", "source"),
    [
        ("brain-regions", build.brain_regions, "UBERON v2026-04-01 and openMINDS"),
        ("cell-types", build.cell_types, "the Cell Ontology v2026-03-26"),
    ],
)
def test_a_generated_file_is_as_the_build_makes_it(tmp_path, name, make, source):
    folder = resources.ontology_dir()
    named = build.named_by_hand(sorted((folder / "curated").glob("*.ttl")))
    path = tmp_path / f"{name}.ttl"
    write_rows(path, make(named), source)
    assert path.read_bytes() == (folder / f"{name}.ttl").read_bytes()


def test_the_names_outside_the_nervous_system_are_those_that_the_build_finds(tmp_path):
    found = build.elsewhere(put_together(files()).values())
    path = tmp_path / "elsewhere.txt"
    write_elsewhere(path, found)
    assert path.read_bytes() == (resources.ontology_dir() / "elsewhere.txt").read_bytes()


def test_the_cross_references_are_those_that_openminds_gives(tmp_path):
    entries = put_together(f for f in files() if f.stem not in {"xrefs", "parcellations"})
    path = tmp_path / "xrefs.ttl"
    write_rows(path, cross_references(entries), "openMINDS 0.6")
    assert path.read_bytes() == (resources.ontology_dir() / "xrefs.ttl").read_bytes()


def test_no_two_concepts_have_one_exact_match():
    entries = put_together(files()).values()
    claims = Counter(xref for entry in entries for xref in set(entry.xrefs))
    assert {id for id, count in claims.items() if count > 1} == set()
