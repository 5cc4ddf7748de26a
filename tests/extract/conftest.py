"""A small vocabulary, so that these tests do not change with the real one."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.model import Concept, Mention
from kg.vocabulary import Form, Vocabulary
from kg.vocabulary.forms import plural

# curie, type, label, synonyms, abbreviations, weak abbreviations, adjectives, parents
ROWS = [
    ("t:brain-region", "BrainRegion", "region of brain", "", "", "", "", ""),
    ("t:cortex", "BrainRegion", "cerebral cortex", "cortex", "", "", "cortical", "t:brain-region"),
    ("t:visual", "BrainRegion", "visual cortex", "", "", "", "", "t:cortex"),
    ("t:v1", "BrainRegion", "primary visual cortex", "area V1", "V1", "", "", "t:visual"),
    ("t:v4", "BrainRegion", "visual area V4", "area V4", "V4", "", "", "t:visual"),
    ("t:mt", "BrainRegion", "middle temporal area", "area MT", "", "MT", "", "t:visual"),
    ("t:it", "BrainRegion", "inferior temporal cortex", "", "", "IT", "", "t:cortex"),
    ("t:ofc", "BrainRegion", "orbitofrontal cortex", "", "OFC", "", "orbitofrontal", "t:cortex"),
    ("t:pfc", "BrainRegion", "prefrontal cortex", "", "PFC", "", "prefrontal", "t:cortex"),
    ("t:mpfc", "BrainRegion", "medial prefrontal cortex", "", "mPFC", "", "", "t:pfc"),
    ("t:acc", "BrainRegion", "anterior cingulate cortex", "", "", "ACC", "", "t:cortex"),
    ("t:pcc", "BrainRegion", "posterior cingulate cortex", "", "", "", "", "t:cortex"),
    ("t:str", "BrainRegion", "striatum", "", "", "", "striatal", "t:brain-region"),
    ("t:vstr", "BrainRegion", "ventral striatum", "", "", "", "", "t:str"),
    ("t:dstr", "BrainRegion", "dorsal striatum", "", "", "", "", "t:str"),
    ("t:hf", "BrainRegion", "hippocampus", "", "", "HF", "hippocampal", "t:brain-region"),
    ("t:ca1", "BrainRegion", "CA1 field of hippocampus", "", "CA1", "", "", "t:hf"),
    ("t:ca3", "BrainRegion", "CA3 field of hippocampus", "", "CA3", "", "", "t:hf"),
    ("t:put", "BrainRegion", "putamen", "", "", "", "", "t:str"),
    ("t:drg", "BrainRegion", "dorsal root ganglion", "", "", "", "", ""),
    ("t:cn-caudate", "BrainRegion", "caudate nucleus", "", "CN", "", "caudate", "t:str"),
    ("t:cn-cochlea", "BrainRegion", "cochlear nucleus", "", "CN", "", "", "t:brainstem"),
    ("t:brainstem", "BrainRegion", "brainstem", "", "", "", "", "t:brain-region"),
    ("t:ic", "BrainRegion", "inferior colliculus", "", "", "", "", "t:brainstem"),
    ("t:pallium", "BrainRegion", "pallium", "", "", "", "pallial", ""),
    ("t:pallidum", "BrainRegion", "pallidum", "", "", "", "pallidal", ""),
    ("t:vpd", "BrainRegion", "ventral pallidum", "ventral pallidal area", "", "VP", "",
     "t:pallidum"),
    ("t:layer", "BrainRegion", "cortical layer", "", "", "", "", "t:cortex"),
    ("t:layer4", "BrainRegion", "cortical layer 4", "cortical layer IV|layer 4", "", "", "",
     "t:layer"),
    ("t:pfc5", "BrainRegion", "prefrontal cortex layer 5", "", "", "", "", "t:pfc"),
    ("t:2p", "Method", "two-photon imaging", "", "", "", "", ""),
    ("t:fmri", "Method", "functional magnetic resonance imaging", "functional MRI", "fMRI", "",
     "", ""),
    ("t:mi", "Method", "chained imputation", "", "", "MICE", "", ""),
    ("t:ct", "Method", "computed axial tomography", "", "", "CAT", "", ""),
    ("t:rodent", "Species", "rodent", "", "", "", "", ""),
    ("t:mouse", "Species", "mouse", "", "", "", "", "t:rodent"),
    ("t:b6", "Species", "C57BL/6", "", "", "", "", "t:mouse"),
    ("t:dog", "Species", "Canis lupus", "", "dog|dogs", "", "", ""),
    ("t:cat", "Species", "cat", "", "", "", "", ""),
    ("t:rat", "Species", "rat", "", "", "", "", "t:rodent"),
    ("t:fly", "Species", "Drosophila melanogaster", "", "", "", "", ""),
    ("t:pyramidal", "CellType", "pyramidal cell", "pyramidal neuron", "", "", "", ""),
    ("t:hn", "CellType", "hippocampal neuron", "", "", "", "", ""),
    ("t:rgc", "CellType", "retinal ganglion cell", "", "", "", "", ""),
    ("t:retina", "BrainRegion", "retina", "", "", "", "retinal", ""),
    ("t:lput", "BrainRegion", "left putamen", "", "", "", "", "t:put"),
    ("t:odd", "Method", "-", "of two\nlines", "", "", "", ""),
    ("t:alpha", "Dataset", "β-rhythm fibre atlas", "", "", "", "", ""),
]  # fmt: skip


def _words(text: str) -> list[str]:
    return [part for part in text.split("|") if part]


def _forms(row: tuple[str, ...]):
    curie, type_, label, synonyms, abbreviations, weak, adjectives, _ = row
    for name in (label, *_words(synonyms)):
        yield Form(name, curie, type_, "exact")
        if many := plural(name):
            yield Form(many, curie, type_, "plural")
    for short in _words(abbreviations):
        yield Form(short, curie, type_, "abbreviation", case=True)
    for short in _words(weak):
        yield Form(short, curie, type_, "abbreviation", case=True, weak=True)
    for adjective in _words(adjectives):
        yield Form(adjective, curie, type_, "adjective")


def _concept(row: tuple[str, ...]) -> Concept:
    curie, type_, label, synonyms, abbreviations, weak, _, parents = row
    return Concept(
        curie=curie,
        type=type_,
        label=label,
        synonyms=tuple(_words(synonyms)),
        abbreviations=(*_words(abbreviations), *_words(weak)),
        is_a=tuple(_words(parents)),
    )


class SmallVocabulary(Vocabulary):
    """The real thing, without files."""

    version = "test"
    stop = frozenset()
    elsewhere = ()
    concepts = {row[0]: _concept(row) for row in ROWS}  # noqa: RUF012
    forms = [form for row in ROWS for form in _forms(row)]  # noqa: RUF012

    def __init__(self) -> None:
        pass

    def derived(self, part, make):
        return make()

    def taxon(self, name):
        row = ("t:moth", "Species", name, "", "", "", "", "")
        return _concept(row) if name == "Bombyx mori" else None


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return SmallVocabulary()


@pytest.fixture(scope="session")
def extractor(vocabulary: Vocabulary) -> Extractor:
    return Extractor(vocabulary, model="dictionary")


@pytest.fixture(scope="session")
def found(extractor: Extractor):
    """Surface → concept (None if nil, "?" if ambiguous) of all mentions in a text."""

    def of(text: str) -> dict[str, str | None]:
        mentions = extractor.mentions(text)
        assert all(text[m.start : m.end] == m.text for m in mentions)
        return {m.text: "?" if m.status == "ambiguous" else m.curie for m in mentions}

    return of


@pytest.fixture(scope="session")
def mention(extractor: Extractor):
    """The mention of this surface in a text."""

    def of(text: str, surface: str) -> Mention:
        [found] = [m for m in extractor.mentions(text) if m.text == surface]
        return found

    return of
