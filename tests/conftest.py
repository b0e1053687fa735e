"""Fixtures, and the rule that no test is skipped in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import rusgraf
import servers
from rusgraf.graph import Graph

TESTS = Path(__file__).parent
ROOT = TESTS.parent

_skipped: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the golden files anew, to be looked at")
    parser.addoption("--seeds", type=int, default=400, help="how many made-up submissions the engines get")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and "sources" not in report.keywords:
        _skipped.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _skipped and os.environ.get("RUSGRAF_NO_SKIPS"):
        print(f"\nSkipped, though nothing but `sources` may be: {', '.join(_skipped)}")
        session.exitstatus = 1


@pytest.fixture(scope="session")
def graph() -> Graph:
    return rusgraf.open()


def ask(graph: Graph, query: str, *columns: str, **parameters: str) -> list[tuple[object, ...]]:
    """The rows of an answer in these columns, with things by their slugs."""
    rows = graph.run(query, lang="en", **parameters)
    return [
        tuple(
            cell.rpartition("/")[2] if isinstance(cell, str) and cell.startswith("http") else cell
            for cell in map(row.get, columns)
        )
        for row in rows
    ]


@pytest.fixture(scope="session")
def oxigraph(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Oxigraph server that has the shipped graph; nobody may change it."""
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph"), servers.as_published(graph)) as address:
        yield address


@pytest.fixture(scope="session")
def virtuoso(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Virtuoso that has the shipped graph; nobody may change it."""
    if not servers.has_virtuoso():
        pytest.skip(servers.NO_VIRTUOSO)
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso"), servers.as_published(graph)) as address:
        yield address


@pytest.fixture(scope="session")
def sources() -> Path:
    folder = os.environ.get("RUSGRAF_SOURCES")
    if not folder:
        pytest.skip("set RUSGRAF_SOURCES to the folder that holds the texts of the documents")
    return Path(folder)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a golden file, or write it with --regenerate."""

    def compare(name: str, text: str) -> None:
        path = TESTS / "golden" / name
        if request.config.getoption("--regenerate"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_text(encoding="utf-8")

    return compare


Cli = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """Run rusgraf as its users do: in a process of its own, in another folder."""

    def run(*arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "rusgraf", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, **environment},
            check=False,
        )

    return run
