"""A real Neo4j for the tests, without Docker: jars from Maven Central, Java 17, a fresh home."""

import os
import secrets
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

HERE = Path(__file__).resolve().parent
CACHE = Path(os.environ.get("KG_TEST_CACHE") or HERE.parent.parent / ".cache") / "neo4j-5.26.29"
OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


@dataclass(frozen=True)
class Neo4j:
    uri: str
    user: str
    password: str


def missing() -> str | None:
    """What of Java and Maven is not there."""
    wanted = ["java"] if (CACHE / "complete").exists() else ["java", "mvn"]
    absent = [name for name in wanted if shutil.which(name) is None]
    return " and ".join(absent) or None


def fetch() -> None:
    """Get the jars, once, however many processes ask for them."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / "lock"):
        if (CACHE / "complete").exists():
            return
        jars = CACHE / "jars"
        shutil.rmtree(jars, ignore_errors=True)
        command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
        command.append(f"-DoutputDirectory={jars}")
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        (CACHE / "complete").touch()


def admin(home: Path, *arguments: str, folder: Path | None = None) -> str:
    """What neo4j-admin prints, run in a folder for a server that is not running."""
    fetch()
    (home / "conf").mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [*_java(), "org.neo4j.cli.AdminTool", *arguments],
        check=False,
        cwd=folder,
        env=_environment(home),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"neo4j-admin: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def _java() -> list[str]:
    opens = (f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENS)
    return ["java", "-Xmx1g", *opens, "-cp", str(CACHE / "jars" / "*")]


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}


@contextmanager
def running(home: Path):
    """A server with an empty graph, on a free port of the loopback."""
    fetch()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    password = secrets.token_hex(16)  # others may begin with a hyphen, like an option
    (home / "conf").mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(
        f"""server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.heap.initial_size=512m
server.memory.heap.max_size=1g
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
"""
    )
    admin(home, "dbms", "set-initial-password", password)
    where = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "out.log").open("wb") as log:
        server = subprocess.Popen(
            [*_java(), "org.neo4j.server.CommunityEntryPoint", *where, "--console-mode"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=_environment(home),
        )
    try:
        _wait(server, home / "out.log")
        yield Neo4j(f"bolt://127.0.0.1:{port}", "neo4j", password)
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait(server: subprocess.Popen, log: Path) -> None:
    for _ in range(600):
        if "Started." in log.read_text(errors="replace"):
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"Neo4j did not start: {log.read_text(errors='replace')[-2000:]}")
