"""Names that differ from the vocabulary's in more than spelling, for spans of a recogniser.

Two look-ups: a *normalised* one, in which word order, number, "of the", adjectives and generic
heads do not count ("nucleus of the trapezoid body" is "trapezoid body nucleus"), and a *fuzzy* one
by the cosine of character trigrams, for slips and endings that no rule knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from rapidfuzz.distance import Levenshtein

from kg.extract.candidates import Reading
from kg.extract.levels import VERSION, Leveller
from kg.extract.tokenizer import join
from kg.model import ConceptType
from kg.vocabulary.forms import plural

if TYPE_CHECKING:
    from kg.extract.dictionary import Readings
    from kg.extract.trigrams import Trigrams
    from kg.vocabulary import Form, Vocabulary

LookUp = Callable[[Sequence[str]], "Readings"]

_SILENT = frozenset("of the a an in s and".split())
#: Nouns that may stand with a name or not: "hippocampal region", "QR decomposition method".
_GENERIC: dict[ConceptType, frozenset[str]] = {
    "BrainRegion": frozenset(["area", "region", "field"]),
    "Method": frozenset(["method", "technique", "approach", "algorithm", "procedure"]),
    "Dataset": frozenset(["dataset", "database", "data", "set"]),
}
_ENDINGS = (
    ("ices", "ex"), ("clei", "cleus"), ("gyri", "gyrus"), ("campi", "campus"),
    ("sulci", "sulcus"), ("uli", "ulus"),
    ("lami", "lamus"), ("ganglia", "ganglion"), ("ae", "a"), ("ies", "y"), ("sses", "ss"),
    ("mice", "mouse"), ("lyses", "lysis"), ("phies", "phy"), ("xes", "x"), ("ches", "ch"),
)  # fmt: skip
#: Words that change what a name means, however small they are.
_OPPOSITE = frozenset(
    """
    dorsal ventral anterior posterior medial lateral superior inferior rostral caudal left right
    upper lower pre post proximal distal internal external deep superficial central peripheral
    excitatory inhibitory afferent efferent linear nonlinear supervised unsupervised
    """.split()
)
#: Words that a name may have more.
_IDLE = frozenset("analysis study method technique procedure area region".split()) | _SILENT
_IDLE_CELLS = _IDLE | frozenset(["cell", "neuron"])
_SPELLED = 5  # letters of a word that spelling can tell anything about
#: Least cosine of a fuzzy match, by type. Of the names in annotated abstracts that no other rule
#: finds, 123 of 138 above it are the concept that the annotators wrote down.
THRESHOLD: dict[ConceptType, float] = {
    "BrainRegion": 0.8,
    "Method": 0.8,
    "CellType": 0.8,
    "Dataset": 0.8,
}
_SHARED = 4  # first letters that an adjective has from its noun, a slip from the right word
_ENDING = 5  # last letters that a word may have otherwise
_SLIPS = 2  # letters that a word may have otherwise anywhere
_REMEMBERED = 50_000
_NEURON = "CL:0000540"
_WORD = re.compile(r"[^\W_]+")
#: Of what this module makes of a name, for what is kept between runs.
_VERSION = f"{VERSION}-{crc32(Path(__file__).read_bytes()):08x}"


class Names:
    """Names of a vocabulary; ``look_up`` finds them as they are.

    The indices for others are made when first asked.
    """

    def __init__(self, vocabulary: Vocabulary, look_up: LookUp) -> None:
        self._vocabulary = vocabulary
        self._forms = vocabulary.forms
        self._look_up = look_up
        self._levels = Leveller()
        self._remembered: dict[tuple[ConceptType, str], tuple[Reading, ...]] = {}

    def known(self, words: Sequence[str], type_: ConceptType) -> tuple[Reading, ...]:
        """Concepts with exactly this name; its weak forms count, since the recogniser agrees.

        So do those of the stop list; scientific names are looked up among all taxa.
        """
        found = self._look_up(words).get(type_, ())
        if not found and type_ == "Species" and words[0].istitle():
            taxon = self._vocabulary.taxon(" ".join(words))
            return (Reading(taxon.curie, "exact"),) if taxon else ()
        found = found or self._stopped.get((type_, " ".join(words).lower()), ())
        return tuple(replace(reading, weak=False) for reading in found)

    def stopped(self, words: Sequence[str]) -> bool:
        """Whether the stop list has these words: they mostly mean something else."""
        return " ".join(words).lower() in self._vocabulary.stop

    @cached_property
    def _stopped(self) -> dict[tuple[ConceptType, str], tuple[Reading, ...]]:
        """Names that are too general to be found by themselves."""
        found: dict[tuple[ConceptType, str], tuple[Reading, ...]] = {}
        rows = self._vocabulary.derived(f"stopped-{_VERSION}", self._stopped_rows)
        for type_, surface, curie in rows:
            found[type_, surface] = (*found.get((type_, surface), ()), Reading(curie, "exact"))
        return found

    def _stopped_rows(self) -> list[tuple[ConceptType, str, str]]:
        return [
            (concept.type, surface, concept.curie)
            for concept in self._vocabulary.concepts.values()
            for surface in {
                form.lower()
                for name in (concept.label, *concept.synonyms)
                for form in (name, plural(name) or name)
            }
            if surface in self._vocabulary.stop
        ]

    def normalised(self, words: Sequence[str], type_: ConceptType) -> tuple[Reading, ...]:
        """Concepts with a name of the same words, whatever their order, number and endings.

        Several concepts where the name is ambiguous; none where nothing but generic words agrees.
        """
        tokens = self._tokens(self._levels.key(words), type_)
        found = (
            self._concepts(self._index.get((type_, _key(tokens)), ()))
            or self._concepts(self._index.get((type_, _tight(tokens)), ()))
            or self._without_generic(tokens, type_)
        )
        return tuple(
            Reading(curie, "normalised", why=f"another form of '{name}'")
            for curie, name in found.items()
        )

    def _without_generic(self, tokens: Sequence[str], type_: ConceptType) -> dict[str, str]:
        bare = _bare(tokens, type_)
        if not bare:
            return {}
        generic = len(bare.split()) < len(tokens)
        if generic and (found := self._index.get((type_, bare))):
            return self._concepts(found)
        # "visual" is no "visual area", nor is a "genetic approach" a "genetic algorithm"
        if " " in bare or type_ == "Dataset":
            concepts = self._concepts(self._bare_index.get((type_, bare), ()))
            return concepts if len(concepts) == 1 else {}
        return {}

    def fuzzy(self, words: Sequence[str], type_: ConceptType) -> tuple[Reading, ...]:
        """The concept with the name nearest in character trigrams, if it is near enough.

        Nothing for species (a near name is another species) and for names that share a spelling
        but for a number or a letter that stands alone.
        """
        surface = join(words)
        readings = self._remembered.get((type_, surface))
        if readings is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            readings = self._remembered[type_, surface] = tuple(self._nearest(words, type_))
        return readings

    def _nearest(self, words: Sequence[str], type_: ConceptType) -> Iterator[Reading]:
        if type_ not in THRESHOLD:
            return
        query = _plain(self._levels.key(words))
        for index, cosine in self._trigrams.nearest(query):
            form = self._full[index]
            if cosine < THRESHOLD[type_]:
                return
            if form.type == type_ and self._same_words(query, self._rows[index][0], type_):
                why = f"near '{form.surface}' in spelling (cosine {cosine:.2f})"
                yield Reading(form.curie, "fuzzy", why=why)
                return

    def _same_words(self, one: str, other: str, type_: ConceptType) -> bool:
        """Whether two names differ in how words are spelled only: none has a word more.

        "area 6" is not "area 8", the nervous system not the enteric nervous system.
        """
        words, others = one.split(), other.split()
        idle = _IDLE_CELLS if type_ == "CellType" else _IDLE
        return (
            any(len(word) >= _SPELLED and word.isalpha() for word in words)
            and _marks(words) == _marks(others)
            and self._covers(words, others, {*idle, "neuronal"} if type_ == "CellType" else idle)
            and self._covers(others, words, idle)
        )

    def _covers(self, words: Sequence[str], others: Sequence[str], idle: Collection[str]) -> bool:
        return all(
            singular(word) in idle or any(self._near(word, other) for other in others)
            for word in words
        )

    def _near(self, one: str, other: str) -> bool:
        """Whether two words are one but for a slip or an ending; not pallial and pallidal."""
        if one[:_SHARED] != other[:_SHARED]:
            return False
        nouns = {self._nouns.get(word, word) for word in (one, other)} & self._named
        if len(nouns) > 1:
            return False
        ending = max(len(one), len(other)) - _common(one, other)
        return ending <= _ENDING or Levenshtein.distance(one, other, score_cutoff=_SLIPS) <= _SLIPS

    @cached_property
    def _full(self) -> list[Form]:
        """The forms that are names, not short ones or endings of others; without species."""
        return [form for form in self._forms if form.kind == "exact" and form.type != "Species"]

    @cached_property
    def _rows(self) -> list[list[str]]:
        """For each full form its levelled words, its bare key and its keys."""
        return self._vocabulary.derived(f"names-{_VERSION}", self._make_rows)

    def _make_rows(self) -> list[list[str]]:
        keys = self._levels.keys([form.surface for form in self._full])
        return [self._row(form, key) for form, key in zip(self._full, keys, strict=True)]

    def _row(self, form: Form, key: str) -> list[str]:
        tokens = self._tokens(key, form.type)
        names = {_key(tokens), _tight(tokens)}
        if form.type == "CellType" and "cell" in tokens and self._is_neuron(form.curie):
            names.add(_key("neuron" if word == "cell" else word for word in tokens))
        return [_plain(key), _bare(tokens, form.type), *sorted(names)]

    def _is_neuron(self, curie: str) -> bool:
        """Whether a cell may be called a neuron: a Golgi cell may, a reticular cell may not."""
        return _NEURON in (curie, *self._vocabulary.ancestors(curie))

    @cached_property
    def _index(self) -> dict[tuple[ConceptType, str], list[int]]:
        found: dict[tuple[ConceptType, str], list[int]] = {}
        for place, (form, row) in enumerate(zip(self._full, self._rows, strict=True)):
            for name in row[2:]:
                found.setdefault((form.type, name), []).append(place)
        return found

    @cached_property
    def _bare_index(self) -> dict[tuple[ConceptType, str], list[int]]:
        found: dict[tuple[ConceptType, str], list[int]] = {}
        for place, (form, row) in enumerate(zip(self._full, self._rows, strict=True)):
            if row[1]:
                found.setdefault((form.type, row[1]), []).append(place)
        return found

    def _concepts(self, places: Iterable[int]) -> dict[str, str]:
        """Concepts of full forms, each with the first of these names."""
        found: dict[str, str] = {}
        for place in places:
            found.setdefault(self._full[place].curie, self._full[place].surface)
        return found

    @cached_property
    def _trigrams(self) -> Trigrams:
        from kg.extract.trigrams import Trigrams

        return Trigrams([row[0] for row in self._rows])

    @cached_property
    def _nouns(self) -> dict[str, str]:
        """Adjectives of one word and the nouns that they are made from."""
        adjectives = [f for f in self._forms if f.kind == "adjective" and " " not in f.surface]
        wanted = {form.curie for form in adjectives}
        nouns: dict[str, list[str]] = defaultdict(list)
        for form in self._full:
            if form.curie in wanted and form.surface.isalpha():
                nouns[form.curie].append(form.surface.lower())
        found = {}
        for form in adjectives:
            adjective = form.surface.lower()
            alike = [noun for noun in nouns[form.curie] if noun[:_SHARED] == adjective[:_SHARED]]
            if alike:
                found[adjective] = max(alike, key=lambda noun: (_common(noun, adjective), noun))
        return found

    @cached_property
    def _named(self) -> frozenset[str]:
        """Nouns that have an adjective."""
        return frozenset(self._nouns.values())

    def _tokens(self, key: str, type_: ConceptType) -> list[str]:
        tokens = [singular(word) for word in _WORD.findall(key) if word not in _SILENT]
        if type_ == "BrainRegion":
            return [self._nouns.get(token, token) for token in tokens]
        return tokens


def singular(word: str) -> str:
    """The singular of a levelled word, or the same letters for every word of its kind.

    >>> singular("cortices"), singular("nuclei"), singular("fibers"), singular("chiasm")
    ('cortex', 'nucleus', 'fiber', 'chiasm')
    """
    if len(word) < 4:
        return word
    for ending, one in _ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + one
    return word[:-1] if word.endswith("s") and word[-2] not in "sui" else word


def _key(tokens: Iterable[str]) -> str:
    return " ".join(sorted(tokens))


def _tight(tokens: Iterable[str]) -> str:
    """One word: "fronto-temporal" is "frontotemporal"."""
    return "".join(tokens)


def _bare(tokens: Sequence[str], type_: ConceptType) -> str:
    generic = _GENERIC.get(type_, frozenset())
    bare = [token for token in tokens if token not in generic]
    return _key(bare) if any(len(token) > 3 for token in bare) else ""


def _plain(key: str) -> str:
    return " ".join(_WORD.findall(key))


def _marks(words: Iterable[str]) -> set[str]:
    return {
        word for word in words if len(word) < 4 or not word.isalpha() or word in _OPPOSITE
    } - _SILENT


def _common(one: str, other: str) -> int:
    """Number of equal letters at the start."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
