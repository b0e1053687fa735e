"""Things that have another class than all that is said of them and refers to them shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from rusgraf.terms import RDF_TYPE, Term, curie
from rusgraf.validation import expecting, shapes
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.names import nearest
from rusgraf.validation.wording import called, either, say
from rusgraf.validation.world import World

#: As many signs as this speak for another class; one alone is a slip in that statement.
_ENOUGH: Final = 2


def check(world: World) -> Iterator[Draft]:
    """The classes that are wrong; the world has them mended."""
    right: dict[Quad, Quad] = {}
    suspects = _suspects(world)
    typed = world.index.using.get(RDF_TYPE, ()) if suspects else ()
    for quad in dict.fromkeys(quad for quad in typed if quad.subject in suspects):
        if quad.object not in world.vocabulary.known or len(world.values(quad.subject, RDF_TYPE)) != 1:
            continue
        wanted = _meant(world, quad)
        if not wanted:
            continue
        options = _options(world, quad.subject, wanted)
        right[quad] = Quad(quad.subject, RDF_TYPE, NamedNode(options[0]), quad.graph_name)
        yield Draft(
            "wrong-class",
            quad.subject,
            RDF_TYPE.value,
            say(
                world,
                "class-of-what-is-said",
                focus=quad.subject,
                types=[quad.object],
                classes=called(world.vocabulary, wanted),
                suggestion=either([dict.fromkeys(("nb", "en"), f"a {curie(each)}") for each in options]),
            ),
            values=(quad.object,),
            rules=("unfitting-class",),
            suggestion=f"a {curie(options[0])}" if len(options) == 1 else "",
            spots=(Spot.of("object", quad),),
        )
    world.reread(right)


def _suspects(world: World) -> set[Term]:
    """The things with a sign against their class; most submissions have none such."""
    judged: dict[tuple[frozenset[Term], NamedNode], tuple[bool, frozenset[Term]]] = {}
    found: set[Term] = set()
    for subject, paths in world.index.about.items():
        has = world.classes(subject)
        for path, values in paths.items():
            if (has, path) not in judged:
                asked = expecting.classes(world, subject, path.value)
                judged[has, path] = shapes.is_read(has, path.value), frozenset(map(NamedNode, asked))
            read, wanted = judged[has, path]
            if not read and path != RDF_TYPE:
                found.add(subject)
            if wanted:
                found.update(value for value in values if wanted.isdisjoint(world.classes(value)))
    return found


def _meant(world: World, typed: Quad) -> str:
    """The IRI of the class that a thing is of by most signs, and that none speaks against; or nothing."""
    found = {name: _signs(world, typed, NamedNode(name)) for name in expecting.asked_for()}
    most = max(found.values())
    best = [name for name, signs in found.items() if signs == most]
    above = world.vocabulary.with_superclasses
    widest = [name for name in best if all(NamedNode(name) in above([NamedNode(each)]) for each in best)]
    return widest[0] if most >= _ENOUGH and widest else ""


def _options(world: World, thing: Term, wanted: str) -> tuple[str, ...]:
    """The classes that one may choose from, without those that all that is said of the thing does not fit."""
    options = expecting.kinds(wanted)
    return tuple(each for each in options if _fits(world, thing, NamedNode(each))) or options


def _fits(world: World, thing: Term, kind: NamedNode) -> bool:
    has = world.vocabulary.with_superclasses([kind])
    about = world.index.about[thing]
    asked = (field for field in expecting.fields_of(has) if field.classes)
    return all(shapes.is_read(has, path.value) for path in about if path != RDF_TYPE) and all(
        expecting.has_class(world, value, field.classes)
        for field in asked
        for value in about.get(NamedNode(field.path), ())
    )


def _signs(world: World, typed: Quad, other: NamedNode) -> int:
    """How many signs there are that a thing is of another class than it has; -1 where one speaks against."""
    thing = typed.subject
    has, instead = world.classes(thing), world.vocabulary.with_superclasses([other])
    named, alike = (_is_named(world, thing, each) for each in (typed.object, other))
    if other in has or (named and not alike):
        return -1
    signs = int(alike and not named)
    for path in world.index.about[thing].keys() - {RDF_TYPE}:
        reads, would = (shapes.is_read(each, path.value) for each in (has, instead))
        if reads and not would:
            return -1
        signs += would and not reads
    for quad in world.own.quads_for_pattern(None, None, thing):
        asked = frozenset(map(NamedNode, expecting.classes(world, quad.subject, quad.predicate.value)))
        if asked and asked.isdisjoint(instead):
            return -1
        signs += asked.isdisjoint(has) if asked else 0
    return signs


def _is_named(world: World, thing: Term, of: Term) -> bool:
    """Whether a thing is named as those are that the graph has of a class."""
    return isinstance(thing, NamedNode) and nearest.split(thing.value)[0] in _kinds(world, of)


def _kinds(world: World, of: Term) -> set[str]:
    """The namespaces of the things that the graph has of a class."""
    options = expecting.kinds(of.value) if isinstance(of, NamedNode) else ()
    kinds = (NamedNode(each) for each in options)
    things = (quad for kind in kinds for quad in world.around.store.quads_for_pattern(None, RDF_TYPE, kind))
    return {nearest.split(quad.subject.value)[0] for quad in things if isinstance(quad.subject, NamedNode)}
