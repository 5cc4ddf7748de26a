"""IRIs of nodes: by rule from their ids, always valid, one for each id."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from kg.rdf.prefixes import BASE, NODES

# What RFC 3986 lets stand in a path segment, with the slash that DOIs have; the rest is encoded.
_SAFE = "/:@!$&'()*+,;=-._~"
_KINDS = {"arxiv.category": "topic", "neurokg": "concept"}


@lru_cache(maxsize=100_000)
def node(identifier: str, base: str = BASE) -> str:
    """The IRI of a concept, paper, author, institution, topic or run.

    >>> node("UBERON:0002421"), node("arxiv:2603.07369")
    ('http://purl.obolibrary.org/obo/UBERON_0002421', 'https://arxiv.org/abs/2603.07369')
    >>> node("neurokg:v4"), node("arxiv.category:q-bio.NC")
    ('https://w3id.org/neurokg/concept/v4', 'https://w3id.org/neurokg/topic/q-bio.NC')
    >>> node("my paper")
    'https://w3id.org/neurokg/paper/my%20paper'
    """
    prefix, colon, local = identifier.partition(":")
    if colon and prefix in NODES:
        return NODES[prefix] + encode(local)
    if colon and prefix in {"author", "institution", "run", *_KINDS}:
        return f"{base}{_KINDS.get(prefix, prefix)}/{encode(local)}"
    return f"{base}paper/{encode(identifier)}"


def mention(identifier: str, base: str = BASE) -> str:
    """The IRI of a mention.

    >>> mention("arxiv:2603.07369#abstract-305-307")
    'https://w3id.org/neurokg/mention/arxiv:2603.07369/abstract-305-307'
    """
    paper, _, place = identifier.rpartition("#")
    return f"{base}mention/{encode(paper)}/{place}"


def role(paper: str, position: int, base: str = BASE) -> str:
    """The IRI of an authorship.

    >>> role("arxiv:2603.07369", 2)
    'https://w3id.org/neurokg/role/arxiv:2603.07369/2'
    """
    return f"{base}role/{encode(paper)}/{position}"


def encode(text: str) -> str:
    """Text as part of an IRI's path, percent-encoded where it must be.

    >>> encode('a b<c>"é%')
    'a%20b%3Cc%3E%22%C3%A9%25'
    """
    return quote(text, safe=_SAFE, errors="replace")
