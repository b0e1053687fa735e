"""The shapes that ship with rusgraf, and what they say to a contributor."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from rusgraf import files, places, turtle
from rusgraf.terms import PREFIXES, Term

_MESSAGE = NamedNode(PREFIXES["sh"] + "message")
_TARGET_CLASS = NamedNode(PREFIXES["sh"] + "targetClass")


@cache
def quads() -> tuple[Quad, ...]:
    """The statements of all shapes."""
    paths = places.turtle_files(places.ONTOLOGY / "shapes")
    return tuple(quad for path in paths for quad in files.read_trusted(path).quads)


@cache
def text() -> str:
    """The shapes as N-Triples, the form that every engine reads alike."""
    return turtle.ntriples(quad.triple for quad in quads())


@cache
def targets() -> frozenset[Term]:
    """The classes that some shape is about."""
    return frozenset(quad.object for quad in quads() if quad.predicate == _TARGET_CLASS)


@cache
def messages(shape: str) -> dict[str, str]:
    """What a shape asks of a contributor, by language.

    :param shape: the IRI of a property shape.
    """
    return {
        quad.object.language or "": quad.object.value
        for quad in quads()
        if quad.subject == NamedNode(shape)
        and quad.predicate == _MESSAGE
        and isinstance(quad.object, Literal)
    }
