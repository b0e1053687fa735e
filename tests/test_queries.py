"""The canned queries give the answers that were checked beside the document."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal

import rusgraf
from rusgraf import canned, files
from rusgraf.graph import Graph
from rusgraf.terms import Term

CALLS: list[tuple[str, dict[str, object]]] = [
    ("challenges-between-actors", {"actor": "fo", "other": "auh"}),
    ("challenges-between-actors", {"actor": "auh", "lang": "en"}),
    ("challenges-to-claim", {"claim": "more-low-threshold-lar"}),
    ("challenges-to-claim", {"claim": "strengthen-municipal-aftercare"}),
    ("challenges-to-claim", {"lang": "en"}),
    ("check-details", {"lang": "en"}),
    ("check-details", {"claim": "more-people-get-medication"}),
    ("cited-sources", {}),
    ("cited-sources", {"actor": "fo", "lang": "en"}),
    ("cited-sources", {"actor": "fhi"}),
    ("claim-checks", {}),
    ("claim-checks", {"lang": "en"}),
    ("claims-by-number-of-demands", {"lang": "en"}),
    ("claims-by-number-of-demands", {"topic": "lar"}),
    ("claims-by-number-of-demands", {"topic": "actor-profile"}),
    ("claims-resting-on-claim", {"claim": "substitution-cuts-mortality-three-to-fourfold"}),
    ("claims-resting-on-claim", {"claim": "months-of-waiting-for-aftercare", "lang": "en"}),
    ("claims-resting-on-claim", {"claim": "one-week-limit-on-waiting"}),
    ("claims-resting-on-source", {"source": "fo-own-experience"}),
    ("claims-resting-on-source", {"source": "who-un-mortality-figures"}),
    ("claims-resting-on-source", {"source": "sordo-2017", "lang": "en"}),
    ("claims-resting-on-source", {"source": "government-platform-2018", "lang": "en"}),
    ("claims-resting-on-source", {"source": "fmr-police-figures"}),
    ("demands-by-actor", {"actor": "fo"}),
    ("demands-by-actor", {"actor": "auh", "topic": "lar", "lang": "en"}),
    ("demands-by-actor", {"actor": "fo", "topic": "aftercare"}),
    ("demands-by-number-of-reasons", {}),
    ("demands-by-number-of-reasons", {"actor": "fo", "lang": "en"}),
    ("demands-by-number-of-reasons", {"actor": "fhi"}),
    ("contradicted-claims", {}),
    ("contradicted-claims", {"actor": "auh", "lang": "en"}),
    ("demands-without-evidence", {}),
    ("demands-without-evidence", {"actor": "fo", "lang": "en"}),
    ("demands-without-reasons", {}),
    ("demands-without-reasons", {"actor": "fo", "lang": "en"}),
    ("demands-without-reasons", {"actor": "auh", "topic": "aftercare"}),
    ("demands-without-reasons", {"actor": "fhi"}),
    ("evidence-behind-actors", {}),
    ("evidence-behind-actors", {"actor": "fo", "lang": "en"}),
    ("evidence-behind-actors", {"actor": "fhi"}),
    ("evidence-by-kind", {}),
    ("evidence-by-kind", {"lang": "en"}),
    ("evidence-on-claim", {"claim": "substitution-cuts-mortality-three-to-fourfold"}),
    ("evidence-on-claim", {"claim": "substitution-cuts-drug-use-crime-and-infection", "lang": "en"}),
    ("evidence-on-claim", {"claim": "introduce-heroin-assisted-treatment", "lang": "en"}),
    ("evidence-on-both-sides", {}),
    ("evidence-on-both-sides", {"lang": "en"}),
    ("figures", {"topic": "lar"}),
    ("figures", {"dataset": "lar-patients", "lang": "en"}),
    ("figures", {"topic": "overdose-deaths", "start": "2020", "end": "2020", "lang": "en"}),
    ("figures-in-check", {"claim": "overdose-deaths-2020-highest-in-twenty-years", "lang": "en"}),
    ("agreement-on-claims", {"actor": "fo", "other": "auh"}),
    ("agreement-on-claims", {"actor": "auh", "other": "fo", "lang": "en"}),
    ("agreement-by-topic", {"actor": "fo", "other": "auh"}),
    ("agreement-by-topic", {"actor": "auh", "other": "fo", "lang": "en"}),
    ("addressed-by-one-only", {"actor": "fo", "other": "auh"}),
    ("addressed-by-one-only", {"actor": "auh", "other": "fo", "lang": "en"}),
    ("overview", {"lang": "en"}),
    ("records-on-claims", {}),
    ("records-on-claims", {"claim": "drug-reform-presented-in-april", "lang": "en"}),
    ("overdose-deaths", {}),
    ("overdose-deaths", {"dataset": "overdose-deaths-police", "lang": "en"}),
    ("overdose-deaths-by-category", {}),
    ("overdose-deaths-by-category", {"year": "2019", "lang": "en"}),
    ("overdose-deaths-by-category", {"category": "sex", "lang": "en"}),
    ("reasons-for-claim", {"claim": "psychosocial-measures-in-lar"}),
    ("reasons-for-claim", {"claim": "strengthen-social-work", "lang": "en"}),
    ("reasons-for-claim", {"claim": "gps-prescribe-what-helps"}),
    ("relations-by-basis", {}),
    ("relations-by-basis", {"lang": "en"}),
    ("sources-by-number-of-claims", {}),
    ("sources-by-number-of-claims", {"lang": "en"}),
    ("sources-not-found", {}),
    ("sources-not-found", {"actor": "auh", "lang": "en"}),
    ("stances-on-claim", {"claim": "strengthen-lar"}),
    ("stances-on-claim", {"claim": "introduce-heroin-assisted-treatment", "lang": "en"}),
    ("stances-on-topic", {"topic": "heroin-assisted-treatment"}),
    ("stances-on-topic", {"topic": "oat-mortality"}),
    ("stances-on-topic", {"topic": "responses-to-use", "lang": "en"}),
    ("statistical-claims", {}),
    ("statistical-claims", {"claim": "overdose-deaths-2020-highest-in-twenty-years", "lang": "en"}),
    ("study-effects", {"outcome": "mortality", "lang": "en"}),
    ("study-effects", {"outcome": "retention", "medicine": "buprenorphine"}),
    ("study-effects", {"outcome": "all-cause-mortality", "medicine": "opioid-agonist", "lang": "en"}),
    ("study-effects", {"outcome": "all-cause-mortality", "area": "norge"}),
    ("study-effects", {"outcome": "illicit-opioid-use"}),
    ("study-effects", {"outcome": "crime", "lang": "en"}),
    ("study-effects", {"outcome": "adverse-events"}),
    ("submission-history", {}),
    ("submission-history", {"submission": "2021-auh-resolution", "lang": "en"}),
    ("topics-of-one-actor", {}),
    ("topics-of-one-actor", {"actor": "fo", "lang": "en"}),
    ("topics-of-one-actor", {"actor": "fhi"}),
    ("what-became-of-demands", {}),
    ("what-became-of-demands", {"actor": "auh", "lang": "en"}),
    ("where-is-it-said", {"claim": "new-official-inquiry"}),
    ("where-is-it-said", {"claim": "introduce-heroin-assisted-treatment", "lang": "en"}),
]

#: Questions about everything, put to a small graph so that the answers can be read.
SMALL_CALLS: list[tuple[str, dict[str, object]]] = [
    ("coding-table", {}),
    ("coding-table", {"lang": "en"}),
    ("edges", {}),
    ("edges", {"lang": "en"}),
    ("nodes", {}),
    ("nodes", {"lang": "en"}),
]


def file_name(name: str, parameters: dict[str, object]) -> str:
    return "-".join(["queries/" + name, *(str(value) for value in parameters.values())]) + ".csv"


@pytest.mark.parametrize(("name", "parameters"), CALLS, ids=[file_name(*call) for call in CALLS])
def test_an_answer_is_what_it_was(
    name: str, parameters: dict[str, object], graph: Graph, golden: object
) -> None:
    golden(file_name(name, parameters), graph.run(name, **parameters).render("csv"))  # type: ignore[operator]


@pytest.mark.parametrize(("name", "parameters"), SMALL_CALLS, ids=[file_name(*call) for call in SMALL_CALLS])
def test_an_answer_about_a_small_graph_is_what_it_was(
    name: str, parameters: dict[str, object], park: Graph, golden: object
) -> None:
    golden(
        file_name(name, parameters).replace("queries/", "queries/small-"),
        park.run(name, **parameters).render("csv"),
    )  # type: ignore[operator]


def test_every_query_has_a_golden_answer() -> None:
    assert {name for name, _ in CALLS + SMALL_CALLS} == set(canned.names())


MADE_UP = b"""
@prefix rg: <https://w3id.org/rusgraf/ns#> .
@prefix x: <https://w3id.org/rusgraf/id/claim/> .
@prefix r: <https://w3id.org/rusgraf/id/relation/> .
@prefix actor: <https://w3id.org/rusgraf/id/actor/> .
@prefix agent: <https://w3id.org/rusgraf/id/agent/> .
@prefix basis: <https://w3id.org/rusgraf/code/basis/> .
@prefix stance: <https://w3id.org/rusgraf/code/stance/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix topic: <https://w3id.org/rusgraf/topic/> .
x:top a rg:PolicyDemand ; dcterms:subject topic:lar .
x:a a rg:FactualClaim . x:b a rg:FactualClaim . x:c a rg:FactualClaim . x:d a rg:ConcernClaim .
r:linked a rg:Support ; rg:premise x:a , x:b ; rg:target x:top ;
    rg:basis basis:explicit ; rg:drawnBy actor:fo .
r:chain a rg:Support ; rg:premise x:c ; rg:target x:a ; rg:basis basis:analytic ; rg:drawnBy agent:me .
r:circle a rg:Support ; rg:premise x:top ; rg:target x:c ; rg:basis basis:analytic ; rg:drawnBy agent:me .
r:under a rg:Attack ; rg:premise x:d ; rg:target r:linked ; rg:basis basis:analytic ; rg:drawnBy agent:me .
"""


@pytest.fixture(scope="module")
def park() -> Graph:
    return rusgraf.open(Path(__file__).parent / "graphs" / "park.ttl")


@pytest.fixture(scope="module")
def made_up() -> Graph:
    return Graph([files.read_bytes(MADE_UP, "made-up.ttl")])


def slugs(graph: Graph, query: str, column: str, **parameters: str) -> list[str]:
    return [str(row[column]).rpartition("/")[2] for row in graph.run(query, **parameters)]


def test_reasons_are_followed_through_others_and_round_a_circle(made_up: Graph) -> None:
    rows = list(made_up.run("reasons-for-claim", claim="top"))
    assert [(row["direct"], row["reason"].rpartition("/")[2]) for row in rows] == [
        (True, "a"),
        (True, "b"),
        (False, "c"),
        (False, "top"),
    ]
    assert len({row["relation"] for row in rows if row["direct"]}) == 1


def test_a_claim_without_text_still_has_its_row(made_up: Graph) -> None:
    assert [row["text"] for row in made_up.run("reasons-for-claim", claim="c")] == [None] * 4


def test_an_undercut_is_shown_with_the_claim_that_the_step_leads_to(made_up: Graph) -> None:
    (row,) = made_up.run("challenges-to-claim", claim="top", lang="en")
    assert (row["premise"].rpartition("/")[2], row["how"], row["undercuts"].rpartition("/")[2]) == (
        "d",
        "undercut",
        "linked",
    )


def stance_on_top(stance: str, actor: str) -> bytes:
    return (
        MADE_UP
        + f"""
        @prefix assertion: <https://w3id.org/rusgraf/id/assertion/> .
        @prefix z: <urn:z:> .
        actor:fo a rg:Actor . actor:other a rg:Actor .
        assertion:s a rg:Assertion ; rg:asserts x:top ; rg:stance stance:{stance} ;
            rg:assertedBy actor:{actor} ; rg:anchor z:anchor .
        z:anchor a rg:Anchor ; rg:rendition z:text ; rg:start 1 ; rg:end 2 ; rg:locator "p. 1" .
        z:text a rg:TextRendition ; dcterms:isFormatOf z:document .
        z:document a rg:SourceDocument .
    """.encode()
    )


@pytest.mark.parametrize(
    ("stance", "actor", "demanded", "unreasoned"),
    [
        ("endorses", "fo", True, False),
        ("endorses", "other", True, True),
        ("endorses-conditionally", "other", True, False),
        ("rejects", "other", False, False),
        ("withholds", "other", False, False),
        ("reports", "other", False, False),
    ],
)
def test_only_who_endorses_a_demand_makes_it_and_only_its_own_reasons_count(
    stance: str, actor: str, demanded: bool, unreasoned: bool
) -> None:
    graph = Graph([files.read_bytes(stance_on_top(stance, actor), "made-up.ttl")])
    assert bool(graph.run("demands-by-actor", actor=actor)) is demanded
    assert bool(graph.run("demands-without-reasons", actor=actor)) is unreasoned
    assert bool(graph.run("demands-without-reasons")) is unreasoned
    (row,) = graph.run("stances-on-topic", topic="medication-treatment", lang="en")
    assert row["claim"].endswith("top")


def followed_up(*evidence: str, stance: str = "endorses", stated: str = "2018") -> Graph:
    """One demand that an actor took a stance on, in 2018 or then, and evidence with these dates."""
    items = "".join(
        f"""
        z:f{number} a rg:FollowUp ; rg:premise z:e{number} ; rg:target x:top .
        z:e{number} a rg:EvidenceItem {date and f'; dcterms:date "{date}"'} .
        """
        for number, date in enumerate(evidence)
    )
    dated = f'z:document dcterms:date "{stated}" .'
    return Graph([files.read_bytes(stance_on_top(stance, "fo") + (items + dated).encode(), "made-up.ttl")])


def test_what_became_of_a_demand_is_newer_than_the_demand_and_needs_no_text_or_source() -> None:
    graph = followed_up("2017-12-31", "2018-04-24", "", "2024")
    rows = list(graph.run("what-became-of-demands", actor="fo"))
    assert [row["date"] for row in rows] == [None, "2018-04-24", "2024"]
    assert all(row["evidence"] for row in rows)
    assert not graph.run("what-became-of-demands", actor="other")


@pytest.mark.parametrize(
    ("stated", "date", "listed"),
    [
        ("2018", "2018-01-14", True),
        ("2018", "2017-12-31", False),
        ("2018-03-23", "2018", True),
        ("2018-03-23", "2018-03", True),
        ("2018-03-23", "2018-02", False),
        ("2018-03-23", "2018-03-22", False),
        ("2018-03-23", "2017", False),
    ],
)
def test_dates_are_compared_as_far_as_both_go(stated: str, date: str, listed: bool) -> None:
    (row,) = followed_up(date, stated=stated).run("what-became-of-demands")
    assert bool(row["evidence"]) is listed


def test_a_demand_of_which_nothing_is_recorded_is_listed_after_the_others() -> None:
    (row,) = followed_up().run("what-became-of-demands")
    assert row["demand"].endswith("top")
    assert (row["date"], row["evidence"], row["found"], row["sources"]) == (None,) * 4


@pytest.mark.parametrize(
    ("stance", "demanded"),
    [("endorses", True), ("endorses-conditionally", True), ("rejects", False), ("withholds", False)],
)
def test_what_an_actor_does_not_demand_is_not_followed_up(stance: str, demanded: bool) -> None:
    assert bool(followed_up("2020", stance=stance).run("what-became-of-demands")) is demanded


def test_a_category_holds_the_narrower_ones_and_no_county(graph: Graph) -> None:
    def parts(**parameters: str) -> set[str]:
        return {row["part"] for row in graph.run("overdose-deaths-by-category", lang="en", **parameters)}

    opioids = {"any opioid", "heroin", "methadone", "other opioids", "synthetic opioids"}
    assert parts(category="main-intoxicant") == parts(category="any-opioid") == opioids
    assert parts(category="manner-of-death") == {"suicide"}
    assert parts(category="examination") == {"autopsied"}
    assert opioids | {"women", "men", "suicide", "autopsied", "Viken", "Oslo"} < parts()
    assert "Norway" not in parts()


def test_the_two_counts_of_lar_share_no_series(graph: Graph) -> None:
    rows = list(graph.run("figures", topic="lar"))
    series = {
        by: {row["dataset"] for row in rows if ("Reseptregisteret" in row["sources"]) is by}
        for by in (True, False)
    }
    assert all(series.values())
    assert not series[True] & series[False]


def test_figures_are_those_of_the_topic_the_series_and_the_years(graph: Graph) -> None:
    def found(**parameters: str) -> set[str]:
        return set(slugs(graph, "figures", "observation", **parameters))

    all_of_them = {row["x"].rpartition("/")[2] for row in graph.select("SELECT ?x { ?x a qb:Observation }")}
    assert found() == all_of_them == found(topic="lar") | found(topic="overdose-deaths")
    assert found(topic="lar-medicines") < found(topic="lar")
    assert found(dataset="lar-intakes") == {"lar-intakes-2019", "lar-intakes-2021"}
    assert found(dataset="lar-intakes", start="2020") == {"lar-intakes-2021"}
    assert not found(dataset="lar-intakes", topic="overdose-deaths")
    assert len(graph.run("figures")) == len(all_of_them)


def test_a_figure_carries_its_own_note_and_that_of_its_series(graph: Graph) -> None:
    rows = {row["year"]: row["note"] for row in graph.run("figures", dataset="lar-patients", lang="en")}
    assert rows[2019] == f"As the source gives it; the figure may be rounded. {rows[2017]}"
    assert "1,074 in treatment in 2000 is not in" in rows[2017]


def test_only_series_of_all_deaths_stand_under_deaths(graph: Graph) -> None:
    datasets = [row["x"] for row in graph.select("SELECT ?x { ?x a qb:DataSet }")]
    answering = {each.rpartition("/")[2] for each in datasets if graph.run("overdose-deaths", dataset=each)}
    assert answering == {"overdose-deaths-register", "overdose-deaths-police"}


EFFECTS = b"""
@prefix rg: <https://w3id.org/rusgraf/ns#> .
@prefix area: <https://w3id.org/rusgraf/id/area/> .
@prefix effect: <https://w3id.org/rusgraf/id/effect/> .
@prefix sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix medicine: <https://w3id.org/rusgraf/code/medicine/> .
@prefix outcome: <https://w3id.org/rusgraf/code/outcome/> .
@prefix ratio-direction: <https://w3id.org/rusgraf/code/ratio-direction/> .
@prefix study: <https://w3id.org/rusgraf/id/study/> .
effect:a a rg:StudyEffect ; rg:fromSource study:s ; rg:outcome outcome:overdose-mortality ; rg:estimate 0.4 ;
    rg:ciLower 0.2 ; rg:ciUpper 0.5 ; sdmx-dimension:refArea area:california ;
    rg:ratioDirection ratio-direction:population-over-comparator ; rg:medicine medicine:methadone .
effect:b a rg:StudyEffect ; rg:fromSource study:s ; rg:outcome outcome:mortality ; rg:estimate 2.5 ;
    rg:ciLower 2.0 ; rg:ciUpper 5.0 ;
    rg:ratioDirection ratio-direction:comparator-over-population .
effect:c a rg:StudyEffect ; rg:fromSource study:s ; rg:outcome outcome:crime ; rg:estimate 0.5 ;
    rg:ciLower 0.0 ; rg:ciUpper 1.0 ;
    rg:ratioDirection ratio-direction:population-over-comparator ; rg:medicine medicine:heroin .
"""


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"outcome": "mortality"}, ["b", "a"]),
        ({"outcome": "overdose-mortality"}, ["a"]),
        ({"outcome": "mortality", "medicine": "methadone"}, ["a"]),
        ({"outcome": "mortality", "medicine": "opioid-agonist"}, ["a"]),
        ({"outcome": "mortality", "medicine": "heroin"}, []),
        ({"outcome": "crime", "medicine": "heroin"}, ["c"]),
        ({"outcome": "mortality", "area": "united-states"}, ["a"]),
        ({"outcome": "mortality", "area": "california", "medicine": "heroin"}, []),
        ({"outcome": "mortality", "area": "norway"}, []),
    ],
)
def test_effects_on_a_narrower_outcome_medicine_or_area_count_and_those_on_none_do_not(
    parameters: dict[str, str], found: list[str]
) -> None:
    graph = Graph([files.read_bytes(EFFECTS, "made-up.ttl")])
    assert slugs(graph, "study-effects", "effect", lang="en", **parameters) == found


def test_effects_are_turned_the_same_way() -> None:
    graph = Graph([files.read_bytes(EFFECTS, "made-up.ttl")])
    assert {
        tuple(float(row[name]) for name in ("turned", "turnedLower", "turnedUpper"))
        for row in graph.run("study-effects", outcome="mortality")
    } == {(2.5, 2.0, 5.0)}
    (row,) = graph.run("study-effects", outcome="crime")
    assert (float(row["turnedLower"]), row["turnedUpper"]) == (1.0, None)


def test_only_evidence_bears_on_a_claim_as_evidence_and_has_one_row() -> None:
    data = (
        MADE_UP
        + b"""
        @prefix evidence: <https://w3id.org/rusgraf/id/evidence/> .
        @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        @prefix study: <https://w3id.org/rusgraf/id/study/> .
        evidence:e a rg:EvidenceItem ; rg:fromSource study:s , study:t .
        evidence:f a rg:EvidenceItem .
        study:s foaf:page <https://example.org/s> . study:t foaf:page <https://example.org/t> .
        r:e a rg:Attack ; rg:premise evidence:e ; rg:target x:top ; rg:drawnBy agent:me .
        r:f a rg:FollowUp ; rg:premise evidence:f ; rg:target x:top ; rg:drawnBy agent:me .
    """
    )
    graph = Graph([files.read_bytes(data, "made-up.ttl")])
    rows = graph.run("evidence-on-claim", claim="top", lang="en")
    assert [(row["how"], row["evidence"].rpartition("/")[2], row["sources"]) for row in rows] == [
        ("attack", "e", " <https://example.org/s>;  <https://example.org/t>"),
        ("follow-up", "f", None),
    ]


def test_the_coding_table_has_a_row_for_each_assertion(graph: Graph) -> None:
    table = list(graph.run("coding-table"))
    assert len(table) == len({row["assertion"] for row in table})
    assert len(table) == len(graph.select("SELECT ?x { ?x a rg:Assertion }"))
    assert all(row["start"] < row["end"] for row in table)


def test_a_coding_table_of_several_anchors_and_classes_has_one_row(made_up: Graph) -> None:
    text = (
        MADE_UP
        + b"""
        @prefix a: <https://w3id.org/rusgraf/id/assertion/> .
        @prefix n: <https://w3id.org/rusgraf/id/anchor/> .
        x:a a rg:CausalClaim , rg:StatisticalClaim ; dcterms:subject topic:lar , topic:dignity .
        a:1 a rg:Assertion ; rg:asserts x:a ; rg:anchor n:1 , n:2 .
        n:1 rg:start 20 ; rg:end 30 ; rg:locator "l. 2" . n:2 rg:start 5 ; rg:end 9 ; rg:locator "l. 1" .
    """
    )
    (row,) = Graph([files.read_bytes(text, "made-up.ttl")]).run("coding-table", lang="en")
    assert (row["places"], row["start"], row["end"]) == ("l. 1; l. 2", 5, 30)
    assert row["kinds"] == "causal claim; statistical claim"
    assert row["anchors"].split("; ")[0].endswith("anchor/2")


@pytest.mark.parametrize("part", [{}, {"actor": "fo"}, {"topic": "lar"}, {"document": "auh-resolution-2021"}])
def test_every_edge_has_two_nodes_and_every_node_an_edge(part: dict[str, str], graph: Graph) -> None:
    graph = graph.slice(**part) if part else graph
    nodes = [row["id"] for row in graph.run("nodes")]
    ends = {row[end] for row in graph.run("edges") for end in ("source", "target")}
    assert len(nodes) == len(set(nodes))
    assert set(nodes) == ends


def test_every_relation_has_an_edge_for_each_premise(graph: Graph) -> None:
    edges = [(row["record"], row["source"]) for row in graph.run("edges")]
    premises = graph.select("SELECT ?r ?p { ?r rg:premise ?p }")
    assert {(row["r"], row["p"]) for row in premises} <= set(edges)


def test_the_edge_of_an_undercut_leads_to_what_the_step_leads_to(made_up: Graph) -> None:
    (edge,) = (row for row in made_up.run("edges", lang="en") if row["undercuts"])
    assert (edge["property"], edge["label"]) == (f"{NS}Undercut", "undercut")
    assert [edge[name].rpartition("/")[2] for name in ("source", "target", "undercuts")] == [
        "d",
        "top",
        "linked",
    ]


def test_the_overview_counts_what_is_there(graph: Graph) -> None:
    rows = {row["thing"]: row for row in graph.run("overview", lang="en")}
    for row in rows.values():
        if row["counted"] == "class":
            assert row["count"] == len(graph.select(f"SELECT DISTINCT ?x {{ ?x a <{row['thing']}> }}"))
        else:
            counted = graph.select(f"SELECT ?s {{ GRAPH <{row['thing']}> {{ ?s ?p ?o }} }}")
            assert row["count"] == len(counted)
    assert rows[f"{NS}PolicyDemand"]["within"] == f"{NS}NormativeClaim"
    assert len([row for row in rows.values() if row["label"] == "claim"]) == 1


@pytest.mark.parametrize("name", canned.names())
def test_a_query_answers_alike_whether_or_not_the_checks_were_asked_for_before(
    name: str, graph: Graph
) -> None:
    query = canned.get(name)
    assert graph.ask("ASK { ?check a rg:ClaimCheck }")
    assert rusgraf.open().run(name, **query.example) == graph.run(name, **query.example)


NS = "https://w3id.org/rusgraf/ns#"


def test_a_column_of_one_name_holds_values_of_one_kind(graph: Graph) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for query in map(canned.get, canned.names()):
        table = graph.run(query.name, **query.example)
        for row in table.terms:
            for column, term in zip(table.columns, row, strict=True):
                if term is not None:
                    kinds[column].add(kind_of(term))
    assert {column: found for column, found in kinds.items() if len(found) > 1} == {}


def kind_of(term: Term) -> str:
    if not isinstance(term, Literal):
        return "thing"
    datatype = term.datatype.value.rpartition("#")[2]
    alike = {"langString": "text", "string": "text", "integer": "number", "decimal": "number"}
    return alike.get(datatype, "date" if datatype in ("date", "gYear", "gYearMonth") else datatype)
