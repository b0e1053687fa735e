"""What is expected of a thing and of a value, so that a wrong name can be read as what stands to reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf import requirements
from rusgraf.requirements import Field
from rusgraf.terms import PREFIXES, RDF_TYPE, Term
from rusgraf.validation.world import World

_XSD: Final = PREFIXES["xsd"]
_INTEGER: Final = f"{_XSD}integer"
_NUMBERS: Final = (_INTEGER, f"{_XSD}decimal", f"{_XSD}double")


def fields(world: World, subject: Term) -> dict[str, Field]:
    """What may be said of a thing by the classes that it has, by the IRI of the property."""
    return {field.path: field for field in fields_of(world.classes(subject))}


def fields_of(classes: Collection[Term]) -> tuple[Field, ...]:
    """What may be said of things that have these classes."""
    return tuple(field for name, asked in _asked().items() if NamedNode(name) in classes for field in asked)


def meant(world: World, subject: Term, value: Term) -> NamedNode | None:
    """The one property that a thing lacks and that a value of it may be the value of."""
    lacking = {
        path
        for path, field in fields(world, subject).items()
        if field.required and _lacks(world, subject, field, value) and _takes(world, field, value)
    }
    return NamedNode(lacking.pop()) if len(lacking) == 1 else None


def classes(world: World, subject: Term | None, path: str | None) -> tuple[str, ...]:
    """The classes that a thing must have to be the value of a property of another."""
    if subject is None or path is None:
        return ()
    field = fields(world, subject).get(path)
    return field.classes if field else ()


def scheme(world: World, subject: Term | None, path: str | None) -> str:
    """The IRI of the list that the value of a property of a thing is from; empty where it is from none."""
    if subject is None or path is None:
        return ""
    field = fields(world, subject).get(path)
    return field.scheme if field else ""


def wanted(world: World, thing: Term) -> str:
    """The IRI of the class that a thing is used as, or else that its properties are said of."""
    uses = world.own.quads_for_pattern(None, None, thing)
    used = {classes(world, quad.subject, quad.predicate.value)[:1] for quad in uses} - {()}
    if used:
        # The narrowest: an actor is an agent too.
        depth = {one: len(world.vocabulary.with_superclasses([NamedNode(one)])) for (one,) in used}
        return max(sorted(depth), key=depth.__getitem__)
    said = {quad.predicate for quad in world.about(thing)}
    about = [world.vocabulary.domains[path] for path in said if world.vocabulary.domains.get(path)]
    common = set.intersection(*about) if about else set()
    return min((each.value for each in common if isinstance(each, NamedNode)), default="")


def kinds(name: str) -> tuple[str, ...]:
    """The classes that one must choose from where a class is asked for; itself where it will do."""
    return _kinds().get(name, (name,))


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    chosen = (each for each in requirements.all() if any(one.path == RDF_TYPE.value for one in each.fields))
    return {each.name: each.kinds for each in chosen if each.kinds}


@cache
def all_kinds() -> frozenset[NamedNode]:
    """The classes that one must choose from, of all that are asked for."""
    return frozenset(NamedNode(kind) for kinds in _kinds().values() for kind in kinds)


def asked_for() -> tuple[str, ...]:
    """The classes of what may be entered, but for those that one chooses between."""
    return tuple(name for name in _asked() if NamedNode(name) not in all_kinds())


def has_class(world: World, thing: Term, names: Collection[str]) -> bool:
    """Whether a thing has one of several classes."""
    return not world.classes(thing).isdisjoint(map(NamedNode, names))


@cache
def _asked() -> dict[str, tuple[Field, ...]]:
    return {each.name: each.fields for each in requirements.all()}


def _lacks(world: World, subject: Term, field: Field, value: Term) -> bool:
    values = world.values(subject, NamedNode(field.path))
    if isinstance(value, Literal) and value.language in field.languages:
        return value.language not in _tags(values)
    return not values


def _tags(values: Iterable[Term]) -> set[str | None]:
    return {each.language for each in values if isinstance(each, Literal)}


def _takes(world: World, field: Field, value: Term) -> bool:
    """Whether a value may stand in a field, as far as one can see."""
    if field.path == RDF_TYPE.value:
        return False
    if isinstance(value, Literal):
        if field.kind == "text":
            return value.language is not None or value.datatype.value == f"{_XSD}string"
        if field.kind in ("integer", "number"):
            return value.datatype.value in _NUMBERS
        if field.kind == "string":
            return value.datatype.value == f"{_XSD}string" and not value.language
        return field.kind == "date" and value.datatype.value in field.datatypes
    if field.scheme:
        return value in world.vocabulary.codes[field.scheme]
    return bool(field.classes) and has_class(world, value, field.classes)
