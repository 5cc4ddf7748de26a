"""``kg serve`` as a user starts it."""

import os
import re
import signal
import subprocess
import sys
import time

import httpx
import pytest
from lxml import html

from kg.graph import local, open_store
from tests.graph.papers import CONCEPTS, paper

RUN = "from kg.cli import main; main()"


def started(folder, *args, before=""):
    """The process, and what it says until it listens."""
    process = subprocess.Popen(
        [sys.executable, "-c", before + RUN, "serve", "--port", "0", *args],
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


def test_while_the_store_is_gone_pages_say_so_and_when_it_is_back_they_answer_again(tmp_path):
    folder, elsewhere = tmp_path / "store", tmp_path / "moved"
    with open_store(folder) as store:
        store.load([paper(1)], CONCEPTS)
    process, said = started(folder)
    address = re.search(r"http://127\.0\.0\.1:\d+", said)[0]

    def becomes(path, status):
        for _ in range(600):
            answer = httpx.get(address + path, timeout=240, headers={"Accept": "text/html"})
            if answer.status_code == status:
                return answer
            time.sleep(0.1)
        raise AssertionError(f"{path} still answers {answer.status_code}, not {status}")

    try:
        becomes("/works", 200)
        local.stop(folder)
        folder.rename(elsewhere)
        gone = becomes("/works?oldest=1", 503)
        assert gone.headers["retry-after"]
        assert str(tmp_path) not in gone.text
        assert httpx.get(f"{address}/healthz").status_code == 200
        assert httpx.get(f"{address}/readyz", timeout=240).status_code == 503
        assert not folder.exists()
        elsewhere.rename(folder)
        assert "1 work" in becomes("/works?oldest=1", 200).text
        assert becomes("/readyz", 200)
        local.stop(folder)  # and without a move: it is started again
        assert "1 work" in becomes("/works", 200).text
        assert stopped(process) in {0, 130}
    finally:
        process.kill()
        local.stop(folder)


@pytest.mark.parametrize("place", ["ftp://x", "bolt://me:hunter2@host"])
def test_an_address_that_can_be_no_store_is_wrong_usage(place):
    done = subprocess.run(
        [sys.executable, "-c", RUN, "serve", "--store", place],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "hunter2" not in done.stderr


def test_pages_of_more_works_than_are_looked_at_say_so(folder):
    few = "import kg.web.works; kg.web.works.SAMPLE = 5; "
    process, said = started(folder, before=few)
    address = re.search(r"http://127\.0\.0\.1:\d+/", said)[0]
    with httpx.Client(base_url=address, timeout=240) as client:
        for path in ("/", "/works", "/topic/q-bio.NC", "/topic/neurokg:v4", "/concept/neurokg:v4"):
            assert client.get(path).status_code == 200
        page = html.fromstring(client.get("/people?concept=neurokg:v4").text)
        assert "newest 5 of" in page.text_content()
        numbers = []
        for link in page.xpath("//ul[@class='people']//a[@class='count']"):
            listed = html.fromstring(client.get(link.get("href")).text).findtext(".//h1")
            numbers.append(int(link.text.split()[0]))
            assert numbers[-1] == int(listed.split()[0])
        assert numbers == sorted(numbers, reverse=True)
        assert numbers[0] > 5
    stopped(process)
