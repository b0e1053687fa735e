"""Where two actors stand to each other follows the rules that are written down."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

import rusgraf
from rusgraf import canned, comparison, files
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


def made_up(
    *stances: tuple[str, str, str], relation: str = "", under: str = "Support", bases: int = 1
) -> Graph:
    """Actors with stances, and a relation from x to y, or to the step from z to y that it undercuts."""
    text = PREFIXES
    for number, (actor, claim, stance) in enumerate(stances):
        text += (
            f"assertion:{number} a rg:Assertion ; rg:assertedBy actor:{actor} ;"
            f" rg:asserts claim:{claim} ; rg:stance stance:{stance} .\n"
        )
    target = "claim:y"
    if relation == "Undercut":
        text += (
            f"relation:z a rg:{under} ; rg:premise claim:z ; rg:target claim:y ; rg:basis basis:explicit .\n"
        )
        relation, target = "Attack", "relation:z"
    if relation:
        for basis in ("analytic", "implicit")[:bases]:
            text += (
                f"relation:{basis} a rg:{relation} ; rg:premise claim:x ; rg:target {target} ;"
                f" rg:basis basis:{basis} ; rg:drawnBy actor:a .\n"
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
]


@pytest.mark.parametrize(("one", "other", "verdict"), SAME)
def test_stances_on_the_same_claim_decide(one: str, other: str, verdict: str) -> None:
    graph = made_up(("a", "x", one), ("b", "x", other))
    assert verdicts(graph) == verdicts(graph, "b", "a") == [verdict]


@pytest.mark.parametrize(("one", "other", "verdict"), SAME)
def test_claims_that_say_nearly_the_same_count_as_one(one: str, other: str, verdict: str) -> None:
    graph = made_up(("a", "x", one), ("b", "y", other), relation="Rephrase")
    assert verdicts(graph) == verdicts(graph, "b", "a") == [verdict]


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("Qualification", "conditional"),
        ("Attack", "contested"),
        ("Support", "supporting"),
        ("Undercut", "contested"),
    ],
)
@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("endorses", "endorses", True),
        ("endorses-conditionally", "endorses", True),
        ("endorses", "endorses-conditionally", True),
        ("endorses", "rejects", False),
        ("rejects", "endorses", False),
        ("withholds", "endorses", False),
    ],
)
def test_a_claim_meets_another_only_where_each_is_endorsed(
    kind: str, verdict: str, one: str, other: str, meet: bool
) -> None:
    graph = made_up(("a", "x", one), ("b", "y", other), relation=kind)
    expected = [verdict] if meet else ["one only"] * 2
    assert verdicts(graph) == verdicts(graph, "b", "a") == expected


def test_a_follow_up_joins_nothing() -> None:
    graph = made_up(("a", "x", "endorses"), ("b", "y", "endorses"), relation="FollowUp")
    assert verdicts(graph) == ["one only", "one only"]


@pytest.mark.parametrize("relation", ["", "Rephrase", "Attack", "Qualification", "Support"])
def test_who_only_reports_a_claim_takes_no_stance_on_it(relation: str) -> None:
    stances = [("a", "x", "endorses"), ("b", "y" if relation else "x", "reports"), ("b", "z", "endorses")]
    assert verdicts(made_up(*stances, relation=relation)) == ["one only", "one only"]


KINDS = [
    ("Qualification", "conditional"),
    ("Attack", "contested"),
    ("Support", "supporting"),
    ("Undercut", "contested"),
]


@pytest.mark.parametrize(("kind", "verdict"), KINDS)
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        # The one whose claim x is also endorses y: outright, x is its own refinement of a shared claim.
        ([("a", "y", "endorses")], ["agreed", "one only"]),
        ([("a", "y", "endorses-conditionally")], ["conditional", "STEP"]),
        ([("a", "y", "withholds")], ["conditional", "STEP"]),
        ([("a", "y", "rejects")], ["contested", "STEP"]),
        ([("a", "y", "reports")], ["STEP"]),
        # The other also endorses x: it is no difference between them.
        ([("b", "x", "endorses")], ["agreed", "one only"]),
        ([("b", "x", "endorses-conditionally")], ["conditional", "one only"]),
        ([("b", "x", "withholds")], ["conditional", "STEP"]),
        # Both endorse both.
        ([("a", "y", "endorses"), ("b", "x", "endorses")], ["agreed", "agreed"]),
    ],
)
def test_what_one_itself_says_is_not_held_against_it(
    kind: str, verdict: str, more: list[tuple[str, str, str]], expected: list[str]
) -> None:
    graph = made_up(("a", "x", "endorses"), ("b", "y", "endorses"), *more, relation=kind)
    if kind == "Undercut" and more == [("a", "y", "endorses")]:
        # They agree on the claim and differ on a reason for it.
        expected = ["agreed", "STEP"]
    wanted = sorted(verdict if each == "STEP" else each for each in expected)
    assert sorted(verdicts(graph)) == sorted(verdicts(graph, "b", "a")) == wanted


def test_an_undercut_is_a_point_with_who_endorses_the_conclusion_not_the_premise() -> None:
    stances = [("a", "x", "endorses"), ("b", "y", "endorses"), ("c", "z", "endorses")]
    graph = made_up(*stances, relation="Undercut")
    (row,) = compare("a", "b", graph=graph, lang="en").claims
    assert (row["verdict"], row["link"], row["claim"][-1], row["otherClaim"][-1]) == (
        "contested",
        "undercut",
        "x",
        "y",
    )
    assert verdicts(graph, "a", "c") == ["one only", "one only"]


def test_an_attack_on_an_attack_is_no_point() -> None:
    graph = made_up(("a", "x", "endorses"), ("b", "y", "endorses"), relation="Undercut", under="Attack")
    assert verdicts(graph) == ["one only", "one only"]


def test_a_point_that_several_steps_make_is_one_and_tells_every_basis() -> None:
    graph = made_up(("a", "x", "endorses"), ("b", "y", "endorses"), relation="Attack", bases=2)
    (row,) = compare("a", "b", graph=graph, lang="en").claims
    assert row["basis"] == "analytic; implicit"


def test_the_rules_stand_in_the_same_lines_in_every_query() -> None:
    parts = set()
    for name in ("agreement-on-claims", "agreement-by-topic", "addressed-by-one-only"):
        text = canned.get(name).text
        before, points, _ = re.split(r"\n *# (?:The points at|So far the) .*\n", text)
        assert before
        parts.add(textwrap.dedent(points))
    assert len(parts) == 1


@pytest.mark.parametrize(("kind", "verdict"), KINDS)
@pytest.mark.parametrize("more", [[], [("a", "y", "endorses")], [("b", "x", "endorses")]])
def test_challenges_between_actors_are_the_challenges_among_the_points(
    kind: str, verdict: str, more: list[tuple[str, str, str]]
) -> None:
    graph = made_up(("a", "x", "endorses"), ("b", "y", "endorses"), *more, relation=kind)
    assert challenges(graph, "a", "b") == points(graph, "a", "b")


def test_challenges_between_actors_are_the_challenges_among_the_points_of_the_shipped_graph(
    graph: Graph,
) -> None:
    found = points(graph, "auh", "fo")
    assert "undercut" in {how for *_, how in found}
    assert challenges(graph, "auh", "fo") == points(graph, "fo", "auh") == found


def challenges(graph: Graph, *actors: str) -> set[tuple[str, ...]]:
    return {
        tuple(row[name] for name in ("by", "premise", "target", "how"))
        for one, other in (actors, actors[::-1])
        for row in graph.run("challenges-between-actors", actor=one, other=other, lang="en")
    }


def points(graph: Graph, actor: str, other: str) -> set[tuple[str, ...]]:
    rows = graph.run("agreement-on-claims", actor=actor, other=other, lang="en")
    return {
        (row["by"], *ends[:: 1 if row["by"].endswith(f"/{actor}") else -1], row["link"])
        for row in rows
        if row["link"] in ("attack", "undercut", "qualification")
        for ends in [(row["claim"], row["otherClaim"])]
    }


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
    counts = ("claims", "otherClaims", "contested", "conditional", "agreed", "supporting")
    assert [topics["lar"][name] for name in counts] == [2, 2, 1, 0, 1, 0]
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


def test_a_topic_that_only_a_reason_joins_is_supporting() -> None:
    graph = made_up(("a", "x", "endorses"), ("b", "y", "endorses"), relation="Support")
    for row in compare("a", "b", graph=graph, lang="en").topics:
        assert (row["verdict"], row["supporting"]) == ("supporting", 1)


def test_topics_count_the_points_that_claims_have(graph: Graph) -> None:
    """What the three queries say of the same actors hangs together."""
    found = compare("fo", "auh", graph=graph, lang="en")
    points = {
        (row["verdict"], row["claim"], row["otherClaim"], row["link"], row["by"])
        for row in found.claims
        if row["verdict"] != "one only"
    }
    for row in found.topics:
        under = {
            each["c"]
            for each in graph.select(f"SELECT ?c {{ ?c dcterms:subject/skos:broader* <{row['topic']}> }}")
        }
        for verdict in ("contested", "conditional", "agreed", "supporting"):
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


def test_several_actors_are_compared_two_by_two() -> None:
    graph = made_up(("a", "x", "endorses"), ("b", "y", "endorses"), ("c", "z", "endorses"))
    found = compare("a", "b", "c", graph=graph)
    pairs = {(row["actor"][-1], row["other"][-1]) for row in found.topics}
    assert pairs == {("a", "b"), ("a", "c"), ("b", "c")}


def test_an_actor_that_takes_no_stance_is_not_compared(graph: Graph) -> None:
    with pytest.raises(UsageError, match="actor:who takes no stance"):
        compare("fo", "who", graph=graph)
    with pytest.raises(UsageError, match="actor:b takes no stance"):
        compare("a", "b", graph=made_up(("a", "x", "endorses"), ("b", "x", "reports")))


def test_every_verdict_is_a_code(graph: Graph) -> None:
    codes = graph.select("SELECT ?code { ?code skos:inScheme <https://w3id.org/rusgraf/code/agreement> }")
    assert {row["code"].rpartition("/")[2] for row in codes} == set(comparison.VERDICTS)


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
