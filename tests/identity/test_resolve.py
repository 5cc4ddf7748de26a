"""Who is one person: by evidence, never by a name alone; and a user has the last word."""

import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity import Bearer, Weights, pinned, resolve
from kg.identity.bearers import FIELDS
from kg.identity.names import Agreement, agreement, given_names, name_key
from kg.identity.weights import DEFAULT, probability


def bearer(number, name="James Whittington", **more):
    return Bearer(f"a:{number}", (name,), frozenset([f"p{number}"]), **more)


def members(bearers, **more):
    return [group.members for group in resolve(bearers, **more)]


WITH_BEHRENS = {"co_authors": frozenset(["behrens t"]), "years": (2020,)}
ONE = bearer(1, **WITH_BEHRENS)
OTHER = bearer(2, "James C. R. Whittington", **WITH_BEHRENS)


def test_two_spellings_with_a_shared_co_author_are_one_person_and_it_is_said_why():
    (group,) = resolve([ONE, OTHER])
    assert group.members == ("a:1", "a:2")
    reason = group.reasons["a:2"]
    assert (reason.other, reason.probability > 0.95) == ("a:1", True)
    assert reason.evidence["co-authors"] > 5


def test_the_evidence_adds_up_to_the_probability():
    (group,) = resolve([ONE, OTHER])
    (reason,) = group.reasons.values()
    assert reason.evidence["surname"] > 0
    assert reason.probability == round(probability(sum(reason.evidence.values())), 4)


def test_a_year_within_a_career_is_no_gap():
    career = bearer(1, years=(2000, 2020), co_authors=frozenset(["behrens t"]))
    within = bearer(2, years=(2010,), co_authors=frozenset(["behrens t"]))
    (group,) = resolve([career, within])
    assert group.reasons["a:2"].evidence["years"] == max(DEFAULT[FIELDS.index("years")].values())


def test_a_name_alone_joins_nobody():
    assert members([bearer(1, "Y. Wang"), bearer(2, "Y. Wang")]) == []
    assert members([bearer(1, "Y. Wang", years=(1990,)), bearer(2, "Yi Wang", years=(2020,))]) == []


def test_what_contradicts_is_never_joined():
    same_paper = replace(OTHER, papers=ONE.papers)
    assert members([ONE, same_paper]) == []
    other_initial = replace(OTHER, names=("Jack Whittington",))
    assert members([ONE, other_initial]) == []
    orcids = [
        replace(bearer, orcid=f"0000-000{i}-0000-0000") for i, bearer in enumerate((ONE, OTHER))
    ]
    assert members(orcids) == []


def test_a_contradiction_in_the_group_keeps_a_third_out():
    third = bearer(3, "James Q. Whittington", **WITH_BEHRENS)
    for group in members([ONE, OTHER, third]):
        assert not {"a:2", "a:3"} <= set(group)


def test_every_member_but_one_has_a_reason_and_the_reasons_lead_to_that_one():
    circle = [bearer(n, **WITH_BEHRENS) for n in range(1, 7)]
    pinned = [("a:1", "a:2"), ("a:3", "a:4"), ("a:2", "a:4")]
    (group,) = resolve(circle, together=pinned)
    (root,) = set(group.members) - set(group.reasons)
    for member in group.members:
        for _ in group.members:
            member = group.reasons[member].other if member != root else root  # noqa: PLW2901
        assert member == root


def test_a_user_joins_and_parts():
    stranger = bearer(3, "J. Smith")
    assert members([ONE, stranger], together=[("a:3", "a:1")]) == [("a:1", "a:3")]
    assert members([ONE, OTHER], apart=[("a:2", "a:1")]) == []


def test_a_split_holds_against_pins_that_lead_around_it():
    three = [bearer(n, f"{name} Ek") for n, name in enumerate(("Ann", "Bo", "Cy"), 1)]
    pins = [("a:1", "a:2"), ("a:2", "a:3")]
    assert members(three, together=pins) == [("a:1", "a:2", "a:3")]
    assert members(three, together=pins, apart=[("a:1", "a:3")]) == [("a:1", "a:2")]
    assert pinned(three, pins[:1], [("a:1", "a:3")]).contradiction(*pins[1]) == ("a:1", "a:3")
    assert pinned(three, pins[:1]).contradiction(*pins[1]) is None
    assert pinned(three, pins).are_one("a:1", "a:3")


def test_two_of_one_paper_are_not_joined_by_a_pin_either():
    same = replace(bearer(2, "Bo Ek"), papers=ONE.papers)
    assert members([ONE, same], together=[("a:1", "a:2")]) == []
    assert pinned([ONE, same]).contradiction("a:1", "a:2") == ("a:1", "a:2")


def test_many_bearers_of_one_name_take_little_memory():
    many = [bearer(n, "Wei Wang", co_authors=frozenset([f"c{n % 9}"])) for n in range(120)]
    resolve(many[:2], weights=Weights())
    tracemalloc.start()
    resolve(many, weights=Weights())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 400_000  # 7,140 pairs


@given(st.permutations(range(4)))
def test_the_order_is_no_matter(order):
    four = [ONE, OTHER, bearer(3, "J. Whittington"), bearer(4, "Ann Lee")]
    assert resolve([four[i] for i in order]) == resolve(four)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chris D. Harvey", "Christopher D. Harvey"),
        ("Matt Smith", "Matthew J. Smith"),
        ("Alex Smith", "Alexandre Smith"),
        ("Guoli Ming", "Guo-li Ming"),
        ("Ming GL", "Guo-Li Ming"),
        ("Jürgen Ek", "Juergen Ek"),
        ("O'Keefe J", "J. O’Keefe"),
        ("Müller K", "Karl Mueller"),
        ("Schroeder K", "K. Schröder"),
        ("Young WS 3rd", "W. S. Young"),
        ("Flores Á", "Ángel Flores"),
        ("Lo\u0301pez A\u0301", "Á. López"),
        ("Garcia-Ek A", "A. Garcia‐Ek"),
    ],
)
def test_ways_to_write_one_name_share_a_key_and_do_not_contradict(one, other):
    assert name_key(one) == name_key(other)
    assert agreement(one, other) is agreement(other, one) is not Agreement.CONFLICT


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jan Ek", "Jane Ek"), ("Yan Li", "Yang Li"), ("Paul Ek", "Paula Ek"), ("Guo Li", "Guoli Li")],
)  # fmt: skip
def test_names_that_begin_alike_are_others(one, other):
    assert agreement(one, other) is Agreement.CONFLICT


@pytest.mark.parametrize(("one", "other"), [("Bauer A", "Baur A"), ("Xue Y", "Xu Y")])
def test_surnames_that_only_look_like_umlauts_are_others(one, other):
    assert name_key(one) != name_key(other)


def test_a_particle_alone_in_front_begins_a_surname():
    assert name_key("van der Berg") == "van der berg"
    assert name_key("de Ek A") == name_key("A. de Ek") == "de ek a"
    assert name_key("Van Nguyen") == "nguyen v"


words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=8).map(str.title)


@given(words, words, words)
def test_forms_of_one_name_agree(given, middle, surname):
    full = f"{given} {middle} {surname}"
    for form in (f"{surname}, {given} {middle}", f"{given[0]}. {middle[0]}. {surname}"):
        assert agreement(full, form) is not Agreement.CONFLICT
        assert name_key(form) == name_key(full)
    short = f"{surname} {given[0]}{middle[0]}"
    assert name_key(short) == name_key(full)
    assert given_names(short) == tuple(word[0].lower() for word in (given, middle))
