from __future__ import annotations

import os
import subprocess
import sys

import pytest
from pyoxigraph import NamedNode

import rusgraf
from rusgraf import files, turtle
from rusgraf.errors import UnknownName, UsageError
from rusgraf.graph import Graph
from rusgraf.terms import BASE, PREFIXES, rg

KINDS = {"document": "?x a rg:SourceDocument", "actor": "?x a rg:Actor", "submission": "?x a rg:Submission"}
KINDS["topic"] = "?x skos:inScheme <https://w3id.org/rusgraf/topic>"
SLICES: list[dict[str, str]] = [
    {},
    *(
        {kind: row["x"]}
        for kind, pattern in KINDS.items()
        for row in rusgraf.open().select(f"SELECT ?x {{ {pattern} }} ORDER BY ?x")
    ),
]


@pytest.mark.parametrize("asked", SLICES, ids=lambda asked: "-".join(asked.values()).rpartition("/")[2])
def test_a_slice_stands_on_its_own(asked: dict[str, str], graph: Graph) -> None:
    statements = graph.statements(**asked)
    subjects = {quad.subject for quad in statements}
    known = {quad.subject for quad in graph.quads("data")}
    mentioned = {quad.object for quad in statements} & known
    assert statements
    assert mentioned <= subjects
    written = files.read_bytes(statements.render("ttl"), "slice.ttl")
    assert rusgraf.validate(written, graph=Graph([])).conforms
    # Beside the graph that it was taken from, it says nothing new and replaces nothing.
    assert rusgraf.validate(written, graph=graph).conforms
    assert not graph.holds(written.graph)


def test_a_slice_by_topic_has_the_claims_and_what_bears_on_them(graph: Graph) -> None:
    subjects = {quad.subject for quad in graph.statements(topic="lar")}
    relation = graph.select("SELECT ?r { ?r rg:target claim:keep-investing-in-lar } ORDER BY ?r").terms
    assert {term for (term,) in relation} <= subjects
    assert NamedNode(f"{PREFIXES['claim']}invest-broadly-in-other-treatment") in subjects
    assert NamedNode(f"{PREFIXES['assertion']}fo-2018-invest-broadly-in-other-treatment") in subjects
    assert NamedNode(f"{PREFIXES['claim']}rooms-allow-other-drugs") not in subjects
    narrower = subjects - {NamedNode(f"{BASE}graph/slices/topic-lar")}
    assert narrower < {quad.subject for quad in graph.statements(topic="treatment")}


def test_a_slice_by_topic_has_its_figures(graph: Graph) -> None:
    deaths = "SELECT ?x { ?x qb:dataSet/dcterms:subject topic:overdose-deaths }"
    observations = {term for (term,) in graph.select(deaths).terms}
    assert observations
    assert observations <= {quad.subject for quad in graph.statements(topic="harm-reduction")}


def test_a_slice_carries_the_headers_of_the_files_it_comes_from(graph: Graph) -> None:
    subjects = {quad.subject for quad in graph.statements(actor="fo")}
    assert NamedNode(f"{BASE}graph/submissions/2018-fo-hearing-statement") in subjects
    assert NamedNode(f"{BASE}graph/statistics/overdose-deaths-police") not in subjects


def test_extras_are_added_on_request_only(graph: Graph) -> None:
    plain = {quad.predicate for quad in graph.statements(actor="fo")}
    derived = {quad.predicate for quad in graph.statements(actor="fo", extras=["derived"])}
    assert rg("supports") in derived - plain
    everything = graph.statements(extras=["derived", "ontology"])
    assert rg("Claim") in {quad.subject for quad in everything}


def test_an_export_is_a_submission_but_for_what_is_derived(graph: Graph) -> None:
    def check(*extras: str) -> rusgraf.Report:
        export = graph.statements(extras=extras).render()
        return rusgraf.validate(files.read_bytes(export, "x.ttl"), graph=Graph([]))

    assert check().conforms
    refused = [finding.rules for finding in check("derived").findings if finding.severity == "Violation"]
    assert set(refused) == {("derived-statement",)}


def test_one_slice_at_a_time_and_only_of_what_there_is(graph: Graph) -> None:
    with pytest.raises(UsageError, match="one slice"):
        graph.statements(actor="fo", topic="lar")
    with pytest.raises(UnknownName, match="topic"):
        graph.statements(topic="lra")
    with pytest.raises(UnknownName, match="part of the graph"):
        graph.statements(extras=["shapes"])


@pytest.mark.parametrize("format", turtle.FORMATS)
def test_two_runs_write_the_same_bytes(format: str) -> None:
    command = [
        sys.executable,
        "-m",
        "rusgraf",
        "export",
        "-f",
        format,
        "--with",
        "ontology",
        "--with",
        "derived",
    ]
    runs = [
        subprocess.run(
            command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] != b""
