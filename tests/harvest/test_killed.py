"""The command as a process: killed at any point, stopped by hand, run again."""

import json
import os
import random
import signal
import subprocess
import sys
import threading

import pytest

from kg.cli import main
from kg.harvest.services import SERVICES

CASES = ["arxiv", "oai", "pubmed", "openalex"]


def command(each, *options: str) -> list[str]:
    kg = [sys.executable, "-c", "from kg.cli import main; main()", "harvest"]
    since = ["--since", "2020-01-01"] if each.case == "oai" else []
    return [*kg, each.service, each.query, "-o", str(each.folder), *since, *options]


def environment(each, **more: str) -> dict[str, str]:
    settings = {
        "KG_EMAIL": "me@example.org",
        "KG_HARVEST_SERVER": each.server.url,
        "KG_HARVEST_PACE": "1e-5",
    }
    own = {name: value for name, value in os.environ.items() if "API_KEY" not in name}
    return {**own, **settings, **more}


def start(each, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(each, *options),
        env=environment(each),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(each, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(each, *options),
        env=environment(each),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("case", CASES)
def test_killed_anywhere_it_goes_on_without_gap_or_double(of, case):
    each = of(case)
    chance = random.Random(case)
    running: list[subprocess.Popen[str]] = []
    each.world.at[3] = lambda running=running: running[0].kill()
    running.append(start(each))
    running[0].communicate()
    assert running[0].returncode == -signal.SIGKILL
    for _ in range(2):
        running = []
        number = len(each.world.asked) + 1
        delay = chance.random() * 0.01  # reading, writing the page, writing the state
        each.world.after[number] = lambda delay=delay, running=running: threading.Timer(
            delay, running[0].kill
        ).start()
        running.append(start(each))
        running[0].communicate()
        assert running[0].returncode in {-signal.SIGKILL, 0}
    asked = len(each.world.asked)
    ran = run(each, "--json")
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    assert report["complete"]
    assert report["resumed"]
    assert report["asked"] == len(each.world.asked) - asked
    assert sorted(each.ids()) == sorted(each.all_ids())
    resumed, each.folder = each.files(), each.folder.parent / "undisturbed"
    each.run()
    assert resumed == each.files()


def test_stopped_by_hand_it_says_how_to_go_on(of):
    each = of("arxiv")
    running = []
    each.world.at[3] = lambda: running[0].send_signal(signal.SIGINT)
    each.world.faults[3] = "hang"
    running.append(start(each))
    _, told = running[0].communicate()
    assert running[0].returncode == 130
    assert "the same command goes on" in told
    assert "Traceback" not in told
    assert run(each).returncode == 0
    assert sorted(each.ids()) == sorted(each.all_ids())


@pytest.fixture
def kg(monkeypatch, capsys):
    """Run the command here, without a process of its own."""

    def run(each, *options: str, **more: str) -> tuple[int, str, str]:
        for name, value in environment(each, **more).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["kg", *command(each, *options)[3:]])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        return code, *capsys.readouterr()

    return run


def test_a_report_says_what_came_and_what_to_do_next(of, kg):
    each = of("pubmed")
    _, out, told = kg(each)
    assert out.startswith("2,200 records, 5 files in ")
    assert f"next: kg build {each.folder}" in told
    assert "nothing was asked" in kg(each)[2]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--new"], "--since"),
        (["--since", "yesterday"], "2026-01-31"),
        (["--email", "nobody"], "KG_EMAIL"),
    ],
)
def test_wrong_usage_is_told(of, kg, options, said):
    each = of("openalex")
    code, _, told = kg(each, *options)
    assert code == 2
    assert said in told
    assert not each.world.asked


def test_keys_come_from_the_environment_or_a_file(of, kg, tmp_path, monkeypatch):
    monkeypatch.delenv("NCBI_API_KEY", raising=False)
    each = of("pubmed", 10)
    file = tmp_path / "key"
    file.write_text("of-a-file\n")
    kg(each, NCBI_API_KEY_FILE=str(file))
    assert {params["api_key"] for _, params in each.world.asked} == {"of-a-file"}


def test_services_are_asked_no_faster_than_they_allow():
    assert SERVICES["arxiv"].interval == SERVICES["arxiv"].keyed_interval == 3.0
    assert SERVICES["pubmed"].interval >= 1 / 3
    assert SERVICES["pubmed"].keyed_interval >= 1 / 10
