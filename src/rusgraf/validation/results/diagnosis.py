"""From what the shapes say to what a person did wrong: one draft for each mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from rusgraf.terms import Term
from rusgraf.validation import shapes
from rusgraf.validation.drafts import Draft
from rusgraf.validation.engines import Result
from rusgraf.validation.results import (
    authors,
    combinations,
    components,
    consequences,
    counts,
    figures,
    literals,
    merging,
    others,
    values,
)
from rusgraf.validation.world import World


def drafts(world: World, results: Collection[Result], said: Collection[Draft]) -> list[Draft]:
    """What is wrong by the shapes, without what was said already or follows from it.

    :param said: the drafts that the rules of submission gave.
    """
    found: list[Draft] = []
    groups: dict[tuple[Term, str], list[Result]] = defaultdict(list)
    left = sorted(consequences.left_out(world, results, said), key=str)
    for result in dict.fromkeys(left):
        explained = figures.explained(world, result, left)
        if explained is None:
            explained = others.explained(world, result)
        if explained is None:
            explained = combinations.explained(world, result)
        if explained is None:
            groups[result.focus, result.path or result.shape].append(result)
        else:
            found += explained
    missing = {(result.focus, result.path) for result in left if result.component in components.MISSING}
    found = [draft for draft in found if not (draft.missing and (draft.focus, draft.path) in missing)]
    # Engines differ in the order of their results; a report does not.
    for _, members in sorted(groups.items(), key=lambda group: (str(group[0][0]), group[0][1])):
        members.sort(key=lambda result: (result.shape, str(result.value)))
        found += _of_property(world, members)
    # Of two things that lack one link between them, each says so: it is one mistake.
    lacking = {draft.path for draft in found if draft.missing and draft.severity == "Violation"}
    found = [d for d in found if not (d.missing and d.severity == "Warning" and d.path in lacking)]
    alike = {draft.focus for draft in said if draft.kind == "duplicate"}
    found = [d for d in merging.of_pair(world, found) if d.kind != "duplicate" or d.focus not in alike]
    found = authors.of_document(world, merging.by_class(world, merging.by_name(found)))
    return merging.described_twice(world, merging.circles(world, found))


def _of_property(world: World, members: list[Result]) -> Iterator[Draft]:
    """The mistakes in one property of one thing: those of its values first, which explain others."""
    by_value: dict[Term, list[Result]] = defaultdict(list)
    whole: list[Result] = []
    for result in _narrowest(members):
        counted = result.component in (*components.MISSING, *components.MANY)
        if result.value is None or counted:
            whole.append(result)
        else:
            by_value[result.value].append(result)
    many = any(result.component in components.MANY for result in whole)
    tagged = any(result.component == components.UNIQUE_LANGUAGE for result in whole)
    if many and literals.with_comma(list(by_value), shapes.get(whole[0].shape).datatypes):
        by_value.clear()
    alike: dict[tuple[object, ...], Draft] = {}
    for value, results in by_value.items():
        # Where there are too many, a rule on what follows from the right number adds nothing.
        if many and not tagged and all(result.component not in components.NAME for result in results):
            continue
        draft = values.wrong(world, value, results)
        # Several values, of which one rule says one and the same thing, are one mistake.
        key = (draft.kind, draft.rules, tuple(draft.messages.items()))
        alike[key] = _with_values(alike[key], draft) if key in alike else draft
    yield from alike.values()
    explained = len(by_value) if any(draft.severity == "Violation" for draft in alike.values()) else 0
    yield from counts.wrong(world, whole, explained)


def _narrowest(members: list[Result]) -> list[Result]:
    """The results; where a rule is about some of the values of another, those are the wrong ones."""
    by_rule: dict[str, set[Term]] = defaultdict(set)
    for result in members:
        if result.component == components.SPARQL and result.value is not None:
            by_rule[result.shape].add(result.value)
    wider = {shape for shape, of in by_rule.items() if any(few < of for few in by_rule.values())}
    return [result for result in members if result.shape not in wider]


def _with_values(draft: Draft, other: Draft) -> Draft:
    return replace(draft, values=draft.values + other.values, spots=draft.spots + other.spots)
