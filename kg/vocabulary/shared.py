"""Names that several concepts share: which of them text means.

Two concepts of one type often bear one name because an ontology's synonyms are loose, not because
the name is ambiguous. Of the concepts that share a surface, those stay

1. that bear it without needing the document's support, if there are any;
2. whose label it is, in the singular or the plural, if there are any;
3. to which a file written by hand gives it, if there are any;
4. of which all others are kinds or parts, if there is one.

What then still shares a name comes out ambiguous. Readings left out here stay names for lookup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.vocabulary.forms import Form, plural
from kg.vocabulary.turtle import Entry


def without_lesser(forms: Sequence[Form], entries: Mapping[str, Entry]) -> list[Form]:
    """The forms, in their order, without the readings that lesser right has to a surface."""
    by_surface: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in forms:
        by_surface[form.type, _key(form)].append(form)
    lesser: set[Form] = set()
    for sharing in by_surface.values():
        if len({form.curie for form in sharing}) > 1:
            lesser.update(set(sharing) - set(_rightful(sharing, entries)))
    return [form for form in forms if form not in lesser]


def _rightful(sharing: list[Form], entries: Mapping[str, Entry]) -> list[Form]:
    rules: tuple[Callable[[Form], bool], ...] = (
        lambda form: not form.weak,
        lambda form: _is_one_of(form, entries[form.curie].labels[:1]),
        lambda form: _is_one_of(form, entries[form.curie].by_hand),
    )
    for rule in rules:
        sharing = list(filter(rule, sharing)) or sharing
    curies = {form.curie for form in sharing}
    top = [c for c in curies if all(c in _above(o, entries) for o in curies - {c})]
    return [form for form in sharing if form.curie in top] or sharing


def _is_one_of(form: Form, names: Iterable[str]) -> bool:
    surface = _level(form.surface)
    return any(surface in {_level(name), _level(plural(name) or name)} for name in names)


def _above(curie: str, entries: Mapping[str, Entry]) -> set[str]:
    found: set[str] = set()
    front: Iterable[str] = [curie]
    while front:
        entry_parents = (p for c in front if (e := entries.get(c)) for p in (*e.is_a, *e.part_of))
        front = [p for p in entry_parents if p not in found and p != curie]
        found.update(front)
    return found


def _key(form: Form) -> str:
    return form.surface if form.case else _level(form.surface)


def _level(name: str) -> str:
    return name.lower().replace("-", " ").replace("neurone", "neuron").replace("fibre", "fiber")
