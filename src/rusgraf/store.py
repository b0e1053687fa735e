"""The statements of a graph, loaded and derived when a question first needs them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Store

from rusgraf import files, places, sparql
from rusgraf.errors import QueryError
from rusgraf.files import SourceFile
from rusgraf.table import Table
from rusgraf.terms import DERIVED_GRAPHS, PREFIXES, part_of, rg
from rusgraf.turtle import Statements

#: Of a SELECT, an ASK, and the rest.
Answer: TypeAlias = Table | bool | Statements

_DATE: Final = NamedNode(PREFIXES["xsd"] + "date")
_TRUE: Final = Literal(True)
#: How the names of checks and of what made them begin.
_MADE: Final = (PREFIXES["check"], PREFIXES["activity"])


class Holding(Protocol):
    """What holds the statements of a graph, wherever that is."""

    def answer(self, text: str, *, checks: bool) -> Answer:
        """Answer SPARQL.

        :param checks: whether the checks of claims may matter to the answer.
        :raises QueryError: the text is not valid SPARQL, or cannot be answered.
        """

    def about(self, thing: NamedNode) -> list[Quad]:
        """What the named graphs state of a thing, those that rules have made aside."""

    def holding(self, *, checks: bool = False, graphs: bool = False) -> Store:
        """A store of what there is, with at least what is asked for.

        :param checks: the checks of claims.
        :param graphs: the named graphs of all that is in the default graph.
        """

    def as_of(self, day: date) -> Store:
        """A store, without named graphs, in which the checks are on what was published by a day."""


class LazyStore:
    """A store that waits with what takes time to make and few questions need.

    Its default graph is the union of ontology and data, with what the rules derive. The
    checks of claims, and the named graphs that tell which file states what, are made when
    they are first asked for, and stay.
    """

    def __init__(self, sources: Iterable[SourceFile] | None, history: Iterable[Quad] = ()) -> None:
        """Load the ontology and data, by default the data that ships with rusgraf.

        :param history: derived statements that come with the data.
        """
        self._files = places.ontology_files()
        if sources is None:
            self._files += places.turtle_files(places.DATA)
        self._checks: set[Quad] | None = None
        self._has_graphs = False
        # The engine's own union of named graphs yields a statement once for each graph
        # that has it, which would make counts wrong: the default graph is the union.
        self._store = Store()
        for path in self._files:
            files.load_trusted(self._store, path)
        given = [quad for source in sources or () for quad in source.quads]
        #: What is still to be put into named graphs, besides the files.
        self._pending = [*self._entered(given), *history]
        self._store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in self._pending)
        for rule in places.rule_files():
            self._derive([rule], rule.stem)

    def answer(self, text: str, *, checks: bool) -> Answer:
        """Answer SPARQL, as :class:`Holding` says."""
        return answered(self.holding(checks=checks, graphs=sparql.names_graphs(text)), text)

    def about(self, thing: NamedNode) -> list[Quad]:
        """What is stated of a thing, as :class:`Holding` says."""
        return about(self.holding(graphs=True), thing)

    def holding(self, *, checks: bool = False, graphs: bool = False) -> Store:
        """The store itself, as :class:`Holding` says."""
        if checks and self._checks is None:
            self._checks = self._derive(places.check_rules(), "checks")
        if graphs and not self._has_graphs:
            for path in self._files:
                files.load_trusted(self._store, path, named=True)
            self._has_graphs = True
        if graphs:
            self._store.extend(self._pending)
            self._pending = []
        return self._store

    def as_of(self, day: date) -> Store:
        """A copy, as :class:`Holding` says."""
        return as_of(self._store, self._checks or (), day)

    def _entered(self, given: Collection[Quad]) -> Iterator[Quad]:
        """What no rule has made; what one has made may, in an export, be older than what it follows from."""
        graphs = {quad.graph_name for quad in given}
        made = {each for each in graphs if isinstance(each, NamedNode) and part_of(each) == "derived"}
        derived = {quad.subject for quad in self._store.quads_for_pattern(None, rg("derived"), _TRUE)}
        for quad in given:
            if not (
                quad.graph_name in made
                or quad.predicate in derived
                or (isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(_MADE))
            ):
                yield quad

    def _derive(self, rules: Iterable[Path], name: str) -> set[Quad]:
        graph = NamedNode(DERIVED_GRAPHS + name)
        new = _derive(self._store, rules)
        self._pending += [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in new]
        return new


def answered(store: Store, text: str) -> Answer:
    """The answer of a store to SPARQL in which no prefix of rusgraf need be declared.

    :raises QueryError: the text is not valid SPARQL, or cannot be answered.
    """
    try:
        result = store.query(text, prefixes=dict(PREFIXES))
        if isinstance(result, QuerySolutions):
            columns = tuple(variable.value for variable in result.variables)
            return Table(columns, tuple(tuple(solution) for solution in result))
        if isinstance(result, QueryBoolean):
            return bool(result)
        return Statements(tuple(Quad(t.subject, t.predicate, t.object) for t in result))
    except SyntaxError as error:
        raise sparql.syntax_error(text, error) from error
    except RuntimeError as error:
        raise QueryError(f"The query cannot be answered: {error}") from error


def about(store: Store, thing: NamedNode) -> list[Quad]:
    """What the named graphs of a store state of a thing, those that rules have made aside."""
    return [
        quad
        for quad in store.quads_for_pattern(thing, None, None, None)
        if isinstance(quad.graph_name, NamedNode) and part_of(quad.graph_name) != "derived"
    ]


def as_of(store: Store, checks: Collection[Quad], day: date) -> Store:
    """A copy of a default graph in which other checks are: those on what was published by a day.

    :param checks: those that the store has.
    """
    copy = Store()
    quads = store.quads_for_pattern(None, None, None, DefaultGraph())
    copy.extend(quad for quad in quads if quad not in checks)
    _derive(copy, places.check_rules(), Literal(day.isoformat(), datatype=_DATE))
    return copy


def _derive(store: Store, rules: Iterable[Path], as_of: Literal | None = None) -> set[Quad]:
    """Add to a default graph what rules derive, each from all that was derived before it.

    :param as_of: the day for the rule that has a parameter ``$asOf``; none leaves it a variable.
    :returns: what is new.
    """
    found: set[Quad] = set()
    for rule in rules:
        text = rule.read_text(encoding="utf-8")
        if as_of is not None and "asOf" in sparql.parameters(text):
            text = sparql.bind(text, {"asOf": as_of})
        derived = {Quad(t.subject, t.predicate, t.object) for t in store.query(text)}  # type: ignore[union-attr]
        new = {quad for quad in derived if quad not in store}
        store.extend(new)
        found |= new
    return found
