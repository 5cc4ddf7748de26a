"""The local store's server as a client sees it: found, started, stopped."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import config
from kg.errors import StoreUnavailable
from kg.graph import commands, keeper

_KEEPER = "import sys; from kg.graph.keeper import main; sys.exit(main(sys.argv[1:]))"
_START_SECONDS = 90
_STOP_SECONDS = 40
_HEARTBEAT_SECONDS = 5.0
_LEAST_BYTES = 32 << 20  # with less free space the server cannot grow its files
# In a session of its own (on Windows: without a console) it outlives the command and its terminal.
_DETACHED: dict[str, Any] = (
    {"creationflags": 0x00000208} if os.name == "nt" else {"start_new_session": True}
)
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has but one way to end a process


@dataclass(frozen=True, slots=True)
class Server:
    """A server of a local store, as its descriptor says; ``ready`` once it has come up."""

    folder: Path
    keeper: int
    server: int
    bolt: int
    http: int
    user: str
    password: str
    reader: str
    reader_password: str
    idle: float
    ready: bool

    @property
    def uri(self) -> str:
        """Its Bolt address, on the loopback."""
        return f"bolt://127.0.0.1:{self.bolt}"


def running(folder: Path) -> Server | None:
    """The server of the folder if there is one that answers."""
    server = _described(folder)
    if server is None or not server.ready:
        return None
    if not all(_is_ours(pid, folder) for pid in (server.keeper, server.server)):
        return None
    return server if _answers(server.bolt) else None


def start(folder: Path) -> Server:
    """The server of the folder, started if need be; processes that ask at once share one.

    Raises:
        StoreUnavailable: no server for this platform, the folder cannot be written, or the server
            does not come up.
    """
    if server := running(folder):
        return server
    if keeper.wheel() is None:
        raise StoreUnavailable(
            "the local store is not installed for this platform; use a Neo4j server: "
            "--store bolt://host:7687"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            return running(folder) or _start(folder)
    except OSError as error:
        raise StoreUnavailable(
            f"cannot use the folder {folder} for a store: {error.strerror or error}"
        ) from error


def stop(folder: Path) -> bool:
    """End the server of the folder; answers whether there was one."""
    if _described(folder) is None:
        return False
    with _alone(folder):
        server = _described(folder)
        if server is not None:
            _end(server)
    return server is not None


@contextmanager
def stopped(folder: Path) -> Iterator[None]:
    """While it lasts, the folder has no server, and nobody starts one."""
    with _alone(folder):
        if server := _described(folder):
            _end(server)
        yield


def give_up(server: Server) -> None:
    """End a server that does not do its work, unless another has taken its place already."""
    with _alone(server.folder):
        if _described(server.folder) == server:
            _end(server)


def end_query(server: Server, mark: str) -> bool:
    """End the server's queries whose text holds ``mark``; whether it was there to be asked."""
    try:
        commands.end_query(server.http, server.password, mark)
    except OSError:
        return False
    return True


def trouble(folder: Path) -> str | None:
    """What keeps the store of the folder from working, if it can be seen from here."""
    if full := _full(folder):
        return full
    if running(folder) is None:
        return f"the server of the store in {folder} has ended: {_last_words(folder)}"
    return None


def is_full(folder: Path) -> bool:
    """Whether the disk of the folder has no room for the server to grow its files."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_BYTES
    except OSError:  # the folder is gone
        return False


def _full(folder: Path) -> str | None:
    if not is_full(folder):
        return None
    return f"the disk of {folder} is full; free some space and run this again"


def one_load(folder: Path) -> AbstractContextManager[object]:
    """While it is entered, no other process loads into the folder's store.

    The server would let both try and fail one of them when it commits.
    """
    from filelock import FileLock

    return FileLock(folder / "load.lock")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While it lasts, no other process starts or ends a server of the folder."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(folder / "start.lock", timeout=_START_SECONDS):
            yield
    except Timeout as error:
        raise StoreUnavailable(
            f"another process has been starting the store in {folder} for {_START_SECONDS} s"
        ) from error


def _start(folder: Path) -> Server:
    if leftover := _described(folder):
        _end(leftover)  # its keeper was killed, it does not answer, or it is just going
    idle = config.store_idle_seconds()
    with (folder / "keeper.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", _KEEPER, str(folder.resolve()), str(idle)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            **_DETACHED,
        )
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if server := running(folder):
            _reap(process)
            return server
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.terminate()
    reason = _full(folder) or _last_words(folder)
    raise StoreUnavailable(f"the local store in {folder} did not start: {reason}")


def _reap(process: subprocess.Popen[bytes]) -> None:
    """Leave the keeper to itself, but let no zombie stand when it ends before us."""
    threading.Thread(target=process.wait, daemon=True).start()


def _last_words(folder: Path) -> str:
    """The last line of the logs that names a fault, the last line at all where none does."""
    for name in (keeper.LOG, "keeper.log"):
        path = folder / name
        text = path.read_text(errors="replace") if path.exists() else ""
        lines = [
            line.strip() for line in text.splitlines() if line.strip() and " INFO " not in line
        ]
        faults = [
            line for line in lines if re.match(r"(Caused by: )?[\w.]*(Error|Exception)\b", line)
        ]
        if lines:
            return f"{(faults or lines)[-1][:300]} (see {path})"
    return f"it gave no reason (see {folder / keeper.LOG})"


def _described(folder: Path) -> Server | None:
    try:
        row = json.loads((folder / keeper.DESCRIPTOR).read_text(encoding="utf-8"))
        return Server(folder=folder, **row)
    except (OSError, ValueError, TypeError):
        return None


def _is_ours(pid: int, folder: Path) -> bool:
    """Whether the process is the folder's keeper or server, not another that got its number."""
    shown = _command_line(pid)
    known = "kg.graph.keeper" in shown or "com.arcadedb.server" in shown
    return known and f"{folder.resolve()} " in shown


def _command_line(pid: int) -> str:
    """Command line of a process; empty where there is none (any more)."""
    if Path("/proc/self/cmdline").exists():
        try:
            shown = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return ""
        return shown.replace(b"\0", b" ").decode(errors="replace")
    if os.name == "nt":
        query = f"(Get-CimInstance Win32_Process -Filter 'ProcessId={pid}').CommandLine"
        command = ["powershell", "-NoProfile", "-Command", query]
    else:
        command = ["ps", "-ww", "-p", str(pid), "-o", "command="]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return True
    except OSError:
        return False


def _end(server: Server) -> None:
    for pid in (server.keeper, server.server):
        _signal(pid, server.folder, signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        while _is_ours(pid, server.folder) and time.monotonic() < deadline:
            time.sleep(0.05)
        _signal(pid, server.folder, _KILL)
    (server.folder / keeper.DESCRIPTOR).unlink(missing_ok=True)


def _signal(pid: int, folder: Path, number: int) -> None:
    if _is_ours(pid, folder):
        with suppress(ProcessLookupError):
            os.kill(pid, number)


class Heartbeat:
    """Shows the keeper that a client is there, as long as the client is."""

    def __init__(self, server: Server) -> None:
        self._descriptor = server.folder / keeper.DESCRIPTOR
        self._seconds = min(_HEARTBEAT_SECONDS, server.idle / 4)
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
        while not self._done.wait(self._seconds):
            self._touch()

    def _touch(self) -> None:
        with suppress(OSError):
            os.utime(self._descriptor)
