"""What is wrong with one value: the most telling of what the shapes say of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf.terms import FIRST, RDF_TYPE, Term, curie
from rusgraf.validation import codes, expecting, shapes
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.engines import Result, rules
from rusgraf.validation.results import addresses, components, consequences, literals
from rusgraf.validation.results.literals import Judgement
from rusgraf.validation.shapes import Shape
from rusgraf.validation.wording import called, either, say, together
from rusgraf.validation.world import World

#: Where it is known what to write instead, nothing more need be said.
_PLAIN: Final = ("wrong-datatype", "wrong-value", "missing-language", "unknown-language")


def wrong(world: World, value: Term, results: Collection[Result]) -> Draft:
    """What is wrong with a value of a property of a thing.

    :param results: what the shapes say of it.
    """
    # What is only pointed out says nothing of a value that is wrong.
    results = [result for result in results if result.severity == "Violation"] or list(results)
    # What is no right value is not looked at further.
    results = [result for result in results if result.component != components.SPARQL] or results
    first = results[0]
    asked = shapes.joined(result.shape for result in results)
    broken = {result.component for result in results}
    if broken.issubset(components.COMPARED) and asked.compared and not asked.mistake:
        return _compared(world, first, asked.compared, results)
    kind, said, suggestion = _judged(world, value, asked, broken, first.path)
    # That there is no such thing or code says all that the shape would.
    plain = kind in consequences.NAMES_NOTHING or (kind in _PLAIN and suggestion)
    advice = {} if plain else together(*(shapes.messages(each.shape) for each in results))
    draft = Draft(
        kind,
        first.focus,
        first.path,
        together(said, advice),
        values=(value,),
        rules=rules(results),
        severity=first.severity,
        suggestion=suggestion,
        spots=(Spot("object", first.focus, first.path, value),),
    )
    return _no_longer(world, draft)


def _compared(world: World, result: Result, paths: Collection[str], results: list[Result]) -> Draft:
    """A value that another property has too, or that is above that one."""
    assert result.path is not None
    assert result.value is not None
    path = next(iter(paths))
    others = world.values(result.focus, NamedNode(path))
    sentence = "same-value" if result.value in others else "above"
    return Draft(
        "wrong-value",
        result.focus,
        result.path,
        say(world, sentence, value=result.value, path=called(world.vocabulary, path), others=others),
        values=(result.value,),
        rules=rules(results),
        severity=result.severity,
        spots=(
            Spot("object", result.focus, result.path, result.value),
            *(Spot("object", result.focus, path, other) for other in others),
        ),
    )


def _no_longer(world: World, draft: Draft) -> Draft:
    """A draft; where a new version of a file drops what others refer to, one that says so."""
    dropped = [
        graph
        for value in draft.values
        if isinstance(value, NamedNode)
        for graph in world.around.graph.graphs_about(value) & world.around.replaced
    ]
    if draft.kind != "dangling-reference" or not dropped or draft.focus in world.index.about:
        return draft
    said = say(world, "no-longer", value=draft.values[0], focus=draft.focus or "")
    return replace(draft, messages=said, spots=(Spot("subject", min(dropped, key=str)),))


def _judged(world: World, value: Term, asked: Shape, broken: Collection[str], path: str | None) -> Judgement:
    if asked.mistake:
        return asked.mistake, {}, ""
    if set(broken) <= {components.SPARQL, components.DISJOINT}:
        said = say(world, "wrong-value", value=value) if isinstance(value, Literal) else {}
        return "wrong-value" if said else "rule", said, ""
    if isinstance(value, Literal):
        return _judged_text(world, value, asked, broken, path)
    if asked.datatypes and not asked.scheme and not asked.classes:
        return "wrong-datatype", say(world, "thing-for-text", value=value), ""
    if asked.scheme and components.NODE in broken:
        return "unknown-code", codes.missing(world, value, asked.scheme, None), ""
    if asked.classes and not set(components.NAME).isdisjoint(broken):
        return _wrong_class(world, value, asked.classes)
    if components.NOT in broken:
        return "wrong-class", say(world, "unidentified-source", value=value), ""
    return _otherwise(world, value)


def _judged_text(
    world: World, value: Literal, asked: Shape, broken: Collection[str], path: str | None
) -> Judgement:
    if asked.scheme:
        return _text_for_code(world, value, asked.scheme)
    if asked.classes:
        return _text_for_thing(world, value, asked.classes)
    if components.NODE_KIND in broken:
        return _text_for_iri(world, value, path)
    return literals.judged(world, value, asked, broken)


def _text_for_code(world: World, value: Literal, scheme: str) -> Judgement:
    """A text where a code belongs, with the one that is called so."""
    words = value.value.strip().casefold()
    called_so = (code for code in world.vocabulary.codes[scheme] if words in _names(world, code))
    meant = next((curie(code.value) for code in called_so), "")
    return "unknown-code", codes.missing(world, value, scheme, meant), meant


def _text_for_thing(world: World, value: Literal, classes: Sequence[str]) -> Judgement:
    """A text where a thing belongs, with the one of its class that is called so."""
    words = value.value.strip().casefold()
    wanted = either([called(world.vocabulary, each) for each in classes])
    said = say(world, "text-for-thing", value=value, classes=wanted)
    for thing in sorted(world.around.subjects | world.index.about.keys(), key=str):
        if not isinstance(thing, NamedNode) or words not in _names(world, thing):
            continue
        if expecting.has_class(world, thing, classes):
            return "wrong-datatype", together(said, say(world, "meant", name=thing)), curie(thing.value)
    return "wrong-datatype", said, ""


def _text_for_iri(world: World, value: Literal, path: str | None) -> Judgement:
    """A text where an address or a name belongs, with the one that is meant."""
    said = say(world, "text-for-iri", value=value)
    meant = addresses.meant(value.value) or (_in_use(world, path, value.value) if path else "")
    if meant:
        said = together(said, say(world, "write", suggestion=meant))
    return "wrong-datatype", said, meant


def _in_use(world: World, path: str, text: str) -> str:
    """Of what the graph has for a property, that which is called so; empty where nothing is."""
    words = text.strip().casefold()
    for quad in world.around.store.quads_for_pattern(None, NamedNode(path), None):
        names = {label.casefold() for label in world.labels(quad.object).values()}
        if isinstance(quad.object, NamedNode) and words in names:
            return curie(quad.object.value)
    return ""


def _names(world: World, thing: NamedNode) -> set[str]:
    """What a thing is called in any language, and how its name ends."""
    names = {label.casefold() for label in world.labels(thing).values()}
    return names | {thing.value.rpartition("/")[2].casefold()}


def _wrong_class(world: World, value: Term, classes: Sequence[str]) -> Judgement:
    given = world.values(value, RDF_TYPE)
    if world.values(value, FIRST):
        return "wrong-class", say(world, "list"), ""
    if not given:
        # A foreign name that nobody describes.
        return "dangling-reference", say(world, "dangling-reference", value=value), ""
    wanted = either([called(world.vocabulary, each) for each in classes])
    return "wrong-class", say(world, "wrong-class", value=value, types=given, classes=wanted), ""


def _otherwise(world: World, value: Term) -> Judgement:
    said = say(world, "wrong-value", value=value)
    meant = addresses.meant(value.value) if isinstance(value, NamedNode) else ""
    if meant:
        said = together(said, say(world, "write", suggestion=meant))
    return "wrong-value", said, meant
