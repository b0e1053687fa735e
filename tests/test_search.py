"""Searching finds what a person would expect, in the order in which they would."""

from __future__ import annotations

from pathlib import Path

import pytest

import rusgraf
from rusgraf import search
from rusgraf.errors import UnknownName, UsageError
from rusgraf.graph import Graph
from rusgraf.terms import curie


@pytest.fixture(scope="module")
def park() -> Graph:
    return rusgraf.open(Path(__file__).parent / "graphs")


def found(graph: Graph, words: str, **options: str) -> list[str]:
    return [curie(row["thing"]) for row in graph.find(words, **options)]


@pytest.mark.parametrize(
    "words",
    [
        "Høyblokkas",
        "HØYBLOKKAS VEILAG",
        "hoyblokkas",
        "hoeyblokkas",
        "veilag høy",
        "tower block",
        "cafelaget",
        "café",
        "cafelag",
    ],
)
def test_an_actor_is_found_by_its_names_however_they_are_typed(words: str, park: Graph) -> None:
    assert found(park, words) == ["actor:road"]


@pytest.mark.parametrize("words", ["å sitte", "aa sitte", "a sitte", "Å  sitte!"])
def test_the_letters_of_norwegian_may_be_spelt_out(words: str, park: Graph) -> None:
    assert found(park, words) == ["claim:sitting-rests"]


@pytest.mark.parametrize("words", ["blokka", "ikke høyblokkas", "hoyblokkas  parken", "benchez"])
def test_every_word_must_begin_a_word_of_one_text(words: str, park: Graph) -> None:
    assert found(park, words) == []


def test_the_whole_text_comes_first_then_whole_words_then_beginnings(park: Graph) -> None:
    assert found(park, "forebygging", kind="topic")[0] == "topic:prevention"
    assert found(park, "sitte")[:2] == ["claim:sitting-rests", "population:sitters"]
    assert found(park, "å sitte er hvile")[0] == "claim:sitting-rests"


def test_a_definition_comes_after_a_name(park: Graph) -> None:
    things = found(park, "claim", lang="en")
    assert things[0] == "rg:Claim"
    assert things.index("rg:PolicyDemand") > things.index("rg:FactualClaim")


@pytest.mark.parametrize(
    ("kind", "things"),
    [
        ("claim", ["claim:more-benches", "claim:rain-wets-benches", "claim:benches-rest-people"]),
        ("rg:PolicyDemand", ["claim:more-benches"]),
        ("politisk krav", ["claim:more-benches"]),
        ("policy demand", ["claim:more-benches"]),
        ("dataset", ["dataset:benches"]),
        ("qb:DataSet", ["dataset:benches"]),
        ("topic", []),
    ],
)
def test_a_kind_narrows_the_search(kind: str, things: list[str], park: Graph) -> None:
    assert sorted(found(park, "benker", kind=kind)) == sorted(things)


def test_a_thing_has_one_row_with_what_was_found(park: Graph) -> None:
    (row,) = park.find("café", lang="en")
    assert (row["kind"], row["name"], row["text"]) == ("actor", "Tower Block Road Club", "Cafélaget")
    (row,) = park.find("å sitte")
    assert (row["kind"], row["name"], row["text"]) == ("årsakspåstand", "Å sitte er hvile.", None)


def test_a_text_is_told_in_the_language_asked_for(park: Graph, graph: Graph) -> None:
    """Also where the words were found in the other one."""
    (row,) = park.find("å sitte", lang="en")
    assert (row["name"], row["text"]) == ("Sitting is rest.", None)
    texts = {curie(row["thing"]): row["text"] for row in graph.find("framføres i en debatt", lang="en")}
    assert texts["rg:Claim"].startswith("Content ")


def test_an_acronym_is_found_only_where_it_stands_so(graph: Graph) -> None:
    def told(words: str) -> set[str]:
        return {curie(row["thing"]) for row in graph.find(words, lang="en")}

    assert told("WHO") < told("who")
    assert "claim:waiting-puts-people-among-active-users" in told("who") - told("WHO")
    # A genitive is the same word.
    assert {"actor:who", "source:who-model-list-methadone-2005"} <= told("WHO")
    assert {"actor:un"} <= told("FN") <= told("fn")
    assert told("HØYRE") == set()
    assert "Høyre" in search.near(graph.select, "HØYRE")


def test_what_the_debate_is_made_of_comes_before_codes_and_terms(graph: Graph) -> None:
    things = [curie(row["thing"]) for row in graph.find("dødsfall")]
    measure = next(i for i, thing in enumerate(things) if thing.startswith(("measure:", "outcome:")))
    assert things.index("dataset:overdose-deaths-by-county") < measure


@pytest.mark.parametrize("kind", ["actor", "topic", "document", "dataset", "rg:PolicyDemand"])
def test_a_kind_without_words_lists_all_of_it(kind: str, park: Graph) -> None:
    things = {row["thing"] for row in park.find(kind=kind)}
    of = {"topic": "skos:inScheme <https://w3id.org/rusgraf/topic>", "dataset": "a qb:DataSet"}
    of |= {"actor": "a rg:Actor", "document": "a rg:SourceDocument"}
    expected = {row["x"] for row in park.select(f"SELECT ?x {{ ?x {of.get(kind, f'a {kind}')} }}")}
    assert expected
    assert things == expected


def test_words_are_words_and_not_patterns(park: Graph) -> None:
    assert found(park, "b.nker") == []
    assert found(park, "(hvilestudien") == ["source:rest-study"]


@pytest.mark.parametrize(
    ("words", "options", "error"),
    [
        ("", {}, UsageError),
        ("?!", {}, UsageError),
        ("a " * 21, {}, UsageError),
        ("benker", {"kind": "clam"}, UnknownName),
        ("benker", {"kind": "<x y>"}, UnknownName),
        ("benker", {"lang": "sv"}, UnknownName),
    ],
)
def test_what_cannot_be_searched_for_is_said(
    words: str, options: dict[str, str], error: type[Exception], park: Graph
) -> None:
    with pytest.raises(error):
        park.find(words, **options)


def test_words_that_are_there_are_suggested(park: Graph) -> None:
    assert "benker" in search.near(park.select, "benkar")
