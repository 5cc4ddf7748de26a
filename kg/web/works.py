"""Sets of works: chosen by what they are about, by whom, from when; and what they hold together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.errors import NotFound
from kg.identity.names import Agreement, agreement, short_name
from kg.web import links
from kg.web.kinds import OWN_SOURCE, SOURCES

if TYPE_CHECKING:
    from kg.web.site import Row, Site

SAMPLE = 2000  # works that people, institutions and communities are counted in
PAGE = 24
TELLING = 3  # works together from which on a comparison with chance says something


@dataclass(frozen=True, slots=True)
class Choice:
    """Which works; all that is given must hold."""

    topic: str | None = None
    concept: str | None = None
    parts: bool = False  # of the concept, too
    other: str | None = None  # a second concept
    person: str | None = None  # id of a person or author, or "name:" and a key
    coauthor: str | None = None  # a second person
    institution: str | None = None
    community: str | None = None
    year: int | None = None
    type: str | None = None
    kind: str | None = None
    source: str | None = None  # of :func:`sources`
    oldest: bool = False

    def link(self, address: str = "/works", **change: Any) -> str:
        """The address of the list of these works, or of those of a changed choice.

        What is no part of a choice (``page``, ``several``) is added to the address.
        """
        more = {name: change.pop(name) for name in list(change) if name not in self.__slots__}
        chosen = replace(self, **change)
        return links.query(
            address, **{name: getattr(chosen, name) for name in self.__slots__}, **more
        )


@dataclass(frozen=True, slots=True)
class Works:
    """Ids of works in order."""

    ids: list[str]

    @property
    def total(self) -> int:
        """How many they are."""
        return len(self.ids)

    @property
    def sample(self) -> list[str]:
        """The first of them, in which people, institutions and communities are counted."""
        return self.ids[:SAMPLE]

    @property
    def is_cut(self) -> bool:
        """Whether there are more than the sample."""
        return self.total > SAMPLE


def works(site: Site, choice: Choice) -> Works:
    """The works of a choice."""
    narrow: dict[str, Any] = {"year": choice.year, "type": choice.type, "kind": choice.kind}
    narrow["sources"] = sources(site).get(choice.source, []) if choice.source else None
    if choice.person or choice.coauthor or choice.institution or choice.community:
        return _among(site, _own(site, choice), choice, **narrow)
    narrow |= {"oldest": choice.oldest, "last": last_year()}
    if choice.concept:
        concepts = [choice.concept]
        if choice.parts:
            concepts = [row["id"] for row in site.query("parts-of", concept=choice.concept)]
        rows = site.query(
            "works-of-concepts", concepts=concepts, other=choice.other, topic=choice.topic, **narrow
        )
    elif choice.topic:
        rows = site.query("works-of-topic", topic=choice.topic, **narrow)
    else:
        rows = site.query("works-all", **narrow)
    return Works(rows[0]["ids"])


def _own(site: Site, choice: Choice) -> list[str]:
    """Works of all the people, institutions and communities that are chosen, newest first."""
    chosen: list[list[str]] = []
    last = last_year()
    if choice.institution:
        rows = site.query("works-of-institution", institution=choice.institution, last=last)
        chosen.append(rows[0]["ids"])
    if choice.community:
        rows = site.query("community-works", community=choice.community, last=last)
        chosen.append(rows[0]["ids"])
    chosen += [_of_person(site, one) for one in (choice.person, choice.coauthor) if one]
    first, *others = chosen
    shared = set(first).intersection(*others)
    return [id for id in first if id in shared]


def _of_person(site: Site, person: str) -> list[str]:
    papers = {paper["id"]: paper for row in authors(site, person) for paper in row["papers"]}
    possible = {id: paper["year"] or 0 for id, paper in papers.items()}
    possible = {id: year if year <= last_year() else 0 for id, year in possible.items()}
    return sorted(possible, key=lambda id: (-possible[id], id))


def recounted(site: Site, choice: Choice, found: Works, rows: Sequence[Row], by: str) -> list[Row]:
    """Rows that were counted in the sample, with the works of each in all works of the choice.

    So a number is what it leads to, the list of the choice narrowed ``by`` the row; those with
    most come first.
    """
    if not found.is_cut or getattr(choice, by):
        return list(rows)
    counted = [
        {**row, "works": works(site, replace(choice, **{by: row["id"]})).total} for row in rows
    ]
    return sorted(counted, key=lambda row: -row["works"])


def last_year() -> int:
    """The last year that a work can be of; sources that err give later ones."""
    return date.today().year + 1


def _among(site: Site, ids: list[str], choice: Choice, **narrow: Any) -> Works:
    if choice.oldest:
        ids = ids[::-1]
    asked: list[str | None] = [one for one in (choice.concept, choice.other) if one]
    for concept in asked or [None]:
        if concept or choice.topic or any(value is not None for value in narrow.values()):
            rows = site.query("works-among", works=ids, other=concept, topic=choice.topic, **narrow)
            ids = [row["id"] for row in rows]
    return Works(ids)


def sources(site: Site) -> dict[str, list[str]]:
    """The readers that gave the graph its records, by what they are called together."""
    found: dict[str, list[str]] = {}
    for row in site.query("record-sources"):
        found.setdefault(SOURCES.get(row["source"], OWN_SOURCE), []).append(row["source"])
    return found


def authors(site: Site, id: str) -> list[Row]:
    """The authors that a person is made of, or that are known by a name alone, each with papers.

    Who bears the name but has an ORCID, or was joined to a person, counts as that person; where
    that is so of all, the name stands for all of them.
    """
    kind, _, rest = id.partition(":")
    if kind == "name":
        rows = site.query("authors-named", key=rest)
        return [row for row in rows if not (row["orcid"] or row["person"])] or rows
    return site.query("person" if kind == "person" else "author", id=id)


def cards(site: Site, ids: list[str]) -> list[Row]:
    """Works as lists show them, in the order of the ids."""
    rows = {row["id"]: row for row in site.query("cards", works=ids)} if ids else {}
    return [rows[id] for id in ids if id in rows]


def described(site: Site, choice: Choice) -> list[tuple[str, str, str]]:
    """What a choice says: (before, name, address) for each of its parts.

    Raises:
        NotFound: it names something that the graph does not hold.
    """
    said: list[tuple[str, str, str]] = []
    for concept in (choice.concept, choice.other):
        if concept:
            label = concept_label(site, concept)
            before = "and" if said else "that mention"
            said.append((before, label, links.path("concept", concept)))
    if choice.parts and said:
        said[0] = ("that mention any part or kind of", *said[0][1:])
    if choice.topic:
        topic = site.one("topic-node", topic=choice.topic)
        if topic is None:
            raise NotFound(f"no topic {choice.topic} in the graph")
        said.append(("in", topic_name(topic["label"]), links.node("Topic", choice.topic)))
    for person in (choice.person, choice.coauthor):
        if person:
            rows = authors(site, person)
            if not rows:
                raise NotFound(f"nobody with the id {person} in the graph")
            before = "and" if said and said[-1][0] == "by" else "by"
            name = shown_name(person, (row["name"] for row in rows))
            said.append((before, name, links.person(person)))
    if choice.institution:
        row = site.one("institution-node", institution=choice.institution)
        if row is None:
            raise NotFound(f"no institution {choice.institution} in the graph")
        said.append(("from", row["name"], links.path("institution", choice.institution)))
    if choice.community:
        row = site.one("community-node", community=choice.community)
        if row is None:
            raise NotFound(f"no community {choice.community} in the graph")
        said.append(("of the community", row["label"], links.path("community", choice.community)))
    return said


def concept_label(site: Site, id: str) -> str:
    """The label of a concept of the graph or of the vocabulary.

    Raises:
        NotFound: neither has it.
    """
    if row := site.one("concept-node", concept=id):
        return str(row["label"])
    if known := site.vocabulary.get(id):
        return known.label
    raise NotFound(f"no concept {id} in the graph or the vocabulary")


def shown_name(id: str, names: Iterable[str]) -> str:
    """What a person is called: by their fullest name, and of a name by what all bearers share.

    >>> shown_name("orcid:1", ["S. Lee", "Sunhee C. Lee"]), shown_name("name:lee a", ["Ann Lee"])
    ('Sunhee C. Lee', 'Ann Lee')
    >>> shown_name("name:lee s", ["Lee SK", "Lee, Sunhee C"])
    'S. Lee'
    """
    ordered = sorted(set(names), key=lambda name: (len(name), name))
    if not id.startswith("name:"):
        return ordered[-1]
    return ordered[0] if len(ordered) == 1 else short_name(ordered[0])


def are_several(id: str, names: Iterable[str], records: int, works: int) -> bool:
    """Whether the graph shows that a name is several people's.

    It does where given names contradict each other, or where more authors bear it than there are
    works: one work has two of them.

    >>> are_several("name:lee a", ["Ann Lee", "A. Lee"], 2, 2)
    False
    >>> are_several("name:lee a", ["Ann Lee", "Alan Lee"], 2, 2)
    True
    """
    if not id.startswith("name:"):
        return False
    pairs = combinations(sorted(set(names)), 2)
    return records > works or any(agreement(*pair) is Agreement.CONFLICT for pair in pairs)


def topic_name(label: str) -> str:
    """The name of an arXiv category where we know it, with its code.

    >>> topic_name("q-bio.NC"), topic_name("math.ZZ")
    ('Neurons and Cognition', 'math.ZZ')
    """
    return _CATEGORIES.get(label, label)


_CATEGORIES = {
    "q-bio.NC": "Neurons and Cognition",
    "q-bio.QM": "Quantitative Methods",
    "q-bio.PE": "Populations and Evolution",
    "q-bio.MN": "Molecular Networks",
    "q-bio.CB": "Cell Behavior",
    "q-bio.TO": "Tissues and Organs",
    "q-bio.GN": "Genomics",
    "q-bio.BM": "Biomolecules",
    "cs.LG": "Machine Learning",
    "cs.AI": "Artificial Intelligence",
    "cs.NE": "Neural and Evolutionary Computing",
    "cs.CV": "Computer Vision",
    "cs.CL": "Computation and Language",
    "cs.HC": "Human-Computer Interaction",
    "cs.RO": "Robotics",
    "cs.SD": "Sound",
    "cs.IT": "Information Theory",
    "stat.ML": "Machine Learning (Statistics)",
    "stat.AP": "Applications (Statistics)",
    "eess.SP": "Signal Processing",
    "eess.IV": "Image and Video Processing",
    "physics.bio-ph": "Biological Physics",
    "physics.med-ph": "Medical Physics",
    "physics.comp-ph": "Computational Physics",
    "cond-mat.dis-nn": "Disordered Systems and Neural Networks",
    "cond-mat.stat-mech": "Statistical Mechanics",
    "math.DS": "Dynamical Systems",
    "nlin.AO": "Adaptation and Self-Organizing Systems",
    "nlin.CD": "Chaotic Dynamics",
}
