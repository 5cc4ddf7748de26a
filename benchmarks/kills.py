"""Is a graph whole after it was killed while it was built? Many random points, one answer each.

python benchmarks/kills.py [--points 50] [--records 600] [--neo4j]

Every point builds made-up records from two sources (versions, deletions, shared ids) into an empty
store, kills the build or the store with SIGKILL at a random moment, builds again, and compares the
digest of the graph with that of an undisturbed build. With --neo4j the store is the Neo4j of the
tests, and only builds are killed; without it, every other victim is the local store's server,
under two builds of the same records that must both go on and succeed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.graph import Store, local, open_store

ROOT = Path(__file__).resolve().parent.parent
WORDS = "fMRI V4 macaques hippocampus mice EEG rats amygdala zebrafish striatum MEG".split()
Open = Callable[[], Store]


def records(count: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Lines as kg build reads them: every fifth comes twice, some are revised, some deleted."""
    chance = random.Random(seed)
    for number in range(count):
        words = " and ".join(chance.sample(WORDS, 4))
        row = {
            "id": f"pmid:{number + 1}",
            "source": "pubmed",
            "title": f"What the study number {number} says of {words}",
            "abstract": f"We recorded {words}. Later we saw {chance.choice(WORDS)} again.",
            "authors": [{"name": f"Ann {chance.choice('ABC')}. Lee", "affiliations": ["Oslo"]}],
            "published": f"20{chance.randrange(10, 25)}-01-01",
            "doi": f"10.1234/{number}",
        }
        yield row
        if number % 5 == 0:
            ids = [f"doi:10.1234/{number}"]
            yield {**row, "id": f"openalex:W{number + 1}", "source": "openalex", "ids": ids}
        if number % 7 == 0:
            yield {**row, "abstract": f"Revised: {words}.", "version": 2}
        if number % 11 == 0:
            yield {"id": f"pmid:{max(1, number - 20)}", "deleted": True}


def build(store: str, file: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    """A build in a process of its own."""
    command = [
        sys.executable,
        "-c",
        "from kg.cli import main; main()",
        "build",
        str(file),
        "--store",
        store,
        "--json",
    ]
    return subprocess.Popen(
        [*command, "--model", "dictionary"],
        env=environment,
        cwd=file.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: subprocess.Popen[str]) -> None:
    """Wait for a build that is expected to succeed."""
    out, err = process.communicate()
    if process.returncode != 0:
        raise SystemExit(f"the build failed with {process.returncode}: {out} {err}")


def wiped(store: Store) -> None:
    """Take everything out of a store."""
    with store._driver.session(database=store._database) as session:
        session.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n").consume()


@contextmanager
def neo4j(folder: Path) -> Iterator[tuple[str, dict[str, str], Open]]:
    """The Neo4j of the tests."""
    sys.path.insert(0, str(ROOT / "tests" / "neo4j"))
    import server

    with server.running(folder) as one:
        environment = {**os.environ, "KG_USER": one.user, "KG_PASSWORD": one.password}
        yield (
            one.uri,
            environment,
            lambda: open_store(one.uri, user=one.user, password=one.password),
        )


@contextmanager
def arcadedb(folder: Path) -> Iterator[tuple[str, dict[str, str], Open]]:
    """A local store."""
    try:
        yield str(folder), dict(os.environ), lambda: open_store(folder)
    finally:
        local.stop(folder)


def kill(process: subprocess.Popen[str], folder: Path | None) -> str:
    """Kill the build, or the server of the local store under it."""
    server = local.running(folder) if folder else None
    if server is None:
        process.kill()
        return "build"
    os.kill(server.server, signal.SIGKILL)
    return "store"


def main() -> None:
    """Print one line a point, and how many were whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=50)
    parser.add_argument("--records", type=int, default=600)
    parser.add_argument("--neo4j", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary) / "records.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in records(options.records)))
        folder = Path(temporary) / "store"
        with (neo4j if options.neo4j else arcadedb)(folder) as (place, environment, opened):
            with opened() as store:
                start = time.monotonic()
                finished(build(place, file, environment))
                seconds = time.monotonic() - start
                whole = store.digest()
            print(f"undisturbed: {seconds:.1f} s, digest {whole['all'][:16]}", flush=True)
            same = 0
            for point in range(options.points):
                same += disturbed(point, chance.uniform(0, seconds), place, file, environment,
                                  opened, None if options.neo4j else folder, whole)  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{same} of {options.points} graphs are whole")
    raise SystemExit(same != options.points)


def disturbed(
    point: int,
    delay: float,
    place: str,
    file: Path,
    environment: dict[str, str],
    opened: Open,
    folder: Path | None,
    whole: dict[str, str],
) -> bool:
    """Build once with a kill after some seconds, and once more; answers whether all is there."""
    with opened() as store:
        wiped(store)
    aims_at_store = folder is not None and point % 2 == 1
    processes = [build(place, file, environment) for _ in range(2 if aims_at_store else 1)]
    time.sleep(delay)
    victim = kill(processes[0], folder if aims_at_store else None)
    for process in processes:
        process.communicate()
    codes = [process.returncode for process in processes]
    finished(build(place, file, environment))
    with opened() as store:
        found, problems = store.digest(), store.check()
    differ = [part for part in whole if found.get(part) != whole[part]] or problems[:3]
    if victim == "store" and any(codes):
        differ = ["a build gave up", *differ]
    print(
        f"{point}: {victim} after {delay:.1f} s, left with {codes}: {differ or 'whole'}", flush=True
    )
    return not differ


if __name__ == "__main__":
    main()
