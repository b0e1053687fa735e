"""The made-up graphs of the benchmarks are as people would submit them, and every question has an answer."""

from __future__ import annotations

from pathlib import Path

import generated
import pytest
import run
from generated.statements import named

import rusgraf
from rusgraf.directory import Directory
from rusgraf.graph import Graph
from rusgraf.keeping import verifying

SIZE = 10_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "graph.nq"
    assert SIZE <= generated.write(path, SIZE) < 1.1 * SIZE
    return path


@pytest.fixture(scope="module")
def graph(path: Path) -> Graph:
    return rusgraf.open(path)


def test_a_generated_graph_conforms(path: Path) -> None:
    assert rusgraf.validate(path, graph=Graph([])).findings == ()


def test_no_statement_is_made_twice(path: Path) -> None:
    lines = path.read_bytes().splitlines()
    assert len(lines) == len(set(lines))


def test_the_seed_says_what_is_made_up() -> None:
    one, again, other = (list(generated.submissions(2_000, seed)) for seed in (1, 1, 2))
    assert one == again
    assert one != other


@pytest.mark.parametrize("timed", run.queries(), ids=lambda timed: timed.name)
def test_every_query_has_an_answer(timed: run.Timed, graph: Graph) -> None:
    given = timed.given()
    if timed.shown:
        found = graph.select(timed.query.filled(given, lambda name, _: named(name)))
    else:
        found = graph.run(timed.query.name, **given)
    assert len(found)


def test_a_generated_graph_directory_is_the_same_graph(tmp_path: Path) -> None:
    count = generated.found(tmp_path, 3_000)
    directory = Directory(tmp_path)
    assert not verifying.problems(directory, directory.log(), versions=True)
    assert {"register", "statistics", "submissions", "evidence", "analysis"} <= {
        path.name for path in tmp_path.iterdir()
    }
    expected = {quad for _, quads in generated.submissions(3_000) for quad in quads}
    assert set(rusgraf.open(tmp_path).quads("data")) == expected
    assert len(expected) == count
