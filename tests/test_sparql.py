from __future__ import annotations

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from rusgraf import sparql
from rusgraf.errors import QueryError, UsageError
from rusgraf.graph import Graph

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXT)
def test_a_bound_literal_comes_back_as_it_went_in(value: str) -> None:
    query = sparql.bind("SELECT ?x { BIND ( $value AS ?x ) }", {"value": Literal(value)})
    (solution,) = Store().query(query)  # type: ignore[misc]
    assert solution["x"] == Literal(value)


def test_only_parameter_tokens_are_filled() -> None:
    query = "# $a\nSELECT ?a { ?s <urn:$a> \"$a\", '''$a \"''' ; ?p $a . FILTER ( ?a < $ab ) }"
    filled = sparql.bind(query, {"a": NamedNode("urn:x")})
    assert filled == query.replace("; ?p $a", "; ?p <urn:x>")
    assert sparql.parameters(query) == {"a", "ab"}


def test_a_term_without_a_parameter_is_refused() -> None:
    with pytest.raises(UsageError, match=r"\$b"):
        sparql.bind("SELECT * { ?s ?p $a }", {"b": Literal("x")})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { sErViCe SILENT ?x { ?s ?p ?o } }",
        "SELECT * {SERVICE<http://127.0.0.1:1/>{?s ?p ?o}}",
        "ASK { FILTER ( " + "( " * 5000 + "1" + " )" * 5000 + " ) }",
        "ASK { FILTER ( " + "!" * 20_000 + "true ) }",
        "ASK { FILTER ( " + "1+" * 20_000 + "1 > 0 ) }",
        "ASK { ?x " + "rg:a/" * 20_000 + "rg:a ?y }",
        "ASK { " + "?x a rg:Claim . " * 20_000 + "}",
        "SELECT * { ?s rgg:x ?o }",
    ],
)
def test_what_would_leave_the_machine_or_crash_it_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        sparql.guard(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?service ?p "SERVICE" } # SERVICE',
        "PREFIX ex: <urn:x> SELECT * { ?s ex:SERVICE <http://example.org/SERVICE> }",
        "PREFIX a: <urn:a> SELECT * { _:x a a:B ; a:c [] }",
        "PREFIX : <urn:a> SELECT * { ?s :b ?o }",
    ],
)
def test_harmless_queries_pass(query: str) -> None:
    sparql.guard(query)


@pytest.mark.parametrize(
    ("query", "says", "at", "hint"),
    [
        ("SELEC ?x { ?x ?p ?o }", "'SELEC' is not a word", "SELEC", "SELECT"),
        ("SELECT ?x {\n ?x ?p 1 . FILTR ( 1 > 0 ) }", "line 2: 'FILTR'", "FILTR", "FILTER"),
        ("SELECT (COUNT(?x) AS n) { ?x ?p ?o }", "'n' is not a word", "n) {", ""),
        ("SELECT ?x {\n { ?x ?p ?o }", "line 1: { is never closed", "{", ""),
        ("SELECT ?x { ?x ?p 'open }", "never closed", "'open", ""),
        ("SELECT ?x { ?x ?p ?o } }", "} closes nothing", "}", ""),
        ("SELECT ?x { ?x ?p ?o . ?y }\nORDER BY ?x", "here, or just before", "ORDER", ""),
    ],
)
def test_a_syntax_error_points_at_the_place(query: str, says: str, at: str, hint: str) -> None:
    with pytest.raises(SyntaxError) as raised:
        Store().query(query)
    error = sparql.syntax_error(query, raised.value)
    assert says in error.message
    assert hint in error.hint
    shown, caret = error.message.splitlines()[-2:]
    assert shown[caret.index("^") :].startswith(at)


def test_no_trick_gets_a_service_past_the_guard() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        host = f"http://127.0.0.1:{listener.getsockname()[1]}"
        graph = Graph([])
        for query in (
            f"SELECT * {{ # x\rSERVICE <{host}/q> {{ ?s ?p ?o }} }}",
            f"PREFIX SERVICE: <http://x/> PREFIX : <{host}/> SELECT * {{ SERVICE:q {{ ?s ?p ?o }} }}",
            f"SELECT * {{ ?s ?p trueSERVICE <{host}/q> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ ?s ?p 1e5SERVICE <{host}/q> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ ?s rg:a\\#b ?o . SERVICE <{host}/q> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ {{ ?s rg:a‿\\#b ?o }} UNION {{ SERVICE <{host}/q> {{ ?s ?p ?o }} }} }}",
            f"SELECT * {{ {{ ?s <urn:\\u0041#a> ?o }} UNION {{ SERVICE <{host}/q> {{ ?s ?p ?o }} }} }}",
            f"SELECT * {{ ?s ?p 'x\\'' . SERVICE <{host}/q> {{ ?s ?p ?o }} }} # '",
        ):
            with pytest.raises(QueryError, match="SERVICE is not allowed"):
                graph.query(query)
        with pytest.raises(TimeoutError):
            listener.accept()


@given(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from(["rg:a{}\\#b", "?a{}#", "<urn:{}#>", "'{}#'", "_:b{}#"]),
)
@settings(max_examples=500)
def test_no_character_hides_a_service(character: str, shape: str) -> None:
    query = (
        f"SELECT * {{ {{ ?s ?p {shape.format(character)}\n}} UNION {{ SERVICE <urn:x> {{ ?s ?p ?o }} }} }}"
    )
    try:
        Store().query(query, prefixes={"rg": "urn:"})
    except SyntaxError:
        return
    with pytest.raises(QueryError, match="SERVICE"):
        sparql.guard(query)


def test_names_are_the_iris_that_a_query_mentions() -> None:
    assert sparql.names('SELECT * { ?x a rg:Claim . ?x <urn:p> "rg:No" }') == {
        "https://w3id.org/rusgraf/ns#Claim",
        "urn:p",
    }
    query = "PREFIX r: <urn:r:> PREFIX rg: <urn:rg:> ASK { r:a rg:b r: }"
    assert sparql.names(query) == {"urn:r:a", "urn:rg:b"}
