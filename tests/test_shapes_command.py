"""What is asked of each class, told to people: in words, with an example, by the command."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode

from conftest import Cli
from rusgraf import examples, files, requirements
from rusgraf.cli import shapes
from rusgraf.graph import Graph
from rusgraf.requirements import Field, Requirements, constraints, reading, wording
from rusgraf.requirements.said import Said
from rusgraf.requirements.words import HEADINGS, WORDS
from rusgraf.terms import LANGUAGES, PREFIXES, curie

EVERYTHING = requirements.all()
RG = PREFIXES["rg"]


def name(asked: Requirements) -> str:
    return curie(asked.name)


def test_there_are_words_for_all_that_may_be_asked() -> None:
    assert WORDS["nb"].keys() == WORDS["en"].keys()
    assert HEADINGS["nb"].keys() == HEADINGS["en"].keys()
    assert {*constraints.NUMBERS, *constraints.PAIRS} <= WORDS["nb"].keys()
    for asked in EVERYTHING:
        for lang in LANGUAGES:
            entries = wording.describe(asked, lang).entries
            assert len(entries) == len(asked.fields)
            for entry in entries:
                assert not set("{}") & set(entry.count + entry.value)


@pytest.mark.parametrize(
    ("said", "count", "value"),
    [
        (
            "sh:minCount 2 ; sh:maxCount 2 ; sh:datatype xsd:string",
            "exactly 2 values",
            "text without a language tag",
        ),
        ("sh:minCount 2 ; sh:maxCount 4 ; sh:datatype xsd:boolean", "from 2 to 4 values", "true or false"),
        ("sh:maxCount 1 ; sh:datatype xsd:date", "at most one value", 'day, such as "2021-03-14"^^xsd:date'),
        (
            "sh:minCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 0 ; sh:lessThan rg:end",
            "at least one value",
            "whole number from 0, less than “end”",
        ),
    ],
)
def test_counts_and_values_are_put_into_words(said: str, count: str, value: str) -> None:
    text = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
    quads = files.read_bytes(f"{text} rgsh:x {said} .".encode(), "x.ttl").quads
    read = constraints.read(Said(quads), NamedNode(f"{PREFIXES['rgsh']}x"), str.__eq__)
    kind = reading.kind(read)
    field = Field(f"{RG}start", {"en": "start"}, {}, ("rgsh:x",), kind, read)
    asked = Requirements(f"{RG}Claim", {}, {}, (field,), (), (), (), ())
    (entry,) = wording.describe(asked, "en").entries
    assert (entry.count, entry.value) == (count, value)


def test_the_calls_that_are_pointed_to_answer(cli: Cli) -> None:
    mores = {
        entry.more.partition(": ")[2]
        for asked in EVERYTHING
        for entry in wording.describe(asked, "en").entries
        if entry.more
    }
    assert len(mores) > 2
    for call in mores:
        assert len(cli(*call.split()[1:]).stdout.splitlines()) > 11, call
    assert cli("find", "--kind", "qb:MeasureProperty").stdout.count("\n") > 5


@pytest.mark.parametrize("asked", EVERYTHING, ids=name)
def test_an_example_has_all_that_is_required_and_stands_in_the_data(
    asked: Requirements, graph: Graph
) -> None:
    example = examples.of(graph, asked)
    assert example
    has = {quad.predicate.value for quad in example}
    assert {field.path for field in asked.required} <= has
    (thing,) = {quad.subject for quad in example}
    assert set(graph.quads("data")) >= set(example) or set(graph.quads("ontology")) >= set(example)
    assert isinstance(thing, NamedNode)
    # No other has more of what is required, or as much and more of the rest.
    paths = {field.path for field in asked.fields}
    rows = graph.select(
        f"SELECT ?thing ?property {{ ?thing a <{asked.name}> ; ?property ?value FILTER ( isIRI(?thing) ) }}"
    )
    others: dict[str, set[str]] = {}
    for row in rows:
        others.setdefault(row["thing"], set()).update({row["property"]} & paths)
    assert len(has & paths) == max(map(len, others.values()))


def test_where_nothing_is_of_a_class_there_is_no_example() -> None:
    assert examples.of(Graph([]), requirements.of("claim")) is None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("what", ["", "claim", "relation"])
def test_the_command_says_what_is_asked(
    what: str, lang: str, cli: Cli, golden: Callable[[str, str], None]
) -> None:
    done = cli("shapes", *filter(None, [what]), "--lang", lang)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    golden(f"shapes/{what or 'all'}-{lang}.txt", done.stdout)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_writes_markdown(lang: str, cli: Cli, golden: Callable[[str, str], None]) -> None:
    golden(f"shapes/anchor-{lang}.md", cli("shapes", "anchor", "-f", "md", "--lang", lang).stdout)
    rows = cli("shapes", "-f", "md", "--lang", lang).stdout.splitlines()
    assert len(rows) == len(EVERYTHING) + 2


def test_the_command_writes_json(cli: Cli) -> None:
    everything = json.loads(cli("shapes", "-f", "json").stdout)
    assert [each["class"] for each in everything] == [asked.name for asked in EVERYTHING]
    (stance,) = (
        field
        for field in json.loads(cli("shapes", "assertion", "-f", "json").stdout)["fields"]
        if field["property"] == f"{RG}stance"
    )
    assert stance["codes"][0] == "stance:endorses"
    assert (stance["least"], stance["most"], stance["kind"]) == (1, 1, "code")
    one = json.loads(cli("shapes", "Påstand", "-f", "json").stdout)
    assert one["class"] == f"{RG}Claim"
    assert files.read_bytes(one["example"].encode(), "x.ttl").quads


def test_the_command_suggests_the_right_name(cli: Cli) -> None:
    done = cli("shapes", "clam")
    assert done.returncode == 2
    assert "Did you mean claim" in done.stderr


def test_on_a_terminal_the_lines_are_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rusgraf.cli.options.on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "72")
    for arguments in ([], ["claim"], ["statistical-content"]):
        lines = CliRunner().invoke(shapes.command, arguments).stdout.partition("@prefix")[0].splitlines()
        assert len(lines) > 20
        assert [line for line in lines if len(line) > 72] == []
