"""The examples of docs/linked-data.md are what an export writes."""

import json
import re

import pyoxigraph as ox

from kg import __version__, resources
from kg.rdf import export, resource, triples
from kg.rdf.prefixes import prefixes
from tests.rdf.docs import ROWS

PAGE = (resources.cypher_dir().parent / "docs" / "linked-data.md").read_text(encoding="utf-8")
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes().items())
MORE = "@prefix spdx: <http://spdx.org/rdf/terms#> .\n@prefix void: <http://rdfs.org/ns/void#> .\n"


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def shown(block):
    text = HEAD + MORE + block
    parsed = ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri="https://a.org/")
    return {quad.triple for quad in parsed}


def test_every_triple_of_the_examples_is_written_and_each_example_is_complete():
    written = set(triples(ROWS))
    *examples, _ = blocks("turtle")
    assert len(examples) == 6
    for block in examples:
        found = shown(block)
        assert found <= written
        subjects = {triple.subject for triple in found}
        assert found == {triple for triple in written if triple.subject in subjects}


def test_the_json_shown_is_that_of_the_concept():
    (block,) = blocks("json")
    assert json.loads(block) == json.loads(resource(ROWS, "neurokg:v4"))["@graph"][0]


def test_the_description_shown_is_that_of_the_graph(tmp_path):
    written = export(ROWS, tmp_path / "graph.nt").description.read_text()
    described, block = (levelled(text) for text in (written, blocks("turtle")[-1]))
    assert shown(block) <= shown(described)
    assert len(shown(block)) > 30


def levelled(description):
    """Without what changes with every version of the program or the dump: hashes and sizes."""
    hashes = re.sub(r"\b([0-9a-f]{64}|[0-9a-f]{16})\b", "HASH", description)
    sizes = re.sub(r'byteSize "\d+"', 'byteSize "0"', hashes)
    return re.sub(r'void:(triples|properties|classes) "\d+"', r'void:\1 "0"', sizes).replace(
        __version__, "VERSION"
    )
