"""Mutated records between sound ones: no crash, no sound record lost, every loss told.

python -m tests.sources.fuzz [--records 100000] [--seed 0]
"""

import argparse
import collections
import copy
import io
import json
import random
import re
import time

from kg.model import Deletion, Paper, Reject
from kg.sources.registry import by_name
from tests.sources.documents import DOCUMENTS

NASTY = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xc3", b"<", b">", b"</", b"&", b"&bogus;", b"&#0;",
    b'"', b"'", b"{", b"}", b"[", b"]", b"\\", b",", b";", b"\t", b"\n", b"\r", b"\n\n", b"]]>",
    b"<!--", b"<![CDATA[", b"%", b"=", b"@", b"$", b"#", b"null", b"NaN", b"-1", b"1e999",
    b"9" * 200, b"[" * 500, b"{" * 500, b"<i>" * 300, b"2019 Spring", b"TY  - JOUR", b"ER  - ",
    b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\\u0000", b"\\ud800", b"\\begin{x}", b"x" * 5000,
)  # fmt: skip

ODD = (None, 5, -1, 1e300, 10**30, True, "", " ", "x", "9" * 600, "\ud800", "\0", [], [None], [[]],
       [5, "x"], {}, {"a": 1}, {"": None})  # fmt: skip
_NOTHING = 20  # fewer bytes of a record may pass for a remark


def mutated(record, chance):
    """The record with one to four changes; its end of line stays."""
    if record.startswith(b"{") and chance.random() < 0.5:
        value = json.loads(record)
        for _ in range(chance.choice((1, 1, 2))):
            retyped(value, chance)
        return json.dumps(value).encode()
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        place = chance.randrange(len(record) + 1)
        end = min(len(record), place + chance.choice((1, 1, 2, 5, 40, 400)))
        change = chance.randrange(6)
        if change == 0:
            record = record[:place] + record[end:]
        elif change == 1:
            record = record[:place] + bytes([chance.randrange(256)]) + record[place + 1 :]
        elif change == 2:
            record = record[:end] + record[place:end] + record[end:]
        elif change == 3:
            record = record[:place]
        else:
            record = record[:place] + chance.choice(NASTY) + record[place:]
    return record


def retyped(value, chance):
    """Put a value of any other type somewhere into an object, in place."""
    while True:
        key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
        if not value[key] or not isinstance(value[key], dict | list) or chance.random() < 0.3:
            value[key] = copy.deepcopy(chance.choice(ODD))
            return
        value = value[key]


def records(format, content):
    reader = by_name(format)
    return list(reader.read(io.BufferedReader(io.BytesIO(content)), "in"))


def problem(format, seed):
    """What goes wrong with one document whose middle record is mutated; None if nothing does."""
    document = DOCUMENTS[format]
    first, middle, last = document.records
    broken = mutated(middle.encode(), random.Random(f"{format} {seed}"))
    content = document.of([first, broken, last])
    try:
        found = records(format, content)
    except Exception as error:
        return f"{type(error).__name__}: {error}", broken
    sound = records(format, document.whole)
    papers = [record for record in found if isinstance(record, Paper)]
    rejects = [record for record in found if isinstance(record, Reject)]
    if not all(paper in papers for paper in (sound[0], sound[-1])):
        return "a sound record is lost", broken
    remark = len(broken.strip()) < _NOTHING or (
        format == "bibtex" and not re.search(rb"@\s*\w+\s*\{", broken)
    )
    if len(found) < 3 and not remark:
        return "a record is lost without a word", broken
    if not all(reject.reason and reject.file for reject in rejects):
        return "a reject without a reason", broken
    assert all(isinstance(record, Paper | Deletion | Reject) for record in found)
    return None


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--records", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--show", type=int, default=3)
    options.add_argument("--format", choices=DOCUMENTS, action="append")
    given = options.parse_args()
    formats = given.format or list(DOCUMENTS)
    each = -(-given.records // len(formats))
    for format in formats:
        begun = time.perf_counter()
        wrong = collections.Counter()
        for seed in range(given.seed, given.seed + each):
            if found := problem(format, seed):
                wrong[found[0][:100]] += 1
                if sum(wrong.values()) <= given.show:
                    print(f"   {format} seed {seed}: {found[0]}\n      {found[1][:3000]!r}")
        took = time.perf_counter() - begun
        print(
            f"{format}: {each} mutated records, {took:.0f} s, problems: {dict(wrong) or 'none'}",
            flush=True,
        )


if __name__ == "__main__":
    main()
