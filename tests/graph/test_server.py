"""A Neo4j server by address: what goes wrong is said in one line."""

import pytest

from kg.errors import StoreDenied, StoreSchemaError, StoreUnavailable
from kg.graph import open_store


def test_an_unreachable_server_is_told_in_seconds():
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:1"):
        open_store("bolt://127.0.0.1:1", password="x")


def test_no_password_is_told_before_connecting():
    with pytest.raises(StoreDenied, match="KG_PASSWORD"):
        open_store("bolt://127.0.0.1:1")


def test_a_wrong_password_is_told(neo4j):
    with pytest.raises(StoreDenied, match="password"):
        open_store(neo4j.uri, user=neo4j.user, password="wrong")


def test_a_password_file_is_read(neo4j, tmp_path, monkeypatch):
    (tmp_path / "secret").write_text(neo4j.password + "\n")
    monkeypatch.setenv("KG_PASSWORD_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv("KG_USER", neo4j.user)
    with open_store(neo4j.uri) as store:
        assert not store.is_local


def test_a_graph_of_a_newer_schema_is_not_touched(store, request):
    with store._driver.session(database=store._database) as session:
        session.run("MERGE (s:Schema {id: 'neurokg'}) SET s.version = 99").consume()
    try:
        with pytest.raises(StoreSchemaError, match="upgrade"):
            store.prepare()
    finally:
        with store._driver.session(database=store._database) as session:
            session.run("MERGE (s:Schema {id: 'neurokg'}) SET s.version = 1").consume()
