"""A small graph behind a real server on the loopback; some of its papers are hostile."""

import socket
import threading
from contextlib import contextmanager

import httpx
import pytest
import uvicorn

from kg.graph import local, open_store
from kg.model import Author, Institution, Link
from kg.web import create_app
from tests.graph.papers import CONCEPTS, paper

SCRIPT = "<script>alert(1)</script>"
HOSTILE_ID = "note/../1'\"<b>&amp;%2e"
LONG = "On the very long title of a paper " * 20


def papers():
    texts = (
        "We used fMRI in V4 of macaques.",
        "NSD and fMRI in the visual cortex. V4 again.",
        "In pyramidal neurons of macaques, V4 is found.",
    )
    for number in range(1, 31):
        authors = ("Ann Lee", f"Bo Ek{number % 4}", "Cy Ng") if number % 2 else ("Dee Fox",)
        yield paper(
            number, abstract=texts[number % 3], authors=authors, title=f"Study {number} of vision",
            year=2015 + number % 10, source="arxiv-atom",
        )  # fmt: skip
    yield paper(
        40, title=SCRIPT, abstract=f"V4 {SCRIPT} & 'quotes' \"too\" in macaques."
    ).model_copy(
        update={
            "authors": (Author(name='<img src=x onerror="alert(2)">'),),
            "links": (
                Link(href="javascript:alert(3)", title="bad"),
                Link(href="https://example.org/a", title="<b>good</b>"),
            ),
            "comment": "</p><script>alert(4)</script>",
            "kind": "preprint",
        }
    )
    yield paper(
        41,
        title=LONG,
        abstract="V4.",
        authors=[f"Author {chr(65 + n % 26)}{n}" for n in range(300)],
    )
    yield paper(
        42, title="Odd id", authors=("Sun Kim", "Soo Kim"), abstract="NSD, pyramidal neurons."
    ).model_copy(update={"id": HOSTILE_ID, "source": "jsonl"})
    oslo = paper(43, title="From Oslo", doi="10.1000/182", source="arxiv-atom").model_copy(
        update={
            "kind": "article",
            "authors": (
                Author(
                    name="Eva Holm", orcid="0000-0002-1825-0097",
                    affiliations=("University of Oslo",),
                    institutions=(Institution(name="University of Oslo", ror="ror:01xtthb56"),),
                ),
                Author(name="Gro Ek"), Author(name="Sol Kim", orcid="0000-0001-5109-3700"),
            )
        }
    )  # fmt: skip
    yield oslo
    yield oslo.model_copy(update={"id": "pmid:43", "source": "pubmed"})  # the same work


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A local store with the papers, resolved people and communities."""
    folder = tmp_path_factory.mktemp("web") / "store"
    with open_store(folder) as store:
        store.load(papers(), CONCEPTS)
        store.resolve_people()
        store.find_communities()
    yield folder
    local.stop(folder)


@contextmanager
def serving(location, hosts=("*",)):
    """A server over a location; answers its address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    config = uvicorn.Config(
        create_app(str(location), hosts), host="127.0.0.1", port=port, log_level="error",
        ws="none",
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def address(folder):
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="session")
def get(address):
    """Ask the server for a path."""
    with httpx.Client(base_url=address, timeout=240) as client:
        yield client.get
