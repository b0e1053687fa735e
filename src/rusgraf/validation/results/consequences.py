"""What follows from a mistake that is told already, and need not be told itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from rusgraf.terms import RDF_TYPE, Term, curie
from rusgraf.validation import shapes
from rusgraf.validation.drafts import Draft
from rusgraf.validation.engines import Result
from rusgraf.validation.results import components
from rusgraf.validation.world import World

#: Kinds of mistake by which a value names nothing, so that no shape can judge it.
NAMES_NOTHING: Final = ("dangling-reference", "unknown-code")
#: Kinds of mistake by which a thing is not the submission's to describe.
_NOT_TO_DESCRIBE: Final = ("owned-subject", "vocabulary-statement")
#: As far as a rule looks from a thing: from a relation by anchor, rendition and document to the actor.
_STEPS: Final = 4


def left_out(world: World, results: Collection[Result], said: Collection[Draft]) -> list[Result]:
    """The results, without those that repeat what is known to be wrong, or follow from it.

    :param said: what is known to be wrong already.
    """
    errors = [draft for draft in said if draft.severity == "Violation"]
    return list(_of_rules(world, list(_of_names(world, results, errors)), errors))


def _of_names(world: World, results: Collection[Result], errors: Collection[Draft]) -> Iterator[Result]:
    """The results that neither repeat nor follow from what was found before the shapes were asked."""
    places = {(draft.focus, draft.path) for draft in errors}
    uses = {(spot.subject, spot.path, spot.value) for draft in errors for spot in draft.spots}
    unclassed = {draft.focus for draft in errors if draft.path == RDF_TYPE.value}
    whole = {
        draft.focus
        for draft in errors
        if draft.kind in _NOT_TO_DESCRIBE
        or (draft.path == RDF_TYPE.value and draft.rules == ("wrong-class",))
        # Of a header that bears the name of another graph, what is said of both is mixed.
        or (draft.kind == "misnamed-graph" and draft.focus is not None and world.is_around(draft.focus))
    }
    nothing = {value for draft in errors if draft.kind in NAMES_NOTHING for value in draft.values}
    misplaced = [draft for draft in errors if draft.kind == "misplaced-property"]
    moved = {(draft.path, value) for draft in misplaced for value in draft.values}
    misspelt = [draft for draft in errors if draft.kind == "misspelt-property"]
    wrong = places | {
        (result.focus, result.path) for result in results if result.component not in components.COMPARED
    }
    for result in results:
        if (result.focus, result.path) in places or result.focus in whole:
            continue
        if (result.focus, result.path, result.value) in uses or result.value in nothing:
            continue
        if result.component in components.CLASS and result.value in unclassed:
            continue
        if result.component in components.MISSING and _stands_near(world, result, misplaced):
            continue
        if result.value is None and (result.path, result.focus) in moved:
            continue
        # What is no right value cannot be compared with; what was misspelt is not missing.
        if result.component in components.COMPARED and any(
            (result.focus, other) in wrong for other in shapes.get(result.shape).compared
        ):
            continue
        if any(_is_meant(result, draft) for draft in misspelt):
            continue
        yield result


def _stands_near(world: World, result: Result, misplaced: Collection[Draft]) -> bool:
    """Whether what is missing here was put on a thing next to this one."""
    near = {draft.focus for draft in misplaced if draft.path == result.path}
    if not near:
        return False
    around = {quad.object for quad in world.about(result.focus)}
    around |= {quad.subject for quad in world.own.quads_for_pattern(None, None, result.focus)}
    return not near.isdisjoint(around)


def _is_meant(result: Result, misspelt: Draft) -> bool:
    """Whether what is missing is there under a name that nothing bears."""
    lacking = (
        result.component in components.MISSING or shapes.get(result.shape).mistake == "missing-statement"
    )
    if not lacking or result.focus not in {spot.subject for spot in misspelt.spots}:
        return False
    asked = {curie(path) for path in (result.path or "", *shapes.properties(result.shape))}
    return not misspelt.suggestion or misspelt.suggestion in asked


def _of_rules(world: World, results: Collection[Result], errors: Collection[Draft]) -> Iterator[Result]:
    """The results, without those of rules that read a statement which is wrong by itself."""
    wrong: set[tuple[Term | None, str | None]] = {
        (result.focus, result.path) for result in results if result.component != components.SPARQL
    }
    wrong |= {(spot.subject, spot.path) for draft in errors for spot in draft.spots}
    for result in results:
        read = shapes.properties(result.shape) if result.component == components.SPARQL else ()
        here = {focus for focus, path in wrong - {(result.focus, result.path)} if path in read}
        if not here or here.isdisjoint(_near(world, result.focus, read)):
            yield result


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
