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
        wanted = _wanted(world, quad.subject)
        if not wanted or NamedNode(wanted) in world.classes(quad.subject):
            continue
        if not _is_meant(world, quad, NamedNode(wanted)):
            continue
        options = expecting.kinds(wanted)
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
            suggestion=f"a {curie(wanted)}" if options == (wanted,) else "",
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
            if not read:
                found.add(subject)
            if wanted:
                found.update(value for value in values if wanted.isdisjoint(world.classes(value)))
    return found


def _wanted(world: World, thing: Term) -> str:
    """The IRI of the class that a thing seems to be of; empty where nothing shows one."""
    said = [world.vocabulary.domains.get(path) for path in world.index.about[thing]]
    domains = [each for each in said if each and each.isdisjoint(world.classes(thing))]
    common = set.intersection(*domains) if domains else set()
    if len(common) == 1:
        return next(each.value for each in common if isinstance(each, NamedNode))
    return "" if domains else expecting.wanted(world, thing)


def _is_meant(world: World, typed: Quad, wanted: NamedNode) -> bool:
    """Whether a class fits a thing in all, and the one that it has does not."""
    thing = typed.subject
    has, other = world.classes(thing), world.vocabulary.with_superclasses([wanted])
    signs = 0
    for path in world.index.about[thing]:
        reads, would = (shapes.is_read(each, path.value) for each in (has, other))
        if reads and not would:
            return False
        signs += would and not reads
    for quad in world.own.quads_for_pattern(None, None, thing):
        asked = frozenset(map(NamedNode, expecting.classes(world, quad.subject, quad.predicate.value)))
        if asked and asked.isdisjoint(other):
            return False
        signs += asked.isdisjoint(has) if asked else 0
    return signs >= _ENOUGH and not _is_named(world, typed, wanted)


def _is_named(world: World, typed: Quad, wanted: NamedNode) -> bool:
    """Whether a thing is named as those of its class are, and not as those of another."""
    if not isinstance(typed.subject, NamedNode):
        return False
    kind = nearest.split(typed.subject.value)[0]
    return kind in _kinds(world, typed.object) and kind not in _kinds(world, wanted)


def _kinds(world: World, of: Term) -> set[str]:
    """The namespaces of the things that the graph has of a class."""
    things = world.around.store.quads_for_pattern(None, RDF_TYPE, of)
    return {nearest.split(quad.subject.value)[0] for quad in things if isinstance(quad.subject, NamedNode)}
