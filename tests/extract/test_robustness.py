"""Whatever the text, offsets are right and nothing breaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import Extractor
from kg.model import Paper

NAMES = """
    V4 dorsal and striatum C57BL/6 mice MT ( ) area layers 2/3 β-rhythm fibre atlas D. Drosophila
    melanogaster CA1 , . The
""".split()
SPACES = [" ", "  ", "\n", "\n\n", "\u00a0", "-", "–", "\t", ""]
pieces = st.one_of(st.sampled_from(NAMES), st.sampled_from(SPACES), st.text(max_size=4))
texts = st.one_of(st.text(), st.lists(pieces, max_size=40).map("".join),
                  st.lists(st.sampled_from(NAMES), max_size=30).map(" ".join))  # fmt: skip


@pytest.fixture(scope="module", params=["dictionary", None], ids=["dictionary", "recogniser"])
def either(request, vocabulary):
    """Without a recogniser, and with the one that ships."""
    return Extractor(vocabulary, model=request.param)


def check(text, mentions):
    end = 0
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start
        first, last = mention.sentence
        assert 0 <= first <= mention.start < mention.end <= last <= len(text)
        end = mention.end


@settings(max_examples=200, deadline=None)
@given(texts)
def test_mentions_match_their_text_and_never_overlap(either, text):
    check(text, either.mentions(text))


@settings(deadline=None)
@given(texts, texts)
def test_fields_keep_their_own_offsets(either, title, abstract):
    try:
        paper = Paper(id="t:1", title=title, abstract=abstract)
    except ValueError:  # lone surrogates are no text
        return
    [annotated] = either.annotate([paper])
    for name, text in (("title", title), ("abstract", abstract)):
        check(text, [m for m in annotated.mentions if m.field == name])


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "\ud800 V4 \udfff", "\x00V4\x07", "🧠V4🧠 mice", "e\u0301 V4 n\u0303",
     "אזור V4 במוח", "<b>V4</b> &amp; <i>mice</i>", r"\textit{V4} in $\alpha_{1}$ mice", "()[](((",
     "V4" * 1000, "(" * 5000, "- " * 5000, "layers " + "2, " * 5000, "D. " * 5000,
     "dorsal " * 5000, ". " * 5000],
    ids=repr,
)  # fmt: skip
def test_odd_texts_are_survived(either, text):
    check(text, either.mentions(text[:10000]))


@pytest.mark.parametrize(
    "text", ["\x00V4\x07", "🧠V4🧠", "e\u0301 V4", "<b>V4</b>", "אזור V4 במוח"]
)
def test_names_are_found_in_odd_surroundings(found, text):
    assert found(text)["V4"] == "t:v4"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "The dorsal and ventral striatum (DVS) of C57BL/6 mice, V4. " * 17_000,
        "x" * 100_000 + " V4",
        "V4 " + "(" * 500_000,
        "V4 and " * 140_000,
    ],
    ids=["prose", "token", "brackets", "list"],
)
def test_long_texts_are_annotated(either, text):
    mentions = either.mentions(text)
    assert mentions
    check(text, mentions)
