"""The data that ships: it conforms, and says what its sources say."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from pyoxigraph import NamedNode

import rusgraf
from rusgraf import files, places
from rusgraf.graph import Graph
from rusgraf.terms import BASE


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_the_shipped_graph_conforms(engine: str, graph: Graph) -> None:
    report = rusgraf.validate(graph=graph, engine=engine)
    assert report.conforms, str(report)
    assert sum(filter(None, report.files.values())) == len(graph.quads("data"))


@pytest.mark.parametrize("path", places.turtle_files(places.DATA), ids=lambda path: path.stem)
def test_a_file_is_the_named_graph_that_its_place_says(path: object) -> None:
    source = files.read_trusted(path)  # type: ignore[arg-type]
    assert source.graph.value == f"{BASE}graph/{path.parent.name}/{path.stem}"  # type: ignore[attr-defined]


def test_no_subject_is_described_in_two_files(graph: Graph) -> None:
    rows = graph.select(
        "SELECT DISTINCT ?s { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?q ?r } FILTER ( ?g != ?h ) }"
    )
    added_to = {quad.subject for quad in graph.quads("derived")}
    # Alignments say of terms what they are like elsewhere, so that those who want none can leave them out.
    added_to |= {quad.subject for quad in files.read_trusted(places.ONTOLOGY / "alignments.ttl").quads}
    assert [term for (term,) in rows.terms if term not in added_to] == []


def test_no_blank_nodes_are_shipped(graph: Graph) -> None:
    assert all(isinstance(quad.subject, NamedNode) for quad in graph.quads("data"))


def test_everything_of_fos_statement_is_anchored_and_asserted(graph: Graph) -> None:
    assert not graph.ask("ASK { ?claim a rg:Claim FILTER NOT EXISTS { ?x rg:asserts ?claim } }")
    assert not graph.ask("ASK { ?anchor a rg:Anchor FILTER NOT EXISTS { ?x rg:anchor ?anchor } }")


@pytest.mark.parametrize(
    ("year", "figures"),
    [(2001, [411]), (2015, [289, 288]), (2020, [324, 331]), (2021, [241]), (2003, []), (2012, [])],
)
def test_the_register_says_what_its_keeper_stated(year: int, figures: list[int], graph: Graph) -> None:
    assert [row["deaths"] for row in graph.run("overdose-deaths", start=year, end=year)] == figures


def test_every_revision_is_of_the_same_year_and_newer(graph: Graph) -> None:
    rows = graph.select(
        "SELECT ?year ?newer ?older { ?x prov:wasRevisionOf ?y ; sdmx-dimension:refPeriod ?year ."
        " ?y sdmx-dimension:refPeriod ?year ."
        " OPTIONAL { ?x dcterms:issued ?newer } OPTIONAL { ?y dcterms:issued ?older } }"
    )
    assert len(rows) == len(graph.select("SELECT ?x { ?x prov:wasRevisionOf ?y }")) == 6
    assert all(row["older"] is None or row["older"] < row["newer"] for row in rows)


def test_no_two_series_share_a_measure(graph: Graph) -> None:
    rows = graph.select(
        "SELECT ?dataset ?m { ?dataset a qb:DataSet ; qb:structure/qb:component/qb:measure ?m }"
    )
    assert len({row["dataset"] for row in rows}) == len({row["m"] for row in rows}) == len(rows) == 17


def test_every_statistical_content_says_what_the_editors_chose(graph: Graph) -> None:
    assert graph.ask("ASK { ?content a rg:StatisticalContent }")
    for language in ("nb", "en"):
        note = f'?content skos:editorialNote ?note FILTER ( LANG(?note) = "{language}" )'
        assert not graph.ask(f"ASK {{ ?content a rg:StatisticalContent FILTER NOT EXISTS {{ {note} }} }}")


def test_no_figure_is_issued_later_than_a_source_of_it(graph: Graph) -> None:
    dated = "?figure a qb:Observation ; dcterms:issued ?issued ; dcterms:source/dcterms:issued ?source"
    assert graph.ask(f"ASK {{ {dated} }}")
    assert not graph.ask(f"ASK {{ {dated} FILTER ( STR(?issued) > STR(?source) ) }}")


def test_shares_by_medicine_are_those_of_the_numbers(graph: Graph) -> None:
    rows = graph.select(
        "SELECT ?year ?medicine ?number ?share { ?x measure:dispensed-persons-by-medicine ?number ;"
        " rg:medicine ?medicine ; sdmx-dimension:refPeriod ?year ."
        " ?y measure:dispensed-medicine-share ?share ; rg:medicine ?medicine ;"
        " sdmx-dimension:refPeriod ?year }"
    )
    total: Counter[str] = Counter()
    for row in rows:
        total[row["year"]] += row["number"]
    assert len(rows) == 10
    assert all(round(100 * row["number"] / total[row["year"]]) == row["share"] for row in rows)


def test_every_figure_that_evidence_reports_is_from_a_source_of_the_evidence(graph: Graph) -> None:
    assert graph.ask("ASK { ?evidence rg:reportsObservation ?figure }")
    assert not graph.ask(
        "ASK { ?evidence rg:reportsObservation ?figure"
        " FILTER NOT EXISTS { ?figure dcterms:source ?source . ?evidence rg:fromSource ?source } }"
    )


def test_a_follow_up_is_newer_than_a_document_that_demands_it(graph: Graph) -> None:
    followed = graph.select("SELECT ?x { ?x a rg:FollowUp }")
    rows = graph.select(
        "SELECT DISTINCT ?x { ?x a rg:FollowUp ; rg:target ?demand ; rg:premise/dcterms:date ?date ."
        " ?assertion rg:asserts ?demand ; rg:stance stance:endorses ; rg:assertedOn ?on ."
        " ?demand a rg:PolicyDemand FILTER ( STR(?date) > STR(?on) ) }"
    )
    assert len(rows) == len(followed) > 0


def test_every_figure_has_a_page_to_open(graph: Graph) -> None:
    assert not graph.ask(
        "ASK { ?x a qb:Observation FILTER NOT EXISTS { ?x dcterms:source/foaf:page ?page } }"
    )


def test_every_effect_is_told_by_evidence_from_its_own_study(graph: Graph) -> None:
    assert graph.ask("ASK { ?effect a rg:StudyEffect }")
    told = "?item rg:reportsEffect ?effect ; rg:fromSource ?study . ?effect rg:fromSource ?study"
    assert not graph.ask(f"ASK {{ ?effect a rg:StudyEffect FILTER NOT EXISTS {{ {told} }} }}")
    assert not graph.ask(
        "ASK { ?item rg:reportsEffect ?effect FILTER NOT EXISTS { ?effect a rg:StudyEffect } }"
    )


def test_a_ratio_that_two_rates_give_is_the_ratio_of_the_rates(graph: Graph) -> None:
    rows = graph.select(
        "SELECT DISTINCT ?effect ?estimate ?population ?comparator { ?effect rg:derivation ?how ;"
        " rg:estimate ?estimate ; rg:populationRate ?population ; rg:comparatorRate ?comparator }"
    )
    assert len(rows) == 4
    for row in rows:
        assert abs(row["comparator"] / row["population"] / row["estimate"] - 1) < Decimal("0.08"), row[
            "effect"
        ]


def test_what_a_study_says_of_the_claimed_factor_follows_the_rule(graph: Graph) -> None:
    rows = graph.select(
        "SELECT DISTINCT ?item ?kind ?outcome ?measure ?direction ?estimate ?lower ?upper {"
        " ?relation rg:target claim:substitution-cuts-mortality-three-to-fourfold ; a ?kind ;"
        " rg:premise ?item ."
        " FILTER ( ?kind IN ( rg:Support, rg:Attack, rg:Qualification ) )"
        " ?item rg:reportsEffect ?effect . ?effect rg:outcome ?outcome ; rg:effectMeasure ?measure ;"
        " rg:ratioDirection ?direction ; rg:estimate ?estimate ."
        " OPTIONAL { ?effect rg:ciLower ?lower ; rg:ciUpper ?upper } }"
    )
    assert len(rows) > 15
    for row in rows:
        values = [row["lower"] or row["estimate"], row["estimate"], row["upper"] or row["estimate"]]
        if row["direction"].endswith("/population-over-comparator"):
            values = [1 / value for value in reversed(values)]
        lower, estimate, upper = values
        other = row["outcome"].endswith("/overdose-mortality") or "standardised" in row["measure"]
        expected = "Qualification"
        if not other and 3 <= estimate <= 4:
            expected = "Support"
        elif not other and (upper < 3 or lower > 4):
            expected = "Attack"
        assert row["kind"].endswith(f"#{expected}"), row["item"]


def test_no_private_person_is_in_the_graph(graph: Graph) -> None:
    assert not graph.ask(
        "ASK { ?x a ?person FILTER ( ?person IN ( foaf:Person, prov:Person, schema:Person ) ) }"
    )
