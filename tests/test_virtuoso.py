"""Virtuoso 7 gives the same rows, but for how it writes some values (docs/decisions/0019)."""

from __future__ import annotations

import generated
import pytest
import run
from generated.statements import named
from pyoxigraph import Literal, NamedNode

import rusgraf
import servers
from rusgraf import canned
from rusgraf.comparison import compare
from rusgraf.errors import RusgrafError
from rusgraf.graph import Graph
from rusgraf.table import Table
from rusgraf.terms import BASE, Term
from test_queries import CALLS, SMALL_CALLS, file_name

#: Of these it once told what nobody asked for, or nothing until it was restarted.
WITHOUT_ROWS: list[tuple[str, dict[str, object]]] = [
    ("claim-checks", {"claim": "strengthen-lar"}),
    ("agreement-on-claims", {"actor": "seraf", "other": "auh"}),
]
EVERY_CALL = CALLS + SMALL_CALLS + WITHOUT_ROWS

#: One thing of each kind that has questions of its own, and claims at both ends of many steps.
THINGS = (
    "id/claim/introduce-heroin-assisted-treatment",
    "id/claim/new-official-inquiry",
    "id/claim/tighten-lar",
    "id/claim/overdose-deaths-2020-highest-in-twenty-years",
    "id/relation/auh-2021-substitution-cuts-mortality-three-to-fourfold-supports-more-low-threshold-lar",
    "id/actor/fo",
    "id/document/fo-hearing-statement-2018",
    "id/source/fhi-deaths-2015",
    "id/study/sordo-2017",
    "id/dataset/overdose-deaths-register",
    "id/measure/register-overdose-deaths",
    "graph/submissions/2021-auh-resolution",
    "topic/lar-access",
)

pytestmark = pytest.mark.virtuoso


@pytest.fixture(scope="module")
def there(virtuoso: str) -> Graph:
    return rusgraf.open(virtuoso)


def cell(term: Term | None) -> str:
    """A term without what Virtuoso does not tell: truth values, the language and order of what is joined."""
    if not isinstance(term, Literal):
        return str(term or "")
    kind = term.datatype.value.rpartition("#")[2]
    if kind == "boolean":
        return str(int(term.value == "true"))
    return " ".join(sorted(term.value.replace(";", " ").split()))


def rows(table: Table) -> list[list[str]]:
    return [list(map(cell, row)) for row in table.terms]


@pytest.mark.parametrize(("name", "parameters"), EVERY_CALL, ids=[file_name(*call) for call in EVERY_CALL])
def test_a_canned_query_has_the_same_rows(
    name: str, parameters: dict[str, object], graph: Graph, there: Graph
) -> None:
    found, expected = there.run(name, **parameters), graph.run(name, **parameters)
    assert found.columns == expected.columns
    assert rows(found) == rows(expected)
    assert (name, parameters) not in WITHOUT_ROWS or not expected


def test_every_question_has_the_same_rows_in_a_larger_graph(tmp_path_factory: pytest.TempPathFactory) -> None:
    """How Virtuoso goes about a query depends on how much there is of what."""
    path = tmp_path_factory.mktemp("generated") / "graph.nq"
    generated.write(path, 20_000)
    graph = rusgraf.open(path)
    with servers.virtuoso(tmp_path_factory.mktemp("larger"), servers.as_published(graph)) as address:
        there = rusgraf.open(address)
        for timed in run.queries():
            text = timed.query.filled(timed.given(), lambda name, _: named(name))
            assert rows(there.select(text)) == rows(graph.select(text)), timed.name


@pytest.mark.parametrize("thing", THINGS)
def test_the_questions_about_a_thing_have_the_same_rows(thing: str, graph: Graph, there: Graph) -> None:
    assert graph.ask(f"ASK {{ <{BASE}{thing}> ?property ?value }}")
    told = 0
    for query in canned.get_shown():
        values = {"it": f"{BASE}{thing}", "lang": "nb"}
        given = {parameter.name: values[parameter.name] for parameter in query.parameters}
        text = query.filled(given, lambda value, _: NamedNode(value))
        expected = rows(graph.select(text))
        assert rows(there.select(text)) == expected, query.name
        told += len(expected)
    assert told


def test_a_comparison_is_the_same(graph: Graph, there: Graph) -> None:
    found, expected = (compare("fo", "auh", graph=each) for each in (there, graph))
    assert rows(found.claims) == rows(expected.claims)
    assert rows(found.topics) == rows(expected.topics)


def test_statements_are_fetched(graph: Graph, there: Graph) -> None:
    fo = NamedNode(f"{BASE}id/actor/fo")
    assert there.names("data") == graph.names("data")
    assert set(there.about(fo)) == set(graph.about(fo))
    assert len(there.quads("data")) == len(graph.quads("data"))


def test_a_password_is_told_by_digest(virtuoso: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSGRAF_USER", "dba")
    monkeypatch.setenv("RUSGRAF_PASSWORD", "dba")
    assert rusgraf.open(f"{virtuoso}-auth").ask("ASK { actor:fo a rg:Actor }")
    monkeypatch.setenv("RUSGRAF_PASSWORD", "wrong")
    with pytest.raises(RusgrafError, match="refuses those it was given"):
        rusgraf.open(f"{virtuoso}-auth").ask("ASK { actor:fo a rg:Actor }")
