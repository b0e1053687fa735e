"""What a server answers, as tables and statements: the same as those of the embedded engine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from rusgraf import prescan
from rusgraf.errors import UnreadableInput
from rusgraf.table import Table
from rusgraf.terms import PREFIXES, Term
from rusgraf.turtle import Statements

_BOOLEAN: Final = f"{PREFIXES['xsd']}boolean"
_TRUTH: Final = {"1": "true", "0": "false"}
#: What may be wrong with an answer that is JSON, or that is RDF.
_MISFIT: Final = (KeyError, TypeError, AttributeError, ValueError, RecursionError)


def boolean(body: bytes) -> bool:
    """The answer of an ASK, of SPARQL results in JSON.

    :raises ValueError: it is none, or not all of it.
    """
    found = _document(body).get("boolean")
    if not isinstance(found, bool):
        raise ValueError("it answers neither yes nor no")  # noqa: TRY004, to whoever reads it, the same
    return found


def table(body: bytes, columns: tuple[str, ...]) -> Table:
    """The rows of a SELECT, of SPARQL results in JSON.

    :param columns: the variables of the SELECT, in the order of the embedded engine.
    :raises ValueError: it is none, or not all of it.
    """
    document = _document(body)
    terms = _Terms()
    try:
        # A server may leave a variable out that is nowhere bound; one that nobody asked for is a mistake.
        if surplus := set(document["head"]["vars"]).difference(columns):
            raise ValueError(f"it has a column {min(surplus)!r} that was not asked for")
        rows = document["results"]["bindings"]
        return Table(
            columns,
            tuple(tuple(terms.of(row[name]) if name in row else None for name in columns) for row in rows),
        )
    except _MISFIT as error:
        raise ValueError(f"it has no rows as SPARQL has them: {error}") from error


def statements(body: bytes) -> Statements:
    """The answer of a CONSTRUCT or DESCRIBE, of N-Triples.

    :raises ValueError: it is none, or not all of it.
    """
    try:
        if b"<<" in body:
            # What is nested too deep would bring the parser down.
            prescan.decoded(body, "the answer", "nt")
        # A name for a blank node holds in one answer only.
        triples = parse(body, format=RdfFormat.N_TRIPLES, rename_blank_nodes=True)
        return Statements(tuple(Quad(each.subject, each.predicate, each.object) for each in triples))
    except (SyntaxError, MemoryError, UnreadableInput) as error:
        raise ValueError(f"it is not N-Triples: {error}") from error


def _document(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it is not JSON, or not all of it: {error}") from error
    if not isinstance(document, dict):
        raise ValueError("it is not what SPARQL answers")  # noqa: TRY004, to whoever reads it, the same
    return document


class _Terms:
    """The terms of one answer, in which a blank node keeps its name."""

    def __init__(self) -> None:
        self._nodes: dict[str, BlankNode] = {}

    def of(self, given: Mapping[str, Any]) -> Term:
        """The term that an object in JSON stands for."""
        kind, value = given["type"], given["value"]
        if kind == "uri":
            return NamedNode(value)
        if kind in ("literal", "typed-literal"):
            if "xml:lang" in given:
                return Literal(value, language=given["xml:lang"])
            if not isinstance(value, str):
                raise TypeError("a literal that is no text")
            datatype = given.get("datatype")
            # Virtuoso has 1 for true and 0 for false.
            value = _TRUTH.get(value, value) if datatype == _BOOLEAN else value
            return Literal(value, datatype=NamedNode(datatype) if datatype is not None else None)
        if kind == "bnode":
            # What a server calls one need not be a name in SPARQL.
            return self._nodes.setdefault(value, BlankNode())
        if kind == "triple":
            return Triple(*(self.of(value[part]) for part in ("subject", "predicate", "object")))  # type: ignore[arg-type]
        raise ValueError(f"there is no kind of term {kind!r}")
