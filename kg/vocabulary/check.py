"""Proving the vocabulary sound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg import resources
from kg.model import CURIE_PATTERN
from kg.vocabulary.forms import Form
from kg.vocabulary.lists import read_list
from kg.vocabulary.vocabulary import Vocabulary

_LABELS_OF_OTHERS = ("UBERON", "CL", "NCBITaxon", "openminds")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that makes the vocabulary unsound."""

    kind: str
    curie: str
    detail: str


def problems(vocabulary: Vocabulary) -> list[Problem]:
    """All problems: broken ids, dangling parents, cycles, doubled labels, common words."""
    return [
        *_ids(vocabulary),
        *_parents(vocabulary),
        *_cycles(vocabulary),
        *_doubled_labels(vocabulary),
        *_common_words(vocabulary),
    ]


def shared_names(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Forms that several concepts of one type bear, and which concepts."""
    by_form: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for form in vocabulary.forms:
        surface = form.surface if form.case else form.surface.lower()
        by_form[form.type, surface][form.curie] = None
    return {surface: list(curies) for (_, surface), curies in by_form.items() if len(curies) > 1}


def _ids(vocabulary: Vocabulary) -> Iterator[Problem]:
    for curie in vocabulary.concepts:
        if not re.match(CURIE_PATTERN, curie):
            yield Problem("malformed id", curie, "not a CURIE")
        elif curie.startswith("neurokg:") and not re.fullmatch(r"neurokg:[a-z0-9-]+", curie):
            yield Problem("malformed id", curie, "own ids are lower-case words joined by hyphens")


def _parents(vocabulary: Vocabulary) -> Iterator[Problem]:
    for concept in vocabulary.concepts.values():
        for parent in concept.parents:
            above = vocabulary.get(parent)
            if above is None:
                yield Problem("dangling parent", concept.curie, parent)
            elif above.type != concept.type and parent in concept.is_a:
                yield Problem(
                    "parent of another type", concept.curie, f"{parent} is a {above.type}"
                )


def _cycles(vocabulary: Vocabulary) -> Iterator[Problem]:
    def above(curie: str) -> tuple[str, ...]:
        concept = vocabulary.get(curie)
        return concept.parents if concept else ()

    for way in cycles(vocabulary.concepts, above):
        yield Problem("cycle", way[-1], " > ".join(way))


def cycles(starts: Iterable[str], above: Callable[[str], Iterable[str]]) -> Iterator[list[str]]:
    """Ways from a node back to itself.

    >>> list(cycles("abc", {"a": "b", "b": "c", "c": "b"}.__getitem__))
    [['b', 'c', 'b']]
    >>> list(cycles("abc", {"a": "bc", "b": "c", "c": ""}.__getitem__))
    []
    """
    done: set[str] = set()
    for start in starts:
        path: dict[str, Iterator[str]] = {}
        if start not in done:
            path[start] = iter(above(start))
        while path:
            node = next(reversed(path))
            following = next(path[node], None)
            if following is None:
                done.add(node)
                del path[node]
            elif following in path:
                way = list(path)
                yield [*way[way.index(following) :], following]
            elif following not in done:
                path[following] = iter(above(following))


def _doubled_labels(vocabulary: Vocabulary) -> Iterator[Problem]:
    by_label: dict[tuple[str, str], list[str]] = defaultdict(list)
    for concept in vocabulary.concepts.values():
        level = concept.label.casefold().replace("-", " ")
        by_label[concept.type, level].append(concept.curie)
    for (_, label), curies in by_label.items():
        # Source ontologies may name two of theirs alike; an own concept must not double any.
        if len(curies) > 1 and not all(c.split(":")[0] in _LABELS_OF_OTHERS for c in curies):
            yield Problem(
                "doubled label", curies[-1], f"{label!r} is also {', '.join(curies[:-1])}"
            )


def _common_words(vocabulary: Vocabulary) -> Iterator[Problem]:
    common = common_words()
    for form in vocabulary.forms:
        if matches_as_word(form) and form.surface.lower() in common:
            said = f"{form.surface!r} would match as a word; make it a weakLabel or a hiddenLabel"
            yield Problem("common word", form.curie, said)


def matches_as_word(form: Form) -> bool:
    """Whether a word of running text is taken for the form without any further support."""
    return not form.weak and (not form.case or form.surface.islower())


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words of ordinary English and of every abstract, in lower case.

    Sources: spaCy's stop words; ``ontology/common.txt``, which says how it was counted.

    >>> {"patients", "which"} <= common_words(), "amygdala" in common_words()
    (True, False)
    """
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS).union(read_list(resources.ontology_dir() / "common.txt"))
