"""What the canned queries of the argument side count, and what they leave out."""

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
@prefix p: <https://w3id.org/rusgraf/id/population/> .
@prefix source: <https://w3id.org/rusgraf/id/source/> .
@prefix actor: <https://w3id.org/rusgraf/id/actor/> .
@prefix agent: <https://w3id.org/rusgraf/id/agent/> .
@prefix basis: <https://w3id.org/rusgraf/code/basis/> .
@prefix category: <https://w3id.org/rusgraf/code/category/> .
@prefix comparison: <https://w3id.org/rusgraf/code/comparison/> .
@prefix direction: <https://w3id.org/rusgraf/code/ratio-direction/> .
@prefix kind: <https://w3id.org/rusgraf/code/evidence-kind/> .
@prefix medicine: <https://w3id.org/rusgraf/code/medicine/> .
@prefix measure: <https://w3id.org/rusgraf/id/measure/> .
@prefix outcome: <https://w3id.org/rusgraf/code/outcome/> .
@prefix stance: <https://w3id.org/rusgraf/code/stance/> .
@prefix topic: <https://w3id.org/rusgraf/topic/> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix dimension: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix z: <urn:z:> .

actor:one a rg:Actor . actor:two a rg:Actor .
z:anchor a rg:Anchor ; rg:rendition z:text ; rg:start 1 ; rg:end 2 ; rg:locator "p. 1" .
z:text a rg:TextRendition ; dcterms:isFormatOf z:document .
z:document a rg:SourceDocument .

# The demand has three reasons: a, which one's text implies, and through it b and c. The
# steps run in a circle: the demand supports c.
x:demand a rg:PolicyDemand ; dcterms:subject topic:low-threshold-lar .
x:a a rg:FactualClaim ; dcterms:subject topic:dignity .
x:b a rg:FactualClaim . x:c a rg:FactualClaim . x:near a rg:PolicyDemand . x:bare a rg:PolicyDemand .
s:demand a rg:Assertion ; rg:asserts x:demand ; rg:assertedBy actor:one ; rg:stance stance:endorses ;
    rg:anchor z:anchor .
s:a a rg:Assertion ; rg:asserts x:a ; rg:assertedBy actor:two ; rg:stance stance:endorses ;
    rg:anchor z:anchor ;
    rg:accordingTo source:vague .
s:near a rg:Assertion ; rg:asserts x:near ; rg:assertedBy actor:two ; rg:stance stance:rejects ;
    rg:anchor z:anchor .
s:bare a rg:Assertion ; rg:asserts x:bare ; rg:assertedBy actor:two ; rg:stance stance:endorses ;
    rg:anchor z:anchor .
r:a a rg:Support ; rg:premise x:a ; rg:target x:demand ; rg:basis basis:implicit ; rg:drawnBy actor:one ;
    rg:anchor z:anchor .
r:b a rg:Support ; rg:premise x:b , x:c ; rg:target x:a ; rg:basis basis:analytic ; rg:drawnBy agent:me .
r:circle a rg:Support ; rg:premise x:demand ; rg:target x:c ; rg:basis basis:analytic ; rg:drawnBy agent:me .
r:near a rg:Rephrase ; rg:premise x:demand ; rg:target x:near ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .

# An attack on the step to the demand undercuts it; an attack on that attack defends it.
r:undercut a rg:Attack ; rg:premise x:bare ; rg:target r:a ; rg:basis basis:analytic ; rg:drawnBy agent:me .
r:attack a rg:Attack ; rg:premise x:bare ; rg:target x:demand ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
r:defence a rg:Attack ; rg:premise x:b ; rg:target r:attack ; rg:basis basis:analytic ; rg:drawnBy agent:me .

source:vague a rg:UnidentifiedSource . source:study a rg:Study .
e:finding a rg:EvidenceItem ; rg:evidenceKind kind:primary-study ; rg:fromSource source:study .
r:finding a rg:Support ; rg:premise e:finding ; rg:target x:b ; rg:basis basis:analytic ;
    rg:drawnBy agent:me .
r:doubt a rg:Attack ; rg:premise e:finding ; rg:target r:a ; rg:basis basis:analytic ; rg:drawnBy agent:me .

# 2020 was revised from 9 to 10, of which 7 were men; 1999 lies outside of the window.
x:figures a rg:StatisticalClaim ; rg:hasStatisticalContent k:figures .
k:figures a rg:StatisticalContent ; rg:measure measure:register-overdose-deaths ; dimension:refArea wd:Q20 ;
    dimension:refPeriod "2020"^^xsd:gYear ; rg:comparison comparison:highest-in-window ; rg:windowYears 20 .
o:old a qb:Observation ; dimension:refArea wd:Q20 ; dimension:refPeriod "2020"^^xsd:gYear ;
    measure:register-overdose-deaths 9 .
o:new a qb:Observation ; dimension:refArea wd:Q20 ; dimension:refPeriod "2020"^^xsd:gYear ;
    measure:register-overdose-deaths 10 ; prov:wasRevisionOf o:old .
o:men a qb:Observation ; dimension:refArea wd:Q20 ; dimension:refPeriod "2020"^^xsd:gYear ;
    measure:register-overdose-deaths 7 ; rg:category category:men .
o:first a qb:Observation ; dimension:refArea wd:Q20 ; dimension:refPeriod "2000"^^xsd:gYear ;
    measure:register-overdose-deaths 12 .
o:before a qb:Observation ; dimension:refArea wd:Q20 ; dimension:refPeriod "1999"^^xsd:gYear ;
    measure:register-overdose-deaths 99 .

# Of the men alone, there are figures of the year and of the one compared with.
x:men a rg:StatisticalClaim ; rg:hasStatisticalContent k:men .
k:men a rg:StatisticalContent ; rg:measure measure:register-overdose-deaths ; dimension:refArea wd:Q20 ;
    dimension:refPeriod "2020"^^xsd:gYear ; rg:comparison comparison:higher-than-period ;
    rg:comparedPeriod "1999"^^xsd:gYear ; rg:category category:men .
o:men-before a qb:Observation ; dimension:refArea wd:Q20 ; dimension:refPeriod "1999"^^xsd:gYear ;
    measure:register-overdose-deaths 5 ; rg:category category:men .

# Ratios of 0.4 and of 4 the other way round: 2.5 and 4 times lower.
x:ratio a rg:StatisticalClaim ; rg:hasStatisticalContent k:lower , k:higher .
k:lower a rg:StatisticalContent ; rg:outcome outcome:mortality ; rg:population p:treated ;
    rg:comparator p:untreated ;
    rg:comparison comparison:times-lower-than-comparator ; rg:lowerBound 3.0 .
k:higher a rg:StatisticalContent ; rg:outcome outcome:mortality ; rg:population p:treated ;
    rg:comparator p:untreated ;
    rg:comparison comparison:times-higher-than-comparator .
x:medicine a rg:StatisticalClaim ; rg:hasStatisticalContent k:medicine .
k:medicine a rg:StatisticalContent ; rg:outcome outcome:mortality ; rg:population p:treated ;
    rg:comparator p:untreated ; rg:medicine medicine:methadone ;
    rg:comparison comparison:times-lower-than-comparator ; rg:lowerBound 3.0 .
p:methadone skos:broader p:treated .
f:one a rg:StudyEffect ; rg:outcome outcome:all-cause-mortality ; rg:population p:treated ;
    rg:comparator p:untreated ;
    rg:estimate 0.4 ; rg:ratioDirection direction:population-over-comparator .
f:two a rg:StudyEffect ; rg:outcome outcome:mortality ; rg:population p:methadone ;
    rg:comparator p:untreated ; rg:medicine medicine:methadone ;
    rg:estimate 4.0 ; rg:ratioDirection direction:comparator-over-population .
f:other a rg:StudyEffect ; rg:outcome outcome:retention ; rg:population p:treated ;
    rg:comparator p:untreated ;
    rg:estimate 50.0 ; rg:ratioDirection direction:comparator-over-population .
x:vague a rg:StatisticalClaim .
"""


@pytest.fixture(scope="module")
def made_up() -> Graph:
    return Graph([files.read_bytes(MADE_UP, "made-up.ttl")])


@pytest.mark.parametrize(("claim", "other"), [("demand", "near"), ("near", "demand")])
def test_a_rephrase_is_followed_both_ways(claim: str, other: str, made_up: Graph) -> None:
    by = {"demand": ("one", "endorses"), "near": ("two", "rejects")}
    assert ask(made_up, "stances-on-claim", "stated", "actor", "stance", "rephrased", claim=claim) == [
        (claim, *by[claim], False),
        (other, *by[other], True),
    ]


def test_what_nobody_asserts_is_said_nowhere(made_up: Graph) -> None:
    assert not made_up.run("stances-on-claim", claim="b")
    assert not made_up.run("where-is-it-said", claim="b")
    assert ask(made_up, "where-is-it-said", "locator", "start", "end", claim="a") == [("p. 1", 1, 2)]


def test_what_rests_on_a_claim_is_followed_round_a_circle_but_not_to_itself(made_up: Graph) -> None:
    columns = ("direct", "resting", "isDemand", "bases")
    assert ask(made_up, "claims-resting-on-claim", *columns, claim="c") == [
        (True, "a", False, "analytic"),
        (False, "demand", True, "implicit"),
    ]


def test_what_rests_on_a_source_cites_it_or_has_evidence_from_it_or_rests_on_what_has(made_up: Graph) -> None:
    columns = ("cited", "evidenced", "resting")
    assert ask(made_up, "claims-resting-on-source", *columns, source="vague") == [
        (True, False, "a"),
        (False, False, "c"),
        (False, False, "demand"),
    ]
    assert ask(made_up, "claims-resting-on-source", *columns, source="study") == [
        (False, True, "b"),
        (False, False, "a"),
        (False, False, "c"),
        (False, False, "demand"),
    ]


def test_only_attacks_on_the_claim_or_its_support_challenge_it(made_up: Graph) -> None:
    columns = ("premise", "undercuts", "relation")
    assert ask(made_up, "challenges-to-claim", *columns, claim="demand") == [
        ("bare", None, "attack"),
        ("finding", "a", "doubt"),
        ("bare", "a", "undercut"),
    ]


def test_a_challenge_between_actors_is_from_what_one_holds_to_what_the_other_holds(made_up: Graph) -> None:
    columns = ("by", "premise", "against", "target", "relation")
    rows = [("two", "bare", "one", "demand", "attack"), ("two", "bare", "one", "demand", "undercut")]
    assert ask(made_up, "challenges-between-actors", *columns) == rows
    assert ask(made_up, "challenges-between-actors", *columns, actor="two", other="one") == rows
    assert not made_up.run("challenges-between-actors", actor="one")


def test_reasons_are_counted_once_and_never_the_demand_itself(made_up: Graph) -> None:
    rows = ask(
        made_up, "demands-by-number-of-reasons", "by", "demand", "ownReasons", "directReasons", "allReasons"
    )
    assert rows == [("one", "demand", 1, 1, 3), ("two", "bare", 0, 0, 0)]
    carrying = ask(made_up, "claims-by-number-of-demands", "reason", "directDemands", "allDemands")
    assert carrying == [("a", 1, 1), ("b", 0, 1), ("c", 0, 1)]


def test_a_reason_that_is_only_implied_is_not_stated(made_up: Graph) -> None:
    rows = ask(made_up, "demands-without-reasons", "by", "demand", "implicit", "analytic")
    assert rows == [("two", "bare", 0, 0), ("one", "demand", 1, 0)]


@pytest.mark.parametrize(("topic", "found"), [("low-threshold-lar", 1), ("lar", 1), ("dignity", 0)])
def test_a_topic_takes_in_the_narrower_ones(topic: str, found: int, made_up: Graph) -> None:
    assert len(made_up.run("demands-by-actor", actor="one", topic=topic)) == found
    assert len(made_up.run("demands-without-reasons", topic=topic)) == found
    assert len(made_up.run("claims-by-number-of-demands", topic=topic)) == 1 - found


def test_a_demand_without_a_topic_still_has_its_row(made_up: Graph) -> None:
    assert ask(made_up, "demands-by-actor", "demand", "topics", actor="two") == [("bare", None)]


def test_who_speaks_on_a_narrower_topic_addresses_the_wider(made_up: Graph) -> None:
    rows = ask(made_up, "topics-of-one-actor", "topic", "claims", actor="one")
    assert {topic for topic, _ in rows} == {
        "low-threshold-lar",
        "lar-access",
        "lar",
        "medication-treatment",
        "treatment",
    }
    assert ask(made_up, "topics-of-one-actor", "topic", "claims", actor="two") == [("dignity", 1)]


def test_figures_are_the_latest_of_the_whole_within_the_window(made_up: Graph) -> None:
    columns = ("figure", "years", "lowestFigure", "highestFigure", "effects")
    assert ask(made_up, "statistical-claims", *columns, claim="figures") == [(10, 2, 10, 12, 0)]


def test_figures_and_effects_are_of_the_part_that_the_claim_is_about(made_up: Graph) -> None:
    columns = ("category", "comparedPeriod", "figure", "years", "lowestFigure", "highestFigure")
    assert ask(made_up, "statistical-claims", *columns, claim="men") == [("men", "1999", 7, 2, 5, 7)]
    ratios = ("medicine", "effects", "lowestRatio", "highestRatio")
    assert ask(made_up, "statistical-claims", *ratios, claim="medicine") == [("methadone", 1, 4, 4)]


def test_ratios_are_turned_the_way_the_claim_puts_them(made_up: Graph) -> None:
    columns = ("content", "effects", "lowestRatio", "highestRatio", "years")
    assert ask(made_up, "statistical-claims", *columns, claim="ratio") == [
        ("higher", 2, 0.25, 0.4, 0),
        ("lower", 2, 2.5, 4, 0),
    ]


def test_a_statistical_claim_without_content_still_has_its_row(made_up: Graph) -> None:
    assert ask(made_up, "statistical-claims", "content", "years", claim="vague") == [(None, 0)]


def test_evidence_bears_on_a_claim_by_an_undercut_too(made_up: Graph) -> None:
    columns = ("evidenceKind", "items", "claims", "supported", "attacked")
    rows = ask(made_up, "evidence-by-kind", *columns)
    assert [row for row in rows if row[1]] == [("primary-study", 1, 2, 1, 0)]
    assert len(rows) > 1
