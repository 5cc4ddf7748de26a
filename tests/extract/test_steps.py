"""The steps of the pipeline, each by itself."""

from itertools import pairwise

import pytest

from kg.extract.abbreviations import definitions
from kg.extract.candidates import Reading, Recognised, Span
from kg.extract.dictionary import Dictionary
from kg.extract.names import Names
from kg.extract.overlaps import agree, resolve
from kg.extract.sentences import sentence_starts
from kg.extract.text import Layout
from kg.extract.tokenizer import split


def sentences(text: str) -> list[str]:
    words, place, ends = split(text), 0, []
    for word in words:
        place = text.index(word, place) + len(word)
        ends.append(place)
    starts = sentence_starts(words, lambda i: text[ends[i] : ends[i] + 1] == " ")
    bounds = [0, *(ends[start - 1] for start in starts[1:]), len(text)]
    return [text[a:b].strip() for a, b in pairwise(bounds)]


@pytest.mark.parametrize(
    "text",
    [
        "We used C. elegans and rats.",
        "As in Fig. 2 and Figs. 3, e.g. Wistar rats, i.e. Rattus.",
        "Smith et al. Nature showed it.",
        "The p value was .05 vs. V4 at 3.5 Hz.",
        "J. Smith and A. B. Jones wrote it.",
        "Rats (n = 4; approx. Ten) ran.",
    ],
)
def test_no_sentence_ends_at_a_scientific_abbreviation(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Rats ran.", "Mice slept."),
        ('He said "no."', "Then he left."),
        ("It was found by Smith et al.", "We disagree."),
        ("We stained layer V.", "Neurons were large."),
        ("Is it so?", "(It is not.)"),
        ("Values rose by 3.5.", "5 rats died."),
        ("We saw V4.", "IT was silent."),
    ],
)
def test_sentences_end_where_they_should(first, second):
    assert sentences(f"{first} {second}") == [first, second]


def test_fields_and_paragraphs_start_sentences():
    layout = Layout.of([("title", "On V4"), ("abstract", "one\n\ntwo three\nFour five\nsix")])
    starts = [0, *layout.breaks]
    assert [layout.text[a:].split()[0] for a in starts] == ["On", "one", "two", "Four"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the middle temporal area (MT) of", ("middle temporal area", "MT")),
        ("parvalbumin-positive (PV) cells", ("parvalbumin-positive", "PV")),
        ("the medial prefrontal cortex [mPFC] of", ("medial prefrontal cortex", "mPFC")),
        ("the medial prefrontal cortex, mPFC, is", ("medial prefrontal cortex", "mPFC")),
        ("V1 (primary visual cortex) is", ("primary visual cortex", "V1")),
        ("MT (the methyltransferase) is", ("methyltransferase", "MT")),
        ("primary visual area (V1; n = 5)", ("visual area", "V1")),
        ("cornu ammonis 1 (CA1)", ("cornu ammonis 1", "CA1")),
        ("dorsal root ganglia (DRGs)", ("dorsal root ganglia", "DRGs")),
        ("Phaseolus vulgaris leucoagglutinin (PHA-L)", ("Phaseolus vulgaris leucoagglutinin",
                                                        "PHA-L")),
        ("an alpha-quuxo-3-hydroxy-5-methyl-4-xenopropionic acid (AXPA)",
         ("alpha-quuxo-3-hydroxy-5-methyl-4-xenopropionic acid", "AXPA")),
        ("AXPA (alpha-xeno-3-hydroxy-5-methyl-4-quuxo-2-butyl-propionic acid) is",
         ("alpha-xeno-3-hydroxy-5-methyl-4-quuxo-2-butyl-propionic acid", "AXPA")),
        ("NQc (N-quuxcysteine) is", ("N-quuxcysteine", "NQc")),
        ("(N-quuxcysteine; NQC)", ("N-quuxcysteine", "NQC")),
        ("parallel-(pf)-Quux cell (QC)", ("Quux cell", "QC")),
    ],
)  # fmt: skip
def test_definitions_are_found(text, expected):
    words = split(text)
    [found] = definitions(words, [0])
    long = "".join(words[found.long_start : found.long_end])
    short = "".join(words[found.start : found.end])
    assert (long, short) == tuple(part.replace(" ", "") for part in expected)


@pytest.mark.parametrize(
    "text",
    ["in the (IT) group", "recorded at thalamus (rat)", "rats (n = 5) ran", "V1, V2, MT, and IT",
     "mice (Fig. 1)", "the values (p < 0.05)", "neurons (see text)", "it ( )"],
)  # fmt: skip
def test_other_brackets_define_nothing(text):
    assert definitions(split(text), [0]) == []


def test_a_long_form_does_not_cross_a_sentence():
    words = split("The middle temporal. area (MT)")
    assert definitions(words, [0, 4]) == []


@pytest.fixture(scope="module")
def names(vocabulary):
    return Names(vocabulary, Dictionary(vocabulary).look_up)


def region(start, end, *curies, weak=False):
    return Span(start, end, "BrainRegion", tuple(Reading(c, "exact", weak) for c in curies))


def test_of_overlapping_spans_the_longest_is_kept():
    spans = [region(0, 1, "a"), region(1, 5, "b"), region(0, 3, "c"), region(5, 6, "d", weak=True)]
    assert resolve(spans) == [region(0, 1, "a"), region(1, 5, "b")]


def test_a_recogniser_supports_weak_readings_and_decides_overlaps(names):
    words = "area MT of the old putamen".split()
    spans = [region(0, 2, "area"), region(1, 2, "mt", weak=True), region(5, 6, "put")]
    recognised = [Recognised(1, 2, "BrainRegion", 0.9), Recognised(4, 6, "BrainRegion", 0.8)]
    first, second = resolve(agree(words, spans, recognised, names))
    assert (first.readings[0].curie, first.readings[0].weak, first.source) == ("mt", False, "both")
    assert (second.start, second.readings[0].kind) == (4, "partial")
    assert second.readings[0].why == "'old' + 'putamen'"


def test_a_name_of_which_a_recogniser_has_the_head_alone_is_found_by_both(names):
    words = "titi monkeys and fly retinas".split()
    spans = [
        Span(0, 2, "Species", (Reading("t:titi", "plural"),)),
        region(3, 5, "t:fly-retina"),
    ]
    recognised = [Recognised(1, 2, "Species", 0.9), Recognised(4, 5, "BrainRegion", 0.9)]
    found = resolve(agree(words, spans, recognised, names))
    assert [(span.start, span.end) for span in found] == [(0, 2), (4, 5)]


def test_what_only_a_recogniser_knows_has_no_reading(names):
    [span] = agree(["Quux"], [], [Recognised(0, 1, "Method", 0.7)], names)
    assert (span.readings, span.source, span.score) == ((), "recogniser", 0.7)


def test_a_recogniser_is_not_believed_in_emojis(names):
    assert (
        agree(["\U0001f44d", "\U0001f3fd"], [], [Recognised(1, 2, "BrainRegion", 0.9)], names) == []
    )


def test_a_recogniser_is_not_believed_in_citations_and_open_brackets(names):
    words = "Tg ( APP23 ) mice and Fos ) quux neurons".split()
    recognised = [Recognised(2, 5, "Species", 0.7), Recognised(6, 10, "CellType", 0.7)]
    found = [(s.start, s.end) for s in agree(words, [], recognised, names)]
    assert found == [(0, 5), (8, 10)]
    words = "the Quux ( Contribution of Harris et al , 2015".split()
    recognised = [Recognised(1, 4, "Method", 0.7), Recognised(5, 10, "Dataset", 0.9)]
    assert [(s.start, s.end) for s in agree(words, [], recognised, names)] == [(1, 2)]
