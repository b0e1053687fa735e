"""The two SHACL engines, behind one function each.

Both take data as N-Triples and give the same results; tests hold them to it.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from rusgraf.terms import Term, curie
from rusgraf.validation import shapes

if TYPE_CHECKING:
    import rdflib
    import shacl
    from rdflib.term import Node


@dataclass(frozen=True)
class Result:
    """One result of a validation report.

    :param path: the IRI of the property, or ``None`` where the result has no path.
    :param shape: the IRI of the shape.
    :param component: the local name of the constraint component.
    :param severity: ``Violation``, ``Warning`` or ``Info``.
    """

    focus: Term
    path: str | None
    value: Term | None
    shape: str
    component: str
    severity: str


def rules(results: Iterable[Result]) -> tuple[str, ...]:
    """The shapes that results are of, by their short names, each once."""
    return tuple(dict.fromkeys(curie(result.shape) for result in results))


def _result(
    focus: Term, path: str | None, value: Term | None, shape: str, component: str, severity: str
) -> Result:
    # A SPARQL constraint that names no value has the focus for one in some engines.
    return Result(focus, path, None if value == focus else value, shape, component, severity)


def fast(data: str) -> list[Result]:
    """Validate with ``shacl``; where it has no wheel for the platform, as :func:`reference`."""
    try:
        compiled = _compiled()
    except ImportError:
        return reference(data)
    report = compiled.validate_text(data, format="ntriples")
    return [
        _result(
            _term(result.focus_node),
            result.path.strip("<>") if result.path else None,
            _term(result.value) if result.value else None,
            (result.source_shape or "").strip("<>"),
            result.component,
            result.severity,
        )
        for result in report.results
    ]


@cache
def _compiled() -> shacl.Shapes:
    import shacl

    return shacl.Shapes.from_text(shapes.text(), format="ntriples")


def _term(text: str) -> Term:
    quad = next(parse(f"<urn:s> <urn:p> {text} .", format=RdfFormat.N_TRIPLES))
    term: Term = quad.object
    return term


def reference(data: str) -> list[Result]:
    """Validate with pySHACL, on a plain rdflib graph."""
    import pyshacl
    import rdflib
    from rdflib.plugins.sparql import prepareQuery

    prepared = cache(prepareQuery)

    class Graph(rdflib.Graph):
        """A graph that parses each query once: asked of every focus node, that is nearly all the work."""

        def query(self, query_object: Any, *args: Any, **kwargs: Any) -> rdflib.query.Result:
            return super().query(prepared(query_object), *args, **kwargs)

    with literals_as_they_are():
        _, report, _ = pyshacl.validate(
            Graph().parse(data=data, format="nt"),
            shacl_graph=_shapes_graph(),
            inference="none",
            do_owl_imports=False,
        )
    return from_report(report)


def from_report(report: rdflib.Graph) -> list[Result]:
    """The results of a validation report, as pySHACL and its kin give it."""
    from rdflib import SH

    results = []
    # Results may hold others as details; only those of the report itself count.
    for node in report.objects(None, SH.result):
        path, value = report.value(node, SH.resultPath), report.value(node, SH.value)
        results.append(
            _result(
                _from_rdflib(report.value(node, SH.focusNode)),
                str(path) if path is not None else None,
                _from_rdflib(value) if value is not None else None,
                str(report.value(node, SH.sourceShape)),
                str(report.value(node, SH.sourceConstraintComponent)).rpartition("#")[2],
                str(report.value(node, SH.resultSeverity)).rpartition("#")[2],
            )
        )
    return results


@cache
def _shapes_graph() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data=shapes.text(), format="nt")


@contextmanager
def literals_as_they_are() -> Iterator[None]:
    """Keep rdflib from mending literals, and from failing at or complaining of those that it cannot read."""
    import rdflib

    logger = logging.getLogger("rdflib.term")
    before = rdflib.NORMALIZE_LITERALS, logger.level
    greater, less, at_most = rdflib.Literal.__gt__, rdflib.Literal.__lt__, rdflib.Literal.__le__

    def is_greater(one: Any, other: Any) -> bool:
        try:
            return greater(one, other)
        except ArithmeticError as error:  # a decimal that is no number
            raise TypeError from error

    def unless_refused(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
        # pySHACL dies of two literals that have no order; SHACL calls them out of order.
        return lambda one, other: compare(one, other) is True

    rdflib.NORMALIZE_LITERALS = False
    logger.setLevel(logging.CRITICAL)
    rdflib.Literal.__gt__ = is_greater  # type: ignore[method-assign]
    rdflib.Literal.__lt__ = unless_refused(less)  # type: ignore[method-assign]
    rdflib.Literal.__le__ = unless_refused(at_most)  # type: ignore[method-assign]
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Parsing weird boolean", UserWarning)
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = before[0]
        logger.setLevel(before[1])
        rdflib.Literal.__gt__ = greater  # type: ignore[method-assign]
        rdflib.Literal.__lt__, rdflib.Literal.__le__ = less, at_most  # type: ignore[method-assign]


def _from_rdflib(node: Node | None) -> Term:
    import rdflib

    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)
    return BlankNode(str(node)) if isinstance(node, rdflib.BNode) else NamedNode(str(node))


Engine: TypeAlias = Callable[[str], list[Result]]

ENGINES: Final[Mapping[str, Engine]] = {"fast": fast, "reference": reference}
