"""Questions to a SPARQL 1.1 endpoint, and changes to what it has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from rusgraf import sparql
from rusgraf.errors import EndpointError, QueryError
from rusgraf.servers import answers, wire
from rusgraf.servers.address import Address
from rusgraf.store import Answer
from rusgraf.table import Table

_JSON: Final = ("application/sparql-results+json", "application/json")
_NTRIPLES: Final = ("application/n-triples", "text/plain")
#: The statuses of a server that takes no updates, not there, or not from us.
_NO_UPDATES: Final = (403, 404, 405, 406, 415, 501)
_UPDATES: Final = (
    "Does it take updates there, and from whoever asks? Where it takes them elsewhere: --update-url URL."
)


class _Request(SPARQLWrapper):
    """The request of the library, not sent by it: it would take the password wherever it is led."""

    def send(self, address: Address) -> wire.Reply:
        return wire.send(self._createRequest(), address)


def ask(
    address: Address,
    text: str,
    like: Answer,
    *,
    default: NamedNode | None = None,
    named: Iterable[NamedNode] = (),
) -> Answer:
    """Put a query to an endpoint.

    :param like: what the embedded engine answers where there are no statements: tells what kind
        of answer to expect, and the columns of a table.
    :param default: the graph to put it to; what the server does by itself, by default.
    :param named: the named graphs that it may tell apart, where a default is given.
    :raises QueryError: the server does not take the query.
    :raises EndpointError: the server cannot be reached, refuses, or answers what is no answer.
    """
    select_or_ask = isinstance(like, Table | bool)
    request = _Request(address.url, returnFormat=JSON, agent="rusgraf")
    request.setMethod(POST)
    request.setOnlyConneg(True)
    # The library would look for the form of the query by itself, and finds it in comments too.
    request.queryString, request.queryType = sparql.declaring(text), "SELECT"
    request.addCustomHttpHeader("Accept", (_JSON if select_or_ask else _NTRIPLES)[0])
    if default is not None:
        request.addParameter("default-graph-uri", default.value)
        for graph in named:
            request.addParameter("named-graph-uri", graph.value)
    reply = request.send(address)
    _check(reply, _JSON if select_or_ask else _NTRIPLES, address)
    try:
        if isinstance(like, Table):
            return answers.table(reply.body, like.columns)
        return answers.boolean(reply.body) if isinstance(like, bool) else answers.statements(reply.body)
    except ValueError as error:
        raise EndpointError(
            f"{address.url}: the answer cannot be read: {error}.",
            "A server that runs out of time may break off in the middle: ask for less at a time.",
        ) from error


def update(address: Address, text: str) -> None:
    """Have an endpoint change what it has.

    :param text: SPARQL 1.1 Update, with all prefixes declared.
    :raises EndpointError: the server cannot be reached, refuses, or does not say that it is done.
    """
    request = _Request(address.url, updateEndpoint=address.url, returnFormat=JSON, agent="rusgraf")
    request.setMethod(POST)
    # The library would look for the form of the update by itself, in the middle of texts too.
    request.queryString, request.queryType = text, "INSERT"
    request.addCustomHttpHeader("Accept", "*/*")
    try:
        request.send(address)
    except QueryError as error:
        raise EndpointError(error.message, _UPDATES) from error
    except EndpointError as error:
        if error.status in _NO_UPDATES:
            error.hint = _UPDATES
        raise


def _check(reply: wire.Reply, kinds: tuple[str, ...], address: Address) -> None:
    if reply.kind not in kinds:
        raise EndpointError(
            f"{address.url} answers with {reply.kind}, not with {kinds[0]}.",
            "It may be the page of a server and not its endpoint. "
            "Oxigraph answers at /query, Virtuoso at /sparql, Fuseki at /NAME/sparql.",
        )
    # So Virtuoso says that it gives the first rows only, or what it had when its time was up.
    rows = reply.headers.get("X-SPARQL-MaxRows")
    if rows or "S1TAT" in (reply.headers.get("X-SQL-State") or ""):
        raise EndpointError(
            f"{address.url} gives no more than {rows} rows." if rows else f"{address.url} ran out of time.",
            "The answer would be a part only. Ask for less at a time, or raise the limits of the server.",
        )
