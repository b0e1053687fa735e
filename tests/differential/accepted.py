"""The differences between the engines that are accepted, each with its reason and an example.

All of them are about literals that no submission should have; wherever the engines differ,
the one that is used by default refuses the literal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal

from rusgraf.terms import PREFIXES, Term
from rusgraf.validation.engines import Result


@dataclass(frozen=True)
class Difference:
    """A result that some engines give and others do not.

    :param engines: those that give it.
    :param near: the literals said of the thing, and of the things that it links to, each with its thing.
    :param refused: the things and values that every engine finds fault with.
    """

    result: Result
    engines: frozenset[str]
    near: frozenset[tuple[Term, Literal]]
    refused: frozenset[tuple[Term, Term | None]]

    @property
    def literal(self) -> Literal | None:
        return self.result.value if isinstance(self.result.value, Literal) else None

    def __str__(self) -> str:
        return f"{', '.join(sorted(self.engines))}: {self.result}"


@dataclass(frozen=True)
class Accepted:
    """A sort of difference that is let pass.

    :param covers: whether a difference is of this sort.
    :param example: Turtle that shows it, beside the ontology.
    """

    name: str
    reason: str
    covers: Callable[[Difference], bool]
    example: str


#: What compares values, or may in SPARQL.
_COMPARING: Final = {
    f"{name}ConstraintComponent"
    for name in "MinInclusive MinExclusive MaxInclusive LessThan LessThanOrEquals SPARQL".split()
}
_WELL_FORMED: Final = {
    PREFIXES["xsd"] + name: re.compile(form)
    for name, form in {
        "integer": "[+-]?[0-9]+",
        "nonNegativeInteger": "[+]?[0-9]+",
        "int": "[+-]?[0-9]+",
        "boolean": "true|false|0|1",
        "double": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN",
        "float": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN",
        "decimal": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)",
        "date": "-?[0-9]{4,}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?",
        "gYear": "-?[0-9]{4,}(Z|[+-][0-9]{2}:[0-9]{2})?",
        "gYearMonth": "-?[0-9]{4,}-(0[1-9]|1[0-2])(Z|[+-][0-9]{2}:[0-9]{2})?",
    }.items()
}
_PLAIN: Final = {PREFIXES["xsd"] + "integer", PREFIXES["xsd"] + "decimal"}


def _component(difference: Difference, *names: str) -> bool:
    return difference.result.component in {f"{name}ConstraintComponent" for name in names}


def _ill_formed(literal: Literal) -> bool:
    form = _WELL_FORMED.get(literal.datatype.value)
    return bool(form and not form.fullmatch(literal.value))


def _plain(literal: Literal) -> bool:
    return literal.datatype.value in _PLAIN and not _ill_formed(literal)


def _beyond_64_bits(literal: Literal) -> bool:
    return _plain(literal) and len(literal.value.lstrip("+-0").partition(".")[0]) > 18


def _is_year_that_only_the_third_reads(difference: Difference) -> bool:
    return (
        difference.engines == {"third"}
        and _component(difference, "Datatype")
        and difference.literal is not None
        and difference.literal.datatype.value.rpartition("#")[2] in ("gYear", "gYearMonth")
        and (difference.result.focus, difference.literal) in difference.refused
    )


def _compares_what_is_refused(difference: Difference) -> bool:
    odd = {(thing, literal) for thing, literal in difference.near if not _plain(literal)}
    return difference.result.component in _COMPARING and bool(odd & difference.refused)


def _is_read_by_python(difference: Difference) -> bool:
    """Whether it is about what the reference reads as Python reads numbers, dates and patterns."""
    if difference.result.component in _COMPARING and any(
        _ill_formed(literal) for _, literal in difference.near
    ):
        return True
    value = difference.literal
    strict = difference.engines <= {"fast", "third"}
    return strict and value is not None and (_ill_formed(value) or value.value.endswith("\n"))


def _is_beyond_64_bits(difference: Difference) -> bool:
    return (
        difference.engines in ({"third"}, {"fast", "third"})
        and difference.result.component in _COMPARING
        and any(_beyond_64_bits(literal) for _, literal in difference.near)
    )


_DATASET = """
    <urn:set> a qb:DataSet ; rdfs:label "x"@nb ; qb:structure dataset:overdose-deaths-register-structure .
"""
_RENDITION = """
    <urn:rendition> a rg:TextRendition ; dcterms:isFormatOf <urn:document> ;
        rg:textSha256 "0000000000000000000000000000000000000000000000000000000000000000" ;
"""

ACCEPTED: Final = (
    Accepted(
        "years",
        "pyshacl-turbo alone reads the text of a year or month. The shapes give each a pattern, "
        "and by that every engine refuses it.",
        _is_year_that_only_the_third_reads,
        'observation:x a qb:Observation ; sdmx-dimension:refPeriod "June 2019"^^xsd:gYear .',
    ),
    Accepted(
        "comparisons",
        "What is no plain number has no order that the engines agree on. Each refuses the value itself, "
        "so that the finding is there with or without the comparison.",
        _compares_what_is_refused,
        f'{_RENDITION} rg:textLength "-5"^^xsd:nonNegativeInteger .',
    ),
    Accepted(
        "reading",
        "rdflib reads numbers and dates as Python does, with white space, another script's digits or a time "
        "of day; in a query it takes for a number whatever has such a datatype; and for pySHACL the $ of a "
        "pattern stands before a line break, too. The fast engine keeps to XML Schema.",
        _is_read_by_python,
        f'{_RENDITION} rg:textLength "5\\n"^^xsd:integer .',
    ),
    Accepted(
        "size",
        "A whole number beyond 64 bits is none for the two engines written in Rust where they compare it, "
        "or ask whether it is numeric.",
        _is_beyond_64_bits,
        f"{_DATASET} observation:x a qb:Observation ; qb:dataSet <urn:set> ; "
        "measure:register-overdose-deaths 12345678901234567890 .",
    ),
)
