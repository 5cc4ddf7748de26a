"""The examples of docs/linked-data.md are what an export writes."""

import re

import pyoxigraph as ox

from kg import resources
from kg.rdf import triples
from kg.rdf.prefixes import prefixes
from tests.rdf.docs import ROWS

PAGE = resources.cypher_dir().parent / "docs" / "linked-data.md"


def test_every_triple_of_the_examples_is_written_and_each_example_is_complete():
    written = set(triples(ROWS))
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes().items())
    blocks = re.findall(r"```turtle\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 6
    for block in blocks:
        shown = {quad.triple for quad in ox.parse(head + block, ox.RdfFormat.TURTLE)}
        assert shown <= written
        subjects = {triple.subject for triple in shown}
        assert shown == {triple for triple in written if triple.subject in subjects}
