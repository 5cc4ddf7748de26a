"""A server that answers as arXiv, PubMed and OpenAlex do, with invented papers and with faults."""

from __future__ import annotations

import json
import re
import socket
import struct
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

HTML = b"<!DOCTYPE html><html><body>Down for maintenance</body></html>"
OAI_PAGE = 300
ESEARCH_MOST = 9_999


@dataclass
class Invented:
    number: int
    entered: date
    changed: date
    version: int = 1

    @property
    def arxiv(self) -> str:
        return f"26{1 + self.number // 20_000:02}.{self.number % 20_000:05}"


def invent(count: int, first: int = 1) -> list[Invented]:
    """Papers, ten a day from 2020 on."""
    days = (date(2020, 1, 1) + timedelta(days=n // 10) for n in range(first, first + count))
    return [Invented(n, day, day) for n, day in enumerate(days, start=first)]


@dataclass
class World:
    """What the server holds, what it was asked, and what goes wrong or happens at which request."""

    papers: list[Invented]
    faults: dict[int, str] = field(default_factory=dict)
    at: dict[int, Callable[[], object]] = field(default_factory=dict)
    after: dict[int, Callable[[], object]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    searches: list[list[Invented]] = field(default_factory=list)  # of the history server
    forgotten: int = 0  # searches before this one are no longer known
    lost: set[int] = field(default_factory=set)  # PMIDs that efetch never gives
    epoch: int = 0  # of resumption tokens
    lock: threading.Lock = field(default_factory=threading.Lock)


class Http(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], OSError):  # who asked is gone
            super().handle_error(request, client_address)


class Server:
    def __init__(self, papers: list[Invented]) -> None:
        self.world = World(papers)
        handler = type("Bound", (Handler,), {"world": self.world})
        self._http = Http(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class Handler(BaseHTTPRequestHandler):
    world: World
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits for a delayed ACK

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        said = self.rfile.read(length)
        if len(said) == length:  # else who asked is gone
            self._answer(said.decode())

    def _answer(self, said: str) -> None:
        world, path = self.world, urlsplit(self.path).path
        params = {name: values[0] for name, values in parse_qs(said).items()}
        with world.lock:
            world.asked.append((path, params))
            world.agents.add(self.headers["User-Agent"])
            number = len(world.asked)
            world.at.get(number, lambda: None)()
            fault = world.faults.get(number)
        try:
            self._send(path, params, fault)
        finally:
            world.after.get(number, lambda: None)()

    def _send(self, path: str, params: dict[str, str], fault: str | None) -> None:
        headers: dict[str, str] = {}
        status, kind, body = ANSWERS[path](self.world, params, fault == "empty")
        if fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        if fault == "hang":
            threading.Event().wait(1.0)
        elif fault == "html":
            kind, body = "text/html", HTML
        elif fault == "nothing":
            body = b""
        elif fault and fault.split()[0].isdigit():
            code, _, wait = fault.partition(" ")
            status, kind, body = int(code), "text/html", HTML
            headers = {"Retry-After": wait} if wait else {}
        elif fault == "moved":
            status, headers = 301, {"Location": "https://example.org/new?api_key=secret"}
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        if fault == "cut unnoticed":  # no length, so that HTTP cannot tell
            self.send_header("Connection", "close")
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if fault in {"cut", "cut unnoticed"}:
            body = body[: len(body) // 2]
            self.close_connection = True
        self.wfile.write(body)


def atom(world: World, params: dict[str, str], empty: bool) -> tuple[int, str, bytes]:
    query, start = params["search_query"], int(params["start"])
    kind = "application/atom+xml"
    if "(" in query and ")" not in query:
        entry = (
            "<entry><id>http://arxiv.org/api/errors#bad</id><title>Error</title>"
            "<summary>unbalanced parentheses</summary></entry>"
        )
        return 400, kind, _feed(1, start, entry)
    found = [paper for paper in world.papers if _submitted(query, paper)]
    if params["sortBy"] == "lastUpdatedDate":
        found.sort(key=lambda paper: (paper.changed, paper.number))
    else:
        found.sort(key=lambda paper: (paper.entered, paper.number))
    if params["sortOrder"] == "descending":
        found.reverse()
    shown = [] if empty else found[start : start + int(params["max_results"])]
    total = 0 if empty and not start else len(found)
    return 200, kind, _feed(total, start, "\n".join(map(_entry, shown)))


def _submitted(query: str, paper: Invented) -> bool:
    since = re.search(r"submittedDate:\[(\d{8})\d{4} TO \d{12}\]", query)
    return not since or f"{paper.entered:%Y%m%d}" >= since[1]


def _feed(total: int, start: int, entries: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<id>http://arxiv.org/api/x</id><title>ArXiv Query</title><updated>2026-01-01T00:00:00Z"
        f"</updated>\n<opensearch:totalResults>{total}</opensearch:totalResults>\n"
        f"<opensearch:startIndex>{start}</opensearch:startIndex>\n{entries}\n</feed>\n"
    ).encode()


def _entry(paper: Invented) -> str:
    return (
        f"<entry><id>http://arxiv.org/abs/{paper.arxiv}v{paper.version}</id>"
        f"<updated>{paper.changed}T00:00:00Z</updated><published>{paper.entered}T00:00:00Z"
        f"</published><title>Paper {paper.number}</title><summary>Neurons in V{paper.number % 5}."
        '</summary><author><name>Ada Ï. Author</name></author><category term="q-bio.NC"/></entry>'
    )


def oai(world: World, params: dict[str, str], empty: bool) -> tuple[int, str, bytes]:
    if token := params.get("resumptionToken"):
        epoch, group, since, offset = token.split("|")
        if int(epoch) < world.epoch:
            return _oai('<error code="badResumptionToken">expired</error>')
    else:
        assert params["metadataPrefix"] == "arXivRaw"
        group, since, offset = params["set"], params["from"], "0"
    share = {"q-bio:q-bio:NC": 0, "physics:hep-th": 1}.get(group)
    found = [p for p in world.papers if p.number % 2 == share and str(p.changed) >= since]
    if not found:
        return _oai('<error code="noRecordsMatch"/>')
    start = int(offset)
    shown = [] if empty else found[start : start + OAI_PAGE]
    more = start + OAI_PAGE < len(found)
    further = f"{world.epoch}|{group}|{since}|{start + OAI_PAGE}" if more else ""
    size = f'completeListSize="{len(found)}" cursor="{start}"'
    records = "\n".join(map(_record, shown))
    return _oai(
        f"<ListRecords>{records}<resumptionToken {size}>{further}</resumptionToken></ListRecords>"
    )


def _oai(inside: str) -> tuple[int, str, bytes]:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI'
        f'/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>{inside}</OAI-PMH>'
    )
    return 200, "text/xml", text.encode()


def _record(paper: Invented) -> str:
    return (
        f"<record><header><identifier>oai:arXiv.org:{paper.arxiv}</identifier><datestamp>"
        f"{paper.changed}</datestamp></header><metadata><arXivRaw xmlns="
        f'"http://arxiv.org/OAI/arXivRaw/"><id>{paper.arxiv}</id><version version="v{paper.version}'
        '"><date>Wed, 01 Jan 2020 00:00:00 GMT</date></version><title>Paper '
        f"{paper.number}</title><authors>Ada Author</authors><categories>q-bio.NC</categories>"
        "<abstract>Neurons in V4.</abstract></arXivRaw></metadata></record>"
    )


def esearch(world: World, params: dict[str, str], empty: bool) -> tuple[int, str, bytes]:
    found = list(filter(_wanted(params), reversed(world.papers)))
    world.searches.append(found[:ESEARCH_MOST])
    result = {
        "count": str(len(found)),
        "webenv": f"MCID_{len(world.searches) - 1}",
        "querykey": "1",
        "idlist": [],
    }
    if "backend" in params["term"]:
        result = {"ERROR": "Search Backend failed"}
    return 200, "application/json", json.dumps({"header": {}, "esearchresult": result}).encode()


def _wanted(params: dict[str, str]) -> Callable[[Invented], bool]:
    since = {
        field: _day(day)
        for day, field in re.findall(r'"([\d/]+)"\[(edat|mdat)\] : "3000"', params["term"])
    }
    entered, changed = since.get("edat", date.min), since.get("mdat", date.max)
    low, high = map(int, (re.findall(r"(\d+):(\d+)\[uid\]", params["term"]) or [(1, 10**9)])[0])
    first, last = _day(params.get("mindate", "1/1/1")), _day(params.get("maxdate", "3000/1/1"))
    return lambda paper: (
        low <= paper.number <= high
        and first <= paper.entered <= last
        and (paper.entered >= entered or paper.changed >= changed)
    )


def _day(text: str) -> date:
    return date(*map(int, text.split("/")))


def efetch(world: World, params: dict[str, str], empty: bool) -> tuple[int, str, bytes]:
    search = int(params["WebEnv"].removeprefix("MCID_"))
    if search < world.forgotten:
        text = "<eFetchResult>\n\t<ERROR>Unable to obtain query #1</ERROR>\n</eFetchResult>"
        return 400, "text/xml", text.encode()
    start = int(params["retstart"])
    shown = [] if empty else world.searches[search][start : start + int(params["retmax"])]
    articles = "\n".join(_article(p) for p in shown if p.number not in world.lost)
    text = (
        '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st '
        'January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
        f"<PubmedArticleSet>{articles}</PubmedArticleSet>"
    )
    return 200, "text/xml", text.encode()


def _article(paper: Invented) -> str:
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{paper.number}</PMID>'
        f"<Article><Journal><Title>J</Title></Journal><ArticleTitle>Paper {paper.number}"
        "</ArticleTitle><Abstract><AbstractText>Neurons in V4.</AbstractText></Abstract></Article>"
        "</MedlineCitation></PubmedArticle>"
    )


def works(world: World, params: dict[str, str], empty: bool) -> tuple[int, str, bytes]:
    kind = "application/json"
    if "_updated_date" in params.get("filter", "") and params.get("api_key") != "paid":
        said = {"error": "Plan", "message": "from_updated_date needs a plan."}
        return 403, kind, json.dumps(said).encode()
    since = re.search(r"from_(publication|updated)_date:([\d-]+)", params.get("filter", ""))
    found = [
        paper
        for paper in world.papers
        if not since or str(paper.changed if since[1] == "updated" else paper.entered) >= since[2]
    ]
    found.sort(key=lambda paper: (paper.entered, paper.number))
    after = 0 if params["cursor"] == "*" else int(params["cursor"].removeprefix("after-"))
    rest = [paper for paper in found if paper.number > after]
    shown = [] if empty else rest[: int(params["per_page"])]
    further = f"after-{shown[-1].number}" if shown else None
    answer = {
        "meta": {"count": len(found), "next_cursor": further},
        "results": list(map(_work, shown)),
    }
    return 200, kind, json.dumps(answer).encode()


def _work(paper: Invented) -> dict[str, object]:
    return {
        "id": f"https://openalex.org/W{paper.number}",
        "title": f"Paper {paper.number}",
        "publication_date": str(paper.entered),
        "abstract_inverted_index": {"Neurons": [0], "in": [1], "V4.": [2]},
    }


ANSWERS = {
    "/api/query": atom,
    "/oai": oai,
    "/entrez/eutils/esearch.fcgi": esearch,
    "/entrez/eutils/efetch.fcgi": efetch,
    "/works": works,
}
