"""Proving the vocabulary sound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg import resources
from kg.model import CURIE_PATTERN, Concept
from kg.vocabulary.forms import Form
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
    done: set[str] = set()
    for start in vocabulary.concepts:
        path: dict[str, None] = {}
        yield from _walk(vocabulary, start, path, done)


def _walk(
    vocabulary: Vocabulary, curie: str, path: dict[str, None], done: set[str]
) -> Iterator[Problem]:
    if curie in path:
        steps = list(path)
        around = " > ".join([*steps[steps.index(curie) :], curie])
        yield Problem("cycle", curie, around)
        return
    concept: Concept | None = vocabulary.get(curie)
    if concept is None or curie in done:
        return
    path[curie] = None
    for parent in concept.parents:
        yield from _walk(vocabulary, parent, path, done)
    del path[curie]
    done.add(curie)


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

    lines = (resources.ontology_dir() / "common.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(STOP_WORDS).union(line for line in lines if not line.startswith("#"))
