"""What a harvest brings, run after run."""

import gzip
import json
from datetime import date, timedelta

import pytest

from kg.errors import SourceError, UsageError
from kg.harvest import Visitor
from tests.harvest.server import invent

LATER = date(2026, 3, 1)


def test_all_records_come_once_in_files_that_can_be_read(each):
    report = each.run()
    assert sorted(each.ids()) == sorted(each.all_ids())
    assert report.complete
    assert report.records == report.total == len(each.world.papers)
    assert report.files == len(list(each.folder.glob("*.gz")))
    assert not report.moved
    assert not report.doubles


def test_what_asks_says_who_it_is(each):
    each.run(limit=1)
    (agent,) = each.world.agents
    assert agent.startswith("NeuroKG/")
    assert "mailto:me@example.org" in agent


def test_a_complete_harvest_asks_nothing(each):
    each.run()
    asked = len(each.world.asked)
    report = each.run()
    assert report.complete
    assert report.resumed
    assert not report.asked
    assert len(each.world.asked) == asked


def test_a_limit_stops_and_a_later_run_goes_on(each):
    first = each.run(limit=250)
    assert not first.complete
    assert first.records >= 250
    if each.case != "oai":  # there the server alone decides how long a page is
        assert first.records == 250
    assert each.run(limit=250).asked == 0
    assert each.run().complete
    assert sorted(each.ids()) == sorted(each.all_ids())


def test_the_increment_holds_what_changed_and_what_is_new(each):
    each.run(key="paid")
    changed = each.world.papers[7]
    changed.changed, changed.version = LATER, 2
    new = invent(1, first=5000)[0]
    new.entered = new.changed = LATER
    each.world.papers.append(new)
    report = each.run(since=LATER, key="paid")
    assert report.round == 2
    assert report.complete
    assert set(each.ids(round=2)) == {each.all_ids()[7], each.all_ids()[-1]}
    asked = len(each.world.asked)
    each.run(since=LATER, key="paid")
    assert len(each.world.asked) == asked


@pytest.mark.parametrize("case", ["arxiv", "pubmed", "openalex"])
def test_only_what_is_new_if_so_asked(of, case):
    each = of(case)
    each.world.papers[7].changed = LATER
    new = invent(1, first=5000)[0]
    new.entered = new.changed = LATER
    each.world.papers.append(new)
    each.run(since=LATER, new=True)
    assert each.ids() == [each.all_ids()[-1]]


def test_since_the_last_harvest_is_everything_the_first_time(of):
    each = of("pubmed")
    assert each.run(since="last").since is None
    report = each.run(since="last")
    assert report.round == 2
    begun = json.loads((each.folder / ".harvest.json").read_text())["begun"]
    assert report.since == date.fromisoformat(begun) - timedelta(days=1)
    assert report.records == 0
    assert report.complete
    assert len(each.ids()) == len(each.world.papers)


def test_categories_are_asked_for_over_oai_and_other_queries_by_search(of):
    each = of("arxiv")
    each.run(since=date(2020, 2, 1))
    each.run(query="cat:q-bio.NC", folder=each.folder / "other", since=date(2020, 2, 1))
    assert {path for path, _ in each.world.asked} == {"/api/query", "/oai"}


def test_a_large_answer_of_pubmed_is_divided_by_day(of):
    each = of("pubmed", 10_400)
    report = each.run()
    assert report.records == report.total == 10_400
    assert len(set(each.ids())) == 10_400
    dated = [params for _, params in each.world.asked if "mindate" in params]
    assert dated
    assert all(params["datetype"] == "edat" for params in dated)


def test_a_large_day_of_pubmed_is_divided_by_pmid(of):
    each = of("pubmed", 10_400)
    for paper in each.world.papers:
        paper.entered = date(2020, 1, 1)
    assert each.run().records == 10_400


def test_more_than_arxiv_gives_of_a_search_is_refused_at_once(of, monkeypatch):
    each = of("arxiv")
    monkeypatch.setattr("kg.harvest.arxiv.MOST", 500)
    with pytest.raises(UsageError, match="at most 500"):
        each.run()
    assert len(each.world.asked) == 1
    assert each.run(limit=300).records == 300


def test_a_folder_holds_one_question(each):
    each.run(limit=1)
    with pytest.raises(UsageError, match="another folder"):
        each.run(query="glia")


def test_an_open_round_is_finished_before_another_begins(of):
    each = of("pubmed")
    each.run(limit=1)
    with pytest.raises(UsageError, match="finish it first"):
        each.run(since=LATER)
    assert each.run(since="last").complete


def test_files_without_their_state_are_not_added_to(of):
    each = of("pubmed")
    each.run()
    (each.folder / ".harvest.json").unlink()
    with pytest.raises(UsageError, match="state is gone"):
        each.run()


@pytest.mark.parametrize("content", ["", "{}", '{"service": 3}', "\x00\x00"])
def test_a_state_that_is_none_is_told(of, content):
    each = of("pubmed")
    each.folder.mkdir()
    (each.folder / ".harvest.json").write_text(content)
    with pytest.raises(UsageError, match="no state"):
        each.run()


def test_a_damaged_file_is_told_when_the_harvest_goes_on(of):
    each = of("arxiv")
    each.run(limit=250)
    file = min(each.folder.glob("*.gz"))
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(SourceError, match=file.name):
        each.run()


def test_a_page_that_the_state_does_not_know_is_asked_for_again(each):
    """A kill between writing a page and counting it, and one while writing."""
    each.run(limit=250)
    state = json.loads((each.folder / ".harvest.json").read_text())
    suffix = ".jsonl.gz" if each.case == "openalex" else ".xml.gz"
    for page in (1, 2):
        name = f"{each.service}-001-{state['pages'] + page:06}{suffix}"
        (each.folder / name).write_bytes(gzip.compress(b"half"))
    (each.folder / f".{each.service}-001-000009{suffix}.77.part").write_bytes(b"half")
    each.run()
    assert sorted(each.ids()) == sorted(each.all_ids())
    assert {file.name for file in each.folder.glob(".*")} <= {".harvest.json", ".harvest.lock"}


@pytest.mark.parametrize("email", ["", "me", "a b@c", "ä@example.org"])
def test_nobody_asks_without_an_address(email):
    with pytest.raises(UsageError, match="KG_EMAIL"):
        Visitor(email)


def test_the_services_themselves_are_never_hurried():
    with pytest.raises(UsageError, match="server of your own"):
        Visitor("me@example.org", pace=0.5)
