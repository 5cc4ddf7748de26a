"""A Neo4j server by address: what goes wrong is said in one line."""

import socket
import threading
import time

import pytest

from kg.errors import QueryError, StoreDenied, StoreSchemaError, StoreUnavailable, UsageError
from kg.graph import open_store
from kg.graph.store import SCHEMA_VERSION
from tests.graph.papers import ENDLESS


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
            session.run(
                "MERGE (s:Schema {id: 'neurokg'}) SET s.version = $v", v=SCHEMA_VERSION
            ).consume()


def test_a_query_without_end_ends_at_its_limit(neo4j):
    with open_store(neo4j.uri, user=neo4j.user, password=neo4j.password) as store:
        start = time.monotonic()
        with pytest.raises(QueryError, match="limit"):
            store.cypher(ENDLESS, timeout=1)
        assert time.monotonic() - start < 6


@pytest.mark.parametrize("uri", ["bolt://", "bolt://host:port", "neo4j://no.such.host.invalid"])
def test_an_address_that_leads_nowhere_is_told(uri):
    with pytest.raises((StoreUnavailable, UsageError)):
        open_store(uri, password="x")


def test_a_port_where_something_else_listens_is_told_in_seconds():
    with socket.create_server(("127.0.0.1", 0)) as other:

        def answer():
            connection, _ = other.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(StoreUnavailable):
            open_store(f"bolt://127.0.0.1:{other.getsockname()[1]}", password="x")
