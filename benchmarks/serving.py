"""How quick is the site? Pages a second, and p50 and p95 of a page, for one reader and for fifty.

kg serve --store FOLDER
pip install locust
locust -f benchmarks/serving.py --headless --only-summary --host http://127.0.0.1:8350 -t 2m \
    -u 1 Hurried      # one reader who asks for the next page as soon as the last is there
    -u 50 -r 25 Reader   # fifty who look at each for one to three seconds

Topics and concepts are drawn as people ask for them, the n-th most mentioned one n times less often
than the first; works and searches evenly, so that hardly any is asked for twice. Wait until the
site is warm: it makes the most asked pages ready by itself, which its processor time shows.
"""

from __future__ import annotations

import random
import re
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx
from locust import HttpUser, between, constant, events, tag, task

_BROWSER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip",
}
_TOPICS, _CONCEPTS = 100, 1000
concepts: list[str] = []
works: list[str] = []
words: list[str] = []


@events.test_start.add_listener
def _read(environment: Any, **_: Any) -> None:
    """What there is to ask for: the site map's concepts and works, words of titles."""
    with httpx.Client(base_url=environment.host, timeout=300) as client:
        places = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
        paths = [unquote(urlsplit(place).path) for place in places]
        concepts.extend(path[9:] for path in paths if path.startswith("/concept/"))
        works.extend(path for path in paths if path.startswith("/paper/"))
        titles = client.get("/api/v1/works", params={"limit": 100}).json()["items"]
    found = {word for work in titles for word in re.findall(r"[a-z]{5,}", work["title"] or "")}
    words.extend(sorted(found))


def _drawn(number: int) -> str:
    """A concept by its rank (Zipf)."""
    some = concepts[:number]
    return random.choices(some, [1 / (rank + 1) for rank in range(len(some))])[0]


class Reading(HttpUser):
    """Somebody who reads; every answer but a page is a failure."""

    abstract = True

    def _page(self, path: str, name: str) -> None:
        with self.client.get(path, name=name, headers=_BROWSER, catch_response=True) as answer:
            if answer.status_code != 200 or "</html>" not in answer.text:
                answer.failure(f"{answer.status_code} {path}")

    @task
    @tag("topic")
    def topic(self) -> None:
        """The page of a concept as a topic."""
        self._page(f"/topic/{quote(_drawn(_TOPICS), safe=':')}", "topic")

    @task
    @tag("concept")
    def concept(self) -> None:
        """The page of a concept."""
        self._page(f"/concept/{quote(_drawn(_CONCEPTS), safe=':')}", "concept")

    @task
    @tag("paper")
    def paper(self) -> None:
        """The page of a work."""
        self._page(quote(random.choice(works), safe=":/"), "paper")

    @task
    @tag("search")
    def search(self) -> None:
        """A search for two words."""
        self._page(f"/search?q={'+'.join(random.sample(words, 2))}", "search")


class Reader(Reading):
    """Looks at each page for a while."""

    wait_time = between(1, 3)


class Hurried(Reading):
    """Looks at no page at all."""

    wait_time = constant(0)
