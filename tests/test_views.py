"""One thing is shown with all about it, whatever it is."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rusgraf
from conftest import Cli
from rusgraf import canned, lookup, places, sparql, views
from rusgraf.errors import UnknownName, UsageError
from rusgraf.graph import Graph
from rusgraf.terms import curie

PARK = Path(__file__).parent / "graphs" / "park.ttl"
POND = Path(__file__).parent / "graphs" / "pond.ttl"
#: Claims of the shipped graph whose trees were read beside the data.
READ = """
    overdose-deaths-2020-highest-in-twenty-years introduce-heroin-assisted-treatment
    substitution-cuts-mortality-three-to-fourfold
""".split()
SHOWN = """
    claim:more-benches assertion:park-more-benches relation:rest-supports-benches actor:road document:park
    rendition:park anchor:park-9-12 source:rest-study evidence:rest-measured effect:rest population:sitters
    dataset:benches observation:benches-2018-revised topic:prevention
""".split()


@pytest.fixture(scope="module")
def park() -> Graph:
    return rusgraf.open(PARK)


@pytest.fixture(scope="module")
def pond() -> Graph:
    return rusgraf.open(POND)


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_thing_is_shown_to_people(
    name: str, lang: str, cli: Cli, golden: Callable[[str, str], None]
) -> None:
    done = cli("show", name, "--lang", lang, "--graph", PARK)
    assert done.returncode == 0, done.stderr
    golden(f"show/{name.replace(':', '-')}-{lang}.txt", _without_questions(done.stdout, lang))


def _without_questions(text: str, lang: str) -> str:
    """Which questions go on from here grows with every canned query."""
    return text.partition({"nb": "\nSpør videre", "en": "\nAsk further"}[lang])[0]


def test_a_thing_is_shown_to_programs(cli: Cli) -> None:
    shown = json.loads(cli("show", "more-benches", "-f", "json", "--lang", "en", "--graph", PARK).stdout)
    assert shown["curie"] == "claim:more-benches"
    assert shown["kind"] == "policy demand"
    assert shown["statements"] == []
    topics, stances, reasons = shown["branches"]
    assert {row["label"] for row in topics["nodes"]} == {"prevention", "dignity"}
    assert [row["stance"] for row in stances["nodes"]] == ["endorses", "rejects"]
    assert stances["nodes"][0]["places"] == "l. 1; l. 3"
    assert stances["nodes"][0]["accordingTo"] == "The rest study 2018"
    assert (reasons["name"], reasons["title"], reasons["total"]) == ("for", "For", 1)
    (reason,) = reasons["nodes"]
    assert curie(reason["premise"]) == "claim:benches-rest-people"
    assert [node["how"] for node in reason["below"]] == ["undercut", "evidence", "qualification"]
    (recorded,) = shown["sections"]
    (submission,) = recorded["rows"]
    assert (submission["title"], submission["codedBy"]) == ("The park debate", "The reader")
    assert submission["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "rusgraf query reasons-for-claim -p claim=more-benches" in shown["questions"]


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_argument_about_a_claim_is_drawn_as_a_tree(
    name: str, lang: str, cli: Cli, golden: Callable[[str, str], None]
) -> None:
    golden(f"show/{name}-{lang}.txt", _without_questions(cli("show", name, "--lang", lang).stdout, lang))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_way_to_bear_on_a_claim_has_its_place_in_the_tree(
    lang: str, cli: Cli, golden: Callable[[str, str], None]
) -> None:
    done = cli("show", "open-the-pond", "--lang", lang, "--graph", POND)
    golden(f"show/open-the-pond-{lang}.txt", _without_questions(done.stdout, lang))


def _tree(graph: Graph, name: str) -> dict[str, list[dict[str, Any]]]:
    branches = views.view(graph, name, lang="en").branches
    return {branch.name: [node.values() for node in branch.nodes] for branch in branches}


def test_premises_that_are_needed_together_are_one_branch(pond: Graph) -> None:
    together, _ = _tree(pond, "open-the-pond")["for"]
    assert "premise" not in together
    undercut, *premises = together["below"]
    assert curie(undercut["premise"]) == "claim:the-water-is-cold"
    assert [curie(row["premise"]) for row in premises] == [
        "claim:clean-water-should-be-used",
        "claim:the-water-is-clean",
    ]
    assert [row.get("below") for row in premises] == [
        None,
        [{"how": "evidence", "text": "1 for, 1 against"}],
    ]


def test_a_circle_is_told_until_it_closes(pond: Graph) -> None:
    _, liking = _tree(pond, "open-the-pond")["for"]
    (closing,) = liking["below"]
    assert curie(closing["premise"]) == "claim:open-the-pond"
    assert closing["text"] == "the claim itself"
    assert "below" not in closing


def test_a_rephrase_is_told_from_both_ends(pond: Graph) -> None:
    ends = ["claim:open-the-pond", "claim:let-people-bathe"]
    for this, other in (ends, ends[::-1]):
        (rephrase,) = _tree(pond, this)["rephrases"]
        assert curie(rephrase["claim"]) == other
    assert _tree(pond, ends[1]).keys() == {"rephrases"}


def test_every_step_to_a_claim_is_told_once(graph: Graph) -> None:
    rows = graph.select(
        "SELECT ?claim ?relation { ?relation rg:target ?claim ; a ?class . ?claim a rg:Claim"
        " VALUES ?class { rg:Support rg:Attack rg:Qualification rg:FollowUp } }"
    )
    steps: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        steps[row["claim"]].append(row["relation"])
    several = [claim for claim in sorted(steps) if len(steps[claim]) > 3]
    assert len(several) > 5
    for claim in several:
        tree = _tree(graph, claim)
        told = [
            step["relation"]
            for name in ("for", "against", "limits", "follow-ups", *(n for n in tree if "evidence" in n))
            for node in tree.get(name, ())
            for step in (node["below"] if "count" in node else [node])
        ]
        assert sorted(told) == sorted(steps[claim])


def test_a_long_tree_is_cut_and_says_so(cli: Cli) -> None:
    name = "substitution-cuts-mortality-three-to-fourfold"
    cut = cli("show", name, "--lang", "en", "--limit", "1").stdout
    assert "Evidence against (9)\n├─ primary study (6)\n│  ├─ In a Norwegian" in cut
    assert "│  └─ … and 5 more\n└─ … and 1 more\n" in cut
    assert "more\n" not in cli("show", name, "--lang", "en", "--limit", "50").stdout


def test_the_checks_of_a_claim_are_told_by_vintage_with_their_parts_counted(graph: Graph) -> None:
    name = "claim:substitution-cuts-mortality-three-to-fourfold"
    then, latest = _tree(graph, name)["checks"]
    assert (then["asOf"], "asOf" in latest) == ("2021-12-31", False)
    for check in (then, latest):
        assert check["verdict"] == "partly supported"
        assert check["text"]
        parts = graph.select(f"SELECT ?x {{ ?x dcterms:isPartOf <{check['check']}> }}")
        assert sum(map(int, re.findall(r"[0-9]+", check["parts"]))) == len(parts) > 1


def test_a_reason_is_told_with_what_the_latest_figures_say_of_it(graph: Graph) -> None:
    (reason,) = _tree(graph, "claim:current-drug-policy-outdated-and-dangerous")["for"]
    assert curie(reason["premise"]) == "claim:overdose-deaths-2020-highest-in-twenty-years"
    assert reason["checked"] == "latest figures: contradicted"
    # No figures are about a demand.
    assert all("checked" not in row for row in _tree(graph, "claim:strengthen-lar")["limits"])


def test_turtle_has_the_statements_of_the_thing_and_no_derived_ones(cli: Cli) -> None:
    text = cli("show", "assertion:park-more-benches", "-f", "ttl", "--graph", PARK).stdout
    assert text.count("rg:anchor ") == 2
    assert "rg:statedIn" not in text
    assert "claim:more-benches a" not in text


@pytest.mark.parametrize("kind", "actor claim code class property submission measure scheme".split())
def test_whatever_the_shipped_graph_has_is_shown(kind: str, graph: Graph) -> None:
    name = {
        "actor": "fo",
        "claim": "keep-investing-in-lar",
        "code": "stance:rejects",
        "class": "Claim",
        "property": "stance",
        "submission": "2018-fo-hearing-statement",
        "measure": "register-overdose-deaths",
        "scheme": "https://w3id.org/rusgraf/code/stance",
    }[kind]
    if kind == "property":
        name = "rg:stance"
    shown = views.view(graph, name, lang="en")
    assert shown.name
    assert shown.kind
    assert len(shown.statements) or shown.branches
    assert shown.sections or kind == "submission"


def test_everything_that_is_said_of_a_thing_is_told_once(graph: Graph) -> None:
    """No statement of an assertion or relation is left out, and none is told twice."""
    for row in graph.select("SELECT ?thing { ?thing a rg:Assertion } ORDER BY ?thing LIMIT 5"):
        shown = views.view(graph, row["thing"])
        said = graph.select(f"SELECT ?p ?o {{ <{row['thing']}> ?p ?o FILTER ( ?p != rdf:type ) }}")
        assert sorted((r["p"], r["o"]) for r in said) == sorted(
            (r["property"], r["value"]) for r in shown.statements
        )


def test_what_merely_points_to_a_thing_is_counted_and_cut(graph: Graph) -> None:
    shown = views.view(graph, "stance:endorses", limit=3)
    (pointing,) = shown.sections
    assert pointing.total == len(graph.select("SELECT ?x { ?x rg:stance stance:endorses }"))
    assert len(pointing.table) == 3


@pytest.mark.parametrize("name", ["rg:Claim", "Claim", "<https://w3id.org/rusgraf/ns#Claim>"])
def test_a_term_of_the_ontology_is_found_by_its_name(name: str, graph: Graph) -> None:
    assert curie(lookup.anything(graph.select, name).value) == "rg:Claim"


@pytest.mark.parametrize("name", ["Fellesorganisasjonen", "fellesorganisasjonen (fo)", "FO", "actor:fo"])
def test_a_thing_is_found_by_slug_and_label(name: str, graph: Graph) -> None:
    assert curie(lookup.anything(graph.select, name).value) == "actor:fo"


def test_a_name_of_several_things_is_sent_back_with_the_choice(graph: Graph) -> None:
    with pytest.raises(UsageError) as raised:
        lookup.anything(graph.select, "nou-2019-26")
    assert raised.value.hint == "Say which: evidence:nou-2019-26, source:nou-2019-26."


@pytest.mark.parametrize(
    ("slug", "thing"),
    [
        (
            "overdose-deaths-2020-highest-in-twenty-years",
            "claim:overdose-deaths-2020-highest-in-twenty-years",
        ),
        ("lar-patients", "dataset:lar-patients"),
        ("auh-resolution-2021", "document:auh-resolution-2021"),
        ("santo-2021-all-cause", "evidence:santo-2021-all-cause"),
    ],
)
def test_a_slug_means_the_thing_and_not_a_part_of_it(slug: str, thing: str, graph: Graph) -> None:
    assert curie(lookup.anything(graph.select, slug).value) == thing


def test_a_thing_of_the_data_says_which_submission_records_it(graph: Graph) -> None:
    shown = views.view(graph, "claim:more-low-threshold-lar", lang="en")
    (section,) = [each for each in shown.sections if each.title.startswith("Where it is recorded")]
    (row,) = section.table
    assert row["submission"] == "https://w3id.org/rusgraf/graph/submissions/" + _file_with(
        "claim:more-low-threshold-lar a "
    )


def _file_with(text: str) -> str:
    (path,) = (p for p in places.DATA.rglob("*.ttl") if text in p.read_text(encoding="utf-8"))
    return path.stem


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("topic:lra", "topic:lar"),
        ("keep-investing-in-la", "claim:keep-investing-in-lar"),
        ("nothing like it", "rusgraf find"),
        ("actor:a b", "actor:"),
        ("", ""),
    ],
)
def test_an_unknown_name_gets_a_suggestion(name: str, hint: str, graph: Graph) -> None:
    with pytest.raises(UnknownName) as raised:
        lookup.anything(graph.select, name)
    assert hint in raised.value.hint


def test_an_unknown_language_is_refused(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="sv"):
        views.view(graph, "fo", lang="sv")


@pytest.mark.parametrize("query", canned.get_shown(), ids=lambda query: query.name)
def test_a_question_about_one_thing_is_well_formed(query: canned.CannedQuery, park: Graph) -> None:
    names = {parameter.name for parameter in query.parameters}
    assert set(query.summary) == {"nb", "en"}
    assert "it" in names
    assert names == sparql.parameters(query.text) <= {"it", "lang"}
    # Every class that it is for is one that there is, and something in the examples is of it.
    (of,) = (parameter.of for parameter in query.parameters if parameter.name == "it")
    for each in of.split(" or "):
        assert park.ask(f"ASK {{ ?x a {each} }}"), each


def test_of_a_series_no_call_is_offered_that_is_for_other_series(graph: Graph) -> None:
    assert views.view(graph, "dataset:lar-intakes").questions == (
        "rusgraf query figures -p dataset=lar-intakes",
    )


def test_every_call_that_is_offered_answers(graph: Graph, cli: Cli) -> None:
    offered = {call for name in ("fo", "topic:lar") for call in views.view(graph, name).questions}
    assert offered
    for call in sorted(offered)[:3]:
        assert cli(*call.split()[1:]).returncode == 0, call
