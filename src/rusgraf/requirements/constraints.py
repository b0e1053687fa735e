"""What SHACL shapes ask of the values of a property, read into one plain form.

A shape that is said in another way than is read here, as a SPARQL constraint is, is still told to
people by its message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Final

from pyoxigraph import Literal, NamedNode

from rusgraf.requirements.said import Said
from rusgraf.terms import PREFIXES, RDF_TYPE, Term

_SH: Final = PREFIXES["sh"]
_IN_SCHEME: Final = PREFIXES["skos"] + "inScheme"

#: What bounds a value by a number, and by the values of another property.
NUMBERS: Final = tuple("minExclusive minInclusive maxInclusive maxExclusive minLength maxLength".split())
PAIRS: Final = tuple("lessThan lessThanOrEquals disjoint equals".split())


@dataclass(frozen=True)
class Constraint:
    """What is asked of the values of a property.

    :param least: how many values there must be.
    :param most: how many there may be; ``None`` where there is no limit.
    :param scheme: the IRI of the list that a code must be in.
    :param codes: the IRIs that a value may be; none where they are not listed one by one.
    :param classes: the classes of which a thing must have one.
    :param datatypes: the datatypes of which a literal must have one.
    :param tags: the language tags that a text may have.
    :param languages: those that one of the texts must have.
    :param once: whether there is at most one text in each language.
    :param iri: whether the value must be an IRI.
    :param patterns: the regular expressions that a value must match.
    :param bounds: the limits of a value, each with its kind (one of :data:`NUMBERS` and :data:`PAIRS`)
        and the number or the IRI of the property that it is.
    """

    least: int = 0
    most: int | None = None
    scheme: str = ""
    codes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    datatypes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    once: bool = False
    iri: bool = False
    patterns: tuple[str, ...] = ()
    bounds: tuple[tuple[str, str], ...] = ()


def read(said: Said, shape: Term, narrows: Callable[[str, str], bool]) -> Constraint:
    """What a shape asks of the values that it is put to.

    :param said: the statements of the shapes.
    :param shape: a property shape, or a node shape for the values of one.
    :param narrows: whether a class is the same as another, or below it.
    """
    own = Constraint(
        least=said.number(shape, f"{_SH}minCount") or 0,
        most=said.number(shape, f"{_SH}maxCount"),
        codes=_values(said.items(shape, f"{_SH}in")) + _values(said.of(shape, f"{_SH}hasValue")),
        classes=tuple(said.iris(shape, f"{_SH}class")),
        datatypes=tuple(said.iris(shape, f"{_SH}datatype")),
        tags=_values(said.items(shape, f"{_SH}languageIn")),
        once=Literal(True) in said.of(shape, f"{_SH}uniqueLang"),
        iri=NamedNode(f"{_SH}IRI") in said.of(shape, f"{_SH}nodeKind"),
        patterns=_values(said.of(shape, f"{_SH}pattern")),
        bounds=tuple(
            (kind, text) for kind in (*NUMBERS, *PAIRS) for text in _values(said.of(shape, _SH + kind))
        ),
    )
    parts = [own, *(_of_value(said, inner) for inner in said.of(shape, f"{_SH}property"))]
    parts += [read(said, inner, narrows) for inner in said.of(shape, f"{_SH}node")]
    parts += [read(said, inner, narrows) for inner in said.items(shape, f"{_SH}and")]
    if choices := [read(said, inner, narrows) for inner in said.items(shape, f"{_SH}or")]:
        parts.append(_either(choices))
    parts += [
        _at_least_some(said, shape, read(said, inner, narrows))
        for inner in said.of(shape, f"{_SH}qualifiedValueShape")
    ]
    return both(parts, narrows)


def both(parts: Iterable[Constraint], narrows: Callable[[str, str], bool]) -> Constraint:
    """What is asked where all of several constraints hold."""

    def join(one: Constraint, other: Constraint) -> Constraint:
        limits = [most for most in (one.most, other.most) if most is not None]
        classes = [
            a
            for mine, its in ((one.classes, other.classes), (other.classes, one.classes))
            for a in mine
            if any(narrows(a, b) for b in its)
        ]
        return Constraint(
            least=max(one.least, other.least),
            most=min(limits, default=None),
            scheme=one.scheme or other.scheme,
            codes=_common(one.codes, other.codes),
            classes=_unique(classes or [*one.classes, *other.classes]),
            datatypes=_common(one.datatypes, other.datatypes),
            tags=_common(one.tags, other.tags),
            languages=_unique([*one.languages, *other.languages]),
            once=one.once or other.once,
            iri=one.iri or other.iri,
            patterns=_unique([*one.patterns, *other.patterns]),
            bounds=tuple(dict.fromkeys([*one.bounds, *other.bounds])),
        )

    return reduce(join, parts, Constraint())


def _either(choices: list[Constraint]) -> Constraint:
    """What is asked where one of several constraints holds: what all of them say something of."""

    def union(values: list[tuple[str, ...]]) -> tuple[str, ...]:
        return _unique([value for each in values for value in each]) if all(values) else ()

    return Constraint(
        codes=union([choice.codes for choice in choices]),
        classes=union([choice.classes for choice in choices]),
        datatypes=union([choice.datatypes for choice in choices]),
    )


def _of_value(said: Said, inner: Term) -> Constraint:
    """What is asked of a value by what it must itself state: the list that it is in, or its class."""
    values = tuple(said.iris(inner, f"{_SH}hasValue"))
    paths = said.of(inner, f"{_SH}path")
    if paths == [NamedNode(_IN_SCHEME)] and values:
        return Constraint(scheme=values[0])
    # A path of steps begins with the type, and goes on to the classes above.
    steps = said.items(inner, f"{_SH}path") or paths
    return Constraint(classes=values) if steps[:1] == [RDF_TYPE] else Constraint()


def _at_least_some(said: Said, shape: Term, asked: Constraint) -> Constraint:
    """What is asked where so and so many of the values must have a shape of their own."""
    least = said.number(shape, f"{_SH}qualifiedMinCount") or 0
    most = said.number(shape, f"{_SH}qualifiedMaxCount")
    if not least:
        return Constraint()
    if asked.tags:
        return Constraint(least=least, languages=asked.tags)
    return replace(asked, least=least, most=most)


def _values(terms: Iterable[Term]) -> tuple[str, ...]:
    return tuple(term.value for term in terms if isinstance(term, NamedNode | Literal))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for value in one if value in other) if one and other else one or other
