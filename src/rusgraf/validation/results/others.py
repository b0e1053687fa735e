"""What other things have to do with a mistake: relations and stances at odds, a text that ends before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pyoxigraph import NamedNode

from rusgraf.terms import PREFIXES, RDF_TYPE, Term, curie, rg
from rusgraf.validation import shapes
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.engines import Result
from rusgraf.validation.results import components
from rusgraf.validation.wording import say, together
from rusgraf.validation.world import World

_ENDORSES: Final = NamedNode(PREFIXES["stance"] + "endorses")
_FORMAT: Final = NamedNode(PREFIXES["dcterms"] + "isFormatOf")


def explained(world: World, result: Result) -> list[Draft] | None:
    """What is wrong by a rule on another thing too, which is named; nothing where it is no such rule."""
    explanation = _EXPLANATIONS.get(curie(result.shape))
    if explanation is None or result.component != components.SPARQL or result.value is None:
        return None
    return explanation(world, result)


def _supporting(world: World, result: Result) -> list[Draft] | None:
    """An attack with the premises, target and drawer of a support."""
    alike = (rg("premise"), rg("target"), rg("drawnBy"))
    mine = [set(world.values(result.focus, path)) for path in alike]
    for other in _with(world, rg("target"), result.value):
        if rg("Support") in world.values(other, RDF_TYPE) and mine == [
            set(world.values(other, path)) for path in alike
        ]:
            return [_draft(world, result, "contradiction", other, "other-relation")]
    return None


def _endorsing(world: World, result: Result) -> list[Draft] | None:
    """A rejection of a claim that the same actor endorses in the same document."""
    for claim in world.values(result.focus, rg("asserts")):
        for other in _with(world, rg("asserts"), claim):
            if (
                _ENDORSES in world.values(other, rg("stance"))
                and _shared(world, result.focus, other, rg("assertedBy"))
                and not _documents(world, result.focus).isdisjoint(_documents(world, other))
            ):
                return [_draft(world, result, "contradiction", other, "other-assertion")]
    return None


def _beyond(world: World, result: Result) -> list[Draft] | None:
    """An anchor that ends after its text."""
    assert result.value is not None
    for rendition in world.values(result.focus, rg("rendition")):
        for length in world.values(rendition, rg("textLength")):
            said = say(world, "beyond-text", value=result.value, rendition=rendition, length=length)
            return [
                Draft(
                    "wrong-value",
                    result.focus,
                    result.path,
                    together(said, shapes.messages(result.shape)),
                    values=(result.value,),
                    rules=(curie(result.shape),),
                    severity=result.severity,
                    spots=(Spot("object", result.focus, result.path, result.value),),
                )
            ]
    return None


def _draft(world: World, result: Result, kind: str, other: Term, sentence: str) -> Draft:
    assert result.value is not None
    return Draft(
        kind,
        result.focus,
        result.path,
        together(shapes.messages(result.shape), say(world, sentence, other=other)),
        values=(result.value,),
        rules=(curie(result.shape),),
        severity=result.severity,
        spots=(Spot("object", result.focus, result.path, result.value), Spot("subject", other)),
    )


def _with(world: World, path: NamedNode, value: Term | None) -> list[Term]:
    """The things that have a value for a property."""
    return sorted({quad.subject for quad in world.about(None, path, value)}, key=str)


def _shared(world: World, one: Term, other: Term, path: NamedNode) -> bool:
    return not set(world.values(one, path)).isdisjoint(world.values(other, path))


def _documents(world: World, assertion: Term) -> set[Term]:
    """The documents that an assertion is anchored in."""
    return {
        document
        for anchor in world.values(assertion, rg("anchor"))
        for rendition in world.values(anchor, rg("rendition"))
        for document in world.values(rendition, _FORMAT)
    }


_EXPLANATIONS: Final[Mapping[str, Callable[[World, Result], list[Draft] | None]]] = {
    "rgsh:Attack-ofWhatItSupports": _supporting,
    "rgsh:Assertion-contrary": _endorsing,
    "rgsh:Anchor-end": _beyond,
}
