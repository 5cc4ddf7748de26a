"""The questions in SPARQL answer what those in Cypher do, on both stores."""

from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph import library
from kg.rdf import index, questions
from kg.rdf.prefixes import prefixes
from tests.graph.papers import CONCEPTS
from tests.graph.test_library import HARD, arguments

# In Cypher they have no like: a truth, a graph, and what only named graphs can tell.
ALONE = {"is-mentioned", "hierarchy", "mentions-by-run"}


@pytest.fixture
def asked(store, tmp_path):
    """Asks the store through an index of it, without a process for each question."""
    store.load(HARD, CONCEPTS)
    made = ox.Store.read_only(str(index.refresh(store, store.change(), tmp_path).data))
    return lambda text: rows(made.query(text, prefixes=prefixes(), use_default_graph_as_union=True))


def rows(found):
    names = [variable.value for variable in found.variables]
    return [
        {
            name: None if term is None else rdflib.util.from_n3(str(term)).toPython()
            for name, term in zip(names, solution, strict=True)
        }
        for solution in found
    ]


def counted(rows, columns):
    return sorted((tuple(plain(row[name]) for name in columns) for row in rows), key=repr)


def plain(value):
    """A value whatever its type; the dump leaves out a title that is empty."""
    return float(value) if isinstance(value, int | Decimal) else value or None


def test_each_question_gives_the_rows_of_the_cypher_of_its_name(store, asked):
    silent = []
    for question in questions.questions():
        if question.name in ALONE:
            continue
        cypher = library.query(question.name)
        given = {name: value for name, value in arguments(cypher).items() if name != "limit"}
        known = {parameter.name for parameter in question.parameters}
        text = questions.filled(question, {k: v for k, v in given.items() if k in known})
        # `type` may be left out in Cypher only; confidence is no part of schema:mentions.
        given = {k: v for k, v in given.items() if k in known}
        unlimited = {"limit": 1000} if "limit" in {p.name for p in cypher.parameters} else {}
        expected = store.query(question.name, **given, **unlimited)
        got = asked(text)
        columns = [name for name in got[0] if name in expected[0]] if got and expected else []
        if not columns:
            silent.append(question.name)
        assert counted(got, columns) == counted(expected, columns), question.name
        assert len(columns) >= len(got[0]) - 1 if got else True
    assert not silent


def test_there_are_enough_of_them_and_each_says_what_it_answers():
    names = [question.name for question in questions.questions()]
    assert len(names) >= 15
    assert all(question.title for question in questions.questions())
