"""What a span that only a recogniser has found may be called.

In this order: a name that the grammar took apart ("corticothalamic neurons"); another form of a
known name; a name near in spelling (it has the same words, so it says more than the next); a known
name with something in front of it, or with words behind it that do not change what it is; nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.candidates import Reading, Recognised, Span
from kg.extract.composition import names_nucleus, partial
from kg.extract.names import Names, singular
from kg.extract.tokenizer import join

#: Words after which a name is no longer at the head: "GABAergic neurons of the striatum".
_PREPOSITIONS = frozenset(
    """
    of in from with for using by on at to within based expressing lacking containing projecting
    and or ( [ : , – -
    """.split()
)
#: Nouns that a name is still what it is in front of: "curve fitting analysis".
_TAILS = frozenset(
    """
    analysis approach method model technique algorithm procedure assay framework protocol study
    system technology tool software package experiment test recording imaging scan image data
    measurement quantification modelling modeling afferent axon fiber fibre
    line strain cell neuron population culture animal mouse rat
    """.split()
)
#: Nouns in front of which the adjective of a region still names it: "precentral area".
_PARTS = frozenset(
    """
    area region zone territory field subfield part division lobe cortex hemisphere nucleus gray
    matter layer complex system network circuit circuitry pathway projection tract
    """.split()
)
_LONGEST_HEAD = 6  # words
_LINKS = frozenset("and or of the in with".split())
_HYPHENS = frozenset("-–‐‑+/")


def readings(
    words: Sequence[str], spans: Sequence[Span], found: Recognised, names: Names
) -> tuple[Reading, ...]:
    """Readings of a recognised span that is no name of the vocabulary; ``spans`` are its names.

    A data set is its whole name: a part of it is another one.
    """
    surface = words[found.start : found.end]
    if known := names.known(surface, found.type):
        return known
    if len(bare := _without_brackets(surface)) < len(surface) and (
        known := names.known(bare, found.type)
    ):
        return known
    whole = names.normalised(surface, found.type) or names.fuzzy(surface, found.type)
    if whole or found.type == "Dataset":
        return whole or _accession(spans, found)
    return _composed(words, spans, found, names)


def _without_brackets(words: Sequence[str]) -> list[str]:
    """The words without what stands in brackets: a "fast-spiking (FS) cell" is a fast-spiking one.

    >>> _without_brackets("fast - spiking ( FS ) cell".split())
    ['fast', '-', 'spiking', 'cell']
    """
    bare, depth = [], 0
    for word in words:
        depth += word == "("
        if not depth:
            bare.append(word)
        depth -= word == ")"
    return bare


def _accession(spans: Sequence[Span], found: Recognised) -> tuple[Reading, ...]:
    """The accession number in a longer name: "GSE4757 microarray dataset"."""
    inside = [
        span.readings
        for span in spans
        if found.start <= span.start and span.end <= found.end
        if any(reading.kind == "pattern" for reading in span.readings)
    ]
    return inside[0] if len(inside) == 1 else ()


def _composed(
    words: Sequence[str], spans: Sequence[Span], found: Recognised, names: Names
) -> tuple[Reading, ...]:
    known = [
        span
        for span in spans
        if span.type == found.type and found.start <= span.start and span.end <= found.end
        if not span.weak
    ]
    heads = [span for span in known if found.type == "Species" or _heads(words, span, found)]
    best = max(heads, key=lambda span: (span.length, span.end), default=None)
    longer = best.length if best else 1
    for start in _head_starts(words, found):
        if found.end - start <= longer:
            break
        if head := names.normalised(words[start : found.end], found.type):
            return partial(head, _why(words, found, start, found.end))
    return partial(best.readings, _why(words, found, best.start, best.end)) if best else ()


def _head_starts(words: Sequence[str], found: Recognised) -> Iterator[int]:
    """Where a name may begin that ends with the span, the longest first."""
    for start in range(max(found.start + 1, found.end - _LONGEST_HEAD), found.end):
        hyphenated = words[start - 1] in _HYPHENS  # "type-I neurons" are no "I neurons"
        if words[start][0].isalnum() and words[start] not in _LINKS and not hyphenated:
            yield start


def _heads(words: Sequence[str], span: Span, found: Recognised) -> bool:
    """Whether what stands behind a name in a span leaves the name its meaning."""
    tail = words[span.end : found.end]
    if not tail:
        return True
    if found.type == "BrainRegion":
        return _still_region(words, span, found, tail)
    return tail[0].lower() in _PREPOSITIONS or all(
        singular(word.lower()) in _TAILS or not word.isalpha() for word in tail
    )


def _still_region(words: Sequence[str], span: Span, found: Recognised, tail: Sequence[str]) -> bool:
    """Whether a region is still meant with ``tail`` behind its name.

    A "magnocellular nucleus of the medulla" is not any such nucleus, and neither a spinal reflex
    nor a tecto-spinal pathway is the spinal cord; cortical nuclei are the amygdala's.
    """
    if "of" in tail:
        return False
    if names_nucleus(words, span.end):
        return False
    if any(reading.kind != "adjective" for reading in span.readings):
        return True
    compound = not _HYPHENS.isdisjoint([tail[0], *words[max(0, span.start - 1) : span.start]])
    return not compound and singular(tail[-1].lower()) in _PARTS


def _why(words: Sequence[str], found: Recognised, start: int, end: int) -> str:
    rest = [*words[found.start : start], *words[end : found.end]]
    return f"'{join(rest)}' + '{join(words[start:end])}'"
