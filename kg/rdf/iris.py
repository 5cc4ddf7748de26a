"""IRIs of nodes: by rule from their ids, always valid, a different one for each id.

An id whose prefix is of a known registry and whose local part has the registry's form gets the
registry's IRI. Everything else lives under the base, percent-encoded (RFC 3987: here all that is
not ASCII as well, so that every IRI is a URI), but for concepts of added vocabularies, whose IRIs
are as these give them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.curies import as_uri, encode, keep_encoded, to_iri
from kg.errors import UsageError
from kg.prefixes import BASE, prefixes


# Equal is only what is the same: names are keys of caches.
@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """What IRIs are made with: the base of own nodes, and namespaces of added vocabularies."""

    base: str = BASE
    added: Mapping[str, str] = field(default_factory=dict)


OURS = Names()
_REGISTERED = {
    prefix: re.compile(pattern, re.ASCII)
    for prefix, pattern in {
        "arxiv": r"\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7}",
        "doi": r"10\.\d{4,9}/\S+",
        "openalex": r"W[1-9]\d*",
        "orcid": r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]",
        "pmcid": r"PMC[1-9]\d*",
        "pmid": r"[1-9]\d*",
    }.items()
}
# With a name or number for a host and digits for a port.
_URL = re.compile(r"https?://[^\s/?#:\[\]]+(:\d*)?([/?#]\S*)?", re.IGNORECASE)


@lru_cache(maxsize=50_000)
def paper(identifier: str, names: Names = OURS) -> str:
    """The IRI of a paper: that of arXiv, the DOI, PubMed and its like, or one under the base.

    >>> paper("arxiv:2603.07369"), paper("doi:10.1000/a<b>")
    ('https://arxiv.org/abs/2603.07369', 'https://doi.org/10.1000/a%3Cb%3E')
    >>> paper("my-notes/1"), paper("arxiv:login")
    ('https://w3id.org/neurokg/paper/my-notes/1', 'https://w3id.org/neurokg/paper/arxiv:login')
    """
    prefix, _, local = identifier.partition(":")
    if prefix in {"arxiv", "doi", "openalex", "pmcid", "pmid"} and _REGISTERED[prefix].fullmatch(
        local
    ):
        return prefixes(names.base)[prefix] + encode(local)
    return f"{names.base}paper/{encode(identifier)}"


@lru_cache(maxsize=50_000)
def concept(curie: str, names: Names = OURS) -> str:
    """The IRI of a concept or cross reference, by the rule of :mod:`kg.curies`.

    >>> concept("UBERON:0002421"), concept("neurokg:v4")
    ('http://purl.obolibrary.org/obo/UBERON_0002421', 'https://w3id.org/neurokg/concept/v4')
    """
    return to_iri(curie, names.base, names.added)


@lru_cache(maxsize=50_000)
def author(identifier: str, names: Names = OURS) -> str:
    """The IRI of an author: the ORCID, or one of this authorship alone.

    >>> author("orcid:0000-0002-1825-0097"), author("author:arxiv-2603.07369-3")
    ('https://orcid.org/0000-0002-1825-0097', 'https://w3id.org/neurokg/author/arxiv-2603.07369-3')
    """
    prefix, _, local = identifier.partition(":")
    if prefix == "orcid" and _REGISTERED[prefix].fullmatch(local):
        return prefixes(names.base)[prefix] + local
    return f"{names.base}author/{keep_encoded(identifier.removeprefix('author:'))}"


@lru_cache(maxsize=50_000)
def own(identifier: str, names: Names = OURS) -> str:
    """The IRI of what has one word after the prefix of its id: institution, topic, run, person.

    >>> own("run:0123456789ab"), own("arxiv.category:q-bio.NC")
    ('https://w3id.org/neurokg/run/0123456789ab', 'https://w3id.org/neurokg/topic/q-bio.NC')
    """
    prefix, _, local = identifier.partition(":")
    return prefixes(names.base)[prefix] + encode(local)


def mention(identifier: str, names: Names = OURS) -> str:
    """The IRI of a mention.

    >>> mention("arxiv:2603.07369#abstract-305-307")
    'https://w3id.org/neurokg/mention/arxiv:2603.07369/abstract-305-307'
    """
    of_paper, _, place = identifier.rpartition("#")
    return f"{names.base}mention/{encode(of_paper)}/{encode(place)}"


def part(kind: str, of: str, number: int, names: Names = OURS) -> str:
    """The IRI of what a paper has several of: its authorships (role), grants, notices; from 1.

    >>> part("role", "arxiv:2603.07369", 2)
    'https://w3id.org/neurokg/role/arxiv:2603.07369/2'
    """
    return f"{names.base}{kind}/{encode(of)}/{number}"


def about(kind: str, identifier: str, names: Names = OURS) -> str:
    """The IRI of what there is one of for an id of another kind: work, record, identification.

    >>> about("record", "pubmed/pmid:20173001"), about("work", "arxiv:2603.07369")
    ('https://w3id.org/neurokg/record/pubmed/pmid:20173001', 'https://w3id.org/neurokg/work/arxiv:2603.07369')
    """
    return f"{names.base}{kind}/{encode(identifier)}"


def url(text: str) -> str | None:
    """A link of a record as an IRI, or None where it is no address of the web.

    >>> url("http://arxiv.org/pdf/2603.07369 v1"), url("https://a.b/c%20d?e=f#g"), url("mailto:x")
    ('http://arxiv.org/pdf/2603.07369%20v1', 'https://a.b/c%20d?e=f#g', None)
    >>> url("http://a.b:80/"), url("http://a:b/"), url("http://[/")
    ('http://a.b:80/', None, None)
    """
    text = re.sub(r"\s", "%20", text.strip())
    if not _URL.fullmatch(text):
        return None
    return as_uri(text)


def checked_base(base: str) -> str:
    """A base IRI that own nodes can live under.

    Raises:
        UsageError: it is no http(s) IRI that ends in a slash or hash sign.
    """
    if url(base) != base or not base.endswith(("/", "#")):
        raise UsageError(f"a base is an http(s) IRI that ends in / or #, not {base!r}")
    return base
