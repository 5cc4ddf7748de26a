"""CURIEs of concepts and their IRIs: the one rule, for all that reads or writes them.

A prefix of the map stands for its namespace where the local part has the form that its registry
gives it; an added vocabulary brings namespaces of its own. Everything else lives under the base,
percent-encoded. An id that merely looks like one of an OBO ontology gets no OBO PURL.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote, unquote

from kg.prefixes import BASE, CONCEPTS, OBO

# Forms of local parts, where they are not letters, digits and underscores.
_FORMS = {
    "DANDI": r"\d{6}",
    "GEO": r"G(?:SE|SM|PL|DS)\d+",
    "openminds": r"[\w./~@:-]+",
    "openneuro": r"ds\d{6}",
}
_OBO_IRI = re.compile(re.escape(OBO) + r"([A-Za-z]+)_(\w+)", re.ASCII)
_DOTS = re.compile(r"(?<![^/])\.{1,2}(?![^/])")
# What RFC 3986 lets stand in a path segment, with the slash that DOIs have; the rest is encoded.
SAFE = "/:@!$&'()*+,;=-._~"
# Beyond ASCII (RFC 3987: ucschar: no plane's last two, which are no characters); nkg:ConceptIri of
# ontology/shapes.ttl has it in short.
UCS = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(0x10000 * plane + (0x1000 if plane == 14 else 0))}-{chr(0x10000 * plane + 0xFFFD)}"
    for plane in range(1, 15)
)
_NOT_IRI = re.compile(rf"%(?![0-9A-Fa-f]{{2}})|[^!$-;=?-Z_a-z~{UCS}]")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})?")


def to_iri(curie: str, base: str = BASE, added: Mapping[str, str] | None = None) -> str:
    """The IRI of a concept: of one that an added vocabulary brings, the very one that it gives; of
    all others a URI too, what is not ASCII encoded.

    Args:
        curie: id of a concept, or of one that a concept is said to be the same as.
        base: IRI under which own concepts live.
        added: namespaces of added vocabularies by prefix.

    >>> [to_iri(id) for id in ("UBERON:0002421", "neurokg:v4", "GEO:GSE1")]
    ['http://purl.obolibrary.org/obo/UBERON_0002421', 'https://w3id.org/neurokg/concept/v4', 'https://identifiers.org/geo:GSE1']
    >>> to_iri("my.lab:T 1"), to_iri("MY:1"), to_iri("MY:é", added={"MY": "https://my.org/#"})
    ('https://w3id.org/neurokg/concept/my.lab:T%201', 'https://w3id.org/neurokg/concept/MY:1', 'https://my.org/#é')
    """
    prefix, _, local = curie.partition(":")
    if prefix == "neurokg":
        return f"{base}concept/{encode(local)}"
    if prefix in CONCEPTS and _form(prefix).fullmatch(local):
        return CONCEPTS[prefix] + local
    if added and prefix in added and prefix not in CONCEPTS:
        return as_iri(added[prefix] + local)
    # A colon is no part of a neurokg: id, so this meets none of them.
    return f"{base}concept/{encode(curie)}"


def to_curie(iri: str) -> str | None:
    """The CURIE that :func:`to_iri` makes an IRI of, None where no prefix is known.

    >>> to_curie("http://purl.obolibrary.org/obo/UBERON_0002421")
    'UBERON:0002421'
    >>> to_curie("https://w3id.org/neurokg/concept/v4"), to_curie("https://example.org/v4")
    ('neurokg:v4', None)
    """
    if iri.startswith(f"{BASE}concept/"):
        local = unquote(iri.removeprefix(f"{BASE}concept/"))
        return local if ":" in local else f"neurokg:{local}"
    for prefix, namespace in CONCEPTS.items():
        if iri.startswith(namespace) and _form(prefix).fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return None


def obo_namespace(iri: str) -> tuple[str, str] | None:
    """Prefix and namespace of a PURL of any OBO ontology, None if it is none.

    >>> obo_namespace("http://purl.obolibrary.org/obo/HP_0000118")
    ('HP', 'http://purl.obolibrary.org/obo/HP_')
    """
    found = _OBO_IRI.fullmatch(iri)
    return (found[1], f"{OBO}{found[1]}_") if found else None


def encode(text: str) -> str:
    """Text as part of an IRI's path, percent-encoded where it must be.

    >>> encode('a b<c>"é%'), encode("../a/.")
    ('a%20b%3Cc%3E%22%C3%A9%25', '%2E%2E/a/%2E')
    """
    return _DOTS.sub(lambda dots: "%2E" * len(dots[0]), quote(text, safe=SAFE))


def keep_encoded(text: str) -> str:
    """As :func:`encode`, of a text of which a part is encoded already.

    >>> keep_encoded("a b%3c?%")
    'a%20b%3C%3F%25'
    """
    return quote(_PERCENT.sub(_capital, text), safe=SAFE + "%")


def as_uri(iri: str) -> str:
    """An IRI as a URI: what is encoded stays so, in capitals (RFC 3986, 6.2.2.1), all that must be
    encoded is, and so is a lone percent sign.

    >>> as_uri("https://a.b/c%c3%a9 é?e=f#g%")
    'https://a.b/c%C3%A9%20%C3%A9?e=f#g%25'
    """
    head, hash_, fragment = _PERCENT.sub(_capital, iri).partition("#")
    return quote(head, safe=SAFE + "?%") + hash_ + quote(fragment, safe=SAFE + "?%")


def as_iri(text: str) -> str:
    """An IRI as it is, for no other one means the same to RDF; what RFC 3987 does not allow in it
    is encoded.

    >>> as_iri("https://a.b/c%c3%a9#é"), as_iri("https://a.b/c<d>#e#100%")
    ('https://a.b/c%c3%a9#é', 'https://a.b/c%3Cd%3E#e%23100%25')
    """
    head, hash_, fragment = text.partition("#")
    return f"{_not_iri(head)}{hash_}{_not_iri(fragment)}"


def _not_iri(text: str) -> str:
    return _NOT_IRI.sub(lambda found: quote(found[0], safe=""), text)


def _capital(percent: re.Match[str]) -> str:
    return f"%{percent[1].upper()}" if percent[1] else "%25"


@cache
def _form(prefix: str) -> re.Pattern[str]:
    return re.compile(_FORMS.get(prefix, r"\w+"), re.ASCII)
