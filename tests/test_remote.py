"""A graph on a server answers as the same graph does here: asked over HTTP, of a real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

import rusgraf
import servers
from conftest import ROOT, Cli
from rusgraf import canned
from rusgraf.errors import EndpointError, QueryError, UnknownName, UsageError
from rusgraf.graph import Graph
from rusgraf.terms import BASE, UNION_GRAPH, part_of
from test_queries import CALLS, SMALL_CALLS, file_name

EVERY_CALL = CALLS + SMALL_CALLS
CLAIM = "overdose-deaths-2020-highest-in-twenty-years"


@pytest.fixture(scope="module")
def remote(oxigraph: str) -> Graph:
    return rusgraf.open(oxigraph)


@pytest.mark.parametrize(("name", "parameters"), EVERY_CALL, ids=[file_name(*call) for call in EVERY_CALL])
def test_a_canned_query_has_the_same_rows(
    name: str, parameters: dict[str, object], graph: Graph, remote: Graph
) -> None:
    assert remote.run(name, **parameters) == graph.run(name, **parameters)


def test_every_canned_query_is_asked() -> None:
    assert {name for name, _ in EVERY_CALL} == set(canned.names())


COMMANDS = [
    ["query", "demands-by-actor", "-p", "actor=fo", "--labels", "-f", "json"],
    ["query", "overdose-deaths", "--columns", "year,deaths", "--limit", "3", "-f", "table"],
    [
        "query",
        "SELECT ?claim ?n { ?claim a rg:PolicyDemand BIND ( 1.50 AS ?n ) } ORDER BY ?claim",
        "-f",
        "tsv",
    ],
    ["query", "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"],
    ["query", f"SELECT ?s FROM <{BASE}graph/register/actors> {{ ?s ?p ?o }} ORDER BY ?s ?p ?o"],
    ["query", "SELECT * { ?actor a rg:Actor ; rdfs:label ?label } ORDER BY ?actor ?label", "-f", "tsv"],
    ["query", "ASK { actor:fo a rg:Actor }", "-f", "json"],
    ["query", "ASK { actor:fo a rg:Claim }", "--exit-status"],
    ["query", "CONSTRUCT { ?a rdfs:label ?l } WHERE { ?a a rg:Actor ; rdfs:label ?l }", "-f", "ttl"],
    ["query", "DESCRIBE actor:fo", "-f", "nt"],
    ["query", "# INSERT\nSELECT ?x { ?x a rg:Actr }"],
    ["query", "SELECT ?x { ?x a rg:Actor"],
    ["query", "SELECT ?x { SERVICE <http://example.org/> { ?x a rg:Actor } }"],
    ["query", "demands-by-actor", "-p", "actor=fro"],
    ["find", "overdose", "deaths", "--lang", "en"],
    ["find", "--kind", "actor"],
    ["find", "overdsoe"],
    ["show", "claim:introduce-heroin-assisted-treatment"],
    ["show", "fo", "--lang", "en"],
    ["show", CLAIM, "-f", "json"],
    ["show", "document:auh-resolution-2021"],
    ["show", "topic:lar"],
    ["show", "rg:stance", "-f", "ttl"],
    ["show", "fo", "-f", "ttl"],
    ["compare", "fo", "auh", "--all", "--lang", "en"],
    ["compare", "fo", "auh", "--by", "topic"],
    ["check"],
    ["check", CLAIM, "--lang", "en"],
    ["check", "--details", "-f", "csv"],
    ["check", CLAIM, "--as-of", "2021-06-09"],
    ["export", "-f", "ttl"],
    ["export", "-f", "trig"],
    ["export", "-f", "jsonld"],
    ["export", "-f", "nq", "--with", "ontology", "--with", "derived"],
    ["export", "-f", "ttl", "--topic", "lar"],
    ["export", "-f", "coding-table"],
    ["export", "-f", "coding-table", "--document", "auh-resolution-2021"],
    ["export", "-f", "nodes-edges", "-o", "network"],
    ["queries"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_answers_as_it_does_here(
    command: list[str], cli: Cli, oxigraph: str, tmp_path: Path
) -> None:
    here = cli(*command)
    written = {path.name: path.read_bytes() for path in tmp_path.rglob("*.csv")}
    there = cli(*command, "--graph", oxigraph)
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*.csv")} == written


def test_the_environment_may_say_where(cli: Cli, oxigraph: str) -> None:
    told = json.loads(cli("info", "-f", "json", RUSGRAF_GRAPH=oxigraph).stdout)
    assert told["places"]["server"] == [oxigraph]
    assert told["places"]["asked"] == [UNION_GRAPH.value]
    here = json.loads(cli("info", "-f", "json").stdout)
    assert [told[part] for part in ("things", "graphs", "statements", "versions")] == [
        here[part] for part in ("things", "graphs", "statements", "versions")
    ]


def test_python_asks_a_server_by_its_address(graph: Graph, remote: Graph) -> None:
    fo = NamedNode(f"{BASE}id/actor/fo")
    assert remote.ask("ASK { actor:fo a rg:Actor }")
    assert remote.resolve("FO", "rg:Actor") == graph.resolve("FO", "rg:Actor")
    assert remote.labels([fo]) == graph.labels([fo])
    assert set(remote.about(fo)) == set(graph.about(fo))
    assert remote.check(CLAIM).claims == graph.check(CLAIM).claims
    assert remote.names("data") == graph.names("data")
    assert all(remote.holds(name) and part_of(name) == "data" for name in remote.names("data"))
    assert remote.graphs_about(fo) == graph.graphs_about(fo)
    assert rusgraf.compare("fo", "auh", graph=remote) == rusgraf.compare("fo", "auh", graph=graph)


def test_a_question_fetches_nothing_but_its_answer(oxigraph: str) -> None:
    graph = rusgraf.open(oxigraph)
    graph.run("overview")
    graph.find("overdose")
    graph.check()
    graph.about(NamedNode(f"{BASE}id/actor/fo"))
    assert graph.server is not None
    assert graph.server.fetched is None
    graph.statements(document="auh-resolution-2021")
    assert graph.server.fetched is not None


def test_terms_are_those_of_the_embedded_engine(graph: Graph, remote: Graph) -> None:
    query = """
        SELECT ( "a" AS ?plain ) ( "b"@nb-NO AS ?text ) ( 1 AS ?integer ) ( 2.50 AS ?decimal )
               ( 1e3 AS ?double ) ( true AS ?boolean ) ( "2020"^^xsd:gYear AS ?year )
               ( 1/0 AS ?nothing ) ( <urn:x> AS ?iri ) {}
    """
    assert remote.select(query) == graph.select(query)
    assert remote.select(query).terms[0][0] == Literal("a")


def test_a_blank_node_is_the_same_throughout_an_answer(remote: Graph) -> None:
    query = "SELECT ?a ?b ?c { BIND ( BNODE() AS ?a ) BIND ( ?a AS ?b ) BIND ( BNODE() AS ?c ) }"
    ((one, same, other),) = remote.select(query).terms
    assert one == same != other


# ------------------------------------------------------------------ a server without the union


@pytest.fixture(scope="module")
def plain(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> object:
    """A server into whose default graph somebody loaded an export with all that belongs to it."""
    quads = {quad for part in ("ontology", "data", "derived") for quad in graph.quads(part)}
    default = {type(quad)(*quad.triple) for quad in quads}
    with servers.oxigraph(tmp_path_factory.mktemp("plain"), default) as address:
        yield address


@pytest.mark.parametrize(
    "command",
    [
        ["query", "demands-by-actor", "-p", "actor=fo"],
        ["show", "fo", "-f", "ttl"],
        ["check", "--as-of", "2021-06-09"],
        # A class that follows from a narrower one cannot be told from one that is stated.
        ["export", "-f", "ttl", "--with", "derived"],
        ["export", "-f", "coding-table", "--document", "auh-resolution-2021"],
    ],
    ids=" ".join,
)
def test_a_server_without_the_union_is_asked_in_its_default_graph(
    command: list[str], cli: Cli, plain: str
) -> None:
    assert cli(*command, "--graph", plain).stdout == cli(*command).stdout


def test_info_says_that_the_server_decides_what_is_asked(cli: Cli, plain: str) -> None:
    assert json.loads(cli("info", "-f", "json", "--graph", plain).stdout)["places"]["asked"] == []
    told = cli("info", "--lang", "en", "--graph", plain).stdout
    assert "what is asked: the default graph of the server" in told


def test_an_empty_server_is_not_taken_for_a_graph(tmp_path: Path) -> None:
    with (
        servers.oxigraph(tmp_path, set()) as address,
        pytest.raises(EndpointError, match="default graph is empty"),
    ):
        rusgraf.open(address).run("overview")


# ---------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("http://user:secret@localhost/query", "does not belong in an address"),
        ("http://token@localhost/query", "does not belong in an address"),
        ("http://", "is no address"),
        ("https:///query", "is no address"),
        ("http:localhost", "is no address"),
        ("http://localhost:99999/query", "is no address"),
        ("http://localhost/a query", "is no address"),
        ("http://localhost/query#part", "is no address"),
    ],
)
def test_an_address_must_be_one_without_a_password(address: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint) as raised:
        rusgraf.open(address)
    assert "secret" not in f"{raised.value.message} {raised.value.hint}"


def test_an_address_goes_alone(cli: Cli, oxigraph: str, tmp_path: Path) -> None:
    (tmp_path / "more.ttl").write_text("", encoding="utf-8")
    done = cli("info", "--graph", oxigraph, "--graph", "more.ttl")
    assert (done.returncode, done.stderr.partition("\n")[0]) == (
        2,
        "Error: The address of a server goes alone.",
    )


def test_python_does_not_validate_against_a_server_but_says_how(remote: Graph, tmp_path: Path) -> None:
    submission = ROOT / "docs" / "example" / "submission.ttl"
    for given in ((submission,), ()):
        with pytest.raises(UsageError, match="on a server is not checked from here") as caught:
            rusgraf.validate(*given, graph=remote)
    assert 'graph.export("graph.trig")' in caught.value.hint
    remote.export(tmp_path / "graph.trig")
    report = rusgraf.validate(submission, graph=rusgraf.open(tmp_path / "graph.trig"))
    assert report.conforms
    assert report.files == rusgraf.validate(submission).files


def test_a_server_is_not_validated_from_here(cli: Cli, oxigraph: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("", encoding="utf-8")
    for files in ([], ["a.ttl"]):
        done = cli("validate", *files, "--graph", oxigraph)
        assert (done.returncode, done.stdout) == (2, "")
        assert "rusgraf export --graph URL" in done.stderr


def test_what_the_server_cannot_answer_is_a_mistake_of_the_query(remote: Graph) -> None:
    with pytest.raises(QueryError, match="line 1"):
        remote.query("SELECT ?x { ?x a rg:Actor")
    with pytest.raises(UnknownName, match="nobody-at-all"):
        remote.run("demands-by-actor", actor="nobody-at-all")
