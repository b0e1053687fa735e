"""What the shapes say of one statement because another is wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from rusgraf.terms import PREFIXES, Term
from rusgraf.validation import shapes
from rusgraf.validation.drafts import Draft
from rusgraf.validation.engines import Result
from rusgraf.validation.world import World

_SPARQL: Final = "SPARQLConstraintComponent"
#: As far as a rule looks from a thing: from a relation by anchor, rendition and document to the actor.
_STEPS: Final = 4


def left_out(world: World, results: Collection[Result], said: Collection[Draft]) -> Iterator[Result]:
    """The results, without those of rules that read a statement which is wrong by itself.

    :param said: what is known to be wrong already.
    """
    wrong: set[tuple[Term | None, str | None]] = {
        (result.focus, result.path) for result in results if result.component != _SPARQL
    }
    wrong |= {
        (spot.subject, spot.path) for draft in said if draft.severity == "Violation" for spot in draft.spots
    }
    for result in results:
        read = paths_of(result.shape) if result.component == _SPARQL else frozenset()
        here = {(focus, path) for focus, path in wrong if path in read} - {(result.focus, result.path)}
        if not here or not any(focus in _near(world, result.focus, read) for focus, _ in here):
            yield result


@cache
def paths_of(shape: str) -> frozenset[str]:
    """The IRIs of the terms that the rule of a shape speaks of, the shape's own path left out."""
    names = re.findall(r"\b([a-z-]+):(\w+)", shapes.query(shape))
    return frozenset(PREFIXES[prefix] + local for prefix, local in names if prefix in PREFIXES)


def _near(world: World, focus: Term, read: Collection[str]) -> set[Term | None]:
    """What a rule comes by on its way from a thing."""
    found: set[Term | None] = {focus}
    edge: set[Term | None] = {focus}
    for _ in range(_STEPS):
        objects: set[Term | None] = {
            quad.object
            for each in edge
            if not isinstance(each, Literal | Triple)
            for path in read
            for quad in world.own.quads_for_pattern(each, NamedNode(path), None)
        }
        edge = objects - found
        found |= edge
    return found
