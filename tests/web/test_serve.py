"""``kg serve`` as a user starts it."""

import os
import re
import signal
import subprocess
import sys

import httpx
import pytest

RUN = "from kg.cli import main; main()"


def started(folder, *args):
    """The process, and what it says until it listens."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, "serve", "--port", "0", *args],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "KG_STORE": str(folder)},
    )  # fmt: skip
    said = ""
    while "Ctrl-C" not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    return process, said


def stopped(process):
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=240)
    assert "Traceback" not in said
    return process.returncode


def test_it_listens_on_the_loopback_and_says_where(folder):
    process, said = started(folder)
    address = re.search(r"http://127\.0\.0\.1:\d+/", said)[0]
    assert "warning" not in said
    assert httpx.get(f"{address}healthz", timeout=240).json() == {"status": "ok"}
    assert httpx.get(f"{address}concept/neurokg:v4", timeout=240).status_code == 200
    strange = httpx.get(f"{address}healthz", headers={"Host": "evil.example"}, timeout=240)
    assert strange.status_code == 400
    assert stopped(process) in {0, 130}


def test_it_warns_when_others_can_reach_it(folder):
    process, said = started(folder, "--host", "0.0.0.0")
    assert "warning" in said
    assert "no password" in said
    stopped(process)


def test_a_taken_port_is_told_in_one_line(folder):
    process, said = started(folder)
    port = re.search(r":(\d+)/", said)[1]
    second = subprocess.run(
        [sys.executable, "-c", RUN, "serve", "--port", port],
        capture_output=True, text=True, check=False, env={**os.environ, "KG_STORE": str(folder)},
    )  # fmt: skip
    assert second.returncode == 1
    assert "--port" in second.stderr
    assert "Traceback" not in second.stderr
    stopped(process)


@pytest.mark.parametrize("place", ["ftp://x", "bolt://me:hunter2@host"])
def test_an_address_that_can_be_no_store_is_wrong_usage(place):
    done = subprocess.run(
        [sys.executable, "-c", RUN, "serve", "--store", place],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "hunter2" not in done.stderr
