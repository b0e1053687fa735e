"""Where two actors stand to each other follows the rules that are written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import rusgraf
from rusgraf import files
from rusgraf.comparison import compare
from rusgraf.errors import UnknownName, UsageError
from rusgraf.graph import Graph

PARK = Path(__file__).parent / "graphs" / "park.ttl"

PREFIXES = """
@prefix rg: <https://w3id.org/rusgraf/ns#> .
@prefix claim: <https://w3id.org/rusgraf/id/claim/> .
@prefix relation: <https://w3id.org/rusgraf/id/relation/> .
@prefix assertion: <https://w3id.org/rusgraf/id/assertion/> .
@prefix actor: <https://w3id.org/rusgraf/id/actor/> .
@prefix basis: <https://w3id.org/rusgraf/code/basis/> .
@prefix stance: <https://w3id.org/rusgraf/code/stance/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix topic: <https://w3id.org/rusgraf/topic/> .
actor:a a rg:Actor . actor:b a rg:Actor . actor:c a rg:Actor .
claim:x a rg:FactualClaim ; dcterms:subject topic:lar-access .
claim:y a rg:FactualClaim ; dcterms:subject topic:lar-medicines .
claim:z a rg:FactualClaim ; dcterms:subject topic:prevention .
"""


def made_up(*stances: tuple[str, str, str], relation: str = "") -> Graph:
    text = PREFIXES
    for number, (actor, claim, stance) in enumerate(stances):
        text += (
            f"assertion:{number} a rg:Assertion ; rg:assertedBy actor:{actor} ;"
            f" rg:asserts claim:{claim} ; rg:stance stance:{stance} .\n"
        )
    if relation:
        text += (
            f"relation:r a rg:{relation} ; rg:premise claim:x ; rg:target claim:y ; rg:basis basis:analytic ."
        )
    return Graph([files.read_bytes(text.encode(), "made-up.ttl")])


def verdicts(graph: Graph, first: str = "a", second: str = "b") -> list[str]:
    return [row["verdict"] for row in compare(first, second, graph=graph, lang="en").claims]


SAME = [
    ("endorses", "endorses", "agreed"),
    ("rejects", "rejects", "agreed"),
    ("rejects", "questions", "agreed"),
    ("endorses", "rejects", "contested"),
    ("endorses", "questions", "contested"),
    ("endorses", "endorses-conditionally", "conditional"),
    ("endorses-conditionally", "endorses-conditionally", "conditional"),
    ("endorses", "withholds", "conditional"),
    ("withholds", "withholds", "conditional"),
    ("rejects", "endorses-conditionally", "conditional"),
    ("rejects", "withholds", "conditional"),
    ("endorses", "reports", "one only"),
]


@pytest.mark.parametrize(("one", "other", "verdict"), SAME)
def test_stances_on_the_same_claim_decide(one: str, other: str, verdict: str) -> None:
    graph = made_up(("a", "x", one), ("b", "x", other))
    assert verdicts(graph) == verdicts(graph, "b", "a") == [verdict]


@pytest.mark.parametrize(("one", "other", "verdict"), SAME)
def test_claims_that_say_nearly_the_same_count_as_one(one: str, other: str, verdict: str) -> None:
    graph = made_up(("a", "x", one), ("b", "y", other), relation="Rephrase")
    assert verdicts(graph) == verdicts(graph, "b", "a") == [verdict]


@pytest.mark.parametrize(("kind", "verdict"), [("Qualification", "conditional"), ("Attack", "contested")])
@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("endorses", "endorses", True),
        ("endorses-conditionally", "endorses", True),
        ("endorses", "endorses-conditionally", True),
        ("endorses", "rejects", False),
        ("rejects", "endorses", False),
        ("withholds", "endorses", False),
        ("endorses", "reports", None),
    ],
)
def test_a_claim_meets_another_only_where_each_is_endorsed(
    kind: str, verdict: str, one: str, other: str, meet: bool | None
) -> None:
    graph = made_up(("a", "x", one), ("b", "y", other), relation=kind)
    expected = [verdict] if meet else ["one only"] * (1 if meet is None else 2)
    assert verdicts(graph) == verdicts(graph, "b", "a") == expected


@pytest.mark.parametrize("kind", ["Support", "FollowUp"])
def test_other_relations_join_nothing(kind: str) -> None:
    graph = made_up(("a", "x", "endorses"), ("b", "y", "endorses"), relation=kind)
    assert verdicts(graph) == ["one only", "one only"]


def test_the_strongest_of_several_stances_counts_and_all_are_told() -> None:
    graph = made_up(("a", "x", "endorses"), ("a", "x", "withholds"), ("b", "x", "rejects"))
    (row,) = compare("a", "b", graph=graph, lang="en").claims
    assert (row["verdict"], row["stances"]) == ("contested", "endorses; withholds judgement")


def test_whose_claim_qualifies_is_told() -> None:
    graph = made_up(("a", "x", "endorses"), ("b", "y", "endorses"), relation="Qualification")
    for first, second in (("a", "b"), ("b", "a")):
        (row,) = compare(first, second, graph=graph, lang="en").claims
        assert (row["link"], row["by"].rpartition("/")[2], row["basis"]) == ("qualification", "a", "analytic")


def test_a_topic_has_the_strongest_verdict_below_it() -> None:
    graph = made_up(
        ("a", "x", "endorses"),
        ("b", "x", "endorses"),
        ("a", "y", "endorses"),
        ("b", "y", "rejects"),
        ("b", "z", "endorses"),
    )
    topics = {
        row["topic"].rpartition("/")[2]: row for row in compare("a", "b", graph=graph, lang="en").topics
    }
    assert topics["lar-access"]["verdict"] == "agreed"
    assert topics["lar-medicines"]["verdict"] == "contested"
    assert topics["lar"]["verdict"] == "contested"
    counts = ("claims", "otherClaims", "contested", "conditional", "agreed")
    assert [topics["lar"][name] for name in counts] == [2, 2, 1, 0, 1]
    assert (topics["prevention"]["verdict"], topics["prevention"]["onlyBy"].rpartition("/")[2]) == (
        "one only",
        "b",
    )


def test_both_may_speak_on_a_topic_and_not_meet() -> None:
    graph = made_up(("a", "x", "endorses"), ("b", "y", "endorses"))
    topics = {
        row["topic"].rpartition("/")[2]: row["verdict"]
        for row in compare("a", "b", graph=graph, lang="en").topics
    }
    assert topics["lar"] == "apart"
    assert topics["lar-access"] == "one only"


def test_topics_count_the_points_that_claims_have(graph: Graph) -> None:
    """What the three queries say of the same actors hangs together."""
    found = compare("fo", "auh", graph=graph, lang="en")
    points = {
        (row["verdict"], row["claim"], row["otherClaim"], row["link"])
        for row in found.claims
        if row["verdict"] != "one only"
    }
    for row in found.topics:
        under = {
            each["c"]
            for each in graph.select(f"SELECT ?c {{ ?c dcterms:subject/skos:broader* <{row['topic']}> }}")
        }
        for verdict in ("contested", "conditional", "agreed"):
            expected = [p for p in points if p[0] == verdict and under & {p[1], p[2]}]
            assert row[verdict] == len(expected), (row["topic"], verdict)


@pytest.mark.parametrize("actor", ["fo", "auh"])
def test_no_claim_that_an_actor_takes_a_stance_on_is_left_out(actor: str, graph: Graph) -> None:
    taken = graph.select(
        f"SELECT DISTINCT ?c {{ ?a rg:assertedBy actor:{actor} ; rg:asserts ?c ; rg:stance ?s"
        " FILTER ( ?s != stance:reports ) }"
    )
    other = {"fo": "auh", "auh": "fo"}[actor]
    met = {row["claim"] for row in graph.run("agreement-on-claims", actor=actor, other=other)}
    alone = {row["claim"] for row in graph.run("addressed-by-one-only", actor=actor, other=other)}
    assert met | alone == {row["c"] for row in taken}
    assert not met & alone


def test_several_actors_are_compared_two_by_two(graph: Graph) -> None:
    found = compare("fo", "auh", "fhi", graph=graph)
    pairs = {(row["actor"].rpartition("/")[2], row["other"].rpartition("/")[2]) for row in found.topics}
    assert pairs == {("fo", "auh"), ("fo", "fhi"), ("auh", "fhi")}


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("by", ["claims", "topics"])
def test_a_comparison_looks_as_it_did(lang: str, by: str, golden: Callable[[str, str], None]) -> None:
    found = compare("park", "road", graph=rusgraf.open(PARK), lang=lang)
    golden(f"compare/{by}-{lang}.csv", getattr(found, by).render("csv"))


@pytest.mark.parametrize(
    ("actors", "error"),
    [
        (["fo"], UsageError),
        (["fo", "FO"], UsageError),
        (["fo", "auh", "fo"], UsageError),
        (["fo", "x"], UnknownName),
    ],
)
def test_what_cannot_be_compared_is_said(actors: list[str], error: type[Exception], graph: Graph) -> None:
    with pytest.raises(error):
        compare(*actors, graph=graph)
