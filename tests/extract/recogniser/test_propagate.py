from kg.extract.candidates import Recognised
from kg.extract.recogniser.propagate import propagate


def spread(text, *found):
    words = text.split()
    mentions = [Recognised(start, end, type_, 0.9) for start, end, type_ in found]
    return [(" ".join(words[m.start : m.end]), m.start, m.type) for m in propagate(words, mentions)]


def test_a_short_form_after_a_found_name_is_marked_everywhere():
    text = "endothelial cells ( EC ) adhere ; EC layers and ECs"
    assert spread(text, (0, 2, "CellType")) == [
        ("endothelial cells", 0, "CellType"),
        ("EC", 3, "CellType"),
        ("EC", 7, "CellType"),
        ("ECs", 10, "CellType"),
    ]
    text = "endothelial cells ( ECs ) ; EC layers"
    assert spread(text, (0, 2, "CellType"))[2:] == [("EC", 6, "CellType")]


def test_brackets_that_do_not_abbreviate_are_left():
    assert spread("hippocampus ( SEM ) and SEM", (0, 1, "BrainRegion")) == [
        ("hippocampus", 0, "BrainRegion")
    ]


def test_names_of_several_words_are_repeated_in_any_case():
    found = spread("place cells fire . Place cells rest", (0, 2, "CellType"))
    assert ("Place cells", 4, "CellType") in found


def test_common_words_are_not_repeated():
    assert len(spread("layers of layers", (0, 1, "BrainRegion"))) == 1


def test_found_mentions_stay_as_they_are():
    text = "area V4 and V4"
    found = spread(text, (0, 2, "BrainRegion"), (3, 4, "BrainRegion"))
    assert [(surface, start) for surface, start, _ in found] == [("area V4", 0), ("V4", 3)]


def test_a_repeated_name_is_a_little_less_certain():
    words = "V4 . V4".split()
    first, second = propagate(words, [Recognised(0, 1, "BrainRegion", 0.9)])
    assert 0.5 < second.score < first.score
