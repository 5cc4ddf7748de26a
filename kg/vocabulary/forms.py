"""From the names of a concept to the forms that are looked for in text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import ConceptType, MatchKind
from kg.vocabulary.turtle import Entry


class Form(NamedTuple):
    """A string that names a concept in text.

    ``case``: only in this exact case. ``weak``: counts only where the document supports it, by a
    definition of the short form or by the recogniser.
    """

    surface: str
    curie: str
    type: ConceptType
    kind: MatchKind
    case: bool = False
    weak: bool = False


_IRREGULAR = {
    "cortex": "cortices",
    "nucleus": "nuclei",
    "gyrus": "gyri",
    "sulcus": "sulci",
    "ganglion": "ganglia",
    "hippocampus": "hippocampi",
    "thalamus": "thalami",
    "hypothalamus": "hypothalami",
    "colliculus": "colliculi",
    "fasciculus": "fasciculi",
    "locus": "loci",
    "fundus": "fundi",
    "cerebellum": "cerebella",
    "lamina": "laminae",
    "amygdala": "amygdalae",
    "habenula": "habenulae",
    "fovea": "foveae",
    "cornea": "corneae",
    "retina": "retinas",
    "matrix": "matrices",
    "plexus": "plexuses",
    "radix": "radices",
    "septum": "septa",
    "operculum": "opercula",
    "claustrum": "claustra",
    "bulb": "bulbs",
    "mouse": "mice",
    "ox": "oxen",
    "goose": "geese",
    "fish": "fish",
    "sheep": "sheep",
    "analysis": "analyses",
    "hypothesis": "hypotheses",
    "axis": "axes",
    "body": "bodies",
    "calf": "calves",
    "leaf": "leaves",
    "astrocyte": "astrocytes",
    "larva": "larvae",
    "alga": "algae",
    "bacterium": "bacteria",
    "fungus": "fungi",
    "glia": "glia",
    "microglia": "microglia",
    "series": "series",
    "species": "species",
    "apparatus": "apparatuses",
    "stimulus": "stimuli",
    "focus": "foci",
}
_PLURALS = frozenset(_IRREGULAR.values())
# Also as the last part of a word: neocortices, subnuclei, dormice.
_HEADS = ("cortex", "nucleus", "ganglion", "thalamus", "mouse", "glia", "analysis", "septum")
_HEAD = re.compile(r"^(.*?)([A-Za-z]+)$", re.DOTALL)
_OF = re.compile(r"^(\w[\w\s-]*?\w)( (?:of|in|for) .+)$")
# Names that end so are no countable nouns.
_NO_PLURAL = re.compile(
    r"(ing|ics|ness|ism|ity|graphy|metry|scopy|logy|genetics|omics|therapy|matter|"
    r"fluid|tissue|ganglia|glia|nuclei|ae|ii|s)$"
)
_COUNTABLE = frozenset(
    "lamination formation projection decussation recording preparation section region".split()
)


def plural(name: str) -> str | None:
    """The plural of a name, None where it has none that is worth looking for.

    >>> plural("orbitofrontal cortex"), plural("nucleus of the solitary tract"), plural("mouse")
    ('orbitofrontal cortices', 'nuclei of the solitary tract', 'mice')
    >>> plural("basal ganglia"), plural("V4")
    (None, None)
    """
    if match := _OF.match(name):
        head = plural(match[1])
        return head + match[2] if head else None
    match = _HEAD.match(name)
    if not match or len(match[2]) < 3 or match[2].isupper():
        return None
    many = _plural_word(match[2])
    return match[1] + many if many != match[2] else None


def _plural_word(word: str) -> str:
    """The plural of one word; the word itself where it has none."""
    low = word.lower()
    if low in _PLURALS:
        return word
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    for head in _HEADS:
        if low.endswith(head):
            return word[: -len(head)] + _IRREGULAR[head]
    if _NO_PLURAL.search(low) and low not in _COUNTABLE:
        return word
    if low.endswith("y") and low[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if low.endswith(("x", "z", "ch", "sh")) else "s")


def forms_of(entry: Entry, stop: frozenset[str]) -> Iterator[Form]:
    """All forms of one concept; surfaces of the stop list are left out."""
    seen: set[tuple[str, bool]] = set()
    for surface, kind, case, weak in _surfaces(entry):
        key = (surface if case else surface.lower(), case)
        if key in seen or surface.lower() in stop or len(surface) < 2 or not entry.type:
            continue
        if case and surface[1:].islower() and (surface.lower(), False) in seen:
            continue  # found in any case already
        seen.add(key)
        yield Form(surface, entry.curie, entry.type, kind, case, weak)


def _surfaces(entry: Entry) -> Iterator[tuple[str, MatchKind, bool, bool]]:
    names = [n for n in (*entry.labels, *entry.synonyms) if n not in entry.weak_labels]
    for name in names:
        short = _is_short(entry, name)
        yield name, "abbreviation" if short else "exact", short, False
    for name in names:
        if not _is_short(entry, name) and (many := _plural_of(entry, name)):
            yield many, "plural", False, False
    for adjective in entry.adjectives:
        yield adjective, "adjective", False, False
    for short_form in entry.abbreviations:
        yield from _short(entry, short_form, weak=False)
    for name in entry.weak_labels:
        yield name, "exact", False, True
        if many := _plural_of(entry, name):
            yield many, "plural", False, True
    for short_form in entry.weak_abbreviations:
        yield from _short(entry, short_form, weak=True)


def _plural_of(entry: Entry, name: str) -> str | None:
    # Danio rerio has none; zebrafish and Egyptian fruit bats have.
    if entry.type == "Species" and name[0].isupper() and (name in entry.labels or " " not in name):
        return None
    return plural(name)


def _short(entry: Entry, name: str, *, weak: bool) -> Iterator[tuple[str, MatchKind, bool, bool]]:
    yield name, "exact" if _is_animal(entry, name) else "abbreviation", True, weak
    if name[-1].isupper() and len(name) > 2:
        yield name + "s", "abbreviation", True, weak


def _is_short(entry: Entry, name: str) -> bool:
    """Whether a synonym is really a short form, to be found in its own case only."""
    letters = sum(c.isalpha() for c in name)
    few = letters < 4 and not _is_animal(entry, name)
    return " " not in name and (few or sum(c.isupper() for c in name) * 2 >= letters)


def _is_animal(entry: Entry, name: str) -> bool:
    """Whether a name is a word for an animal, however short: "cat"."""
    return entry.type == "Species" and name[1:].islower()


def compile_forms(entries: Iterable[Entry], stop: frozenset[str]) -> list[Form]:
    """The forms of all concepts, in the order of the entries."""
    return [form for entry in entries for form in forms_of(entry, stop)]
