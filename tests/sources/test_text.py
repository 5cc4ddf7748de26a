import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.text import normalise


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        (r"Bj\"{o}rn and Ren\'e", "Björn and René"),
        (r"{\"o} \c{c} {\c c} S\o{}rensen stra{\ss}e \L{}", "ö ç ç Sørensen straße Ł"),
        (r"\'{\i} \v{s} \~n Erd\H{o}s", "í š ñ Erdős"),
        (r"$\alpha$ and \alpha, 5\% of A\&B", r"$\alpha$ and \alpha, 5% of A&B"),
        (r"keep $\"{o}$ maths", r"keep $\"{o}$ maths"),
        ("a &lt; b &amp;amp; c &#945;", "a < b & c α"),
        ("x\x00y\ud800z\n\tk\u00a0l", "xyz k l"),
        ("e\u0301", "é"),
    ],
)
def test_text_is_stored_normalised(given_text, stored):
    assert normalise(given_text) == stored


fragments = st.lists(
    st.sampled_from(
        ['\\"', "{", "o", "}", "\\", "$", "&", "amp;", "lt;", "ss", " ", "\x01", "\u0301"]
    )
)


@given(st.one_of(st.text(), fragments.map("".join)))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once
    assert once == " ".join(once.split())
