"""CSV: Neo4j's own import makes the same graph of it."""

import gzip
import re

import pytest
from neo4j import GraphDatabase

from kg.errors import ExportError, UsageError
from kg.exchange import export_csv
from kg.exchange.sorting import SortedRows
from kg.graph import open_store
from tests.conftest import neo4j_server


class Rows:
    """Contents given as rows."""

    def __init__(self, *properties):
        self.properties = properties

    def contents(self):
        for number, properties in enumerate(self.properties):
            yield {
                "labels": ["Paper"],
                "type": None,
                "properties": {"id": f"{number}"} | properties,
            }


def node_table(folder):
    return (folder / "Paper.csv").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_neo4j_admin_makes_a_graph_of_the_same_digest(graph, neo4j_jars, tmp_path):
    report = export_csv(graph, tmp_path / "graph", gzip=True)
    home = tmp_path / "home"
    command = ("database", "import", "full", "neo4j", "@import.args")
    neo4j_server.admin(home, *command, folder=tmp_path / "graph")
    with neo4j_server.running(home) as server:
        after = (tmp_path / "graph" / "after-import.cypher").read_text(encoding="utf-8")
        with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
            for statement in re.split(r";\n", after):
                if statement.strip():
                    driver.execute_query(statement)
        with open_store(server.uri, user=server.user, password=server.password) as made:
            assert made.digest() == graph.digest()
            assert made.check() == []
            again = export_csv(made, tmp_path / "again", gzip=True)
    assert again == report
    for name in report.files:
        assert (tmp_path / "graph" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_table_has_a_header_with_types_and_an_empty_text_is_not_no_text(tmp_path):
    export_csv(Rows({"a": "", "n": 1, "f": 0.5, "b": True, "l": ["x"]}, {}), tmp_path / "g")
    assert node_table(tmp_path / "g") == (
        'id:ID(Paper),a:string,b:boolean,f:double,l:string[],n:long\n"0","",true,0.5,"x",1\n"1",,,,,\n'
    )


def test_lists_that_csv_cannot_hold_are_made_after_the_import(tmp_path):
    export_csv(Rows({"l": []}, {"l": ["x\x1fy"]}, {"l": [""]}), tmp_path / "always")
    after = (tmp_path / "always" / "after-import.cypher").read_text()
    assert 'MATCH (n:Paper {id: "2"}) SET n.l = [""];' in after
    assert after.endswith("MATCH (n:Paper) WHERE n.l IS NULL SET n.l = [];\n")
    assert "--array-delimiter=U+001E" in (tmp_path / "always" / "import.args").read_text()
    export_csv(Rows({"l": []}, {"l": ["x"]}, {}), tmp_path / "sometimes")
    after = (tmp_path / "sometimes" / "after-import.cypher").read_text()
    assert after.endswith('MATCH (n:Paper {id: "0"}) SET n.l = [];\n')


def test_a_property_of_two_types_is_told(tmp_path):
    with pytest.raises(ExportError, match="a of 1 is long, of others string"):
        export_csv(Rows({"a": "x"}, {"a": 1}), tmp_path / "g")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        export_csv(Rows(), tmp_path)
    export_csv(Rows({}), tmp_path / "new")
    with pytest.raises(UsageError, match="not empty"):
        export_csv(Rows(), tmp_path / "new")
    with pytest.raises(ExportError, match="cannot write"):
        export_csv(Rows(), tmp_path / "missing" / "new")
    assert {path.name for path in tmp_path.iterdir()} == {"mine.txt", "new"}


def test_packed_tables_hold_what_plain_ones_do(graph, tmp_path):
    plain = export_csv(graph, tmp_path / "plain")
    export_csv(graph, tmp_path / "packed", gzip=True)
    for name in plain.files:
        packed = gzip.decompress((tmp_path / "packed" / f"{name}.gz").read_bytes())
        assert packed == (tmp_path / "plain" / name).read_bytes()


def test_rows_are_sorted_however_little_memory_holds(tmp_path):
    rows = SortedRows(tmp_path, held=100)
    given = [[f"{n * 7 % 100:02d}", {"text": "a\u2028\n" * (n % 5)}] for n in range(100)]
    for row in given:
        rows.add("a", row)
        rows.add("b", [row[0]])
    assert list(rows.of("a")) == sorted(given, key=lambda row: row[0])
    assert [row[0] for row in rows.of("b")] == [f"{n:02d}" for n in range(100)]
    assert list(rows.of("c")) == []
