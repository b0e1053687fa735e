from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from rusgraf import canned, sparql
from rusgraf.errors import UnknownName, UnreadableInput
from rusgraf.graph import Graph


@pytest.mark.parametrize("name", canned.names())
def test_a_header_says_all_that_its_query_needs(name: str) -> None:
    query = canned.get(name)
    assert set(query.summary) == set(query.description) == {"nb", "en"}
    assert query.tags
    assert {parameter.name for parameter in query.parameters} == sparql.parameters(query.text)
    assert all(not (parameter.optional and parameter.default) for parameter in query.parameters)
    assert set(query.example) <= {parameter.name for parameter in query.parameters}


def test_a_query_is_named_in_words_and_asks_what_no_other_asks() -> None:
    queries = [canned.get(name) for name in canned.names()]
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", query.name) for query in queries)
    for language in ("nb", "en"):
        asked = [query.summary[language] for query in queries]
        assert all(summary.endswith("?") for summary in asked)
        assert len(set(asked)) == len(asked)
        assert all(query.description[language].endswith(".") for query in queries)


@pytest.mark.parametrize("name", canned.names())
def test_a_query_runs_unfilled_in_any_editor(name: str) -> None:
    Store().query(canned.get(name).text)


@pytest.mark.parametrize("name", canned.names())
def test_the_example_answers_in_both_languages(name: str, graph: Graph) -> None:
    query = canned.get(name)
    rows = {lang: graph.run(name, **query.example, lang=lang) for lang in ("nb", "en")}
    assert len(rows["nb"]) == len(rows["en"]) > 0
    assert rows["nb"].terms != rows["en"].terms


def test_a_misspelt_name_gets_a_suggestion() -> None:
    with pytest.raises(UnknownName) as raised:
        canned.get("demand-by-actor")
    assert "demands-by-actor" in raised.value.hint


@pytest.mark.parametrize(
    "header",
    [
        "#+ summary: [",
        "#+ tags: x",
        "#+ summary: {nb: x}\n#+ params: {a: colour}",
        "#+ summary: {nb: x}\n#+ params: {a: 'year, maybe'}",
    ],
)
def test_a_bad_header_is_named(header: str, tmp_path: Path) -> None:
    path = tmp_path / "x.rq"
    path.write_text(f"{header}\nASK {{}}")
    with pytest.raises(UnreadableInput, match=r"x\.rq"):
        canned.parse("x.rq", path.read_text())
