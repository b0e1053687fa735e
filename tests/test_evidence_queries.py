"""What the canned queries on evidence follow, count and leave out, in a debate made up for it."""

from __future__ import annotations

import pytest

from conftest import ask
from rusgraf import files
from rusgraf.graph import Graph

MADE_UP = b"""
@prefix rg: <https://w3id.org/rusgraf/ns#> .
@prefix x: <https://w3id.org/rusgraf/id/claim/> .
@prefix r: <https://w3id.org/rusgraf/id/relation/> .
@prefix s: <https://w3id.org/rusgraf/id/assertion/> .
@prefix e: <https://w3id.org/rusgraf/id/evidence/> .
@prefix f: <https://w3id.org/rusgraf/id/effect/> .
@prefix k: <https://w3id.org/rusgraf/id/content/> .
@prefix o: <https://w3id.org/rusgraf/id/observation/> .
@prefix source: <https://w3id.org/rusgraf/id/source/> .
@prefix actor: <https://w3id.org/rusgraf/id/actor/> .
@prefix agent: <https://w3id.org/rusgraf/id/agent/> .
@prefix basis: <https://w3id.org/rusgraf/code/basis/> .
@prefix comparison: <https://w3id.org/rusgraf/code/comparison/> .
@prefix direction: <https://w3id.org/rusgraf/code/ratio-direction/> .
@prefix certainty: <https://w3id.org/rusgraf/code/certainty/> .
@prefix kind: <https://w3id.org/rusgraf/code/evidence-kind/> .
@prefix measure: <https://w3id.org/rusgraf/id/measure/> .
@prefix outcome: <https://w3id.org/rusgraf/code/outcome/> .
@prefix stance: <https://w3id.org/rusgraf/code/stance/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dimension: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix z: <urn:z:> .

actor:one a rg:Actor ; rdfs:label "One"@en .
actor:two a rg:Actor ; rdfs:label "Two"@en .
actor:three a rg:Actor .
z:anchor a rg:Anchor ; rg:rendition z:text ; rg:start 1 ; rg:end 2 ; rg:locator "p. 1" .
z:text a rg:TextRendition ; dcterms:isFormatOf z:document .
z:document a rg:SourceDocument ; dcterms:date "2021"^^xsd:gYear .
source:review a rg:Study ; dcterms:issued "2010"^^xsd:gYear .
source:record a rg:EvidenceSource . source:news a rg:EvidenceSource .
source:vague a rg:UnidentifiedSource ; skos:editorialNote "Nowhere."@en .

# A demand on linked premises; evidence reaches the one of them, through a claim between.
x:chained a rg:PolicyDemand . x:a a rg:FactualClaim . x:b a rg:FactualClaim . x:c a rg:FactualClaim .
s:chained a rg:Assertion ; rg:asserts x:chained ; rg:assertedBy actor:one ; rg:stance stance:endorses ;
    rg:anchor z:anchor .
s:c a rg:Assertion ; rg:asserts x:c ; rg:assertedBy actor:one ; rg:stance stance:endorses ;
    rg:anchor z:anchor ; rg:accordingTo source:review .
r:linked a rg:Support ; rg:premise x:a , x:b ; rg:target x:chained ; rg:basis basis:explicit ;
    rg:drawnBy actor:one .
r:between a rg:Support ; rg:premise x:c ; rg:target x:b ; rg:basis basis:analytic ; rg:drawnBy agent:me .
e:pooled a rg:EvidenceItem ; rg:evidenceKind kind:systematic-review ; rg:fromSource source:review ;
    rg:certainty certainty:high .
r:pooled a rg:Support ; rg:premise e:pooled ; rg:target x:c ; rg:basis basis:analytic ; rg:drawnBy agent:me .
r:limits a rg:Qualification ; rg:premise e:pooled ; rg:target x:b ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
e:contrary a rg:EvidenceItem ; rg:evidenceKind kind:primary-study ; rg:fromSource source:review ;
    rg:certainty certainty:low .
r:contrary a rg:Attack ; rg:premise e:contrary ; rg:target x:chained ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .

# A demand whose reasons run in a circle that no evidence enters.
x:circular a rg:PolicyDemand . x:round a rg:FactualClaim . x:about a rg:FactualClaim .
s:circular a rg:Assertion ; rg:asserts x:circular ; rg:assertedBy actor:one ;
    rg:stance stance:endorses-conditionally ; rg:anchor z:anchor .
s:round a rg:Assertion ; rg:asserts x:round ; rg:assertedBy actor:one ; rg:stance stance:endorses ;
    rg:anchor z:anchor ; rg:accordingTo source:vague .
r:circular a rg:Support ; rg:premise x:round ; rg:target x:circular ; rg:basis basis:explicit ;
    rg:drawnBy actor:one .
r:round a rg:Support ; rg:premise x:about ; rg:target x:round ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
r:about a rg:Support ; rg:premise x:round ; rg:target x:about ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .

# A demand that evidence attacks and follows up, but does not support.
x:opposed a rg:PolicyDemand .
s:opposed a rg:Assertion ; rg:asserts x:opposed ; rg:assertedBy actor:two ; rg:stance stance:endorses ;
    rg:anchor z:anchor .
e:against a rg:EvidenceItem ; rg:evidenceKind kind:guideline ; rg:fromSource source:news .
e:later a rg:EvidenceItem ; rg:evidenceKind kind:public-record ; rg:fromSource source:news .
r:against a rg:Attack ; rg:premise e:against ; rg:target x:opposed ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
r:later a rg:FollowUp ; rg:premise e:later ; rg:target x:opposed ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .

# A demand on a step that evidence undercuts. What supports the reason supports a rival as well.
x:undercut a rg:PolicyDemand . x:reason a rg:FactualClaim . x:rival a rg:FactualClaim .
s:undercut a rg:Assertion ; rg:asserts x:undercut ; rg:assertedBy actor:two ; rg:stance stance:endorses ;
    rg:anchor z:anchor .
s:reason a rg:Assertion ; rg:asserts x:reason ; rg:assertedBy actor:two ; rg:stance stance:reports ;
    rg:anchor z:anchor ; rg:accordingTo source:undescribed .
s:rival a rg:Assertion ; rg:asserts x:rival ; rg:assertedBy actor:one ; rg:stance stance:endorses ;
    rg:anchor z:anchor .
r:step a rg:Support ; rg:premise x:reason ; rg:target x:undercut ; rg:basis basis:implicit ;
    rg:drawnBy actor:two .
e:shared a rg:EvidenceItem ; rg:evidenceKind kind:official-statistics ; rg:fromSource source:record .
r:shared a rg:Support ; rg:premise e:shared ; rg:target x:reason ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
r:own a rg:Support ; rg:premise e:shared ; rg:target x:rival ; rg:basis basis:explicit ;
    rg:drawnBy actor:one .
r:rival a rg:Attack ; rg:premise x:rival ; rg:target x:undercut ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
e:undercutting a rg:EvidenceItem ; rg:evidenceKind kind:official-statistics ; rg:fromSource source:record ;
    rg:certainty certainty:ungraded .
r:undercutting a rg:Attack ; rg:premise e:undercutting ; rg:target r:step ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
# An attack on the attack defends.
e:defence a rg:EvidenceItem ; rg:evidenceKind kind:guideline ; rg:fromSource source:record .
r:defence a rg:Attack ; rg:premise e:defence ; rg:target r:rival ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .

x:rejected a rg:PolicyDemand . x:alone a rg:FactualClaim .
s:rejected a rg:Assertion ; rg:asserts x:rejected ; rg:assertedBy actor:two ; rg:stance stance:rejects ;
    rg:anchor z:anchor .
s:alone a rg:Assertion ; rg:asserts x:alone ; rg:assertedBy actor:three ; rg:stance stance:endorses ;
    rg:anchor z:anchor .

# A claim that the figures contradict, then and now, on which a demand rests in a circle; one
# that only the revised figure contradicts, on which nothing rests and that nobody makes; one
# that a figure and a study bear out.
x:wrong a rg:StatisticalClaim ; rg:hasStatisticalContent k:wrong . x:middle a rg:FactualClaim .
x:lonely a rg:StatisticalClaim ; rg:hasStatisticalContent k:lonely .
x:right a rg:StatisticalClaim ; rg:hasStatisticalContent k:right , k:ratio .
s:wrong a rg:Assertion ; rg:asserts x:wrong ; rg:assertedBy actor:one ; rg:stance stance:endorses ;
    rg:anchor z:anchor .
r:wrong a rg:Support ; rg:premise x:wrong ; rg:target x:middle ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
r:middle a rg:Support ; rg:premise x:middle ; rg:target x:opposed ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
r:circle a rg:Support ; rg:premise x:middle ; rg:target x:wrong ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
r:right a rg:Support ; rg:premise x:right ; rg:target x:opposed ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
k:wrong a rg:StatisticalContent ; rg:measure measure:deaths ; dimension:refArea wd:Q20 ;
    dimension:refPeriod "2019"^^xsd:gYear ; rg:comparison comparison:at-most ; rg:upperBound 5.0 .
k:lonely a rg:StatisticalContent ; rg:measure measure:deaths ; dimension:refArea wd:Q20 ;
    dimension:refPeriod "2019"^^xsd:gYear ; rg:comparison comparison:at-most ; rg:upperBound 9.0 .
k:right a rg:StatisticalContent ; rg:measure measure:deaths ; dimension:refArea wd:Q20 ;
    dimension:refPeriod "2019"^^xsd:gYear ; rg:comparison comparison:at-least ; rg:lowerBound 8.0 .
k:ratio a rg:StatisticalContent ; rg:outcome outcome:mortality ; rg:population z:in ; rg:comparator z:out ;
    rg:comparison comparison:times-lower-than-comparator ; rg:lowerBound 2.0 ; rg:upperBound 3.0 .
z:series a qb:DataSet ; qb:structure z:structure . z:structure qb:component z:component .
z:component qb:measure measure:deaths .
o:old a qb:Observation ; qb:dataSet z:series ; dimension:refArea wd:Q20 ;
    dimension:refPeriod "2019"^^xsd:gYear ; measure:deaths 9 ; dcterms:issued "2020"^^xsd:gYear ;
    dcterms:source source:record .
o:new a qb:Observation ; qb:dataSet z:series ; dimension:refArea wd:Q20 ;
    dimension:refPeriod "2019"^^xsd:gYear ; measure:deaths 10 ; dcterms:issued "2023"^^xsd:gYear ;
    prov:wasRevisionOf o:old ; dcterms:source source:record .
f:effect a rg:StudyEffect ; rg:fromSource source:review ; rg:outcome outcome:mortality ;
    rg:population z:in ; rg:comparator z:out ; rg:estimate 2.5 ;
    rg:ratioDirection direction:comparator-over-population .
"""


@pytest.fixture(scope="module")
def made_up() -> Graph:
    return Graph([files.read_bytes(MADE_UP, "made-up.ttl")])


def test_evidence_reaches_a_demand_through_a_chain_a_linked_premise_and_an_undercut_step(
    made_up: Graph,
) -> None:
    columns = ("by", "demand", "explicit", "implicit", "analytic")
    rows = [("one", "circular", 1, 0, 0), ("two", "opposed", 0, 0, 2)]
    assert ask(made_up, "demands-without-evidence", *columns) == rows
    assert ask(made_up, "demands-without-evidence", *columns, actor="one") == rows[:1]
    assert ask(made_up, "demands-without-evidence", *columns, actor="two") == rows[1:]
    assert not made_up.run("demands-without-evidence", actor="three")


def test_without_its_last_step_evidence_no_longer_reaches_the_demand() -> None:
    cut = MADE_UP.replace(b"rg:premise x:c ; rg:target x:b", b"rg:premise x:c ; rg:target x:alone")
    graph = Graph([files.read_bytes(cut, "made-up.ttl")])
    assert ("chained", 2) in ask(graph, "demands-without-evidence", "demand", "explicit")


def test_a_source_that_is_not_found_stands_with_what_became_of_the_search(made_up: Graph) -> None:
    columns = ("by", "claim", "source", "note", "items", "demands")
    rows = [
        ("two", "reason", "undescribed", None, 1, 1),
        ("one", "round", "vague", "Nowhere.", 0, 1),
    ]
    assert ask(made_up, "sources-not-found", *columns) == rows
    assert ask(made_up, "sources-not-found", *columns, actor="one") == rows[1:]
    assert len(made_up.run("cited-sources")) == 3


def test_what_rests_on_a_contradicted_claim_is_followed_round_a_circle_but_not_to_itself(
    made_up: Graph,
) -> None:
    columns = ("claim", "claimedBy", "vintages", "direct", "resting", "isDemand", "heldBy")
    both = "as published then (2021-12-31); latest figures"
    rows = [
        ("lonely", None, "latest figures", None, None, None, None),
        ("wrong", "One", both, True, "middle", False, None),
        ("wrong", "One", both, False, "opposed", True, "Two"),
    ]
    assert ask(made_up, "contradicted-claims", *columns) == rows
    assert ask(made_up, "contradicted-claims", *columns, actor="one") == rows[1:]
    assert not made_up.run("contradicted-claims", actor="two")


def test_each_check_explains_itself_in_the_order_of_the_vintages(made_up: Graph) -> None:
    def said(check: str) -> str:
        (row,) = made_up.select(
            f"SELECT ?said {{ check:{check} rg:explanation ?said FILTER (LANG(?said) = 'en') }}"
        )
        return str(row["said"])

    assert set(ask(made_up, "contradicted-claims", "claim", "explanations")) == {
        ("lonely", said("lonely-latest")),
        ("wrong", f"{said('wrong-by-2021-12-31')} {said('wrong-latest')}"),
    }


def test_evidence_is_used_by_both_sides_of_a_claim_or_of_two_that_stand_against_one_another(
    made_up: Graph,
) -> None:
    columns = (
        "source",
        "claim",
        "heldBy",
        "how",
        "opponent",
        "opponentHeldBy",
        "itemsFor",
        "itemsAgainst",
        "itemsOnBoth",
    )
    assert ask(made_up, "evidence-on-both-sides", *columns) == [
        ("record", "undercut", "Two", "attack", "rival", "One", 1, 1, 1),
        ("record", "undercut", "Two", "undercut", None, None, 1, 1, 0),
        ("review", "b", None, "qualification", None, None, 1, 1, 1),
        ("review", "chained", "One", "attack", None, None, 1, 1, 0),
    ]


def test_an_actors_case_is_its_claims_and_what_supports_them(made_up: Graph) -> None:
    columns = ("by", "kind", "certainty", "named", "supporting", "qualifying", "attacking")
    rows = [
        ("one", "official statistics", "ungraded", True, 1, 0, 0),
        ("one", "systematic review", "high", True, 1, 1, 0),
        ("one", "primary study", "low", False, 0, 0, 1),
        ("three", None, None, None, 0, 0, 0),
        ("two", "guideline", "ungraded", False, 0, 0, 1),
        ("two", "official statistics", "ungraded", False, 1, 0, 1),
    ]
    assert ask(made_up, "evidence-behind-actors", *columns) == rows
    for actor in ("one", "two", "three"):
        alone = [row for row in rows if row[0] == actor]
        assert ask(made_up, "evidence-behind-actors", *columns, actor=actor) == alone


def test_an_actor_is_told_how_many_of_its_claims_rest_on_no_evidence(made_up: Graph) -> None:
    columns = ("by", "claims", "withoutEvidence", "sourcesNamed")
    assert set(ask(made_up, "evidence-behind-actors", *columns)) == {
        ("one", 6, 3, 2),
        ("two", 2, 1, 0),
        ("three", 1, 1, 0),
    }


def test_a_source_is_counted_by_the_claims_that_what_comes_from_it_bears_on(made_up: Graph) -> None:
    columns = (
        "source",
        "items",
        "effects",
        "figures",
        "claims",
        "supported",
        "qualified",
        "attacked",
        "followedUp",
        "checked",
        "citing",
    )
    assert ask(made_up, "sources-by-number-of-claims", *columns) == [
        ("record", 3, 0, 2, 3, 2, 0, 0, 0, 3, 0),
        ("review", 2, 1, 0, 3, 1, 1, 1, 0, 1, 1),
        ("news", 2, 0, 0, 1, 0, 0, 1, 1, 0, 0),
        ("vague", 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
    ]
