"""Starting is cheap, wrong usage is told, and help has examples."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from kg.cli.app import app


def commands(group=None, words=()):
    """All commands, by their words: ``("export", "rdf")``."""
    for name, command in (group or typer.main.get_command(app)).commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*words, name))
        else:
            yield (*words, name)


def test_the_version_is_printed(kg):
    assert kg("--version").out.startswith("kg ")


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_help_of_every_command_has_an_example(kg, command):
    ran = kg(*command, "--help")
    assert ran.code == 0
    assert f"kg {' '.join(command)}" in ran.out.split("Example")[1]


@pytest.mark.parametrize("command", ["serve", "communities"])
def test_help_names_the_extra_that_a_command_needs(kg, command):
    assert "pip install 'neurokg[" in kg(command, "--help").out


@pytest.mark.parametrize("args", [["--frobnicate"], ["nonsense"], ["lookup"], ["query"]])
def test_wrong_usage_is_exit_code_2(kg, args):
    assert kg(*args).code == 2


def test_help_loads_nothing_heavy():
    heavy = "spacy scispacy rdflib pyoxigraph lxml neo4j numpy pydantic".split()
    code = (
        "import sys; sys.argv = ['kg', '--help']\n"
        "from kg.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.stderr.strip() == "[]"


def test_an_error_is_one_line_without_a_trace_back(kg, tmp_path):
    ran = kg("query", "--file", tmp_path / "missing.cypher")
    assert ran.code == 1
    assert ran.err.startswith("kg: cannot read ")
    assert ran.err.count("\n") == 1


def test_what_is_piped_is_utf8_in_any_locale(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": "a", "text": "Dvořák’s V4"}\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", "extract", tmp_path / "a.jsonl"],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert json.loads(done.stdout.decode("utf-8"))["text"] == "Dvořák’s V4"


def test_a_closed_pipe_is_no_error(sample):
    done = subprocess.run(
        f"{sys.executable} -c 'from kg.cli import main; main()' extract {sample} | head -c 10",
        shell=True,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_command_that_is_stopped_stops_its_workers(tmp_path, number, code):
    source = tmp_path / "papers.jsonl"
    line = json.dumps({"id": "ID", "text": "Neurons in V4 of macaques. " * 40})
    source.write_text("\n".join(line.replace("ID", str(n)) for n in range(20_000)))
    command = [sys.executable, "-c", "from kg.cli import main; main()", "extract", str(source)]
    output = tmp_path / "out.jsonl"
    running = subprocess.Popen(
        [*command, "-o", str(output), "--workers", "2"], stderr=subprocess.PIPE, text=True
    )
    while not (workers := _children(running.pid)):
        assert running.poll() is None
        time.sleep(0.1)
    time.sleep(1)
    running.send_signal(number)
    _, said = running.communicate(timeout=60)
    assert running.returncode == code
    assert "stopped" in said
    assert "Traceback" not in said
    assert not output.exists()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < deadline, "workers are left behind"
        time.sleep(0.1)


def test_workers_end_when_their_parent_is_killed(tmp_path):
    source = tmp_path / "papers.fifo"
    os.mkfifo(source)
    command = [sys.executable, "-c", "from kg.cli import main; main()", "extract", "-w", "2"]
    running = subprocess.Popen([*command, str(source)], stdout=subprocess.DEVNULL)
    with source.open("w") as feed:
        for number in range(300):
            feed.write(json.dumps({"id": str(number), "text": "V4."}) + "\n")
        feed.flush()
        while len(workers := _children(running.pid)) < 2:
            assert running.poll() is None
            time.sleep(0.1)
        time.sleep(1)
        running.kill()
        running.wait()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < deadline, "workers are left behind"
        time.sleep(0.1)


def _children(pid: int) -> list[int]:
    shown = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    pairs = [line.split() for line in shown.splitlines()]
    return [int(child) for child, parent in pairs if int(parent) == pid]
