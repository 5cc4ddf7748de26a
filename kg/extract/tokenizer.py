"""The tokenizer: one regular expression, several times faster than spaCy's rules.

Words are runs of letters and digits, decimal numbers are whole, everything else stands alone:
``CA1–CA3`` is three words. ``doc.text`` is always the text that came in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

WORD = r"\d+\.\d+|[^\W_]+|[^\w\s]|_"
WORDS = "words"  # key of doc.user_data

# White space beyond single spaces becomes words of its own: spaCy keeps the text whole that way.
_PIECE = re.compile(rf"({WORD}|\s)( ?)")
_WORD = re.compile(WORD)
_LOOSE = re.compile(r" ([-–/'’]) |(?<=[(\[]) | (?=[)\],.;:])")


def split(text: str) -> list[str]:
    """Words of a text, white space left out.

    >>> split("layer 2/3 of V1 (p < 0.05)")
    ['layer', '2', '/', '3', 'of', 'V1', '(', 'p', '<', '0.05', ')']
    """
    return _WORD.findall(text)


def join(words: Sequence[str]) -> str:
    """Words as they are usually written, for messages.

    >>> join(["model", "-", "based", "(", "IDP", ")", "network"])
    'model-based (IDP) network'
    """
    return _LOOSE.sub(lambda match: match[1] or "", " ".join(words))


def words_of(doc: Doc) -> list[str]:
    """The words of a document, from the tokenizer where it made the document."""
    words: list[str] | None = doc.user_data.get(WORDS)
    return [token.text for token in doc] if words is None else words


class RegexTokenizer:
    """Cuts text into words and makes a spaCy document of them."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The document; ``doc.text == text``."""
        pieces = _PIECE.findall(text)
        words = [word for word, _ in pieces]
        doc = Doc(self.vocab, words=words, spaces=[space == " " for _, space in pieces])
        doc.user_data[WORDS] = words
        return doc

    # There is no state to keep; spaCy asks for these four to save and load a pipeline.
    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """Nothing to write."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> RegexTokenizer:
        """Nothing to read."""
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Nothing to write."""

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> RegexTokenizer:
        """Nothing to read."""
        return self


@registry.tokenizers("kg.regex_tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Any]:
    """Named in the configuration of the pipeline."""
    return lambda nlp: RegexTokenizer(nlp.vocab)
