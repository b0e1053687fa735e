"""Virtuoso 7 gives the same rows, but for what it does in its own way (docs/decisions/0019)."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

import rusgraf
from rusgraf import canned
from rusgraf.errors import RusgrafError
from rusgraf.graph import Graph
from rusgraf.table import Table
from rusgraf.terms import BASE, Term
from test_queries import CALLS, SMALL_CALLS, file_name

#: Queries that its compiler gives up on, and one that it never finishes to compile.
NOT_COMPILED = {
    "agreement-by-topic": "Internal error: sparp_gp_deprecate()",
    "addressed-by-one-only": "Internal error: sparp_find_qmv_of_var_or_retval()",
}
NEVER_COMPILED = "agreement-on-claims"
#: Of the questions about one thing. Without EXISTS in them it compiles them, and gives wrong rows.
NOT_COMPILED_EITHER = ("20-steps", "25-bears-on-it")
#: It counts no study effects, though the part of the query that counts them does when it stands alone.
WRONG = "statistical-claims"

EVERY_CALL = [call for call in CALLS + SMALL_CALLS if call[0] not in {*NOT_COMPILED, NEVER_COMPILED}]

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
    if name == WRONG:
        column = found.columns.index("effects")
        assert {cell(row[column]) for row in found.terms} == {"0"}
    else:
        assert rows(found) == rows(expected)


@pytest.mark.parametrize("name", NOT_COMPILED)
def test_what_it_does_not_compile_is_an_error(name: str, there: Graph) -> None:
    with pytest.raises(RusgrafError) as raised:
        there.run(name, **canned.get(name).example)
    assert NOT_COMPILED[name] in raised.value.message


@pytest.mark.parametrize("claim", ["introduce-heroin-assisted-treatment", "new-official-inquiry"])
def test_the_questions_about_a_claim_have_the_same_rows(claim: str, graph: Graph, there: Graph) -> None:
    for query in canned.get_shown():
        values = {"it": f"{BASE}id/claim/{claim}", "lang": "nb"}
        given = {parameter.name: values[parameter.name] for parameter in query.parameters}
        text = query.filled(given, lambda value, _: NamedNode(value))
        if query.name in NOT_COMPILED_EITHER:
            with pytest.raises(RusgrafError, match="Virtuoso 37000 Error SQ074"):
                there.select(text)
        else:
            assert rows(there.select(text)) == rows(graph.select(text)), query.name


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
