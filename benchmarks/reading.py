"""How fast is PubMed read? The ratio to plain lxml that takes no field, one run.

python benchmarks/reading.py RECORDS.xml… [--records 20000]

The records of the files are repeated with new PMIDs in one document. Both sides run on one core
and see the same bytes; the baseline is lxml's iterparse over the articles, each cleared again.
"""

from __future__ import annotations

import argparse
import gc
import io
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from kg.sources.pubmed import PubMed

ARTICLE = re.compile(rb"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
PMID = re.compile(rb"(<PMID Version=\"1\">)\d+")
ROUNDS = 3


class Document(io.RawIOBase):
    """A file of any length that is made while it is read."""

    def __init__(self, articles: list[bytes], count: int) -> None:
        self.pieces = self._pieces(articles, count)
        self.rest = b""

    @staticmethod
    def _pieces(articles: list[bytes], count: int) -> Iterator[bytes]:
        yield b'<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n'
        for number, article in enumerate(islice(cycle(articles), count), start=1):
            yield PMID.sub(rb"\g<1>%d" % number, article, count=1) + b"\n"
        yield b"</PubmedArticleSet>\n"

    def readable(self) -> bool:
        """It can."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as there is something."""
        while len(self.rest) < len(buffer) and (piece := next(self.pieces, b"")):
            self.rest += piece
        given, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


def plain(stream: io.BufferedReader) -> int:
    """The baseline: parse, take nothing, forget."""
    from lxml import etree

    count = 0
    for _, article in etree.iterparse(stream, tag="PubmedArticle", resolve_entities=False):
        count += 1
        article.clear()
        while article.getprevious() is not None:
            del article.getparent()[0]
    return count


def ours(stream: io.BufferedReader) -> int:
    return sum(1 for _ in PubMed().read(stream, "benchmark"))


def seconds(read: Callable[[io.BufferedReader], int], content: bytes, count: int) -> float:
    """Processor time of the best round."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        begun = time.process_time()
        assert read(io.BufferedReader(io.BytesIO(content))) == count
        times.append(time.process_time() - begun)
    return min(times)


def peak() -> float:
    """The most memory so far, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--records", type=int, default=20_000)
    given = options.parse_args()
    articles = [a for file in given.files for a in ARTICLE.findall(file.read_bytes())]
    # Memory first, while nothing else has been held: ten times the records, the same peak.
    for count in (given.records // 10, given.records):
        assert ours(io.BufferedReader(Document(articles, count))) == count
        print(f"memory after {count:,} records: {peak():.0f} MB")
    sample = min(given.records, 5000)
    content = Document(articles, sample).read()
    base = seconds(plain, content, sample)
    mine = seconds(ours, content, sample)
    print(
        f"{sample:,} records of {len(content) / sample / 1000:.1f} kB, processor time of one core"
    )
    print(f"lxml alone: {sample / base:,.0f} records/s, {len(content) / base / 1e6:.0f} MB/s")
    print(f"NeuroKG:    {sample / mine:,.0f} records/s, {len(content) / mine / 1e6:.0f} MB/s")
    print(f"ratio of times to lxml alone: {mine / base:.2f}")


if __name__ == "__main__":
    main()
