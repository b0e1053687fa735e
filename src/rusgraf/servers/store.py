"""A graph that lies on a server.

There every file is a named graph, as it is here, and one more holds their union, each statement
once (docs/decisions/0019). A server where there is no union is asked as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from rusgraf import sparql, store
from rusgraf.errors import EndpointError
from rusgraf.files import SourceFile
from rusgraf.servers import endpoint
from rusgraf.servers.address import Address
from rusgraf.store import Answer, LazyStore
from rusgraf.table import Table
from rusgraf.terms import BASE, DERIVED_GRAPHS, SERVER_GRAPHS, UNION_GRAPH, part_of
from rusgraf.turtle import Statements

_CHECKS = NamedNode(f"{DERIVED_GRAPHS}checks")
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class RemoteStore:
    """The statements of a graph on a server, left there for as long as questions are asked only.

    What takes statements out fetches those of all graphs once, and keeps them; so does a day
    on which figures were published.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        #: What was fetched, once that was needed.
        self.fetched: Store | None = None
        self._checks: set[Quad] | None = None

    # --------------------------------------------------------------------------- asking

    def answer(self, text: str, *, checks: bool = True) -> Answer:  # noqa: ARG002, a server has all
        """Answer SPARQL, as :class:`rusgraf.store.Holding` says.

        :raises EndpointError: the server does not answer as it should.
        """
        # The embedded engine says what is wrong with the query, and what kind of answer it has.
        like = store.answered(Store(), text)
        if not self.has_union or sparql.chooses_graphs(text):
            return endpoint.ask(self.address, text, like)
        named = self.graphs if sparql.names_graphs(text) else ()
        return endpoint.ask(self.address, text, like, default=UNION_GRAPH, named=named)

    @cached_property
    def has_union(self) -> bool:
        """Whether the server has the union as a graph; its own default graph is asked otherwise."""
        if self._ask(f"ASK {{ GRAPH {UNION_GRAPH} {{ ?s ?p ?o }} }}"):
            return True
        if not self._ask("ASK { ?s ?p ?o }"):
            raise EndpointError(
                f"{self.address.url}: there is no graph of rusgraf, and the default graph is empty.",
                "To bring one there: rusgraf publish --to URL.",
            )
        return False

    @cached_property
    def graphs(self) -> tuple[NamedNode, ...]:
        """The named graphs of the graph on the server: not the union, and not what publishing notes there."""
        found = self._rows(
            "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o }"
            f' FILTER ( STRSTARTS(STR(?graph), "{BASE}") ) }}'
        )
        names = {row[0] for row in found.terms if isinstance(row[0], NamedNode)}
        return tuple(sorted(names - SERVER_GRAPHS, key=str))

    def _ask(self, text: str) -> bool:
        found = endpoint.ask(self.address, text, like=False)
        assert isinstance(found, bool)
        return found

    def _rows(self, text: str) -> Table:
        found = endpoint.ask(self.address, text, store.answered(Store(), text))
        assert isinstance(found, Table)
        return found

    def about(self, thing: NamedNode) -> list[Quad]:
        """What is stated of a thing, as :class:`rusgraf.store.Holding` says, without fetching the rest."""
        if not self.has_union:
            return store.about(self.holding(graphs=True), thing)
        # Put to all the named graphs that there are, so that none need be told.
        found = self._rows(
            f"SELECT ?graph ?property ?value {{ GRAPH ?graph {{ {thing} ?property ?value }} }}"
        )
        return [
            Quad(thing, property, value, graph)  # type: ignore[arg-type]
            for graph, property, value in found.terms
            if isinstance(graph, NamedNode) and graph.value.startswith(BASE) and part_of(graph) != "derived"
        ]

    # ------------------------------------------------------------------------- fetching

    def holding(self, *, checks: bool = False, graphs: bool = True) -> Store:
        """What is on the server, as :class:`rusgraf.store.Holding` says."""
        if not self.has_union:
            return self._unsorted.holding(checks=checks, graphs=graphs)
        if self.fetched is None:
            self.fetched = Store()
            self._take(graph for graph in self.graphs if graph != _CHECKS)
        if checks and self._checks is None:
            self._checks = self._take(graph for graph in self.graphs if graph == _CHECKS)
        return self.fetched

    def as_of(self, day: date) -> Store:
        """A copy, as :class:`rusgraf.store.Holding` says, with the checks of the rules that are here."""
        if not self.has_union:
            return self._unsorted.as_of(day)
        return store.as_of(self.holding(), self._checks or (), day)

    @cached_property
    def _unsorted(self) -> LazyStore:
        """What is in the default graph of a server that tells no graphs apart, as a file of data."""
        ontology = LazyStore([]).holding()
        name = NamedNode(f"{BASE}graph/unnamed/server")
        # Data have no blank nodes; those of the ontology have another name each time.
        data = (
            Quad(quad.subject, quad.predicate, quad.object, name)
            for quad in self._statements()
            if quad not in ontology and not {type(quad.subject), type(quad.object)} & {BlankNode}
        )
        return LazyStore([SourceFile(self.address.url, name, tuple(data))])

    def _take(self, graphs: Iterable[NamedNode]) -> set[Quad]:
        """Fetch named graphs, into the default graph too.

        :returns: what is new to the default graph.
        """
        assert self.fetched is not None
        new = set()
        for graph in graphs:
            quads = self._statements(graph)
            new |= {quad for quad in quads if quad not in self.fetched}
            self.fetched.extend(quads)
            self.fetched.extend(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
        return new

    def _statements(self, graph: NamedNode | None = None) -> list[Quad]:
        """The statements of one named graph, or of the server's default graph."""
        found = endpoint.ask(self.address, _ALL, Statements(()), default=graph)
        assert isinstance(found, Statements)
        return list(found.quads)
