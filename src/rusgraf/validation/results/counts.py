"""How many values a property of a thing has: too few, too many, or not as a rule on all of them asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from rusgraf.terms import curie
from rusgraf.validation import shapes
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.engines import Result, rules
from rusgraf.validation.results import components, literals
from rusgraf.validation.wording import called, say, together
from rusgraf.validation.world import World


def wrong(world: World, results: list[Result], explained: int) -> Iterator[Draft]:
    """What is wrong with how many values there are, and what concerns the property as a whole.

    :param explained: how many values are wrong by themselves: as many may be missing in their stead.
    """
    missing = [result for result in results if result.component in components.MISSING]
    lacking = sorted(missing, key=lambda each: each.component)[explained:]
    many = [result for result in results if result.component in components.MANY]
    if many:
        # Twice in one language and not at all in another: one of the two has the wrong tag.
        yield _many(world, many + lacking)
    elif lacking:
        yield _missing(world, lacking)
    if not missing and not many and not explained:
        by_shape: dict[str, list[Result]] = defaultdict(list)
        for result in results:
            by_shape[result.shape].append(result)
        for members in by_shape.values():
            yield _of_rule(world, members[0])


def _missing(world: World, results: list[Result]) -> Draft:
    first = results[0]
    path = called(world.vocabulary, first.path) if first.path else {}
    # Where something of the kind is there, what is missing is not the property but one value of it.
    partly = bool(first.path and world.values(first.focus, NamedNode(first.path)))
    lacking = say(world, "missing-statement", path=path) if path and not partly else {}
    return Draft(
        shapes.joined(result.shape for result in results).mistake or "missing-statement",
        first.focus,
        first.path,
        together(lacking, *(shapes.messages(result.shape) for result in results)),
        rules=rules(results),
        severity=first.severity,
        spots=(Spot("subject", first.focus, first.path),),
        missing=True,
    )


def _many(world: World, results: list[Result]) -> Draft:
    first = results[0]
    shape = shapes.get(first.shape)
    assert first.path is not None
    values = world.stated(first.focus, NamedNode(first.path))
    if first.component == components.UNIQUE_LANGUAGE:
        tags = [value.language for value in values if isinstance(value, Literal)]
        values = [v for v in values if isinstance(v, Literal) and tags.count(v.language) > 1]
    values = list(dict.fromkeys(values))
    many = len(values) > 1 and not shape.mistake
    count = say(world, "too-many", count=str(len(values)), values=values) if many else {}
    if meant := literals.with_comma(values, shape.datatypes):
        count = together(count, say(world, "decimal-comma", suggestion=meant))
    return Draft(
        shape.mistake or ("too-many" if many else "rule"),
        first.focus,
        first.path,
        together(count, *(shapes.messages(result.shape) for result in results if not meant)),
        values=tuple(values),
        suggestion=meant,
        rules=rules(results),
        severity=first.severity,
        spots=tuple(Spot("object", first.focus, first.path, value) for value in [*values[1:], *values[:1]]),
    )


def _of_rule(world: World, result: Result) -> Draft:
    """What a rule says of a thing, without naming a value."""
    shape = shapes.get(result.shape)
    values = world.stated(result.focus, NamedNode(result.path)) if result.path else []
    missing = not values
    return Draft(
        shape.mistake or "rule",
        result.focus,
        result.path,
        dict(shape.messages),
        rules=(curie(result.shape),),
        severity=result.severity,
        spots=(
            Spot("subject", result.focus, result.path)
            if missing
            else Spot("object", result.focus, result.path, values[0]),
        ),
        missing=missing,
    )
