"""A SPARQL server brought up to date with a graph, by named graph (docs/decisions/0019).

A graph of rusgraf's own on the server tells of each named graph that was published with which
hash. Only what has another hash is sent. Each named graph is changed by one request, which a server
with transactions does whole or not at all. Its steps are such that where there are none, or
where it breaks off, the next run puts right what is left: what is being changed has a hash that
nothing has, and the union has lost what the old version alone stated before that version goes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import filterfalse
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from pyoxigraph import Literal, NamedNode, Quad, Store

from rusgraf import store
from rusgraf.errors import EndpointError, UsageError
from rusgraf.servers import endpoint
from rusgraf.servers.address import Address
from rusgraf.table import Table
from rusgraf.terms import BASE, PREFIXES, PUBLISHED_GRAPH, SERVER_GRAPHS, STAGED_GRAPH, UNION_GRAPH
from rusgraf.turtle import Statements

#: As many statements, and bytes, as are sent at once: Virtuoso 7 takes 4,990 statements.
_BATCH: Final = 2_000
_BATCH_BYTES: Final = 1_000_000

_HASH: Final = NamedNode(f"{PREFIXES['dcterms']}identifier")
#: Instead of the hash of a graph that is being changed.
_CHANGING: Final = "changing"

#: A blank node in N-Triples, which stands in no literal.
_BLANK: Final = re.compile(r'(?:[^"]|"(?:[^"\\]|\\.)*")*?(?:^| )_:')
#: In SPARQL, unlike N-Triples, a backslash before u may be read before the text it stands in.
_ESCAPE: Final = re.compile(r"\\\\([uU])|\\.")


@dataclass(frozen=True)
class Change:
    """What a server lacks, or has too much.

    :param lines: the statements of the named graph as N-Triples; none where the graph goes.
    """

    graph: NamedNode
    lines: tuple[str, ...]

    @property
    def large(self) -> bool:
        """Whether it is more than is sent at once."""
        return len(self.lines) > _BATCH or sum(map(len, self.lines)) > _BATCH_BYTES

    @property
    def hash(self) -> str:
        """The same for the same statements, whatever their blank nodes are called."""
        return "sha256:" + sha256("\n".join(self.lines).encode()).hexdigest()


def update_url(url: str) -> str:
    """Where a server takes updates, by where it takes queries.

    >>> update_url("http://localhost:7878/query"), update_url("https://example.org/sparql")
    ('http://localhost:7878/update', 'https://example.org/sparql-auth')
    >>> update_url("http://localhost:3030/debate/sparql")
    'http://localhost:3030/debate/update'

    :raises UsageError: it has none of the known shapes.
    """
    parts = urlsplit(url)
    above, _, last = parts.path.rpartition("/")
    # Oxigraph and Fuseki; Virtuoso; Fuseki.
    if last == "query" or (last == "sparql" and above):
        path = f"{above}/update"
    elif parts.path in ("/sparql", "/sparql-auth"):
        path = "/sparql-auth"
    else:
        path = ""
    if not path or parts.query:
        raise UsageError(f"Where {url} takes updates is not known.", "Say so: --update-url URL.")
    return urlunsplit(parts._replace(path=path))


class Publication:
    """A graph, and the server that is to have it."""

    def __init__(self, quads: Iterable[Quad], asked: Address, updated: Address) -> None:
        """Look at the graph; the server is not asked yet.

        :param quads: all statements of the graph, each in its named graph.
        :raises UsageError: a named graph has a name that is not one of rusgraf's.
        """
        self._asked = asked
        self._updated = updated
        by_graph: dict[NamedNode, list[Quad]] = defaultdict(list)
        for quad in quads:
            assert isinstance(quad.graph_name, NamedNode)
            by_graph[quad.graph_name].append(quad)
        for graph in by_graph:
            # Under another name there may be what is somebody else's.
            if not graph.value.startswith(BASE) or graph in SERVER_GRAPHS:
                raise UsageError(
                    f"{graph} is no name for a graph that is published.",
                    f"Only names that begin with {BASE} are, so that nothing else on the server is touched.",
                )
        self._graphs = {graph: Change(graph, _lines(by_graph[graph])) for graph in sorted(by_graph, key=str)}
        self._wanted = {graph: each.hash for graph, each in self._graphs.items()}

    def changes(self) -> tuple[Change, ...]:
        """What is to be done now, in the order of the names: first what is sent, then what goes.

        :raises EndpointError: the server does not answer as it should.
        """
        there = self._published()
        sent = (each for graph, each in self._graphs.items() if there.get(graph) != self._wanted[graph])
        gone = (Change(graph, ()) for graph in sorted(there.keys() - self._graphs.keys(), key=str))
        return (*sent, *gone)

    def begin(self) -> None:
        """Drop a union that is not one of published graphs, where nothing is published yet.

        :raises EndpointError: the server does not answer as it should.
        """
        if not self._published():
            endpoint.update(self._updated, f"DROP SILENT GRAPH {UNION_GRAPH}")

    def make(self, change: Change) -> None:
        """Change one named graph on the server, with all that follows from it.

        :raises EndpointError: the server cannot be reached or refuses.
        """
        graph = change.graph
        steps = [_noted(graph, _CHANGING), _forgotten(graph, self._strange), f"DROP SILENT GRAPH {graph}"]
        if change.large:
            endpoint.update(self._updated, f"DROP SILENT GRAPH {STAGED_GRAPH}")
            for insertion in _insertions(change.lines, STAGED_GRAPH):
                endpoint.update(self._updated, insertion)
            steps += [_copied(STAGED_GRAPH, graph), f"DROP SILENT GRAPH {STAGED_GRAPH}"]
        else:
            steps += _insertions(change.lines, graph)
        if change.lines:
            steps += [_copied(graph, UNION_GRAPH), _noted(graph, change.hash)]
        else:
            steps.append(_unnoted(graph))
        endpoint.update(self._updated, " ;\n".join(steps))

    def finish(self) -> None:
        """See that the server has what it should, by the number of statements in each named graph.

        What another run was gathering when it broke off goes.

        :raises EndpointError: it has not.
        """
        counts = self._counts()
        if STAGED_GRAPH in counts:
            endpoint.update(self._updated, f"DROP SILENT GRAPH {STAGED_GRAPH}")
        # A blank node of one graph is none of another.
        union = {
            (graph if _has_blank(line) else None, line)
            for graph, each in self._graphs.items()
            for line in each.lines
        }
        expected = {graph: len(each.lines) for graph, each in self._graphs.items()} | {
            UNION_GRAPH: len(union)
        }
        if wrong := {graph: count for graph, count in expected.items() if counts.get(graph, 0) != count}:
            graph = min(wrong, key=str)
            raise EndpointError(
                f"{self._asked.url} has {counts.get(graph, 0)} statements in {graph}, not {wrong[graph]}"
                + (f"; {len(wrong)} graphs are wrong in all." if len(wrong) > 1 else "."),
                f"Was somebody else at it? To send all anew, drop {PUBLISHED_GRAPH} there and publish again.",
            )

    def __len__(self) -> int:
        """How many named graphs there are."""
        return len(self._graphs)

    @cached_property
    def _strange(self) -> tuple[NamedNode, ...]:
        """The graphs on the server that have names as ours, and are neither published nor to be."""
        known = self._published().keys() | self._graphs.keys() | SERVER_GRAPHS
        return tuple(sorted(self._counts().keys() - known, key=str))

    def _published(self) -> Mapping[NamedNode, str]:
        """What is noted on the server of each named graph."""
        rows = self._rows(f"SELECT ?graph ?hash {{ GRAPH {PUBLISHED_GRAPH} {{ ?graph {_HASH} ?hash }} }}")
        return {
            graph: hash.value
            for graph, hash in rows
            # Whatever else is noted there, only what is ours is ever changed.
            if isinstance(graph, NamedNode) and isinstance(hash, Literal) and graph.value.startswith(BASE)
        }

    def _counts(self) -> Mapping[NamedNode, int]:
        rows = self._rows(
            "SELECT ?graph (COUNT(*) AS ?count) { GRAPH ?graph { ?s ?p ?o }"
            f' FILTER ( STRSTARTS(STR(?graph), "{BASE}") ) }} GROUP BY ?graph'
        )
        return {
            graph: int(count.value)
            for graph, count in rows
            if isinstance(graph, NamedNode) and isinstance(count, Literal)
        }

    def _rows(self, text: str) -> Iterable[tuple[object, ...]]:
        found = endpoint.ask(self._asked, text, store.answered(Store(), text))
        assert isinstance(found, Table)
        return found.terms


def _lines(quads: list[Quad]) -> tuple[str, ...]:
    return tuple(Statements(tuple(quads)).render("nt").decode().splitlines())


def _has_blank(line: str) -> bool:
    return "_:" in line and bool(_BLANK.match(line))


def _insertions(lines: Iterable[str], graph: NamedNode) -> Iterator[str]:
    """The statements put into a graph, by as many updates as servers take of them at once.

    The first has all with blank nodes, whose names hold in one update only.
    """
    every = [_ESCAPE.sub(_escaped, line) for line in lines]
    if blank := list(filter(_has_blank, every)):
        # Virtuoso takes none in INSERT DATA.
        yield _inserted(graph, blank).replace("INSERT DATA", "INSERT", 1) + " WHERE { }"
    batch: list[str] = []
    size = 0
    for line in filterfalse(_has_blank, every):
        if batch and (len(batch) == _BATCH or size + len(line) > _BATCH_BYTES):
            yield _inserted(graph, batch)
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    if batch:
        yield _inserted(graph, batch)


def _inserted(graph: NamedNode, lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return f"INSERT DATA {{ GRAPH {graph} {{\n{text}\n}} }}"


def _escaped(match: re.Match[str]) -> str:
    return rf"\\\u{ord(match[1]):04x}" if match[1] else match[0]


def _copied(source: NamedNode, target: NamedNode) -> str:
    return f"INSERT {{ GRAPH {target} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {source} {{ ?s ?p ?o }} }}"


def _forgotten(graph: NamedNode, strange: Iterable[NamedNode]) -> str:
    """Takes from the union what no other published graph states.

    Oxigraph and Virtuoso are slow to look for those by what is noted of them.

    :param strange: the graphs with names as ours that nobody has published.
    """
    aside = ", ".join(map(str, (graph, *sorted(SERVER_GRAPHS, key=str), *strange)))
    return (
        f"DELETE {{ GRAPH {UNION_GRAPH} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }}"
        f" FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }}"
        f' FILTER ( ?other NOT IN ( {aside} ) && STRSTARTS(STR(?other), "{BASE}") ) }} }}'
    )


def _noted(graph: NamedNode, hash: str) -> str:
    note = f"{graph} {_HASH} {Literal(hash)}"
    return f"{_unnoted(graph)} ;\nINSERT DATA {{ GRAPH {PUBLISHED_GRAPH} {{ {note} }} }}"


def _unnoted(graph: NamedNode) -> str:
    return f"DELETE WHERE {{ GRAPH {PUBLISHED_GRAPH} {{ {graph} {_HASH} ?hash }} }}"
