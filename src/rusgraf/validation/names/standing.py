"""Properties and classes that stand where others should, by what the thing lacks and what it is used as."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from rusgraf.terms import RDF_TYPE, Term, curie
from rusgraf.validation import expecting, persons, shapes
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.names import signs
from rusgraf.validation.results import figures
from rusgraf.validation.vocabulary import is_ours
from rusgraf.validation.wording import called, either, say, together
from rusgraf.validation.world import World

#: That a property is not of the thing that has it.
_OF_PROPERTIES: Final = ("misplaced-property", "misspelt-property", "unknown-property")


def meant(world: World, spot: Spot) -> NamedNode | None:
    """The property that was meant by one that says nothing of the thing; ``None`` where that is not clear."""
    if spot.subject is None or spot.value is None or spot.path is None:
        return None
    if shapes.is_read(world.classes(spot.subject), spot.path):
        return None
    path = NamedNode(spot.path)
    if required := expecting.meant(world, spot.subject, spot.value):
        return required
    known = path.value in world.vocabulary.properties or path in world.vocabulary.defined
    missing = is_ours(path) and not known
    if missing and (measure := figures.lacking(world, spot.subject, spot.value)):
        return measure
    return expecting.alike(world, spot.subject, path, spot.value) if missing else None


def check(world: World) -> Iterator[Draft]:
    """The statements that say something in the wrong way; the world has them mended."""
    yield from signs.check(world)
    yield from _properties(world)
    yield from _told_by_the_rest(world)
    yield from _classes(world)


def _properties(world: World) -> Iterator[Draft]:
    """What is said by another property than the one that is asked for and not there."""
    right: dict[Quad, Quad] = {}
    for quad in _unread(world):
        spot = Spot.of("predicate", quad)
        path = meant(world, spot)
        if path is None:
            continue
        right[quad] = Quad(quad.subject, path, quad.object, quad.graph_name)
        yield instead(world, quad, path)
    world.reread(right)


def instead(world: World, quad: Quad, path: NamedNode) -> Draft:
    """That a statement should have another property.

    :param path: the one that was meant.
    """
    known = quad.predicate.value in world.vocabulary.properties
    name = called(world.vocabulary, quad.predicate.value)
    said = (
        together(say(world, "misspelt-property", name=name), say(world, "meant", name=curie(path.value)))
        if is_ours(quad.predicate) and not known
        else say(
            world,
            "other-property",
            name=name,
            types=world.values(quad.subject, RDF_TYPE),
            meant=called(world.vocabulary, path.value),
        )
    )
    return Draft(
        "misplaced-property" if known else "misspelt-property",
        quad.subject,
        quad.predicate.value,
        said,
        values=(quad.object,),
        rules=("misplaced-property" if known else "unknown-term",),
        suggestion=curie(path.value),
        spots=(Spot.of("predicate", quad),),
    )


def missing(world: World, found: Collection[Draft]) -> list[Draft]:
    """The drafts; what is missing and stands there by a property that is not of the thing is one mistake."""
    kept: list[Draft] = []
    for draft in found:
        quad = (
            expecting.instead(world, draft.focus, draft.path)
            if draft.missing and draft.focus is not None and draft.path and draft.severity == "Violation"
            else None
        )
        if quad and draft.path:
            draft = instead(world, quad, NamedNode(draft.path))  # noqa: PLW2901
        kept.append(draft)
    right = {(draft.focus, draft.path) for draft in kept if draft.kind in _OF_PROPERTIES and draft.suggestion}
    return [
        draft
        for draft in kept
        if draft.kind not in (*_OF_PROPERTIES, "derived-statement")
        or draft.suggestion
        or (draft.focus, draft.path) not in right
    ]


def _unread(world: World) -> Iterator[Quad]:
    """The statements that no shape about their things looks at."""
    for path, quads in world.index.using.items():
        if path != RDF_TYPE and path not in persons.PROPERTIES:
            for quad in dict.fromkeys(quads):
                if not shapes.is_read(world.classes(quad.subject), path.value):
                    yield quad


def _told_by_the_rest(world: World) -> Iterator[Draft]:
    """Things with a class that is not entered, since what else is said of them shows it."""
    kinds = expecting.all_kinds()
    right: dict[Quad, Quad] = {}
    for quad in dict.fromkeys(world.index.using.get(RDF_TYPE, ())):
        above = [each for each in world.vocabulary.above(quad.object) if each in kinds]
        if len(above) != 1 or not kinds.isdisjoint(world.values(quad.subject, RDF_TYPE)):
            continue
        right[quad] = Quad(quad.subject, RDF_TYPE, above[0], quad.graph_name)
        yield Draft(
            "derived-statement",
            quad.subject,
            RDF_TYPE.value,
            together(
                say(world, "told-by-the-rest", name=quad.object, meant=curie(above[0].value)),
                world.vocabulary.notes(quad.object),
            ),
            values=(quad.object,),
            rules=("derived-statement",),
            suggestion=f"a {curie(above[0].value)}",
            spots=(Spot.of("object", quad),),
        )
    world.reread(right)


def _classes(world: World) -> Iterator[Draft]:
    """Things that have none of rusgraf's classes and are used as if they had, or that have two at odds."""
    types: dict[Term, list[Term]] = defaultdict(list)
    for quad in dict.fromkeys(world.index.using.get(RDF_TYPE, ())):
        types[quad.subject].append(quad.object)
    for subject, classes in types.items():
        if not persons.CLASSES.isdisjoint(classes):
            continue  # told as such
        if world.vocabulary.is_foreign(classes):
            wanted = expecting.wanted(world, subject)
            if wanted and NamedNode(wanted) not in classes:
                yield _foreign(world, subject, classes[0], wanted)
        elif len(apart := _apart(world, classes)) > 1:
            yield Draft(
                "wrong-class",
                subject,
                RDF_TYPE.value,
                say(world, "two-classes", focus=subject, one=apart[0], other=apart[1]),
                values=tuple(apart),
                rules=("wrong-class",),
                spots=tuple(Spot("object", subject, RDF_TYPE.value, each) for each in reversed(apart)),
            )


def _foreign(world: World, subject: Term, given: Term, wanted: str) -> Draft:
    options = expecting.kinds(wanted)
    suggestion = f"a {curie(options[0])}" if len(options) == 1 else ""
    written = either([{"nb": f"a {curie(each)}", "en": f"a {curie(each)}"} for each in options])
    said = say(
        world,
        "foreign-class",
        name=given,
        focus=subject,
        classes=called(world.vocabulary, wanted),
        suggestion=written,
    )
    return Draft(
        "wrong-class",
        subject,
        RDF_TYPE.value,
        said,
        values=(given,),
        rules=("wrong-class",),
        suggestion=suggestion,
        spots=(Spot("object", subject, RDF_TYPE.value, given),),
    )


def _apart(world: World, classes: list[Term]) -> list[Term]:
    """Classes that shapes are about, of which none has anything in common with another."""
    found: list[Term] = []
    seen: set[Term] = set()
    for each in classes:
        above = world.vocabulary.with_superclasses([each]) & shapes.targets()
        if (
            above
            and seen.isdisjoint(above)
            and not any(world.vocabulary.may_be_both(each, one) for one in found)
        ):
            found.append(each)
        seen |= above
    return found
