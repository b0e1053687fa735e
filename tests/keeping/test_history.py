"""The history of submissions, asked by the canned query."""

from __future__ import annotations

from pathlib import Path

import pytest
from kept import BY, actor, directory, raw

import rusgraf
import servers
from rusgraf import keeping
from rusgraf.errors import UnknownName
from rusgraf.graph import Graph

COLUMNS = ("version", "who", "done", "why", "ended", "software")
RUSGRAF = f"rusgraf {rusgraf.__version__}"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """One submission with eleven versions, one that was brought back, one that was withdrawn."""
    kept = directory(tmp_path_factory.mktemp("kept") / "graph")
    done = keeping.submit(kept, [raw(name, actor(name)) for name in ("lake", "park", "road")], BY)
    assert done.entry
    lake, park, road = (change.id for change in done.entry.changes)
    for number in range(2, 12):
        keeping.replace(
            kept, park, raw("x", actor("park", f"park {number}")), "Åse Å", why=f"Reason {number}"
        )
    keeping.withdraw(kept, lake, BY, why="Too early")
    keeping.replace(kept, lake, 1, "0000-0002-1825-0097", why="Now")
    keeping.withdraw(kept, road, BY, why="Enough")
    return rusgraf.open(kept.path)


def rows(graph: Graph, name: str) -> list[tuple[object, ...]]:
    table = graph.run("submission-history", lang="en")
    return [tuple(row[each] for each in COLUMNS) for row in table if row["submission"].endswith(f"-{name}")]


def test_every_version_has_a_row_in_the_order_in_which_they_came(graph: Graph) -> None:
    assert rows(graph, "park") == [
        (1, BY, "submitted", None, "replaced", RUSGRAF),
        *((number, "Åse Å", "replaced", f"Reason {number}", "replaced", RUSGRAF) for number in range(2, 11)),
        (11, "Åse Å", "replaced", "Reason 11", None, RUSGRAF),
    ]


def test_what_was_withdrawn_and_brought_back_has_two_versions(graph: Graph) -> None:
    orcid = "https://orcid.org/0000-0002-1825-0097"
    assert rows(graph, "lake") == [
        (1, BY, "submitted", None, "withdrawn", RUSGRAF),
        (2, orcid, "replaced", "Now", None, RUSGRAF),
    ]


def test_what_was_withdrawn_is_listed_without_a_title(graph: Graph) -> None:
    assert rows(graph, "road") == [(1, BY, "submitted", None, "withdrawn", RUSGRAF)]
    titles = {row["submission"][-4:]: row["title"] for row in graph.run("submission-history", lang="en")}
    assert titles["road"] is None
    assert titles["park"].startswith("Submission ")


def test_each_version_ends_when_the_next_begins(graph: Graph) -> None:
    of_park = [row for row in graph.run("submission-history") if row["submission"].endswith("-park")]
    assert [row["until"] for row in of_park] == [*(row["at"] for row in of_park[1:]), None]
    assert {row["done"] for row in of_park} == {"sendt inn", "erstattet"}


def test_one_submission_can_be_asked_for(graph: Graph) -> None:
    (park,) = {row["x"] for row in graph.select("SELECT ?x { ?x a rg:Submission }") if "park" in row["x"]}
    table = graph.run("submission-history", submission=park)
    assert {row["submission"] for row in table} == {park}
    assert len(table) == 11


def test_one_that_was_withdrawn_can_be_asked_for(graph: Graph) -> None:
    (road,) = {
        row["submission"] for row in graph.run("submission-history") if row["submission"].endswith("-road")
    }
    slug = road.rpartition("/")[2]
    for name in (road, slug, f"submissions/{slug}"):
        (row,) = graph.run("submission-history", submission=name, lang="en")
        assert (row["submission"], row["ended"]) == (road, "withdrawn")
    with pytest.raises(UnknownName):
        graph.run("submission-history", submission="toad")
    # It is in the history, and nowhere else.
    with pytest.raises(UnknownName):
        graph.statements(submission=slug)


def test_a_server_tells_the_same_history(graph: Graph, tmp_path: Path) -> None:
    with servers.oxigraph(tmp_path, servers.as_published(graph)) as address:
        assert rows(rusgraf.open(address), "park") == rows(graph, "park")
        there = rusgraf.open(address).run("submission-history")
    assert there.terms == graph.run("submission-history").terms


@pytest.mark.virtuoso
@pytest.mark.skipif(not servers.has_virtuoso(), reason=servers.NO_VIRTUOSO)
def test_virtuoso_tells_the_same_history(graph: Graph, tmp_path: Path) -> None:
    with servers.virtuoso(tmp_path, servers.as_published(graph)) as address:
        there = rusgraf.open(address).run("submission-history")
    here = graph.run("submission-history")
    assert len(there) == len(here)
    for mine, its in zip(here, there, strict=True):
        assert mine == its


def test_a_graph_without_a_log_has_one_row_for_each_submission() -> None:
    table = list(rusgraf.open().run("submission-history", lang="en"))
    assert len(table) == len({row["submission"] for row in table}) > 10
    assert {row["who"] for row in table} == {"The rusgraf editors"}
    assert all(row["at"] and row["title"] and row["version"] is None for row in table)
