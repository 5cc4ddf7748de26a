"""A user's own Cypher can only read, on both stores."""

import time

import pytest

from kg.errors import QueryError, StoreDenied, StoreError
from kg.graph.library import queries
from kg.graph.readonly import refuse_effects
from tests.graph.papers import CONCEPTS, paper

# No store may ever see these, whatever plug-ins it has.
UNKNOWN = [
    # a quoted name needs no white space before it
    "CALL`apoc`.`load`.`json`('http://127.0.0.1:1/x')",
    "CALL`apoc`.`merge`.`node`(['X'], {})",
    "CALL`algo`.`pagerank`() YIELD node RETURN count(node)",
    "CALL`apoc`.`meta`.`stats`()",
    "CALL/**/`apoc`.`meta`.`stats`()",
    "WITH 1 AS a LIMIT 1CALL dbms.components() YIELD name RETURN name",
    "CALL`db`.`info`()",
    "CALL db.ping()",
    # functions that are none of Cypher's
    "RETURN util.sleep(1)",
    "RETURN util . sleep (1)",
    "RETURN util./* x */sleep(1)",
    "RETURN `util.sleep`(1)",
    "RETURN `util`.`sleep`(1)",
    "RETURN util.`sleep`(1)",
    "RETURN util\\u002esleep(1)",
    "RETURN util.sleep\u180e(1)",
    "RETURN util.sl\u200beep(1)",
    "RETURN {a: util.sleep(1)} AS a",
    "RETURN 1+util.sleep(1)",
    "RETURN [x IN [1] | UTIL.SLEEP(x)] AS a",
    "UNWIND [1] AS x WITH x WHERE util.sleep(x) IS NULL RETURN x",
    "RETURN util.md5('x') AS a",
    "RETURN apoc.load.json('http://127.0.0.1:1/x') AS a",
    "RETURN file() AS a",
    "RETURN graph.byName('system') AS a",
]
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
    "MATCH (n:Paper) SET n:Retracted",
    "MATCH (n:Paper) SET n += {title: 'x'} RETURN n",
    "MATCH (n:Paper) REMOVE n:Paper",
    "MATCH (a:Paper), (b:Author) CREATE (a)-[:X]->(b)",
    "MATCH (a:Paper) MERGE (a)-[:X]->(:Y) RETURN a",
    "MATCH (n) WITH collect(n) AS all_of_them UNWIND all_of_them AS n DETACH DELETE n",
    "MATCH (a)-[r:MENTIONS]->() DELETE r",
    "MATCH (n) WHERE EXISTS { CREATE (m:X) } RETURN n",
    "RETURN COLLECT { CREATE (n:X) RETURN n } AS made",
    "UNWIND range(1, 10) AS i CREATE (:X {i: i})",
    "RETURN 1 AS a UNION ALL MATCH (n) DELETE n RETURN 1 AS a",
    "PROFILE CREATE (n:X)",
    "EXPLAIN MATCH (n) DETACH DELETE n",
    "CYPHER runtime=slotted CREATE (n:X)",
    "OPTIONAL CALL apoc.cypher.runWrite('CREATE (n:X)', {}) YIELD value RETURN value",
    "CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DELETE n', {})",
    "CALL db.index.fulltext.createNodeIndex('x', ['Paper'], ['title'])",
    "CALL dbms.killQuery('query-1')",
    "CALL gds.graph.drop('x')",
    "CREATE DATABASE x",
    "DROP DATABASE neo4j",
    "STOP DATABASE neo4j",
    "GRANT ROLE admin TO PUBLIC",
    "LOAD CSV WITH HEADERS FROM 'ftp://127.0.0.1/x' AS line RETURN line",
    "USING PERIODIC COMMIT LOAD CSV FROM 'file:///x' AS l CREATE (:X)",
    # the local store speaks other languages too, and must not hear them here
    "DELETE FROM Paper",
    "INSERT INTO Paper SET id = 'x'",
    "SELECT FROM Paper",
    "BACKUP DATABASE file:///tmp/x.zip",
    "IMPORT DATABASE http://127.0.0.1:1/x",
    "g.V().drop()",
]
# Each would run for hours or fill the memory.
ENDLESS = [
    "MATCH (a), (b), (c), (d), (e), (f), (g), (h) RETURN count(a.id + b.id + c.id + d.id + h.id)",
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(*)",
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a ORDER BY b RETURN a",
    "RETURN reduce(s = 0, x IN range(1, 100000000000) | s + x) AS sum",
    "MATCH path = (a)-[*1..60]-(b) RETURN count(path)",
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


@pytest.mark.parametrize("cypher", UNKNOWN)
def test_functions_and_procedures_that_are_not_known_reach_no_store(cypher):
    with pytest.raises(StoreDenied):
        refuse_effects(cypher)


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
        ("CALL {RETURN 1 AS x} WITH x AS y RETURN y", [{"y": 1}]),
        ("WITH 1 AS x CALL (x) { RETURN x AS y } RETURN y", [{"y": 1}]),
        (
            "RETURN ToUpper (\n'a') AS a, duration.between(date(), date()).days AS d",
            [{"a": "A", "d": 0}],
        ),
        (
            "MATCH p = shortestPath((a:Paper)-[*..1]-(b:Author)) WHERE NOT (a)-[:X]->(b) "
            "AND a.year IN (range(2000, 2030)) RETURN length(p) AS n",
            [{"n": 1}],
        ),
        (
            "MATCH (p:Paper) WHERE EXISTS((p)<-[:AUTHORED]-(:Author)) "
            "RETURN CASE WHEN (p.year > 2000) THEN (1) ELSE (0) END AS n LIMIT (1)",
            [{"n": 1}],
        ),
        ("UNWIND [1, 2, 3] AS offset RETURN offset", [{"offset": 1}, {"offset": 2}, {"offset": 3}]),
    ],
)
def test_an_honest_query_is_answered(loaded, cypher, rows):
    assert loaded.cypher(cypher) == rows


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_a_question_of_the_library_may_be_asked_as_an_own_query(query):
    refuse_effects(query.text)


def test_values_are_parameters_and_rows_are_limited(loaded):
    assert loaded.cypher("RETURN $x AS x", {"x": "'; DROP"}) == [{"x": "'; DROP"}]
    many = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b RETURN a, b"
    assert len(loaded.cypher(many, limit=10, timeout=5)) == 10


@pytest.mark.parametrize("cypher", ENDLESS)
def test_a_query_that_would_not_end_is_given_up(store, cypher):
    store.load([paper(number) for number in range(1, 30)], CONCEPTS)
    started = time.monotonic()
    with pytest.raises(StoreError, match="limit"):
        store.cypher(cypher, timeout=1)
    assert time.monotonic() - started < 6
    assert state(store)


def test_a_value_is_never_read_as_cypher(loaded):
    before = state(loaded)
    for value in ("' DETACH DELETE n //", "x'}) SET n.title = 'y", "\\u0027 CREATE (:X)", "$id"):
        assert loaded.cypher("MATCH (n:Paper {id: $id}) RETURN n", {"id": value}) == []
        assert loaded.query("region-papers", region=value) == []
    assert state(loaded) == before


def test_a_malformed_query_says_so(loaded):
    with pytest.raises(QueryError):
        loaded.cypher("MATCH (n RETURN n")
    with pytest.raises(QueryError, match="empty"):
        loaded.cypher("  ")
    with pytest.raises(StoreDenied, match="SET"):
        loaded.cypher("MATCH (n) SET n.x = 1")
