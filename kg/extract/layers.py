"""Numbered layers: ``cortical layers 2/3`` is one mention, a layer of a neural network is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeVar

from kg.extract.candidates import Reading, Recognised, Span, longest_by_end
from kg.extract.composition import LookUp, partial
from kg.extract.context import Hierarchy
from kg.extract.tokenizer import split

Placed = TypeVar("Placed", Span, Recognised)

_LAYER = frozenset(["layer", "layers", "lamina", "laminae", "Layer", "Layers", "Lamina", "Laminae"])
_NUMBER = re.compile(r"(?:[1-9]|VI{0,3}|IV|IX|I{1,3}|X)(?:[a-c]{0,3}|[αβ])$")
_LINKS = frozenset(["-", "–", "/", ",", "and", "or", "to", "&"])
_OF = frozenset(["of", "in"])
_DETERMINERS = frozenset(["the", "a", "an", "this", "each", "our"])
_ARTIFICIAL = frozenset(
    """
    hidden convolutional attention network output input linear dense recurrent
    """.split()
)
#: What such layers are layers of.
_NETWORKS = frozenset(
    """
    network networks transformer transformers perceptron perceptrons autoencoder autoencoders
    cnn cnns dnn dnns ann anns rnn rnns
    """.split()
)
_LONGEST_NETWORK = 5  # words
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7",
          "VIII": "8", "IX": "9", "X": "10"}  # fmt: skip


def without_artificial(words: Sequence[str], spans: Iterable[Placed]) -> list[Placed]:
    """The spans without layers of artificial networks.

    >>> without_artificial("layer 4 of the deep network".split(), [Span(0, 2, "BrainRegion", ())])
    []
    """
    return [
        span
        for span in spans
        if span.type != "BrainRegion"
        or words[span.start] not in _LAYER
        or not _artificial(words, span.start, span.end)
    ]


def layers(
    words: Sequence[str], spans: Iterable[Span], look_up: LookUp, hierarchy: Hierarchy
) -> list[Span]:
    """The spans and numbered layers, these with the region in front: one span a list.

    A layer has the concept of its own name where there is one; otherwise that of cortical layers,
    if the region that it is said to be in is one of the cerebral cortex, or none is named; else
    that of the region.
    """
    spans = list(spans)
    places = [i for i, word in enumerate(words) if word in _LAYER]
    if not places:
        return spans
    before = {end: span for (end, type_), span in longest_by_end(spans).items()
              if type_ == "BrainRegion"}  # fmt: skip
    behind = {span.start: span for span in before.values()}
    known = _Known(look_up, hierarchy)
    for place in places:
        end = _numbers_end(words, place + 1)
        if end == place + 1 or _artificial(words, place, end):
            continue
        region = before.get(place) or behind.get(_owner(words, end))
        readings = tuple(known.readings(words[place:end], region))
        if region and not known.cortical(region):
            spans = [s for s in spans if (s.start, s.end, s.type) != (place, end, "BrainRegion")]
            spans.append(Span(place, end, "BrainRegion", readings))
        start = before[place].start if place in before else place
        spans.append(Span(start, end, "BrainRegion", readings))
    return spans


def _artificial(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a layer is one of a network: "hidden layer 3", "layer 4 of the deep network"."""
    if start and words[start - 1].lower() in _ARTIFICIAL:
        return True
    owner = _owner(words, end)
    name = takewhile(lambda word: word.isalnum() or word == "-", words[owner:])
    return owner > end and any(
        word.lower() in _NETWORKS for word, _ in zip(name, range(_LONGEST_NETWORK), strict=False)
    )


def _owner(words: Sequence[str], end: int) -> int:
    """Where what a layer that ends at ``end`` is a layer of begins; ``end`` if it is not said."""
    if end == len(words) or words[end] not in _OF:
        return end
    return end + (2 if words[end + 1 : end + 2] and words[end + 1] in _DETERMINERS else 1)


def _numbers_end(words: Sequence[str], place: int) -> int:
    """End of a list of layer numbers that starts at ``place``."""
    end = place
    while place < len(words):
        if _NUMBER.match(words[place]):
            end = place = place + 1
        elif words[place] in _LINKS and end > 0 and end >= place - 1:
            place += 1
        else:
            break
    return end


class _Known:
    """What the vocabulary says of layers."""

    def __init__(self, look_up: LookUp, hierarchy: Hierarchy) -> None:
        self._look_up = look_up
        self._hierarchy = hierarchy
        self._cortex = {r.curie for r in self._regions("cerebral", "cortex")}

    def _regions(self, *name: str) -> tuple[Reading, ...]:
        return self._look_up(name).get("BrainRegion", ())

    def cortical(self, region: Span) -> bool:
        """Whether a region is the cerebral cortex or in it."""
        return any(
            not self._cortex.isdisjoint((reading.curie, *self._hierarchy.ancestors(reading.curie)))
            for reading in region.readings
        )

    def readings(self, layer: Sequence[str], region: Span | None) -> Iterator[Reading]:
        """Those of a layer, or of a list of layers, of this region."""
        if len(layer) == 2 and layer[0].lower() in ("layer", "lamina"):
            for phrase in self._phrases(layer[1].rstrip("abc"), region):
                for reading in self._regions(*phrase):
                    yield replace(reading, kind="normalised", weak=False, why="a numbered layer")
                    return
        general = region.readings if region else self._regions("cortical", "layer")
        yield from partial(general, "numbered layers of it")

    def _phrases(self, number: str, region: Span | None) -> Iterator[tuple[str, ...]]:
        """Names that a layer may have in the vocabulary, those of the region's own first."""
        names = [number, *(arabic for roman, arabic in _ROMAN.items() if roman == number),
                 *(roman for roman, arabic in _ROMAN.items() if arabic == number)]  # fmt: skip
        for reading in region.readings if region else ():
            if concept := self._hierarchy.get(reading.curie):
                for label in (concept.label, *concept.synonyms):
                    yield from ((*split(label), "layer", name) for name in names)
        if region is None or self.cortical(region):
            for name in sorted(names):
                yield from (("layer", name), ("cortical", "layer", name), ("lamina", name))
