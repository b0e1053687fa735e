"""What a user asks of checks: verdicts with their vintages, by name, as of a day, on a claim of one's own."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

import rusgraf
from conftest import ROOT, Cli
from rusgraf import places
from rusgraf.errors import UnknownName, UsageError
from rusgraf.graph import Graph
from rusgraf.terms import PREFIXES

HIGHEST = "overdose-deaths-2020-highest-in-twenty-years"
EXAMPLE = ROOT / "docs" / "example" / "claim.ttl"


def test_every_statistical_claim_has_a_verdict_on_its_time_and_on_the_latest_figures(graph: Graph) -> None:
    found = graph.check(lang="en")
    claims = graph.select("SELECT ?claim { ?claim a rg:StatisticalClaim }")
    vintages = {(row["statement"], row["vintage"]) for row in found.claims}
    assert vintages == {
        (row["claim"], vintage) for row in claims for vintage in ("as published then", "latest figures")
    }
    assert all(row["verdict"] and row["explanation"] for row in found.claims)
    assert {row["statement"] for row in found.details} == {row["statement"] for row in found.claims}


def test_a_claim_dated_by_year_counts_as_made_on_its_last_day_and_the_answer_says_so(graph: Graph) -> None:
    then, _ = graph.check(HIGHEST, lang="en").claims
    assert then["asOf"] == "2021-12-31"
    assert "published by 2021-12-31 (the claim is dated 2021)" in then["explanation"]


@pytest.mark.parametrize(
    ("day", "verdict", "figure"),
    [
        ("2021-06-09", "insufficient data", None),  # the day before the register told of 2020
        ("2021-06-10", "contradicted", 324),
        (date(2022, 6, 8), "contradicted", 324),
        (date(2022, 6, 9), "contradicted", 331),
        (datetime(2022, 6, 9, 12), "contradicted", 331),  # noqa: DTZ001 (as pandas gives days)
    ],
)
def test_any_day_can_be_asked_for(day: str | date, verdict: str, figure: int | None, graph: Graph) -> None:
    found = graph.check(HIGHEST, as_of=day, lang="en")
    (row,) = found.claims
    assert (row["vintage"], row["asOf"], row["verdict"]) == ("as of a given day", str(day)[:10], verdict)
    (part,) = found.details
    assert part["value"] == figure


def test_asking_for_a_day_leaves_the_graph_as_it_was(graph: Graph) -> None:
    before = graph.check(lang="en")
    graph.check(as_of="2019-01-01")
    assert graph.check(lang="en") == before
    assert not graph.ask("ASK { ?check rg:vintage vintage:as-of }")


def test_a_claim_of_ones_own_is_checked_with_nothing_but_its_turtle() -> None:
    graph = rusgraf.open(places.DATA, EXAMPLE)
    verdicts = [
        graph.check("example-at-most-330-in-2020", as_of=day, lang="en").claims
        for day in ("2021-12-31", None)
    ]
    assert [[row["verdict"] for row in table] for table in verdicts] == [["supported"], ["contradicted"]]


def test_a_claim_that_can_only_be_dated_has_the_public_record_beside(graph: Graph) -> None:
    found = graph.check("drug-reform-presented-in-april", lang="en")
    assert len(found.claims) == len(found.details) == 0
    (record,) = found.records
    assert (record["how"], record["date"]) == ("attack", "2021-02-19")


def test_a_statistical_claim_that_says_too_little_is_not_checkable(tmp_path: Path) -> None:
    path = tmp_path / "claim.ttl"
    path.write_text(
        "@prefix rg: <https://w3id.org/rusgraf/ns#> .\n<https://w3id.org/rusgraf/id/claim/vague> "
        'a rg:StatisticalClaim ; rg:paraphrase "It is a lot."@en .\n'
    )
    (row,) = rusgraf.open(path).check("vague", lang="en").claims
    assert (row["verdict"], row["parts"]) == ("not checkable", 0)


HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
CLAIM = (
    "claim:x a rg:StatisticalClaim ; rg:hasStatisticalContent content:x . content:x a rg:StatisticalContent ;"
)
ABOUT = """rg:measure measure:register-overdose-deaths ; sdmx-dimension:refArea wd:Q20 ;
    sdmx-dimension:refPeriod "2020"^^xsd:gYear ;"""


@pytest.mark.parametrize(
    "content",
    [
        "rg:comparison comparison:highest-in-window",
        "rg:comparison comparison:highest-in-window ; rg:windowYears 0",
        "rg:comparison comparison:rising-in-window ; rg:windowYears -3",
        "rg:comparison comparison:at-least ; rg:lowerBound 300.0 , 400.0",
        "rg:comparison comparison:at-least , comparison:at-most ; rg:lowerBound 300.0 ; rg:upperBound 300.0",
        "rg:comparison comparison:between ; rg:lowerBound 400.0 ; rg:upperBound 300.0",
        "rg:comparison comparison:between ; rg:lowerBound 300.0",
        "rg:comparison comparison:at-least ; rg:upperBound 400.0",
        "rg:comparison comparison:less-than",
        'rg:comparison comparison:rose-by-share ; rg:comparedPeriod "2019"^^xsd:gYear',
        "rg:comparison comparison:equal-to ; rg:claimedValue 331.0 ; rg:roundedTo 0.0",
        'rg:comparison comparison:ratio-to-period ; rg:lowerBound 1.0 ; rg:comparedPeriod "2020"^^xsd:gYear',
    ],
)
def test_no_verdict_is_given_on_what_says_two_things_or_too_little(content: str, tmp_path: Path) -> None:
    path = tmp_path / "claim.ttl"
    path.write_text(f"{HEAD}{CLAIM} {ABOUT} {content} .")
    (row,) = rusgraf.open(places.DATA, path).check("x", lang="en").claims
    assert row["verdict"] == "not checkable"
    # Beside a content that can be read, it leaves the claim open.
    good = f"claim:x rg:hasStatisticalContent content:y . content:y a rg:StatisticalContent ; {ABOUT}"
    for bound, verdict in ((300, "partly supported"), (400, "contradicted")):
        more = f"{good} rg:comparison comparison:at-least ; rg:lowerBound {bound}.0 ."
        path.write_text(f"{HEAD}{CLAIM} {ABOUT} {content} . {more}")
        (row,) = rusgraf.open(places.DATA, path).check("x", lang="en").claims
        assert row["verdict"] == verdict
        assert "open: 1" in row["explanation"]


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        ("rg:comparison comparison:at-least ; rg:lowerBound 300.0 ; rg:upperBound 310.0", "supported"),
        ("rg:comparison comparison:less-than ; rg:lowerBound 340.0 ; rg:upperBound 332.0", "not checkable"),
        ("rg:comparison comparison:less-than ; rg:lowerBound 331.5 ; rg:upperBound 332.0", "supported"),
    ],
)
def test_a_bound_on_the_other_side_says_nothing(content: str, verdict: str, tmp_path: Path) -> None:
    path = tmp_path / "claim.ttl"
    path.write_text(f"{HEAD}{CLAIM} {ABOUT} {content} .")
    (row,) = rusgraf.open(places.DATA, path).check("x", lang="en").claims
    assert row["verdict"] == verdict


def test_an_untyped_content_is_read_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "claim.ttl"
    untyped = f"{HEAD}{CLAIM} {ABOUT}".replace("content:x a rg:StatisticalContent ;", "content:x")
    for content, verdict in (
        ("rg:comparison comparison:at-least ; rg:lowerBound 300.0", "supported"),
        ("rg:comparison comparison:highest-in-window ; rg:windowYears 0", "not checkable"),
    ):
        path.write_text(f"{untyped} {content} .")
        (row,) = rusgraf.open(places.DATA, path).check("x", lang="en").claims
        assert row["verdict"] == verdict


def test_a_claim_in_documents_dated_alike_in_two_ways_has_one_explanation(tmp_path: Path) -> None:
    path = tmp_path / "claim.ttl"
    said = "".join(
        f"""assertion:{n} a rg:Assertion ; rg:asserts claim:x ; rg:anchor anchor:{n} . anchor:{n} rg:rendition
        rendition:{n} . rendition:{n} dcterms:isFormatOf document:{n} . document:{n} dcterms:date {date} ."""
        for n, date in (("y", '"2021"^^xsd:gYear'), ("m", '"2021-12"^^xsd:gYearMonth'))
    )
    path.write_text(f"{HEAD}{CLAIM} {ABOUT} rg:comparison comparison:at-least ; rg:lowerBound 300.0 . {said}")
    assert len(rusgraf.open(places.DATA, path).check("x", lang="en").claims) == 2


def test_a_check_in_an_export_gives_way_to_what_follows_from_its_figures(
    graph: Graph, tmp_path: Path
) -> None:
    path = tmp_path / "taken.ttl"
    text = graph.statements(extras="derived").render().decode()
    assert text.count("measure:register-overdose-deaths 411") == 1
    path.write_text(
        text.replace("measure:register-overdose-deaths 411", "measure:register-overdose-deaths 311")
    )
    rows = rusgraf.open(path).check(HIGHEST, lang="en").claims
    assert [row["verdict"] for row in rows] == ["insufficient data", "insufficient data"]


def test_what_cannot_be_asked_is_told(graph: Graph) -> None:
    with pytest.raises(UnknownName, match="no Claim 'overdose-deaths-in-2020'"):
        graph.check("overdose-deaths-in-2020")
    with pytest.raises(UsageError, match="'2021' is no date"):
        graph.check(as_of="2021")
    with pytest.raises(UsageError, match="20210610 is no date"):
        graph.check(as_of=20210610)  # type: ignore[arg-type]
    with pytest.raises(UnknownName):
        graph.check(lang="sv")


def test_a_notebook_shows_the_verdicts(graph: Graph) -> None:
    assert "motsagt" in graph.check(HIGHEST)._repr_html_()


def test_the_command_tells_all_claims_and_one_by_one_where_asked(cli: Cli) -> None:
    every = cli("check", "--lang", "en").stdout
    assert "claim:drug-reform-presented-in-april\n  Public record (attack): " in every
    assert "Sordo" not in every
    asked = cli("check", "substitution-cuts-mortality-three-to-fourfold", "--lang", "en").stdout
    assert asked.count("Sordo") == 4


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["keep-investing-in-lar"], 0, "nothing in it that figures can settle"),
        (["overdose-deths-2020-highest-in-twenty-years"], 2, "Did you mean"),
        (["--as-of", "yesterday"], 2, "year, month and day"),
    ],
)
def test_the_command_says_what_is_wrong(arguments: list[str], code: int, said: str, cli: Cli) -> None:
    done = cli("check", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_the_command_gives_rows(cli: Cli) -> None:
    header, *rows = cli("check", HIGHEST, "-f", "csv").stdout.splitlines()
    assert header.startswith("statement,text,vintage,asOf,verdict")
    assert len(rows) == 2
    assert "margin" in cli("check", "--details", "-f", "csv").stdout.splitlines()[0].split(",")
