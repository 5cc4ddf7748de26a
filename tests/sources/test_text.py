import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.text import normalise, storable


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
        ("page\x0cbreak\x0bline\x1cfile", "page break line file"),
        ("R&parts; and AT&T;", "R&parts; and AT&T;"),
        (r"5 \\& 6, \(a \(b\) \'e", r"5 & 6, \(a \(b\) é"),
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


@pytest.mark.parametrize(
    "hostile",
    [
        "&" + "amp;" * 100_000,
        "&" + "#38;" * 100_000,
        "\\" * 100_000 + "&",
        r"\(" * 100_000,
        r"\[" * 100_000,
        "$" * 100_001 + r"\'e",
    ],
)
@pytest.mark.timeout(20)
def test_hostile_text_takes_no_longer_than_other_text(hostile):
    assert len(normalise(hostile)) <= len(hostile)


def test_text_that_unfolds_for_ever_is_refused():
    nested = "&" * 50 + "#35;" + "35;" * 49  # &#35; with its # written as &#35;, and so on
    with pytest.raises(ValueError, match="nested too deeply"):
        normalise(nested)


@given(st.text(st.characters()))
def test_a_plain_text_keeps_its_length_and_its_words(text):
    stored = storable(text)
    assert len(stored) == len(text)
    assert storable(stored) == stored
    assert all(a == b or b in " \ufffd" for a, b in zip(text, stored, strict=True))
    stored.encode()


@given(st.text(st.characters()))
def test_what_is_normalised_can_be_written(text):
    normalise(text).encode()
