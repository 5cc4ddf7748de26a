"""Text as it is stored: made sound once, on reading. All offsets count in what this returns."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from html.entities import html5

# An opening without its end must not send the search to the end of the text each time.
_MATHS = re.compile(
    r"(\$\$(?:(?!\$\$).)+\$\$|\$[^$]+\$|\\\((?:(?!\\\().)+?\\\)|\\\[(?:(?!\\\[).)+?\\\])", re.DOTALL
)
# Only what stands for letters: other commands are content that no table can render.
_TEX = re.compile(
    r"""\\["'`^~=.uvHtcdbkr]\s*\{\s*\\?[A-Za-z]\s*\}   # \"{o}  \c{c}  \'{\i}
      | \{\\["'`^~=.]\s*\\?[A-Za-z]\}                  # {\"o}
      | \\["'`^~=.]\\?[A-Za-z]                         # \"o  \'\i
      | \{\\[uvHtcdbkr]\s+[A-Za-z]\}                   # {\c c}
      | \{?\\(?:ss|aa|AA|ae|AE|oe|OE|o|O|l|L|i|j)\b(?:\{\})?\}?\s?  # \o{}  {\ss}
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\+([&%#_$])(?!\w*\$)")  # \&  \%
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_AMPERSANDS = re.compile(r"&(?:(?:amp|#38|#[xX]26);)+")  # &amp;amp;, escaped again and again
# White space among the control characters (form feed, line separators) still parts words.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ROUNDS = 20


def normalise(text: str) -> str:
    r"""One stored string: no control characters, TeX accents as Unicode, single spaces, NFC.

    HTML entities that a source left are decoded. Maths between dollar signs stays as it is but
    for these and for white space. Idempotent.

    Raises:
        ValueError: entities or TeX are nested deeper than any text has them.

    >>> normalise("Erd\\H{o}s  and\nS\\o{}rensen: $\\alpha$-rhythm &amp; V4")
    'Erdős and Sørensen: $\\alpha$-rhythm & V4'
    """
    if _sound(text):
        return text
    # What one round uncovers ("&amp;lt;", a command that a control character broke) the next
    # one takes. Text needs two or three; what needs many was made to take for ever.
    for _ in range(_ROUNDS):
        if (done := _once(text)) == text:
            return text
        text = done
    raise ValueError("entities or TeX commands are nested too deeply to be text; correct the text")


def storable(text: str) -> str:
    r"""The text as given, with a space for each control character and U+FFFD for lone surrogates.

    The length stays, and so do all offsets that others have counted in it.

    >>> storable("V4\x00 and\n  V1\ud800")
    'V4  and\n  V1�'
    """
    return _SURROGATE.sub("\ufffd", _UNSTORABLE.sub(" ", text))


def _sound(text: str) -> bool:
    """Whether there is nothing to mend, as in most strings."""
    return (
        text.isprintable()
        and not ("&" in text or "\\" in text or "  " in text)
        and text[:1] != " " != text[-1:]
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
    )


def _once(text: str) -> str:
    if not text.isprintable():
        text = _CONTROL.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(_character, _AMPERSANDS.sub("&", text))
    if "\\" in text:
        text = "".join(
            part if index % 2 else _letters(part) for index, part in enumerate(_MATHS.split(text))
        )
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _character(entity: re.Match[str]) -> str:
    """The character of an entity; an unknown one ("R&parts;") is text."""
    if entity[1].startswith("#"):
        return html.unescape(entity[0])
    return html5.get(entity[1] + ";", entity[0])


def _letters(text: str) -> str:
    return _ESCAPED.sub(r"\1", _TEX.sub(lambda command: _decode(command[0]), text))


@lru_cache(maxsize=10_000)
def _decode(tex: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text

    decoded: str = LatexNodes2Text().latex_to_text(tex).strip()
    return decoded or tex
