"""What a dump holds, counted as it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.rdf.ntriples import term
from kg.rdf.walk import Block

_TYPE = term("rdf:type")
_CONCEPT = term("skos:Concept")
_READER = term("nkg:reader")
_SOURCE = term("dc:source")
_LICENCES = (term("dc:rights"), term("dcterms:license"))
LINKING = tuple(
    map(
        term,
        ("schema:mentions", "oa:hasBody", "skos:exactMatch", "schema:about", "schema:sameAs"),
    )
)
# Of what an example is told, where there is one.
_EXAMPLES = frozenset(
    map(term, ("schema:ScholarlyArticle", "nkg:BrainRegion", "nkg:Method", "oa:Annotation"))
)
_TOLD = frozenset({_TYPE, _READER, _SOURCE, *_LICENCES, *LINKING})


@dataclass
class Census:
    """Counts of statements, by property, class, and vocabulary of others.

    ``spaces`` are beginnings of IRIs that are told apart; ``links`` counts statements by property
    and space of the object, ``concepts`` the concepts by space of their own IRI; ``added`` has the
    licences of added vocabularies ("predicate value") by what their concepts name as their source;
    ``entities`` are the nodes that a class is told of, ``examples`` the first ones by class.
    """

    spaces: Sequence[str] = ()
    statements: int = 0
    nodes: int = 0
    entities: int = 0
    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    concepts: Counter[str] = field(default_factory=Counter)
    readers: Counter[str] = field(default_factory=Counter)
    added: dict[str, str] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)
    examples: dict[str, str] = field(default_factory=dict)

    _source: str = ""
    _entity: str = ""

    def counted(self, blocks: Iterator[Block]) -> Iterator[Block]:
        """The blocks, counted as they go by."""
        for block in blocks:
            self.statements += len(block.statements)
            self.nodes += 1
            for statement in block.statements:
                subject, predicate, value = statement.split(" ", 2)
                self.properties[predicate] += 1
                if predicate in _TOLD:
                    self._tell(subject, predicate, value)
            if block.kind in {"run", "software"}:
                self.runs += block.statements
            yield block

    def _tell(self, subject: str, predicate: str, value: str) -> None:
        if predicate == _TYPE:
            self.classes[value] += 1
            # What is said of one node of its classes stands together.
            self.entities += subject != self._entity
            self._entity = subject
            if value in _EXAMPLES:
                self.examples.setdefault(value, subject)
            if value == _CONCEPT and (space := self._space(subject)):
                self.concepts[space] += 1
        elif predicate == _READER:
            self.readers[value] += 1
        elif predicate == _SOURCE:
            self._source = value
            self.added.setdefault(value, "")
        elif predicate in _LICENCES:
            if self._source:  # schemes have a licence too, and come before all concepts
                self.added[self._source] = f"{predicate} {value}"
        elif space := self._space(value):
            self.links[predicate, space] += 1

    def _space(self, node: str) -> str | None:
        return next((space for space in self.spaces if node.startswith(space, 1)), None)
