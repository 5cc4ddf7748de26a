"""What the rest of a document says about a word: short forms, names used elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

#: Nouns that name a structure when a name stands before them ("lateral geniculate nucleus").
HEADS = frozenset(
    """
    nucleus nuclei cortex cortices area areas region regions gyrus gyri tract tracts ganglion
    ganglia lobe lobes horn layer layers lamina laminae complex body bodies formation field fields
    bulb stem subnucleus subnuclei division subdivision zone column columns peduncle colliculus
    thalamus hypothalamus medulla pons striatum pallidum amygdala hippocampus cerebellum tegmentum
    septum gray grey matter cord nerve commissure fasciculus bundle capsule radiation stria sulcus
    fissure lobule vermis pole neocortex tubercle pallium tectum olive operculum habenula locus
    substantia pars network
    cell cells neuron neurons interneuron interneurons
    imaging microscopy recording recordings stimulation tomography spectroscopy staining
    model models network networks analysis algorithm method regression sequencing
    dataset datasets database cohort study atlas project biobank consortium initiative archive
    mice mouse rats rat monkeys monkey
    """.split()
)
_ABBREVIATION = re.compile(r"[A-Za-z]{0,6}[A-Z0-9][A-Za-z0-9]{0,5}$")


@lru_cache(maxsize=1 << 15)
def _like_abbreviation(word: str) -> bool:
    return len(word) > 1 and not word.isdigit() and _ABBREVIATION.match(word) is not None


def document_attributes(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Attributes of each word of a document; the empty tuple for most.

    ``short:…`` a short form that the document defines (with the last word of its long form),
    ``headed:…`` a word that elsewhere in the document stands before a head noun,
    ``abbr:n`` a word that looks like an abbreviation and stands n times in the document.
    """
    lowered = [word.lower() for word in words]
    short_forms = _short_forms(words, lowered)
    headed: dict[str, str] = {}
    for before, word in pairwise(lowered):
        if word in HEADS:
            headed.setdefault(before, word)
    counts = Counter(words)
    found: list[tuple[str, ...]] = [()] * len(words)
    for i, word in enumerate(words):
        abbreviation = _like_abbreviation(word)
        if abbreviation or word in short_forms or lowered[i] in headed:
            attributes = []
            if word in short_forms:
                head = short_forms[word]
                place = "defined" if i and words[i - 1] == "(" else "used"
                attributes += [f"short:{place}={head}", f"short:{place}"]
            if lowered[i] in headed and len(word) > 2:
                attributes.append(f"headed:{headed[lowered[i]]}")
            if abbreviation:
                attributes.append(f"abbr:{min(counts[word], 4)}")
            found[i] = tuple(attributes)
    return found


def _short_forms(words: Sequence[str], lowered: Sequence[str]) -> dict[str, str]:
    """Words alone in brackets, with the last word before the bracket."""
    found: dict[str, str] = {}
    for i in range(1, len(words) - 2):
        if words[i] == "(" and words[i + 2] in ");,":
            short = words[i + 1]
            if short[0].isalpha() and len(short) <= 7:
                found.setdefault(short, lowered[i - 1])
    return found
