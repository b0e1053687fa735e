"""Rules on what belongs together in one thing: which statement is missing, or one too many.

A rule says whether statements go together, not which of them is wrong. That is found by trying:
what is added or left out in the smallest change that keeps the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from pyoxigraph import NamedNode, Quad, Store, Variable

from rusgraf.terms import Term, curie
from rusgraf.validation import shapes
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.engines import Result
from rusgraf.validation.wording import both, called, either, say, together
from rusgraf.validation.world import World

#: Stands for whatever a missing statement would say.
_ANYTHING: Final = NamedNode("urn:rusgraf:anything")
#: As many statements as this are one slip; where more would have to change, it is another.
_MOST: Final = 2


def explained(world: World, result: Result) -> list[Draft] | None:
    """What is missing or too much by a rule on what belongs together; nothing where it is no such rule."""
    shape = shapes.get(result.shape)
    query = shapes.query(result.shape)
    if shape.mistake != "missing-statement" or not query or _holds(world, result.focus, query, (), ()):
        return None
    for added, dropped in _changes(world, result, query):
        return [_draft(world, result, added, dropped)]
    # The comparison is of one kind, all else of another.
    return [
        Draft(
            "contradiction",
            result.focus,
            result.path,
            dict(shape.messages),
            values=(result.value,) if result.value else (),
            rules=(curie(result.shape),),
            severity=result.severity,
            spots=(Spot("object", result.focus, result.path, result.value),),
        )
    ]


Properties = tuple[str, ...]


def _changes(world: World, result: Result, query: str) -> Iterator[tuple[tuple[Properties, ...], Properties]]:
    """The smallest change that keeps the rule: what may be added, in each way, and what is left out."""
    said = {quad.predicate.value for quad in world.about(result.focus)}
    known = shapes.properties(result.shape)
    absent = [path for path in known if path not in said]
    present = [path for path in known if path in said and path != result.path]
    for size in range(1, _MOST + 1):
        for few in range(size + 1):
            for dropped in combinations(present, few):
                ways = tuple(
                    added
                    for added in combinations(absent, size - few)
                    if _holds(world, result.focus, query, added, dropped)
                )
                if ways:
                    yield ways, dropped


def _holds(world: World, focus: Term, query: str, added: Sequence[str], dropped: Sequence[str]) -> bool:
    """Whether a rule is kept by a thing with some statements more and some less."""
    store = Store()
    store.extend(
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in world.about(focus)
        if quad.predicate.value not in dropped
    )
    assert isinstance(focus, NamedNode)
    store.extend(Quad(focus, NamedNode(path), _ANYTHING) for path in added)
    found = store.query(query, substitutions={Variable("this"): focus})
    return next(iter(found), None) is None  # type: ignore[arg-type]


def _draft(world: World, result: Result, ways: tuple[Properties, ...], dropped: Properties) -> Draft:
    shape = shapes.get(result.shape)
    names = either([both([called(world.vocabulary, path) for path in added]) for added in ways if added])
    advice = dict(shape.messages)
    if dropped:
        out = both([called(world.vocabulary, path) for path in dropped])
        said = say(
            world,
            "do-not-belong" if len(dropped) > 1 else "does-not-belong",
            paths=out,
            other=result.value or result.path or "",
        )
        instead = (
            say(world, "belongs-instead", paths=names)
            if any(ways)
            else say(world, "remove", other=curie(result.path or ""))
        )
        path, part = dropped[0], "predicate"
        messages = together(said, instead)
    else:
        path, part = ways[0][0], "subject"
        many = len(ways) == 1 and len(ways[0]) > 1
        missing = "missing-statements" if many else "missing-statement"
        needed = say(world, "needed-by", other=result.value) if result.value else advice
        messages = together(say(world, missing, path=names), needed)
    return Draft(
        "contradiction" if dropped else "missing-statement",
        result.focus,
        path,
        messages,
        values=tuple(world.values(result.focus, NamedNode(path))),
        rules=(curie(result.shape),),
        severity=result.severity,
        spots=tuple(Spot(part, result.focus, each) for each in dropped or (path,)),  # type: ignore[arg-type]
        missing=not dropped,
    )
