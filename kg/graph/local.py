"""The local store's server as a client sees it: found, started, stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg import config
from kg.errors import StoreUnavailable
from kg.graph import keeper

_KEEPER = "import sys; from kg.graph.keeper import main; sys.exit(main(sys.argv[1:]))"
_START_SECONDS = 90
_STOP_SECONDS = 40
_HEARTBEAT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running server of a local store."""

    folder: Path
    keeper: int
    server: int
    bolt: int
    user: str
    password: str
    reader: str
    reader_password: str

    @property
    def uri(self) -> str:
        """Its Bolt address, on the loopback."""
        return f"bolt://127.0.0.1:{self.bolt}"


def running(folder: Path) -> Server | None:
    """The server of the folder if there is one that answers."""
    server = _described(folder)
    if server is None or not all(map(_is_ours, (server.keeper, server.server))):
        return None
    if not _answers(server.bolt):
        return None
    return server


def start(folder: Path) -> Server:
    """The server of the folder, started if need be; two processes that ask at once share one.

    Raises:
        StoreUnavailable: no server for this platform, the folder cannot be written, or the server
            does not come up.
    """
    from filelock import FileLock

    if server := running(folder):
        return server
    if keeper.wheel() is None:
        raise StoreUnavailable(
            "the local store is not installed for this platform; use a Neo4j server: "
            "--store bolt://host:7687"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "start.lock", timeout=_START_SECONDS):
            return running(folder) or _start(folder)
    except OSError as error:
        raise StoreUnavailable(
            f"cannot use the folder {folder} for a store: {error.strerror or error}"
        ) from error


def stop(folder: Path) -> bool:
    """End the server of the folder; answers whether there was one."""
    server = _described(folder)
    if server is None:
        return False
    _end(server)
    return True


def _start(folder: Path) -> Server:
    if leftover := _described(folder):
        _end(leftover)  # its keeper was killed, or it does not answer any more
    idle = config.store_idle_seconds()
    with (folder / "keeper.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", _KEEPER, str(folder.resolve()), str(idle)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if server := running(folder):
            _reap(process)
            return server
        if process.poll() is not None:
            break
        time.sleep(0.05)
    if process.poll() is None:
        process.terminate()
    raise StoreUnavailable(f"the local store in {folder} did not start: {_last_words(folder)}")


def _reap(process: subprocess.Popen[bytes]) -> None:
    """Leave the keeper to itself, but let no zombie stand when it ends before us."""
    threading.Thread(target=process.wait, daemon=True).start()


def _last_words(folder: Path) -> str:
    for name in (keeper.LOG, "keeper.log"):
        path = folder / name
        lines = path.read_text(errors="replace").strip().splitlines() if path.exists() else []
        if lines:
            return f"{lines[-1][:300]} (see {path})"
    return "it said nothing"


def _described(folder: Path) -> Server | None:
    try:
        row = json.loads((folder / keeper.DESCRIPTOR).read_text(encoding="utf-8"))
        return Server(
            folder=folder,
            keeper=row["keeper"],
            server=row["server"],
            bolt=row["bolt"],
            user=row["user"],
            password=row["password"],
            reader=row["reader"],
            reader_password=row["readerPassword"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_ours(pid: int) -> bool:
    """Whether the process still is a keeper or its server, not another that got its number."""
    try:
        shown = subprocess.run(
            ["ps", "-ww", "-p", str(pid), "-o", "command="],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        ).stdout
    except OSError:  # no ps here; then only say whether there is such a process
        with suppress(OSError):
            os.kill(pid, 0)
            return True
        return False
    return "kg.graph.keeper" in shown or "com.arcadedb.server" in shown


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return True
    except OSError:
        return False


def _end(server: Server) -> None:
    for pid in (server.keeper, server.server):
        if _is_ours(pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
            _wait_for_end(pid)
    (server.folder / keeper.DESCRIPTOR).unlink(missing_ok=True)


def _wait_for_end(pid: int) -> None:
    deadline = time.monotonic() + _STOP_SECONDS
    while _is_ours(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    if _is_ours(pid):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


class Heartbeat:
    """Shows the keeper that a client is there, as long as the client is."""

    def __init__(self, server: Server) -> None:
        self._descriptor = server.folder / keeper.DESCRIPTOR
        self._done = threading.Event()
        self._touch()
        self._thread = threading.Thread(target=self._beat, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """The client leaves; from now on the server counts as idle."""
        self._done.set()
        self._thread.join()
        self._touch()

    def _beat(self) -> None:
        while not self._done.wait(_HEARTBEAT_SECONDS):
            self._touch()

    def _touch(self) -> None:
        with suppress(OSError):
            os.utime(self._descriptor)
