"""Several drafts that are one mistake: a name used often, a circle, a thing that is two, a graph replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf.terms import LANGUAGES, PREFIXES, RDF_TYPE, Term, curie, rg, written
from rusgraf.validation import expecting, vocabulary
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.wording import called, say, together
from rusgraf.validation.world import World

#: As many doubled properties as this are a second description, not a slip in one.
_TWICE: Final = 2
_OF_PROPERTY: Final = ("misplaced-property", "misspelt-property")
#: The relations behind each shortcut.
_SHORTCUTS: Final = {
    PREFIXES["rg"] + shortcut: rg(relation)
    for shortcut, relation in (("supports", "Support"), ("attacks", "Attack"), ("qualifies", "Qualification"))
}


def by_name(found: list[Draft]) -> list[Draft]:
    """The drafts: one for each name that stands nowhere, and each property that a thing should not have.

    However many use the one, and however often the thing has the other.
    """
    kept: dict[object, Draft] = {}
    for number, draft in enumerate(found):
        key: object = number
        if draft.kind == "dangling-reference":
            key = draft.values
        elif draft.kind in _OF_PROPERTY and draft.suggestion:
            key = draft.focus, draft.path
        if key in kept:
            before = kept[key]
            values = tuple(dict.fromkeys((*before.values, *draft.values)))
            kept[key] = replace(before, spots=before.spots + draft.spots, values=values)
        else:
            kept[key] = draft
    return list(kept.values())


def by_class(world: World, found: list[Draft]) -> list[Draft]:
    """The drafts; of a thing that has the wrong class for all that refers to it, only that."""
    uses: dict[Term, list[Draft]] = defaultdict(list)
    for draft in found:
        if draft.kind == "wrong-class" and draft.path != RDF_TYPE.value and len(draft.values) == 1:
            uses[draft.values[0]].append(draft)
    kept = list(found)
    for thing, wrong in uses.items():
        own = [draft for draft in found if draft.focus == thing and draft.kind == "rule"]
        if RDF_TYPE not in world.index.about.get(thing, {}) or len(wrong) + len(own) < _TWICE:
            continue
        types = world.stated(thing, RDF_TYPE)
        wanted = expecting.wanted(world, thing)
        referring = {quad.subject for quad in world.own.quads_for_pattern(None, None, thing)}
        if not referring <= {draft.focus for draft in wrong}:
            continue
        kept = [draft for draft in kept if draft not in wrong and draft.focus != thing]
        kept.append(
            replace(
                wrong[0],
                focus=thing,
                path=RDF_TYPE.value,
                messages=say(
                    world,
                    "class-of-all",
                    focus=thing,
                    types=types,
                    classes=called(world.vocabulary, wanted),
                ),
                values=tuple(types),
                rules=tuple(dict.fromkeys(rule for draft in (*wrong, *own) for rule in draft.rules)),
                suggestion=f"a {curie(wanted)}" if expecting.kinds(wanted) == (wanted,) else "",
                spots=(
                    *(Spot("object", thing, RDF_TYPE.value, each) for each in types[:1]),
                    *(spot for draft in wrong for spot in draft.spots),
                ),
            )
        )
    return kept


def circles(world: World, found: list[Draft]) -> list[Draft]:
    """The drafts, those on one circle made one, with the whole circle shown."""
    kept = [draft for draft in found if draft.kind != "circle"]
    left = {(draft.focus, draft.path): draft for draft in found if draft.kind == "circle"}
    for key, draft in list(left.items()):
        if key not in left or draft.focus is None or draft.path is None:
            continue
        ring = _ring(draft.focus, partial(_next, left, draft.path))
        for node in ring:
            left.pop((node, draft.path), None)
        shown = " → ".join(written(node) for node in [*ring, ring[0]])
        spots = [
            spot
            for one, other in zip(ring, [*ring[1:], ring[0]], strict=True)
            for spot in _edges(world, one, other, draft.path)
        ]
        kept.append(
            replace(
                draft,
                messages=together(draft.messages, say(world, "circle", circle=shown)),
                values=tuple(ring[1:]),
                spots=tuple(spots) or draft.spots,
            )
        )
    return kept


def _next(left: Mapping[tuple[Term | None, str | None], Draft], path: str, node: Term) -> tuple[Term, ...]:
    draft = left.get((node, path))
    return draft.values if draft else ()


def _ring(start: Term, following: Callable[[Term], Iterable[Term]]) -> list[Term]:
    """The shortest way from a thing back to itself."""
    ways = [[start]]
    seen: set[Term] = set()
    while ways:
        way = ways.pop(0)
        for each in following(way[-1]):
            if each == start:
                return way
            if each not in seen:
                seen.add(each)
                ways.append([*way, each])
    return [start]


def _edges(world: World, one: Term, other: Term, path: str) -> Iterator[Spot]:
    """Where the submission leads from one thing to another: directly, or by a relation between them."""
    for quad in world.meant:
        if quad.object == other:
            if quad.subject == one and quad.predicate.value == path:
                yield Spot("object", one, path, other)
            elif quad.predicate == rg("target") and _leads(world, quad.subject, one, path):
                yield Spot("object", quad.subject, quad.predicate.value, other)


def _leads(world: World, relation: Term, premise: Term, path: str) -> bool:
    """Whether a relation leads from a premise in the way of a shortcut: a support where it supports."""
    kind = _SHORTCUTS.get(path)
    return premise in world.values(relation, rg("premise")) and kind in world.classes(relation)


def of_pair(world: World, found: list[Draft]) -> list[Draft]:
    """The drafts; of two relations that say the same of two things, only the second is told."""
    kept: dict[object, Draft] = {}
    order: dict[Term | None, int] = {each: number for number, each in enumerate(world.index.about)}
    for number, draft in enumerate(found):
        key: object = number
        if draft.kind == "duplicate" and draft.path and draft.focus is not None:
            ends = (*world.values(draft.focus, rg("premise")), *world.values(draft.focus, rg("target")))
            key = (draft.rules, frozenset(ends))
        other = kept.get(key)
        if other is None or order.get(draft.focus, -1) > order.get(other.focus, -1):
            kept[key] = draft
    return list(kept.values())


def described_twice(world: World, found: list[Draft]) -> list[Draft]:
    """The drafts; of a thing that has too many of several properties, only that it is probably two."""
    by_focus: dict[Term | None, list[Draft]] = defaultdict(list)
    for draft in found:
        by_focus[draft.focus].append(draft)
    kept: list[Draft] = []
    for focus, members in by_focus.items():
        many = [draft for draft in members if draft.kind == "too-many"]
        doubled = {
            (draft.path, value.language if isinstance(value, Literal) else None)
            for draft in many
            for value in draft.values
            if draft.path != RDF_TYPE.value
        }
        kinds = any(draft.path == RDF_TYPE.value for draft in members if draft.kind in ("rule", "too-many"))
        if not many or focus is None or len(doubled) + kinds < _TWICE:
            kept += members
            continue
        kept.append(
            Draft(
                "duplicate",
                focus,
                None,
                say(world, "described-twice", focus=focus),
                rules=tuple(dict.fromkeys(rule for draft in many for rule in draft.rules)),
                spots=(Spot("again", focus), Spot("subject", focus)),
            )
        )
    return kept


def one_of_two(world: World, found: Collection[Draft]) -> list[Draft]:
    """The drafts; a thing described twice explains that another, referred to, is not described at all."""
    twice = [draft for draft in found if draft.kind == "duplicate" and not draft.values]
    nowhere = [draft for draft in found if draft.kind == "dangling-reference" and len(draft.values) == 1]
    kept = list(found)
    for draft in twice:
        alike = [each for each in nowhere if each in kept and _folder(each.values[0]) == _folder(draft.focus)]
        if len(alike) == 1:
            name = written(alike[0].values[0])
            kept.remove(alike[0])
            kept[kept.index(draft)] = replace(
                draft, suggestion=name, messages=together(draft.messages, say(world, "renamed", name=name))
            )
    return kept


def lost(world: World, found: Collection[Draft]) -> list[Draft]:
    """The drafts; all that is gone with the graphs that the submission takes the place of is one."""
    graphs = sorted(world.around.replaced, key=str)
    if not graphs:
        return list(found)
    own = {quad.subject for quad in world.meant}
    was = {quad.subject for quad in world.around.graph.quads("data") if quad.graph_name in graphs}
    gone = [
        draft
        for draft in found
        if draft.kind == "dangling-reference" and (draft.focus not in own or was.issuperset(draft.values))
    ]
    if len(gone) < _TWICE:
        return list(found)
    values = tuple(dict.fromkeys(value for draft in gone for value in draft.values))
    draft = Draft(
        "dangling-reference",
        graphs[0],
        None,
        say(world, "lost", focus=_as_it_was(world, graphs[0]), values=values),
        values=values,
        rules=tuple(dict.fromkeys(rule for each in gone for rule in each.rules)),
        spots=(Spot("subject", graphs[0]),),
    )
    return [draft, *(each for each in found if each not in gone)]


def _as_it_was(world: World, graph: NamedNode) -> Mapping[str, str]:
    """What a graph is called that is replaced: by itself, not by the submission that takes its place."""
    name = curie(graph.value)
    about = (quad.triple for quad in world.around.graph.quads("data") if quad.subject == graph)
    titles = vocabulary.labels(about).get(graph, {})
    return {each: f"{name} ({titles[each]})" if each in titles else name for each in LANGUAGES}


def _folder(term: Term | None) -> str:
    """The IRI of a thing without the last part of its name."""
    return term.value.rpartition("/")[0] if isinstance(term, NamedNode) else ""
