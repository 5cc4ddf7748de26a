"""Which of several concepts with the same name a mention means."""

from kg.extract.candidates import Reading, Span
from kg.extract.context import settle
from kg.model import Concept


class Tree:
    """Concepts of the form child → parents."""

    def __init__(self, labels: dict[str, str], parents: dict[str, tuple[str, ...]]) -> None:
        self._labels, self._parents = labels, parents

    def get(self, curie: str) -> Concept | None:
        return Concept(
            curie=curie,
            type="BrainRegion",
            label=self._labels.get(curie, curie),
            is_a=self._parents.get(curie, ()),
        )

    def ancestors(self, curie: str) -> tuple[str, ...]:
        direct = self._parents.get(curie, ())
        return tuple(dict.fromkeys([*direct, *(a for p in direct for a in self.ancestors(p))]))


TREE = Tree(
    {"t:a": "nucleus", "t:b": "nucleus of the thing"},
    {"t:b": ("t:a",), "t:c": ("t:b",), "t:x": ("t:top",), "t:y": ("t:other",), "t:z": ("t:x",)},
)


def settled(words, *readings):
    """What the first span, with several readings, is settled to, given the concepts of others."""
    ambiguous, *others = readings
    spans = [
        Span(i, i + 1, "BrainRegion", tuple(Reading(curie, "exact") for curie in curies))
        for i, curies in enumerate([ambiguous, *([curie] for curie in others)])
    ]
    return [reading.curie for reading in settle(words, spans, TREE)[0].readings]


def test_the_label_goes_before_a_synonym_and_so_does_its_plural():
    assert settled(["nucleus"], ["t:a", "t:x"]) == ["t:a"]
    assert settled(["Nuclei"], ["t:x", "t:a"]) == ["t:a"]


def test_the_wider_concept_is_meant_unless_the_document_names_a_narrower_one():
    assert settled(["it", "top"], ["t:b", "t:a"], "t:y") == ["t:a"]
    assert settled(["it", "narrow"], ["t:b", "t:a"], "t:c") != ["t:a"]


def test_a_near_concept_in_the_document_decides():
    assert settled(["it", "part"], ["t:x", "t:y"], "t:z") == ["t:x"]


def test_without_context_all_readings_stay():
    assert settled(["it"], ["t:y", "t:x"]) == ["t:x", "t:y"]
