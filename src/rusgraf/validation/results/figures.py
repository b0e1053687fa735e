"""What is wrong with a figure of a series: its value, its unit, or its place beside the other figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf.terms import PREFIXES, Term, curie
from rusgraf.validation import shapes
from rusgraf.validation.drafts import Draft, Spot
from rusgraf.validation.engines import Result
from rusgraf.validation.results import components, literals
from rusgraf.validation.shapes import Shape
from rusgraf.validation.vocabulary import is_ours
from rusgraf.validation.wording import called, say, together
from rusgraf.validation.world import World

_QB: Final = PREFIXES["qb"]
_DATA_SET: Final = NamedNode(f"{_QB}dataSet")
_UNIT: Final = NamedNode(f"{PREFIXES['sdmx-attribute']}unitMeasure")
_INTEGER: Final = f"{PREFIXES['xsd']}integer"
_DECIMAL: Final = f"{PREFIXES['xsd']}decimal"
_REVISES: Final = f"{PREFIXES['prov']}wasRevisionOf"
#: What a figure shares with the one that it revises.
_SHARED: Final = (
    _DATA_SET,
    NamedNode(f"{PREFIXES['sdmx-dimension']}refPeriod"),
    NamedNode(f"{PREFIXES['sdmx-dimension']}refArea"),
    NamedNode(f"{PREFIXES['rg']}category"),
    NamedNode(f"{PREFIXES['rg']}medicine"),
)

Explanation = Callable[[World, Result, Collection[Result]], Iterator[Draft]]


def explained(world: World, result: Result, results: Collection[Result]) -> list[Draft] | None:
    """What is wrong by a rule on figures, as far as it was not said; nothing where it is no such rule.

    :param results: all that the shapes say.
    """
    explanation = _EXPLANATIONS.get(curie(result.shape))
    if explanation is None or result.component != components.SPARQL:
        return None
    return list(explanation(world, result, results))


def lacking(world: World, figure: Term, value: Term) -> NamedNode | None:
    """The property by which a figure should give a number, where it has none by that of its series."""
    number = isinstance(value, Literal) and value.datatype.value in (_INTEGER, _DECIMAL)
    measures = [_measure(world, series) for series in world.values(figure, _DATA_SET) if number]
    return (
        measures[0] if len(measures) == 1 and measures[0] and not world.values(figure, measures[0]) else None
    )


def _measure(world: World, dataset: Term | None) -> NamedNode | None:
    """The property by which a series gives its figures."""
    for structure in world.values(dataset, NamedNode(f"{_QB}structure")):
        for component in world.values(structure, NamedNode(f"{_QB}component")):
            for measure in world.values(component, NamedNode(f"{_QB}measure")):
                if isinstance(measure, NamedNode):
                    return measure
    return None


def _value(world: World, result: Result, _: Collection[Result]) -> Iterator[Draft]:
    """The value of a figure: of another measure, no number, more than one, or not there."""
    measure = _measure(world, result.value)
    assert measure is not None
    values = list(dict.fromkeys(world.stated(result.focus, measure))) or world.values(result.focus, measure)
    if not values:
        yield from _elsewhere(world, result, measure)
        return
    whole = NamedNode(_INTEGER) in world.values(measure, NamedNode(f"{PREFIXES['rdfs']}range"))
    asked = Shape(result.shape, datatypes=(_INTEGER if whole else _DECIMAL,))
    if len(values) > 1:
        suggestion = literals.with_comma(values, asked.datatypes)
        said = say(world, "too-many", count=str(len(values)), values=values)
        advice: Mapping[str, str] = (
            say(world, "decimal-comma", suggestion=suggestion)
            if suggestion
            else shapes.messages(result.shape)
        )
        yield _draft(
            result, measure, "too-many", together(said, advice), (*values[1:], *values[:1]), suggestion
        )
        return
    value = values[0]
    if not isinstance(value, Literal):
        said = say(world, "thing-for-text", value=value)
        yield _draft(result, measure, "wrong-datatype", said, (value,))
    elif value.value.startswith("-") and value.datatype.value in asked.datatypes:
        yield _draft(result, measure, "wrong-value", say(world, "below-zero", value=value), (value,))
    else:
        kind, wrong, suggestion = literals.judged(world, value, asked, (components.DATATYPE,))
        yield _draft(result, measure, kind, wrong, (value,), suggestion)


def _elsewhere(world: World, result: Result, measure: NamedNode) -> Iterator[Draft]:
    """A number under another property than that of the series; or none at all."""
    if len(world.values(result.focus, NamedNode(result.path or ""))) > 1:
        return  # of which series it is, is told
    for quad in world.meant:
        known = quad.predicate.value in world.vocabulary.properties
        number = isinstance(quad.object, Literal) and not quad.object.language
        if quad.subject == result.focus and number and not known:
            # What nothing bears was told already.
            if is_ours(quad.predicate) and quad.predicate not in world.vocabulary.defined:
                return
            yield Draft(
                "misplaced-property",
                result.focus,
                quad.predicate.value,
                say(world, "other-measure", series=result.value or "", measure=measure, given=quad.predicate),
                values=(quad.object,),
                rules=(curie(result.shape),),
                suggestion=curie(measure.value),
                spots=(Spot.of("predicate", quad),),
            )
            return
    yield Draft(
        "missing-statement",
        result.focus,
        measure.value,
        together(
            say(world, "missing-statement", path=measure),
            say(world, "series-measure", series=result.value or "", measure=curie(measure.value)),
        ),
        rules=(curie(result.shape),),
        spots=(Spot("subject", result.focus),),
        missing=True,
    )


def _share(world: World, result: Result, results: Collection[Result]) -> Iterator[Draft]:
    """A share of more than the whole; where the unit is not that of the series, that is told instead."""
    measure = _measure(world, result.value)
    assert measure is not None
    if any(
        each.focus == result.value and curie(each.shape) == "rgsh:DataSet-unitMeasure" for each in results
    ):
        return
    values = tuple(world.values(result.focus, measure))
    if len(values) == 1:
        said = say(world, "above-whole", value=values[0])
        yield _draft(result, measure, "wrong-value", together(said, shapes.messages(result.shape)), values)


def _draft(
    result: Result,
    path: NamedNode,
    kind: str,
    messages: Mapping[str, str],
    values: tuple[Term, ...],
    suggestion: str = "",
) -> Draft:
    return Draft(
        kind,
        result.focus,
        path.value,
        messages,
        values=values,
        rules=(curie(result.shape),),
        severity=result.severity,
        suggestion=suggestion,
        spots=tuple(Spot("object", result.focus, path.value, value) for value in values),
    )


def _units(world: World, result: Result, results: Collection[Result]) -> Iterator[Draft]:
    """The figures submitted whose unit is not that of most of their series."""
    figures = {quad.subject for quad in world.about(None, _DATA_SET, result.focus)}
    units = Counter(unit for figure in sorted(figures, key=str) for unit in world.values(figure, _UNIT))
    most = units.most_common(1)[0][0]
    wrong = {(each.focus, each.path) for each in results}
    odd = [
        quad
        for quad in dict.fromkeys(world.meant)
        if quad.subject in figures and quad.predicate == _UNIT and quad.object == result.value
    ]
    odd = [quad for quad in odd if (quad.subject, _UNIT.value) not in wrong]
    if result.value != most and odd:
        yield Draft(
            "contradiction",
            odd[0].subject,
            _UNIT.value,
            say(world, "other-unit", series=result.focus, unit=most, given=odd[0].object),
            values=(odd[0].object,),
            rules=(curie(result.shape),),
            suggestion=curie(most.value) if isinstance(most, NamedNode) else "",
            spots=tuple(Spot.of("object", quad) for quad in odd),
        )


def _others(world: World, result: Result, results: Collection[Result]) -> Iterator[Draft]:
    """Two figures for one year: told once, of the one that came later, if nothing else is wrong with them."""
    pair = (result.focus, result.value)
    if any(each.focus in pair and each.severity == "Violation" for each in results):
        return
    order = dict.fromkeys(quad.subject for quad in world.meant)
    places = {each: number for number, each in enumerate(order)}
    if places.get(result.focus, -1) < places.get(result.value, -1):  # type: ignore[arg-type]
        return
    assert result.value is not None
    yield Draft(
        "contradiction",
        result.focus,
        result.path,
        together(say(world, "other-figure", other=result.value), shapes.messages(result.shape)),
        values=(result.value,),
        rules=(curie(result.shape),),
        severity=result.severity,
        spots=(Spot("subject", result.focus), Spot("subject", result.value)),
    )


def _revision(world: World, result: Result, results: Collection[Result]) -> Iterator[Draft]:
    """A revision of a figure that is about something else: what the two do not share."""
    first = max(each.shape for each in results if _is_revision(each) and each.focus == result.focus)
    if result.shape != first:
        return
    differences = [
        say(
            world,
            "other-than-revised",
            path=called(world.vocabulary, path.value),
            mine=world.values(result.focus, path),
            its=world.values(result.value, path),
        )
        for path in _SHARED
        if result.value is not None
        and set(world.values(result.focus, path)) != set(world.values(result.value, path))
    ]
    if result.value == result.focus:
        differences = []
    own = [] if differences else [say(world, "revises-itself", focus=result.focus)]
    yield Draft(
        "contradiction" if differences else "self-reference",
        result.focus,
        result.path,
        together(*(differences or own), shapes.messages(result.shape)),
        values=(result.value,) if result.value else (),
        rules=(curie(result.shape),),
        severity=result.severity,
        spots=(Spot("object", result.focus, result.path, result.value or result.focus),),
    )


def _is_revision(result: Result) -> bool:
    return curie(result.shape) in _REVISIONS and result.component == components.SPARQL


def _issued(world: World, result: Result, results: Collection[Result]) -> Iterator[Draft]:
    """A figure issued before the one that it revises; in a circle, one always is."""
    circle = {each.focus for each in results if curie(each.shape) == "rgsh:Observation-revisionCircle"}
    if result.focus not in circle and result.value is not None:
        revised = world.values(result.focus, NamedNode(_REVISES))
        earlier = [day for each in revised for day in world.values(each, NamedNode(result.path or ""))]
        yield Draft(
            "contradiction",
            result.focus,
            result.path,
            together(say(world, "issued-later", revised=revised, day=earlier), shapes.messages(result.shape)),
            values=(result.value,),
            rules=(curie(result.shape),),
            severity=result.severity,
            spots=(Spot("object", result.focus, result.path, result.value),),
        )


_REVISIONS: Final = ("rgsh:Observation-revisionOfTheSame", "rgsh:Observation-wasRevisionOf")
_EXPLANATIONS: Final[Mapping[str, Explanation]] = {
    "rgsh:Observation-value": _value,
    "rgsh:Observation-share": _share,
    "rgsh:DataSet-unitMeasure": _units,
    "rgsh:Observation-other": _others,
    "rgsh:Observation-revisionIssued": _issued,
    **dict.fromkeys(_REVISIONS, _revision),
}
