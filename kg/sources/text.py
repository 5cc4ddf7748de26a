"""Text as it is stored: normalised once, on reading. All offsets count in what this returns."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_MATHS = re.compile(r"(\$\$.+?\$\$|\$[^$]+\$|\\\(.+?\\\)|\\\[.+?\\\])", re.DOTALL)
# Only what stands for letters and quotes: other commands are content that no table can render.
_TEX = re.compile(
    r"""\\["'`^~=.uvHtcdbkr]\s*\{\s*\\?[A-Za-z]\s*\}   # \"{o}  \c{c}  \'{\i}
      | \{\\["'`^~=.]\s*\\?[A-Za-z]\}                  # {\"o}
      | \\["'`^~=.]\\?[A-Za-z]                         # \"o  \'\i
      | \{\\[uvHtcdbkr]\s+[A-Za-z]\}                   # {\c c}
      | \{?\\(?:ss|aa|AA|ae|AE|oe|OE|o|O|l|L|i|j)\b(?:\{\})?\}?\s?  # \o{}  {\ss}
      | \\[&%#_$](?!\w*\$)                             # \&
    """,
    re.VERBOSE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]"
)


def normalise(text: str) -> str:
    r"""One stored string: no control characters, TeX accents as Unicode, single spaces, NFC.

    Maths between dollar signs stays as it is but for white space. Idempotent.

    >>> normalise("Erd\\H{o}s  and\nS\\o{}rensen: $\\alpha$-rhythm &amp; V4")
    'Erdős and Sørensen: $\\alpha$-rhythm & V4'
    """
    # What one round uncovers ("&amp;amp;", a command that a control character broke) the next
    # one takes; each round only shortens, so this ends.
    while (shorter := _once(text)) != text:
        text = shorter
    return text


def _once(text: str) -> str:
    text = _CONTROL.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "\\" in text:
        text = "".join(
            part if index % 2 else _TEX.sub(lambda match: _decode(match[0]), part)
            for index, part in enumerate(_MATHS.split(text))
        )
    return unicodedata.normalize("NFC", " ".join(text.split()))


@lru_cache(maxsize=10_000)
def _decode(tex: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text

    decoded: str = LatexNodes2Text().latex_to_text(tex).strip()
    return decoded or tex
