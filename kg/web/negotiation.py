"""What an Accept header likes best (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_MOST = 40  # ranges of a header that are looked at


class _Range(NamedTuple):
    media: str
    quality: float
    position: int


def preferred(accept: str, offers: Mapping[str, str]) -> str | None:
    """Which of some offers a header likes best; None where it takes none of them.

    Of offers that it likes alike, the one that it names more exactly wins, then the one that it
    names first, then the one that is offered first. Without a header everything is taken.

    Args:
        accept: the header.
        offers: names by media type, the usual one first.

    >>> offers = {"text/html": "html", "text/turtle": "ttl", "application/ld+json": "jsonld"}
    >>> preferred("text/turtle;q=0.8, application/ld+json", offers), preferred("*/*", offers)
    ('jsonld', 'html')
    >>> preferred("text/html;q=0, text/*", offers), preferred("image/png", offers)
    ('ttl', None)
    """
    ranges = list(_ranges(accept)) if accept.strip() else [_Range("*/*", 1.0, 0)]
    best: tuple[float, int, int] | None = None
    found = None
    for media, name in offers.items():
        rank = _rank(media, ranges)
        if rank and rank[0] > 0 and (best is None or rank > best):
            best, found = rank, name
    return found


def _ranges(accept: str) -> Iterator[_Range]:
    for position, part in enumerate(accept.split(",")[:_MOST]):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            yield _Range(media, min(float(quality), 1.0), position)
        except ValueError:
            continue


def _rank(media: str, ranges: Iterable[_Range]) -> tuple[float, int, int] | None:
    """Quality, exactness and place by the range that names a media type most exactly."""
    exactness = {media: 2, f"{media.partition('/')[0]}/*": 1, "*/*": 0}
    matching = [(exactness[r.media], r) for r in ranges if r.media in exactness]
    if not matching:
        return None
    exact, found = max(matching, key=lambda pair: (pair[0], -pair[1].position))
    return (found.quality, exact, -found.position)
