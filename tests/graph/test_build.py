"""Building survives: what is there is not made again, and no kill leaves a graph half built."""

import json
import os
import subprocess
import sys
import threading
import time

import pytest

from kg.errors import StoreError, StoreUnavailable
from kg.graph import local, open_store
from kg.graph.ahead import ahead
from kg.model import Deletion, Paper, Reject
from tests.conftest import wipe
from tests.graph.papers import CONCEPTS, RUN, paper

PAPERS = [paper(number, abstract="V4 and NSD with fMRI.") for number in range(1, 501)]


def given(one):
    return Paper(**{name: getattr(one, name) for name in Paper.model_fields})


def annotating(seen, run=RUN):
    """An extraction that knows the mentions already, and notes what it was asked."""
    known = {one.id: one for one in PAPERS}

    def annotate(records):
        for record in records:
            if isinstance(record, Paper):
                seen.append(record.id)
                mentions = known[record.id].mentions
                yield known[record.id].model_copy(
                    update={**dict(record), "run": run, "mentions": mentions}
                )
            elif isinstance(record, Deletion):
                yield record

    return annotate


def test_only_what_the_graph_lacks_is_annotated(store):
    records = [given(one) for one in PAPERS[:30]]
    seen = []
    first = store.build(records[:20], annotating(seen), RUN.id, CONCEPTS)
    again = store.build(
        [*records, Reject(file="x", reason="y"), Deletion(id=records[0].id, file="x"), records[0]],
        annotating(seen), RUN.id, CONCEPTS,
    )  # fmt: skip
    assert (first.new, again.new, again.unchanged, again.deleted) == (20, 11, 20, 1)
    assert seen == [one.id for one in [*records, records[0]]]
    whole = store.digest()
    other = RUN.model_copy(update={"id": "run:fedcba987654"})
    report = store.build(records, annotating(seen, other), other.id, CONCEPTS)
    assert report.updated == 30
    assert store.digest() != whole
    assert store.check() == []


def test_an_older_state_is_not_annotated_and_the_last_of_equals_stays(store):
    one = given(PAPERS[0])
    seen = []
    newer = one.model_copy(update={"version": 3, "title": "newer"})
    store.build([newer], annotating(seen), RUN.id, CONCEPTS)
    assert store.build([one], annotating(seen), RUN.id, CONCEPTS).ignored == 1
    assert len(seen) == 1
    # The graph has the last state; told both again, as after a kill, it has it in the end.
    last = newer.model_copy(update={"title": "last"})
    for _ in range(2):
        store.build([newer, last], annotating(seen), RUN.id, CONCEPTS)
        assert store.query("paper", id=one.id)[0]["title"] == "last"


def test_what_was_replaced_meanwhile_is_not_refreshed(store):
    store.load(PAPERS[:2], CONCEPTS)
    other = RUN.model_copy(update={"id": "run:fedcba987654"})

    def annotate(records):
        records = list(records)
        replaced = PAPERS[0].model_copy(update={"title": "replaced meanwhile"})
        store.load([replaced], CONCEPTS)
        return annotating([], other)(records)

    report = store.refresh(annotate, other.id, CONCEPTS)
    assert (report.updated, report.ignored) == (1, 1)
    assert store.query("paper", id=PAPERS[0].id)[0]["title"] == "replaced meanwhile"


def test_refresh_brings_names_and_places_of_concepts_up_to_date(store):
    store.load([paper(1, abstract="V4 again.")], CONCEPTS)
    moved = CONCEPTS["neurokg:v4"].model_copy(update={"label": "area V4", "part_of": ()})
    store.refresh(annotating([]), RUN.id, {**CONCEPTS, "neurokg:v4": moved})
    assert store.cypher("MATCH (c:Concept) RETURN c.label AS label") == [{"label": "area V4"}]
    assert store.check() == []


def test_a_thread_that_works_ahead_ends_with_its_user_and_tells_its_error():
    closed = threading.Event()

    def endless():
        try:
            yield from iter(int, 1)
        finally:
            closed.set()

    with ahead(endless(), 3) as items:
        assert next(iter(items)) == 0
    assert closed.is_set()

    def broken():
        yield 1
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"), ahead(broken(), 3) as items:
        list(items)


@pytest.fixture
def annotated(tmp_path):
    file = tmp_path / "annotated.jsonl"
    lines = [one.model_dump_json(exclude_none=True) for one in PAPERS]
    lines[300:300] = [json.dumps({"id": PAPERS[7].id, "deleted": True}), lines[7]]
    file.write_text("\n".join(lines))
    return file


def loading(file, store, environment):
    code = "from kg.cli import main; main()"
    command = [sys.executable, "-c", code, "load", str(file), "--store", store.location]
    return subprocess.Popen(
        command, env={**os.environ, **environment}, cwd=file.parent, stderr=subprocess.PIPE
    )


def wait_for_papers(store, process, least):
    while process.poll() is None and store.query("summary")[0]["papers"] < least:
        time.sleep(0.02)


@pytest.fixture
def environment(store, request):
    if store.is_local:
        return {}
    server = request.getfixturevalue("neo4j")
    return {"KG_USER": server.user, "KG_PASSWORD": server.password}


def test_a_load_killed_at_any_moment_and_started_again_gives_the_same_graph(
    store, environment, annotated
):
    with loading(annotated, store, environment) as process:
        assert process.wait() == 0
        process.communicate()
    whole = store.digest()
    for least in (1, 201):
        wipe(store)
        with loading(annotated, store, environment) as process:
            wait_for_papers(store, process, least)
            process.kill()
            process.communicate()
        assert store.check() == []
        with loading(annotated, store, environment) as process:
            process.communicate()
        assert store.digest() == whole


def kill(folder):
    os.kill(local.running(folder).server, 9)


def replace(folder):
    """The server is killed, and another process is the first to start it again."""
    kill(folder)
    open_store(folder).close()


@pytest.mark.parametrize("end", [kill, replace, local.stop])
def test_a_load_goes_on_when_the_store_is_ended_under_it(tmp_path, annotated, end):
    folder = tmp_path / "store"
    with open_store(folder) as store:
        assert store.load(PAPERS, CONCEPTS).new == len(PAPERS)
        whole = store.digest()
        wipe(store)

        def killing():
            for place, one in enumerate(PAPERS):
                if place == 350:
                    end(folder)
                yield one

        report = store.load(killing(), CONCEPTS)
        assert report.papers == len(PAPERS)
        assert store.digest() == whole
        assert store.check() == []
    local.stop(folder)


def test_a_thread_whose_connection_another_has_replaced_tries_again(opened):
    with opened() as store:
        tries = []

        def attempt():
            if not tries:
                store._connections._reconnect(store._connections._connection)
            tries.append(store._driver)
            if len(tries) == 1:
                raise StoreError("the driver is closed")

        store._connections.lasting(attempt)
        assert len(tries) == 2


def test_a_store_that_cannot_come_back_is_told_with_what_to_do(tmp_path, monkeypatch):
    folder = tmp_path / "store"
    monkeypatch.setattr("kg.graph.connection._WAITS", (0.01,))
    with open_store(folder) as store:
        local.stop(folder)
        (folder / "databases").rename(tmp_path / "gone")
        (folder / "databases").write_text("in the way")
        with pytest.raises(StoreUnavailable, match="did not start"):
            store.load(PAPERS[:1], CONCEPTS)
    local.stop(folder)
