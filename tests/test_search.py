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
