"""Where sentences start: rules that know the abbreviations of scientific prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

#: Never the end of a sentence, whatever follows.
_NEVER = frozenset(
    """
    fig figs eq eqs ref refs sec sect tab suppl vs cf viz dr prof mr mrs ms st mt vol vols
    ed eds approx ca resp dept univ inc ltd incl nuc nucl e.g i.e
    """.split()
)
#: The end of a sentence only before one of the words below.
_PERHAPS = frozenset(["al", "etc", "sp", "spp", "ssp", "subsp", "var", "cv"])
_OPENERS = frozenset(
    """
    A All Although An And As At Because Both But By Collectively Compared Consistent Data
    Despite During Each Finally First For From Further Furthermore Given Here How However If
    Importantly In Interestingly It Its Many Moreover Most Neither No Notably Nonetheless
    Nevertheless On One Only Our Overall Participants Patients Previous Recent Results Several
    Similarly Since So Some Specifically Such Taken That The Their Then There Therefore These They
    This Those Though Through Thus To Together Two Under Unlike Using We What When Where Whereas
    Whether Which While With Within Without Yet
    """.split()
)
#: A single letter after one of these is a name ("layer V."), not the initial of one ("J. Smith").
_LETTERED = frozenset(
    """
    layer lamina type class group stage area phase vitamin panel part crus lobule complex factor
    grade category condition experiment case cluster zone
    """.split()
)
_STOPS = frozenset(".?!…")
_CLOSERS = frozenset("\"')]}”’»")
_OPENING = frozenset("\"'([{“‘«")


def sentence_starts(words: Sequence[str], spaced: Callable[[int], bool]) -> list[int]:
    """Indices of the words that start a sentence, 0 first; empty without words.

    ``spaced(i)`` says whether white space follows word ``i``.

    >>> words = "Rats ( e . g . Wistar ) ran . Mice did not .".split()
    >>> sentence_starts(words, lambda i: words[i] not in "(eg")
    [0, 10]
    """
    return [0, *_later_starts(words, spaced)] if words else []


def _later_starts(words: Sequence[str], spaced: Callable[[int], bool]) -> Iterator[int]:
    last = len(words) - 1
    for i in [i for i, word in enumerate(words) if word in _STOPS]:
        end = i
        while end < last and not spaced(end) and words[end + 1] in _CLOSERS:
            end += 1
        if end == last or not spaced(end) or not _can_start(words[end + 1]):
            continue
        if words[i] != "." or _ends(words, i, words[end + 1]):
            yield end + 1


def _can_start(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _OPENING


def _ends(words: Sequence[str], stop: int, following: str) -> bool:
    """Whether the full stop at ``stop`` ends a sentence before ``following``."""
    before = words[stop - 1] if stop else ""
    lower = before.lower()
    if lower in _NEVER or (lower in ("no", "nos") and following[0].isdigit()):
        return False
    if lower in _PERHAPS:
        return following in _OPENERS
    if len(before) != 1 or not before.isalpha():
        return True
    if following in _OPENERS:
        return True
    return before.isupper() and stop > 1 and words[stop - 2].lower() in _LETTERED
