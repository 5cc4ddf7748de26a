"""Starting is cheap, wrong usage is told, and help has examples."""

import os
import subprocess
import sys

import pytest

COMMANDS = ("build", "extract", "load", "lookup", "paper", "author", "query", "evaluate")


def test_the_version_is_printed(kg):
    assert kg("--version").out.startswith("kg ")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_an_example(kg, command):
    ran = kg(command, "--help")
    assert ran.code == 0
    assert f"kg {command} " in ran.out.split("Example")[1]


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
    assert ran.code == 2
    assert ran.err.startswith("kg: cannot read ")
    assert ran.err.count("\n") == 1


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
