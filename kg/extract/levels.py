"""Words levelled for comparison: case, accents, Greek letters, British spellings.

The dictionary matches in a view of the text in which every word is levelled, hyphens are gone and
each word has a space on either side: ``" two  photon  imaging "``. A name of the vocabulary,
levelled the same way, can then only match whole words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from kg.extract.tokenizer import split

#: Of what this module makes of a word; keys that are kept between runs carry it.
VERSION = f"{crc32(Path(__file__).read_bytes()):08x}"
_GREEK = {
    name.rsplit(" ", 1)[1].lower(): letter
    for letter in "αβγδεζηθικλμνξοπρστυφχψω"
    if (name := unicodedata.name(letter))
}
_LETTERS = str.maketrans(
    {
        **{letter: name.replace("lamda", "lambda") for name, letter in _GREEK.items()},
        "ς": "sigma",
    }
)
_HYPHENS = frozenset("-\u00ad\u2010\u2011\u2012\u2013\u2212")
_APOSTROPHES = str.maketrans("’‘ʼ′`", "'''''")
_AMERICAN = {
    "grey": "gray", "fibre": "fiber", "colour": "color", "behaviour": "behavior",
    "tumour": "tumor", "foetal": "fetal", "haem": "hem", "oe": "e", "centre": "center",
    "anaesth": "anesth", "labell": "label", "modell": "model", "signall": "signal",
    "channell": "channel", "neurone": "neuron", "is": "iz", "ys": "yz",
}  # fmt: skip
_BRITISH = re.compile(
    "grey|neurone|fibre|colour|behaviour|tumour|foetal|haem(?=[aoe])|oe(?=so|st)|centre|anaesth"
    r"|(?:label|model|signal|channel)l(?=ing|ed|er)|[iy]s(?=(?:e|ed|ing|ation)\b)"
)
_PLAIN = re.compile("[A-Za-z]+(?:[ -]+[A-Za-z]+)*")
_GAP = re.compile("[ -]+")
_CACHED = 200_000


def level(word: str) -> str:
    """One word, levelled; a hyphen becomes empty.

    >>> level("Fibres"), level("β"), level("Purkyně"), level("–")
    ('fibers', 'beta', 'purkyne', '')
    """
    if word in _HYPHENS:
        return ""
    folded = word.casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded.translate(_APOSTROPHES))
        folded = "".join(c for c in decomposed if not unicodedata.combining(c)) or folded
        folded = folded.translate(_LETTERS)
    return _american(folded)


def _american(text: str) -> str:
    return _BRITISH.sub(lambda match: _AMERICAN[match.group()], text)


def tight(surface: str) -> str:
    """A surface without white space and hyphens.

    >>> tight("two-photon imaging")
    'twophotonimaging'
    """
    return "".join(c for c in surface if c not in _HYPHENS and not c.isspace())


class _View(dict[str, str]):
    """Levelled words with their spaces, remembered."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHED:
            self.clear()
        levelled = level(word)
        view = self[word] = f" {levelled} " if levelled else ""
        return view


class Leveller:
    """Makes the levelled view of words; remembers the words it has seen."""

    def __init__(self) -> None:
        self._view = _View()

    def parts(self, words: Sequence[str]) -> list[str]:
        """The view of each word; together they are the view of the text.

        >>> Leveller().parts(["Two", "-", "photon"])
        [' two ', '', ' photon ']
        """
        return list(map(self._view.__getitem__, words))

    def key(self, words: Sequence[str]) -> str:
        """The view of a name, under which it is looked up."""
        return "".join(self.parts(words))

    def keys(self, names: Sequence[str]) -> list[str]:
        """The keys of many names. Those of plain English letters are levelled all at once.

        >>> Leveller().keys(["Two-photon imaging", "α fibres"])
        [' two  photon  imaging ', ' alpha  fibers ']
        """
        if not names:
            return []
        together = _GAP.sub(
            "  ",
            _american("\n".join(" ".join(n.split()) if "\n" in n else n for n in names).lower()),
        )
        return [
            f" {levelled} " if _PLAIN.fullmatch(name) else self.key(split(name))
            for name, levelled in zip(names, together.split("\n"), strict=True)
        ]
