"""Servers stumble, lie and change while they are asked; nothing is lost and nobody is hurried."""

import logging
from contextlib import closing
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import httpx
import pytest

from kg.errors import SourceError
from kg.harvest.client import ATTEMPTS, Client
from tests.harvest.server import Server, invent

PASSING = [
    "429 7",
    "503",
    "500",
    "502 1",
    "504",
    "403 1",
    "reset",
    "cut",
    "cut unnoticed",
    "html",
    "nothing",
    "empty",
]


def test_passing_faults_cost_no_record(each):
    """Every fault once, each at another request, those asked again among them."""
    each.world.faults.update({2 * n + 1: fault for n, fault in enumerate(PASSING)})
    while not each.run(limit=None).complete:
        pass
    assert sorted(each.ids()) == sorted(each.all_ids())
    assert each.told


@pytest.mark.parametrize(
    ("case", "fault"),
    [("arxiv", "503"), ("oai", "html"), ("pubmed", "cut unnoticed"), ("openalex", "reset")],
)
def test_a_fault_that_stays_ends_the_run_and_a_later_one_goes_on(of, case, fault):
    each = of(case)
    each.world.faults.update(dict.fromkeys(range(3, 3 + ATTEMPTS), fault))
    with pytest.raises(SourceError, match="goes on where it stopped"):
        each.run()
    assert each.run().resumed
    assert sorted(each.ids()) == sorted(each.all_ids())


def test_an_empty_page_in_the_middle_is_no_end(of):
    each = of("arxiv")
    each.world.faults.update({2: "empty", 3: "empty", 5: "empty"})
    each.run()
    assert sorted(each.ids()) == sorted(each.all_ids())
    assert "an empty page, 200 of 900 results" in each.told[0]


def test_an_empty_first_page_is_asked_for_again(of):
    each = of("arxiv")
    each.world.faults[1] = "empty"
    assert each.run().records == 900


def test_an_answer_without_records_is_complete(each):
    each.world.papers.clear()
    report = each.run()
    assert report.complete
    assert not report.records
    assert not list(each.folder.glob("*.gz"))
    assert each.run().asked == 0


@pytest.mark.parametrize("case", ["arxiv", "openalex"])
def test_a_total_that_grows_while_paging_is_noticed_and_followed(of, case):
    each = of(case)
    each.world.at[3] = lambda: each.world.papers.extend(invent(150, first=10_000))
    report = each.run()
    assert report.moved
    assert report.records == report.total == len(each.world.papers)
    assert sorted(each.ids()) == sorted(each.all_ids())


def test_results_that_move_up_are_not_skipped(of):
    each = of("arxiv")
    each.world.at[3] = lambda: each.world.papers.__delitem__(slice(0, 30))
    report = each.run()
    assert report.moved
    assert report.total == 870
    assert report.records == 900  # the thirty had come before they went
    assert set(each.all_ids()) < set(each.ids())
    assert len(set(each.ids())) == len(each.ids())


def test_results_that_move_down_come_once(of):
    each = of("arxiv")
    early = invent(30, first=10_000)
    for paper in early:
        paper.entered = each.world.papers[0].entered - timedelta(days=9)
    each.world.at[3] = lambda: each.world.papers.extend(early)
    report = each.run()
    assert report.doubles == 30
    assert len(set(each.ids())) == len(each.ids()) == 900


def test_an_expired_token_begins_the_set_again_without_doubles(of):
    each = of("oai")
    each.world.at[2] = lambda: setattr(each.world, "epoch", 1)
    report = each.run()
    assert report.doubles == 300
    assert sorted(each.ids()) == sorted(each.all_ids())


def test_a_forgotten_search_is_made_again_without_doubles(of):
    each = of("pubmed")
    each.world.at[4] = lambda: setattr(each.world, "forgotten", 1)
    report = each.run()
    assert report.doubles == 1000
    assert sorted(each.ids()) == sorted(each.all_ids())


def test_a_record_that_never_comes_is_told_and_stops_nothing(of):
    each = of("pubmed")
    each.world.lost.add(600)
    report = each.run()
    assert report.complete
    assert report.records == 2199
    assert report.total == 2200
    assert any("499 records of 500" in line for line in each.told)


def test_a_query_that_arxiv_refuses_is_told_at_once(of):
    each = of("arxiv")
    with pytest.raises(SourceError, match="unbalanced parentheses"):
        each.run(query="ti:(neuron")
    assert len(each.world.asked) == 1


def test_a_failing_search_of_pubmed_is_told(of):
    each = of("pubmed")
    with pytest.raises(SourceError, match="Search Backend failed"):
        each.run(query="backend")


def test_what_openalex_gives_to_paying_accounts_only_is_told(of):
    each = of("openalex")
    with pytest.raises(SourceError, match=r"403: from_updated_date needs a plan\).*--new"):
        each.run(since=each.world.papers[0].entered)


def test_a_server_that_moved_is_told_without_the_key(of):
    each = of("openalex")
    each.world.faults[1] = "moved"
    with pytest.raises(SourceError, match=r"https://example\.org/new") as raised:
        each.run()
    assert "secret" not in str(raised.value)


def test_two_harvests_do_not_share_a_folder(of):
    each = of("pubmed")
    refused = []

    def second():
        with pytest.raises(SourceError, match="another harvest") as raised:
            each.run()
        refused.append(raised)

    each.world.lock = _NoLock()
    each.world.at[2] = second
    each.run()
    assert refused


@pytest.mark.parametrize("case", ["pubmed", "openalex"])
def test_a_key_is_sent_and_shown_nowhere(of, case, caplog):
    each = of(case)
    each.world.faults.update({2: "503", 3: "html"})
    with caplog.at_level(logging.DEBUG):
        each.run(key="hush-hush")
    assert all(params["api_key"] == "hush-hush" for _, params in each.world.asked)
    shown = [*each.told, caplog.text, *(file.read_text() for file in each.folder.glob(".*"))]
    assert not any("hush" in text for text in shown)


class _NoLock:
    def __enter__(self):
        pass

    def __exit__(self, *_):
        pass


@pytest.fixture
def slept():
    return []


def client(server: Server, slept: list[float], **choices) -> closing[Client]:
    return closing(Client("test", "agent", interval=3.0, sleep=slept.append, **choices))


def taken(status: int, body: bytes) -> bytes:
    return body


def test_requests_keep_their_distance(slept):
    with Server(invent(3)) as server, client(server, slept) as asking:
        for _ in range(3):
            asking.get(f"{server.url}/works", {"cursor": "*", "per_page": 1}, taken)
    assert [round(seconds) for seconds in slept] == [3, 3]


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_server_that_names_a_time_is_obeyed(slept, form):
    then = format_datetime(datetime.now(timezone.utc) + timedelta(seconds=100), usegmt=True)
    with Server(invent(3)) as server, client(server, slept) as asking:
        server.world.faults[1] = f"503 {'100' if form == 'seconds' else then}"
        asking.get(f"{server.url}/works", {"cursor": "*", "per_page": 1}, taken)
    assert slept[0] == pytest.approx(100, abs=2)


def test_a_server_that_asks_for_hours_ends_the_run(slept):
    with Server(invent(3)) as server, client(server, slept) as asking:
        server.world.faults[1] = "429 7200"
        with pytest.raises(SourceError, match="wait 120 minutes"):
            asking.get(f"{server.url}/works", {"cursor": "*", "per_page": 1}, taken)
    assert not slept


def test_waits_grow_and_have_a_limit(slept):
    with Server(invent(3)) as server, client(server, slept) as asking:
        server.world.faults.update(dict.fromkeys(range(1, 99), "503"))
        with pytest.raises(SourceError, match=f"503 .*, {ATTEMPTS} times"):
            asking.get(f"{server.url}/works", {"cursor": "*", "per_page": 1}, taken)
        assert len(server.world.asked) == ATTEMPTS
    waits = [seconds for seconds in slept if seconds > 3]  # the others keep the distance
    assert max(waits) <= 60
    assert sum(waits) > 60


def test_a_server_that_hangs_is_given_up(slept):
    with (
        Server(invent(3)) as server,
        client(server, slept, timeout=httpx.Timeout(0.5)) as asking,
    ):
        server.world.faults[1] = "hang"
        asking.get(f"{server.url}/works", {"cursor": "*", "per_page": 1}, taken)
        assert len(server.world.asked) > 1


def test_a_server_that_is_not_there_is_told(slept):
    with Server(invent(3)) as server:
        pass
    with client(server, slept) as asking, pytest.raises(SourceError, match="refused"):
        asking.get(f"{server.url}/works", {}, taken)


def test_an_address_that_is_none_is_told(slept):
    with client(None, slept) as asking, pytest.raises(SourceError):
        asking.get("http://[bad/works", {}, taken)
