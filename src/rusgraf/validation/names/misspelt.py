"""Properties and classes that the ontology does not have, and which were probably meant."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from pyoxigraph import NamedNode

from rusgraf.terms import PREFIXES, RDF_TYPE, Term, curie
from rusgraf.validation import expecting, foreign, persons, shapes
from rusgraf.validation.drafts import Draft, Mended, Spot
from rusgraf.validation.names import nearest, standing
from rusgraf.validation.names.nearest import Near
from rusgraf.validation.vocabulary import is_ours
from rusgraf.validation.wording import called, either, say, together
from rusgraf.validation.world import World

_MEASURES: Final = PREFIXES["measure"]


def check(world: World) -> Mended:
    """Properties and classes that the ontology does not have."""
    properties = {
        term: [Spot.of("predicate", quad) for quad in quads]
        for term, quads in world.index.using.items()
        if term != RDF_TYPE and term not in persons.PROPERTIES and not _is_known(world, term)
    }
    classes: dict[NamedNode, list[Spot]] = defaultdict(list)
    for quad in world.index.using.get(RDF_TYPE, ()):
        name = quad.object
        if isinstance(name, NamedNode) and name.value not in world.vocabulary.classes:
            classes[name].append(Spot.of("object", quad))
    drafts: list[Draft] = []
    names: dict[Term, Term] = {}
    for judged, unknown in ((_property, properties), (_class, classes)):
        for term, spots in unknown.items():
            draft, meant = judged(world, term, spots)
            drafts += [draft] if draft else []
            names |= {term: meant} if meant else {}
    return drafts, names


def _is_known(world: World, term: NamedNode) -> bool:
    """Whether a property is one that rusgraf has or asks for."""
    if term.value.startswith(_MEASURES) and term in world.index.about:
        return True  # that it is not the submission's to make is told where it is described
    return term.value in world.vocabulary.properties or term in world.vocabulary.defined


def _property(world: World, term: NamedNode, spots: list[Spot]) -> tuple[Draft | None, Term | None]:
    vocabulary = world.vocabulary
    ours = is_ours(term)
    if not ours and (term.value in vocabulary.foreign or not _is_known_namespace(term)):
        return None, None
    classes = frozenset[Term]().union(*(world.classes(spot.subject) for spot in spots if spot.subject))
    near = _nearest_property(world, term, shapes.paths_of(classes))
    # In a closed vocabulary there is nothing but what is listed.
    listed = foreign.PROPERTIES.get(nearest.split(term.value)[0], frozenset({term.value}))
    missing = term.value not in listed
    if missing and not (near and near.meant):
        near = nearest.term(term, listed)
    meant = near.meant if near else None
    if meant is None and all(standing.meant(world, spot) for spot in spots):
        return None, None  # what it stands in the place of tells more
    if near and missing and near.name.value in listed:
        return _draft(world, "misspelt-property", term, spots, near), meant
    if meant is None and not ours:
        return None, None  # it says what it likes, beside what rusgraf reads
    # A term of another vocabulary may be right and merely unread: it is wrong where a right one is wanting.
    wrong = ours
    if not ours and near:
        wanting = any(not world.values(spot.subject, near.name) for spot in spots)
        required = near.name.value in shapes.paths_of(classes, required=True)
        wrong = wanting and (required or meant in shapes.paths())
    if not wrong:
        if term.value in foreign.PROPERTIES.get(nearest.split(term.value)[0], ()):
            return None, None
        return _draft(world, "unknown-property", term, spots, near, "Warning"), None
    return _draft(world, "misspelt-property", term, spots, near), meant


def _nearest_property(world: World, term: NamedNode, asked: frozenset[str]) -> Near | None:
    """The property that was probably meant.

    :param asked: the IRIs of those that may be said of its things, which come before all others.
    """
    vocabulary = world.vocabulary
    known = vocabulary.measures if term.value.startswith(_MEASURES) else vocabulary.properties
    near, other = nearest.term(term, asked), nearest.term(term, known)
    same = other and other.meant and nearest.split(term.value)[0] == nearest.split(other.name.value)[0]
    if near is None or (same and not near.meant):
        near = other
    if near is None or near.meant or not asked:
        return near
    return near if near.name.value in asked | vocabulary.measures else None


def _class(world: World, term: NamedNode, spots: list[Spot]) -> tuple[Draft | None, Term | None]:
    vocabulary = world.vocabulary
    if not is_ours(term) and term.value in vocabulary.foreign:
        return None, None
    entered = vocabulary.classes - {each.value for each in vocabulary.derived if isinstance(each, NamedNode)}
    near = nearest.term(term, entered) or nearest.called(term, _class_names(world))
    if near and _is_refused(world, spots, near.name):
        near = None
    meant = near.meant if near else None
    if is_ours(term):
        kind = "no-class" if term in vocabulary.defined else "misspelt-class"
    elif meant and _is_known_namespace(term):
        kind = "misspelt-class"
    else:
        return None, None
    return _draft(world, kind, term, spots, near), meant


def _is_refused(world: World, spots: list[Spot], name: NamedNode) -> bool:
    """Whether something refers to the things in a way that takes none of a class."""
    has = world.vocabulary.with_superclasses([name])
    uses = (quad for spot in spots for quad in world.own.quads_for_pattern(None, None, spot.subject))
    asked = (expecting.classes(world, quad.subject, quad.predicate.value) for quad in uses)
    return any(each and has.isdisjoint(map(NamedNode, each)) for each in asked)


def _draft(
    world: World,
    sentence: str,
    term: NamedNode,
    spots: list[Spot],
    near: Near | None,
    severity: str = "Violation",
) -> Draft:
    said = say(world, sentence, name=curie(term.value))
    suggestion = curie(near.name.value) if near else ""
    if suggestion:
        said = together(said, say(world, "meant", name=suggestion))
    elif sentence != "unknown-property":
        said = together(said, _instead(world, spots[0], sentence))
    kind = "misspelt-class" if sentence == "no-class" else sentence
    return Draft(
        kind,
        spots[0].subject,
        spots[0].path,
        said,
        values=tuple(dict.fromkeys(spot.value for spot in spots if spot.value is not None)),
        rules=("unknown-term",),
        severity=severity,
        suggestion=suggestion,
        spots=tuple(spots),
    )


def _instead(world: World, spot: Spot, sentence: str) -> dict[str, str]:
    """What may stand where a name stands that is like no other."""
    assert spot.subject is not None
    if sentence == "misspelt-property":
        types = (each for each in world.values(spot.subject, RDF_TYPE) if isinstance(each, NamedNode))
        return say(world, "see-properties", name=next(map(nearest.local, types), ""))
    if wanted := expecting.wanted(world, spot.subject):
        options = [called(world.vocabulary, each) for each in expecting.kinds(wanted)]
        return say(world, "classes-here", classes=either(options))
    return say(world, "see-classes")


def _class_names(world: World) -> dict[str, NamedNode]:
    """The classes of rusgraf by what they are called in Norwegian and English."""
    classes = map(NamedNode, world.vocabulary.classes)
    return {label: each for each in classes for label in world.labels(each).values()}


def _is_known_namespace(term: NamedNode) -> bool:
    return nearest.split(term.value)[0] in PREFIXES.values()
