"""On a SPARQL server the rules derive what they derive here."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from SPARQLWrapper import JSON, POST, SPARQLWrapper

import rusgraf
from rusgraf import places
from rusgraf.graph import Graph
from rusgraf.terms import Term
from test_examples import ALL
from worlds import turtle

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
DERIVED = """
    PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX rg: <https://w3id.org/rusgraf/ns#>
    SELECT ?subject ?property ?value {
      VALUES ?class { rg:ClaimCheck rg:ContentCheck prov:Activity }
      ?subject a ?class ;
        ?property ?value .
    }
"""


class Server:
    """An Oxigraph server with an in-memory store, asked over HTTP."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.address = f"http://127.0.0.1:{port}"

    def update(self, text: str) -> None:
        endpoint = SPARQLWrapper(f"{self.address}/update")
        endpoint.setMethod(POST)
        endpoint.setTimeout(60)
        endpoint.setQuery(text)
        endpoint.query()

    def select(self, text: str) -> set[tuple[Term, ...]]:
        endpoint = SPARQLWrapper(f"{self.address}/query", returnFormat=JSON)
        endpoint.setMethod(POST)
        endpoint.setTimeout(60)
        endpoint.setQuery(text)
        answer = endpoint.queryAndConvert()
        assert isinstance(answer, dict)
        columns = answer["head"]["vars"]
        return {tuple(term(row[column]) for column in columns) for row in answer["results"]["bindings"]}

    def wait(self) -> None:
        for _ in range(100):
            assert self.process.poll() is None, "the server has stopped"
            try:
                self.select("SELECT * {}")
            except URLError:
                time.sleep(0.05)
            else:
                return
        pytest.fail("the server does not answer")


def term(given: dict[str, str]) -> Term:
    if given["type"] == "uri":
        return NamedNode(given["value"])
    assert given["type"] == "literal", given
    if "xml:lang" in given:
        return Literal(given["value"], language=given["xml:lang"])
    return Literal(given["value"], datatype=NamedNode(given["datatype"]) if "datatype" in given else None)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """What ships with rusgraf, and the examples that were worked out by hand."""
    path = tmp_path_factory.mktemp("examples") / "examples.ttl"
    path.write_text(turtle(ALL), encoding="utf-8")
    return rusgraf.open(places.DATA, path)


@pytest.fixture(scope="module")
def server(here: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that has the same, with nothing derived."""
    folder = tmp_path_factory.mktemp("server")
    # A rule reads the union of all graphs; the union that a server makes need not be a set.
    stated = {Quad(*quad.triple) for part in ("ontology", "data") for quad in here.quads(part)}
    dump = folder / "stated.nq"
    serialize(stated, str(dump), RdfFormat.N_QUADS)
    subprocess.run([OXIGRAPH, "load", "-l", folder / "store", "-f", dump], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(OXIGRAPH), "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        running = Server(process, port)
        running.wait()
        yield running
    finally:
        process.terminate()
        process.wait(timeout=20)


def as_update(rule: str) -> str:
    """INSERT in place of CONSTRUCT; a parameter that nobody filled is a variable without a value."""
    # SPARQLWrapper takes a word in a comment for the kind of the query.
    text = re.sub(r"^\s*#.*$", "", rule, flags=re.MULTILINE)
    text, changed = re.subn(r"\bCONSTRUCT\s*\{(.*?)\}\s*WHERE\b", r"INSERT {\1} WHERE", text, flags=re.DOTALL)
    assert changed == 1
    return text


def test_the_rules_derive_the_same_on_a_server(here: Graph, server: Server) -> None:
    for path in [*places.rule_files(), *places.check_rules()]:
        server.update(as_update(path.read_text(encoding="utf-8")))
    there = server.select(DERIVED)
    assert there
    assert there == set(here.select(DERIVED).terms)
