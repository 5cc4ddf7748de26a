"""Ids of papers, people and institutions in one written form, however a source writes them.

Each function takes an id as found (with resolver, prefix, version, in any case) and returns it as
everything later compares it. What has not the form of its kind raises ValueError, with an example
of the form in the message.

Forms: DOI Handbook 2.2 (case does not count), arXiv identifier scheme (of 2007, and the one
before, whose subject class is no part of the id), ORCID (ISO 7064 MOD 11-2), ROR.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import unquote

_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"(?:info:doi/|doi\s*:?)\s*", re.IGNORECASE)
_DOI = re.compile(
    r"10\.\d{1,9}(?:\.\d{1,9})*/[^\s\x00-\x20\x7f-\x9f\ufffd\ud800-\udfff]{1,400}", re.A
)
_PMID = re.compile(
    r"(?:pmid\s*:?\s*|https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/)?"
    r"0*([1-9][0-9]{0,8})/?",
    re.IGNORECASE,
)
_PMCID = re.compile(
    r"(?:pmcid\s*:?\s*|https?://\S{1,60}/articles/)?(?:pmc)?([1-9][0-9]{0,8})(?:\.\d+)?/?",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    r"(?:arxiv\s*:\s*|oai:arxiv\.org:|https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf)/)?"
    r"([0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z-]+(?:\.[A-Za-z-]{2,})?/[0-9]{7})"
    r"(?:v([1-9][0-9]{0,3}))?(?:\.pdf)?",
    re.IGNORECASE,
)
_OPENALEX = re.compile(r"(?:https?://openalex\.org/|openalex:)?(W[1-9][0-9]{0,12})", re.IGNORECASE)
_ORCID = re.compile(
    r"(?:https?://(?:www\.)?orcid\.org/|orcid\s*:)?([0-9]{15}[0-9Xx])/?", re.IGNORECASE
)
_ROR = re.compile(r"(?:https?://ror\.org/|ror:)?(0[a-z0-9]{6}[0-9]{2})", re.IGNORECASE)
_ARXIV_DOI = "10.48550/arxiv."


def doi(text: str) -> str:
    """The DOI in lower case, without resolver or prefix.

    >>> doi("https://dx.doi.org/10.1002/(SICI)1096-9861(1997)377:1%3C1::AID-CNE1%3E3.0.CO;2-9")
    '10.1002/(sici)1096-9861(1997)377:1<1::aid-cne1>3.0.co;2-9'
    >>> doi("doi: 10.1016/J.NEURON.2006.02.021.")
    '10.1016/j.neuron.2006.02.021'
    """
    bare = text.strip()
    if resolver := _RESOLVER.match(bare):
        bare = unquote(bare[resolver.end() :])
    elif prefix := _DOI_PREFIX.match(bare):
        bare = bare[prefix.end() :]
    bare = bare.rstrip(".,;").lower()
    if not _DOI.fullmatch(bare):
        raise _wrong("DOI", text, "10.1038/nature12373")
    return bare


def pmid(text: str) -> str:
    """The digits of a PubMed id.

    >>> pmid("PMID: 20173001"), pmid("https://pubmed.ncbi.nlm.nih.gov/20173001/")
    ('20173001', '20173001')
    """
    return _match(_PMID, text, "PubMed id", "20173001")[1]


def pmcid(text: str) -> str:
    """A PubMed Central id without its version.

    >>> pmcid("PMC2909231.1")
    'PMC2909231'
    """
    return "PMC" + _match(_PMCID, text, "PubMed Central id", "PMC2909231")[1]


def arxiv(text: str) -> str:
    """The arXiv id without its version.

    >>> arxiv("arXiv:2603.07369v2"), arxiv("https://arxiv.org/pdf/math.GT/0309136v1.pdf")
    ('2603.07369', 'math/0309136')
    """
    return arxiv_version(text)[0]


def arxiv_version(text: str) -> tuple[str, int | None]:
    """The arXiv id and the version, where one is given.

    >>> arxiv_version("http://arxiv.org/abs/q-bio/0601001v3")
    ('q-bio/0601001', 3)
    """
    match = _match(_ARXIV, text, "arXiv id", "2603.07369")
    archive, slash, number = match[1].partition("/")
    bare = archive.partition(".")[0].lower() + slash + number if slash else archive
    return bare, int(match[2]) if match[2] else None


def openalex(text: str) -> str:
    """The OpenAlex id of a work.

    >>> openalex("https://openalex.org/W2741809807")
    'W2741809807'
    """
    return _match(_OPENALEX, text, "OpenAlex work", "W2741809807")[1].upper()


def orcid(text: str) -> str:
    """The ORCID iD with its hyphens; its check digit must be right.

    >>> orcid("https://orcid.org/0000-0002-1825-0097"), orcid("000000021694233x")
    ('0000-0002-1825-0097', '0000-0002-1694-233X')
    """
    digits = _match(_ORCID, text.replace("-", "").replace(" ", ""), "ORCID", "0000-0002-1825-0097")[
        1
    ]
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != digits[15].upper():
        raise ValueError(f"{text[:100]!r} is no ORCID: its check digit is wrong")
    return "-".join(digits[place : place + 4] for place in (0, 4, 8, 12)).upper()


def ror(text: str) -> str:
    """The id of an institution in the Research Organization Registry.

    >>> ror("https://ror.org/02jx3x895")
    '02jx3x895'
    """
    return _match(_ROR, text, "ROR id", "02jx3x895")[1].lower()


KINDS: dict[str, Callable[[str], str]] = {
    "doi": doi,
    "arxiv": arxiv,
    "pmid": pmid,
    "pmcid": pmcid,
    "openalex": openalex,
}


def curie(kind: str, text: str) -> str:
    """The id of a paper as a CURIE; ``kind`` is one of :data:`KINDS`.

    A DOI that arXiv gave to a preprint is the preprint's arXiv id.

    >>> curie("pmid", "20173001"), curie("doi", "10.48550/arXiv.2603.07369")
    ('pmid:20173001', 'arxiv:2603.07369')
    """
    local = KINDS[kind](text)
    if kind == "doi" and local.startswith(_ARXIV_DOI):
        return f"arxiv:{arxiv(local.removeprefix(_ARXIV_DOI))}"
    return f"{kind}:{local}"


def written(id: str) -> str:
    """The id of a paper as a CURIE in the one form of its kind, where it says of which it is.

    >>> written("https://doi.org/10.1002/CNE.1"), written("PMID:0020173001"), written("20173001")
    ('doi:10.1002/cne.1', 'pmid:20173001', '20173001')
    """
    prefix = id.partition(":")[0].lower()
    for kind in KINDS if "://" in id else KINDS.keys() & {prefix}:
        with suppress(ValueError):
            return curie(kind, id)
    return id


def paper_ids(text: str) -> list[str]:
    """The ids that a text may mean, as given first.

    >>> paper_ids("https://arxiv.org/abs/2603.07369v2")
    ['https://arxiv.org/abs/2603.07369v2', 'arxiv:2603.07369']
    """
    found = [text]
    for kind in KINDS:
        with suppress(ValueError):
            found.append(curie(kind, text))
    return list(dict.fromkeys(found))


def _match(form: re.Pattern[str], text: str, kind: str, example: str) -> re.Match[str]:
    match = form.fullmatch(text.strip())
    if not match:
        raise _wrong(kind, text, example)
    return match


def _wrong(kind: str, text: str, example: str) -> ValueError:
    return ValueError(f"{text[:100]!r} is no {kind} such as {example}")
