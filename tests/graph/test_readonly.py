"""A user's own Cypher can only read, on both stores."""

import pytest

from kg.errors import QueryError, StoreDenied, StoreError
from tests.graph.papers import CONCEPTS, paper

HOSTILE = [
    "CREATE (n:Paper {id: 'x'})",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) SET n.title = 'x' RETURN n",
    "MERGE (n:Paper {id: 'x'}) RETURN n",
    "MATCH (n) REMOVE n.title RETURN n",
    "MATCH (p:Paper) FOREACH (x IN [1] | SET p.title = 'x')",
    "LOAD CSV FROM 'file:///etc/hosts' AS line RETURN line",
    "LOAD /* x */ CSV FROM 'http://127.0.0.1:1/x' AS line RETURN line",
    "LOAD\\u0020CSV FROM 'file:///etc/hosts' AS line RETURN line",
    "\\u0043REATE (n:Paper {id: 'x'})",
    "MATCH (n) CALL { WITH n DELETE n } IN TRANSACTIONS RETURN 1",
    "CALL dbms.listConfig()",
    "CALL dbms.security.createUser('x', 'y', false)",
    "CALL apoc.load.json('file:///etc/hosts')",
    "CALL db.createLabel('X')",
    "DROP CONSTRAINT paper_id",
    "CREATE INDEX x FOR (n:Paper) ON (n.title)",
    "ALTER USER neo4j SET PASSWORD 'x'",
    "CREATE USER eve SET PASSWORD 'evilevil'",
    "SHOW USERS",
    "USE system SHOW DATABASES",
    "TERMINATE TRANSACTIONS 'x'",
    "MATCH (n) RETURN n UNION CREATE (m:X) RETURN m AS n",
    "RETURN 1; MATCH (n) DETACH DELETE n",
    "MATCH (n)\nWITH n // comment\nDELETE n",
    "match (n) detach delete n",
    "MATCH (n) WHERE n.id <> '\\'' DETACH DELETE n //'",
    "INSERT (n:Paper {id: 'x'})",
    "MATCH (as:Paper) WITH as SET as.title = 'x' RETURN 1",
    "MATCH (n:Paper) WITH n AS as DELETE as",
    "MATCH (n:Paper) WITH n AS as\nDETACH\nDELETE as",
    "MATCH (n:Paper) CALL (n) { SET n.title = 'x' } RETURN 1",
    "WITH 1 AS a //\rLOAD CSV FROM 'http://127.0.0.1:1/x' AS l RETURN l",
    "WITH 1 AS a LIMIT 1LOAD CSV FROM 'http://127.0.0.1:1/x' AS l RETURN l",
    "WITH '\\u005c' AS a LOAD CSV FROM 'http://127.0.0.1:1/x' AS l RETURN l //'",
    "WITH '\\\\u0027' AS a LOAD CSV FROM 'http://127.0.0.1:1/x' AS l RETURN l //'",
    "WITH [x IN [1] | x] AS a LOAD\u00a0CSV FROM 'http://127.0.0.1:1/x' AS l RETURN l",
    "CALL `dbms`.`components`() YIELD name RETURN name",
    "CALL dbms . components() YIELD name RETURN name",
    "CALL /* db.labels */ dbms.components YIELD name",
    "WITH 1 AS a CALL//\rdbms.components() YIELD name RETURN name",
]


@pytest.fixture
def loaded(store):
    store.load([paper(1)], CONCEPTS)
    return store


def state(store):
    return store.query("summary"), store.query("paper", id="arxiv:2501.00001")


@pytest.mark.parametrize("cypher", HOSTILE)
def test_a_hostile_query_is_refused_and_changes_nothing(loaded, cypher):
    before = state(loaded)
    with pytest.raises(StoreError):
        loaded.cypher(cypher)
    assert state(loaded) == before


@pytest.mark.parametrize(
    "cypher", [c for c in HOSTILE if c.startswith(("CREATE (", "MERGE", "MATCH"))]
)
def test_the_store_itself_refuses_writes_if_our_check_were_passed(loaded, cypher, monkeypatch):
    monkeypatch.setattr("kg.graph.store.refuse_effects", lambda text: None)
    before = state(loaded)
    with pytest.raises(StoreError):
        loaded.cypher(cypher)
    assert state(loaded) == before


@pytest.mark.parametrize(
    ("cypher", "rows"),
    [
        ("MATCH (p:Paper) RETURN p.id AS id", [{"id": "arxiv:2501.00001"}]),
        ("RETURN 'CREATE (n)' AS text // SET", [{"text": "CREATE (n)"}]),
        ("MATCH (n:Paper) RETURN n.set AS `delete`", [{"delete": None}]),
        ("RETURN 1 AS show", [{"show": 1}]),
        ("RETURN 1 AS create, 2 AS set", [{"create": 1, "set": 2}]),
        ("CALL { RETURN 1 AS x } RETURN x", [{"x": 1}]),
        (
            "CALL db.labels() YIELD label WHERE label = 'Paper' RETURN label",
            [{"label": "Paper"}],
        ),
        ("UNWIND [1, 2, 3] AS offset RETURN offset", [{"offset": 1}, {"offset": 2}, {"offset": 3}]),
    ],
)
def test_an_honest_query_is_answered(loaded, cypher, rows):
    assert loaded.cypher(cypher) == rows


def test_values_are_parameters_and_rows_are_limited(loaded):
    assert loaded.cypher("RETURN $x AS x", {"x": "'; DROP"}) == [{"x": "'; DROP"}]
    many = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b RETURN a, b"
    assert len(loaded.cypher(many, limit=10, timeout=5)) == 10


def test_a_malformed_query_says_so(loaded):
    with pytest.raises(QueryError):
        loaded.cypher("MATCH (n RETURN n")
    with pytest.raises(QueryError, match="empty"):
        loaded.cypher("  ")
    with pytest.raises(StoreDenied, match="SET"):
        loaded.cypher("MATCH (n) SET n.x = 1")
