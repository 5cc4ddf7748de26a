"""The process that keeps a local store's server; :mod:`kg.graph.local` starts it.

It starts ArcadeDB from the jars and the Java runtime inside the ``arcadedb-embedded`` wheel, makes
the account that may only read, writes the descriptor by which clients find the server, and ends
the server when no client has been there for a while or when it is told to (SIGTERM). A process of
its own, because the server must outlive the command that started it and still end by itself.

Clients show that they are there by touching the descriptor.
"""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from kg.graph import commands

DESCRIPTOR = "server.json"
LOG = "server.log"
DATABASE = "kg"
READER = "reader"
_START_SECONDS = 60
_END_SECONDS = 30
_POLL_SECONDS = 0.2
_COMMAND_SECONDS = 1800  # bounds exports too, which stream as one command
_GROUPS: dict[str, Any] = {
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                    "types": {
                        "*": {
                            "access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
                        }
                    },
                },
                READER: {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [],
                    "types": {"*": {"access": ["readRecord"]}},
                },
                "*": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [],
                    "types": {"*": {"access": []}},
                },
            }
        }
    },
    "version": 2,
}


def wheel() -> Path | None:
    """Folder of the installed ``arcadedb-embedded`` package, without importing it."""
    spec = importlib.util.find_spec("arcadedb_embedded")
    return Path(spec.origin).parent if spec and spec.origin else None


def command(home: Path, folder: Path, bolt: int, http: int) -> list[str]:
    """The command line of the server; no secret stands in it."""
    settings = {
        "server.rootPath": folder,
        "server.databaseDirectory": folder / "databases",
        "server.rootPasswordPath": folder / "config" / "root-password",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.defaultDatabases": f"{DATABASE}[root]",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http,
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt,
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "txWalFlush": 1,
        # A client that dies does not end its query, and this server does not notice.
        "command.timeout": _COMMAND_SECONDS * 1000,
    }
    java = home / "jre" / "bin" / ("java.exe" if os.name == "nt" else "java")
    return [
        str(java),
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        str(home / "jars" / "*"),
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "com.arcadedb.server.ArcadeDBServer",
    ]


def main(arguments: Sequence[str]) -> int:
    """Keep the server of the folder until it is idle or told to stop."""
    folder, idle = Path(arguments[0]), float(arguments[1])
    home = wheel()
    if home is None:
        return 3
    os.umask(0o077)
    root, reader = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    _configure(folder, root)
    bolt, http = _free_ports(2)
    with (folder / LOG).open("wb") as log:
        server = subprocess.Popen(
            command(home, folder, bolt, http),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
        )
        signal.signal(signal.SIGTERM, _leave)
        # Fields as in kg.graph.local.Server; written before the server is ready, and taken away
        # after it has ended, so that whoever comes meanwhile knows of it.
        description = {
            "keeper": os.getpid(),
            "server": server.pid,
            "bolt": bolt,
            "http": http,
            "user": "root",
            "password": root,
            "reader": READER,
            "reader_password": reader,
            "idle": idle,
            "ready": False,
        }
        try:
            _write_privately(folder / DESCRIPTOR, json.dumps(description))
            if not _ready(server, http, root, reader):
                return 4
            _write_privately(folder / DESCRIPTOR, json.dumps({**description, "ready": True}))
            _keep(server, folder / DESCRIPTOR, idle)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            if folder.exists():  # a server that is going answers nonsense: let nobody in
                _write_privately(folder / DESCRIPTOR, json.dumps(description))
            server.terminate()
            try:
                server.wait(timeout=_END_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
            (folder / DESCRIPTOR).unlink(missing_ok=True)
    return 0


def _leave(number: int, frame: object) -> None:
    raise SystemExit(0)


def _configure(folder: Path, root: str) -> None:
    config = folder / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "server-users.jsonl").unlink(missing_ok=True)  # new secrets at every start
    _write_privately(config / "root-password", root)
    _write_privately(config / "server-groups.json", json.dumps(_GROUPS))


def _write_privately(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    part.replace(path)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [int(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _ready(server: subprocess.Popen[bytes], http: int, root: str, reader: str) -> bool:
    """Wait until the server answers, and make the account that may only read."""
    user = {"name": READER, "password": reader, "databases": {DATABASE: [READER]}}
    command = f"create user {json.dumps(user)}"
    deadline = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            commands.ask(http, root, command)
            return True
        except HTTPError as error:
            if b"already exists" in error.read():  # made when we no longer waited for the answer
                return True
        except OSError:
            pass
        time.sleep(_POLL_SECONDS)
    return False


def _keep(server: subprocess.Popen[bytes], descriptor: Path, idle: float) -> None:
    """Wait until the descriptor has not been touched for ``idle`` seconds of a clock of our own.

    The time of day may jump, and a machine that wakes up has not been idle.
    """
    touched, since = 0.0, time.monotonic()
    while server.poll() is None:
        try:
            seen = descriptor.stat().st_mtime
        except FileNotFoundError:
            return  # the folder has been deleted under us
        if seen != touched:
            touched, since = seen, time.monotonic()
        elif time.monotonic() - since > idle:
            return
        time.sleep(min(1.0, idle / 4))
