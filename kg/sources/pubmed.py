"""PubMed XML: baseline and update files, and what E-utilities' efetch answers.

Format: NLM's "PubMed DTD" (PubmedArticleSet) and "MEDLINE/PubMed XML Data Elements".
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, Literal

from kg import ids
from kg.model import Author, Deletion, Grant, Heading, Institution, Notice, Paper, Reject, Section
from kg.sources import dates, elements, xml
from kg.sources.doubts import Doubts
from kg.sources.text import normalise

_NAMES = ("PubmedArticle", "PubmedBookArticle", "DeleteCitation")
_ID = re.compile(rb"<PMID[^>]*>\s*(\d{1,9})\s*<")
_PART = re.compile(rb"<PMID\b|</?MedlineCitation\b|</PubmedArticle\s*>")
_IDS = {"doi": "doi", "pmc": "pmcid", "arxiv": "arxiv"}  # others (pii, mid) are of publishers
_NOTICES: dict[str, Literal["retraction", "concern", "correction", "update"]] = {
    "RetractionIn": "retraction",
    "RetractedandRepublishedIn": "retraction",
    "PartialRetractionIn": "correction",
    "ExpressionOfConcernIn": "concern",
    "ErratumIn": "correction",
    "CorrectedandRepublishedIn": "correction",
    "UpdateIn": "update",
}
# Not parsed with the record, in order: what is not kept (references alone may be most of it), and
# the headings, which are parsed one by one, the frequent ones once.
_UNREAD = ("ChemicalList", "MeshHeadingList", "History", "ReferenceList")
_RETRACTED, _PREPRINT = "D016441", "D000076942"  # publication types


class PubMed:
    """Reader of the format ``pubmed``."""

    name = "pubmed"
    description = "PubMed XML: baseline and update files, answers of efetch"

    def sniff(self, head: bytes) -> bool:
        """A set of articles, or one."""
        return xml.root(head)[0] in {"PubmedArticleSet", "PubmedBookArticleSet", *_NAMES}

    def read(self, stream: io.BufferedReader, origin: str) -> Iterator[Paper | Deletion | Reject]:
        """Papers of the articles, deletions of DeleteCitation; books are set aside."""
        made = partial(_records, origin=origin)
        return elements.read(
            stream, origin, elements.Records(_NAMES, _ID, _PART, made, unread=_UNREAD)
        )


def _records(
    record: Any, text: bytes, doubts: Doubts, *, origin: str
) -> Iterator[Paper | Deletion]:
    if record.tag == "PubmedBookArticle":
        raise ValueError("a book or chapter, not an article; books are not read")
    if record.tag == "DeleteCitation":
        for element in record.iterchildren("PMID"):
            if pmid := doubts.read(ids.pmid, element.text):
                yield Deletion(id=f"pmid:{pmid}", file=origin)
        return
    citation = _child(record, "MedlineCitation")
    article = _child(citation, "Article")
    if article is None:
        raise ValueError("the record has no article; fetch it again")
    yield _paper(record, citation, article, text, doubts)


def _paper(record: Any, citation: Any, article: Any, text: bytes, doubts: Doubts) -> Paper:
    """The paper of a PubmedArticle.

    Raises:
        ValueError: it has no PMID, or neither title nor abstract.
    """
    number = _child(citation, "PMID")
    pmid = ids.pmid("" if number is None else number.text or "")
    title = _said(article, "ArticleTitle") or _said(article, "VernacularTitle")
    abstract, sections = _abstract(citation, article)
    if not title and not abstract:
        raise ValueError("the record has neither title nor abstract; fetch it again")
    version = number.get("Version", "")
    other = tuple(dict.fromkeys(_other_ids(record, article, doubts)))
    types = {
        element.get("UI") for element in _listed(article, "PublicationTypeList", "PublicationType")
    }
    notices = tuple(_notices(citation, doubts))
    journal = _child(article, "Journal")
    return Paper(
        id=f"pmid:{pmid}",
        version=int(version) if re.fullmatch("[1-9][0-9]{0,5}", version) else None,
        title=title,
        abstract=abstract,
        sections=sections,
        authors=tuple(_authors(article, doubts)),
        published=_published(article, journal, doubts),
        updated=_day(_child(citation, "DateRevised"), doubts),
        doi=next((id[4:] for id in other if id.startswith("doi:")), None),
        ids=other,
        source=PubMed.name,
        kind="preprint" if _PREPRINT in types else "article",
        journal=_said(journal, "Title")
        or _said(_child(citation, "MedlineJournalInfo"), "MedlineTA")
        or None,
        language=_said(article, "Language") or None,
        keywords=tuple(filter(None, map(_text, _listed(citation, "KeywordList", "Keyword")))),
        headings=tuple(_headings(text)),
        grants=tuple(_grants(article)),
        retracted=_RETRACTED in types or any(notice.kind == "retraction" for notice in notices),
        notices=notices,
    )


def _abstract(citation: Any, article: Any) -> tuple[str, tuple[Section, ...]]:
    """The abstract and its labelled parts; the labels are not in the text."""
    element = _child(article, "Abstract")
    if element is None:
        others = citation.iterchildren("OtherAbstract")
        element = next((other for other in others if other.get("Language") == "eng"), None)
    text, sections = "", []
    for part in () if element is None else element.iterchildren("AbstractText"):
        if said := _text(part):
            start = len(text) + 1 if text else 0
            text = f"{text} {said}" if text else said
            if label := normalise(part.get("Label", "")):
                sections.append(Section(label=label, start=start, end=len(text)))
    return text, tuple(sections)


def _authors(article: Any, doubts: Doubts) -> Iterator[Author]:
    for element in _listed(article, "AuthorList", "Author"):
        if element.get("ValidYN") == "N":
            continue  # a name printed wrong; the right one stands beside it
        parts: dict[str, str] = {}
        affiliations: list[str] = []
        institutions: list[Institution] = []
        orcid = None
        for child in element:
            tag = child.tag
            if tag == "AffiliationInfo":
                if place := _said(child, "Affiliation"):
                    affiliations.append(place)
                    institutions.extend(_institutions(child, place, doubts))
            elif tag == "Identifier":
                if child.get("Source", "").upper() == "ORCID":
                    orcid = doubts.read(ids.orcid, child.text)
            else:
                parts[tag] = "".join(child.itertext()) if len(child) else child.text or ""
        if name := normalise(_name(parts)):
            yield Author(
                name=name,
                group=bool(parts.get("CollectiveName")),
                affiliations=tuple(affiliations),
                institutions=tuple(institutions),
                orcid=orcid,
            )


def _name(parts: dict[str, str]) -> str:
    if collective := parts.get("CollectiveName"):
        return collective
    given = parts.get("ForeName") or parts.get("Initials")
    return " ".join(filter(None, (given, parts.get("LastName"), parts.get("Suffix"))))


def _institutions(info: Any, place: str, doubts: Doubts) -> Iterator[Institution]:
    for element in info.iterchildren("Identifier"):
        if element.get("Source", "").upper() == "ROR" and (
            ror := doubts.read(ids.ror, element.text)
        ):
            yield Institution(name=place, ror=f"ror:{ror}")


def _other_ids(record: Any, article: Any, doubts: Doubts) -> Iterator[str]:
    """Ids of the article itself; those of its references stand elsewhere."""
    found = [
        (_IDS.get(element.get("IdType", "")), element.text)
        for element in _listed(_child(record, "PubmedData"), "ArticleIdList", "ArticleId")
    ]
    found += [
        ("doi", element.text)
        for element in article.iterchildren("ELocationID")
        if element.get("EIdType") == "doi" and element.get("ValidYN") != "N"
    ]
    for kind, text in dict.fromkeys(found):
        if kind and (curie := doubts.read(partial(ids.curie, kind), text)):
            yield curie


def _published(article: Any, journal: Any, doubts: Doubts) -> datetime | None:
    """When it came out first: in electronic form, or in an issue."""
    return _day(_child(article, "ArticleDate"), doubts) or _day(
        _child(_child(journal, "JournalIssue"), "PubDate"), doubts
    )


def _day(element: Any, doubts: Doubts) -> datetime | None:
    if element is None:
        return None
    return doubts.read(dates.published, " ".join(part.text or "" for part in element))


def _headings(text: bytes) -> Iterator[Heading]:
    start = text.find(b"<MeshHeadingList>")
    end = text.find(b"</MeshHeadingList>", start) if start >= 0 else 0
    *items, _ = text[start:end].removeprefix(b"<MeshHeadingList>").split(b"</MeshHeading>")
    for item in items:
        if heading := _heading(item.strip()):
            yield heading


@lru_cache(maxsize=20_000)  # a few thousand headings are most of all that there are
def _heading(item: bytes) -> Heading | None:
    """The heading of a MeshHeading without its end tag: descriptor and qualifiers."""
    element = elements.parsed(item + b"</MeshHeading>")
    descriptor = _child(element, "DescriptorName")
    if descriptor is None or not (label := _text(descriptor)):
        return None
    id = descriptor.get("UI", "")
    return Heading(
        label=label,
        id=f"mesh:{id}" if re.fullmatch(r"D\d{6,9}", id) else None,
        major=any(part.get("MajorTopicYN") == "Y" for part in element),
        qualifiers=tuple(filter(None, map(_text, element.iterchildren("QualifierName")))),
    )


def _grants(article: Any) -> Iterator[Grant]:
    for element in _listed(article, "GrantList", "Grant"):
        said = {part.tag: _text(part) or None for part in element}
        grant = Grant(
            number=said.get("GrantID"), agency=said.get("Agency"), country=said.get("Country")
        )
        if grant.number or grant.agency:
            yield grant


def _notices(citation: Any, doubts: Doubts) -> Iterator[Notice]:
    for element in _listed(citation, "CommentsCorrectionsList", "CommentsCorrections"):
        if kind := _NOTICES.get(element.get("RefType", "")):
            pmid = doubts.read(ids.pmid, element.findtext("PMID"))
            yield Notice(
                kind=kind, id=f"pmid:{pmid}" if pmid else None, text=_said(element, "RefSource")
            )


def _child(parent: Any, name: str) -> Any:
    return None if parent is None else next(parent.iterchildren(name), None)


def _listed(parent: Any, group: str, name: str) -> list[Any]:
    """The elements of a list; ``iterchildren`` is several times as fast here as ``iterfind``."""
    if parent is None:
        return []
    return [item for items in parent.iterchildren(group) for item in items.iterchildren(name)]


def _said(parent: Any, name: str) -> str:
    element = _child(parent, name)
    return "" if element is None else _text(element)


def _text(element: Any) -> str:
    """The text of an element, markup inside it (``<sup>``, MathML) read for its text."""
    if not len(element):
        return normalise(element.text or "")
    for note in element.iterfind(".//{*}annotation"):  # the TeX of a MathML formula, once more
        note.text = None
    return normalise("".join(element.itertext()))
