"""The index of a graph directory: a cache that answers as the files do, and is never out of date."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from kept import BY, raw, submission

import rusgraf
from conftest import Cli
from rusgraf import files, keeping, places
from rusgraf.directory import Directory, index
from rusgraf.files import RawFile, SourceFile
from rusgraf.graph import Graph
from rusgraf.keeping import founding
from test_queries import CALLS, file_name

NAMES = "SELECT ?name { actor:fo rdfs:label ?name }"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph directory of the shipped data, and its index."""
    path = tmp_path_factory.mktemp("index") / "kept"
    founding.init(path, BY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "WORTH", 0)
        rusgraf.open(path)
    return path


@pytest.fixture
def kept(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, to be changed; it is not too small for an index here."""
    monkeypatch.setattr(index, "WORTH", 0)
    path = tmp_path / "kept"
    shutil.copytree(shipped, path)
    return path


def indexes(path: Path) -> set[str]:
    return {each.name for each in (path / index.INDEXES).iterdir() if each.is_dir()}


def read(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that opening a directory reads as Turtle."""
    found = []
    parsed = files.parsed

    def noted(raw: RawFile) -> SourceFile:
        found.append(Path(raw.name).stem)
        return parsed(raw)

    with monkeypatch.context() as patch:
        patch.setattr(files, "parsed", noted)
        rusgraf.open(path)
    return found


@pytest.fixture(scope="module")
def indexed(shipped: Path) -> Graph:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "WORTH", 0)
        patch.setattr(files, "parsed", None)
        return rusgraf.open(shipped)


@pytest.fixture(scope="module")
def in_memory(shipped: Path) -> Graph:
    return rusgraf.open(shipped)


# ------------------------------------------------------------------------------------- it answers


@pytest.mark.parametrize(("name", "parameters"), CALLS, ids=[file_name(*call) for call in CALLS])
def test_a_canned_query_has_the_same_rows(
    name: str, parameters: dict[str, object], indexed: Graph, in_memory: Graph
) -> None:
    assert indexed.run(name, **parameters) == in_memory.run(name, **parameters)


@pytest.mark.parametrize("part", ["data", "derived"])
def test_every_statement_is_in_its_named_graph(part: str, indexed: Graph, in_memory: Graph) -> None:
    assert indexed.names(part) == in_memory.names(part)
    assert set(indexed.quads(part)) == set(in_memory.quads(part))


def test_whatever_else_is_asked_has_the_same_answer(indexed: Graph, in_memory: Graph) -> None:
    fo = in_memory.resolve("fo", "rg:Actor")
    asked: list[Callable[[Graph], object]] = [
        lambda graph: graph.query("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }"),
        lambda graph: graph.query(
            "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
        ),
        lambda graph: graph.find("overdose"),
        lambda graph: graph.resolve("fo", "rg:Actor"),
        lambda graph: graph.labels([fo]),
        lambda graph: set(graph.about(fo).quads),
        lambda graph: graph.graphs_about(fo),
        lambda graph: set(graph.statements(topic="lar", extras="derived").quads),
        lambda graph: graph.check(as_of="2021-06-09").claims,
        lambda graph: graph.check().details,
    ]
    for question in asked:
        assert question(indexed) == question(in_memory)


# --------------------------------------------------------------------------- it is never out of date


def test_files_are_read_once(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not read(kept, monkeypatch)
    before = indexes(kept)
    monkeypatch.chdir(tmp_path)
    assert not read(Path("kept"), monkeypatch)
    moved = kept.rename(tmp_path / "moved")
    assert not read(moved, monkeypatch)
    assert indexes(moved) == before


def test_a_file_changed_by_hand_is_seen_whatever_its_date_and_size(kept: Path) -> None:
    path = kept / "register" / "actors.ttl"
    text, status, before = path.read_text(encoding="utf-8"), path.stat(), indexes(kept)
    path.write_text(text.replace("Fellesorganisasjonen", "Fellesorganisasjonem"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert {"Fellesorganisasjonem (FO)"} <= {row["name"] for row in rusgraf.open(kept).select(NAMES)}
    assert indexes(kept).isdisjoint(before)
    path.write_text(text, encoding="utf-8")
    assert "Fellesorganisasjonem (FO)" not in {row["name"] for row in rusgraf.open(kept).select(NAMES)}


def test_what_is_submitted_and_withdrawn_is_seen(kept: Path) -> None:
    there = "ASK { actor:kit a rg:Actor }"
    known = len(rusgraf.open(kept).run("submission-history"))
    keeping.submit(Directory(kept), [raw("kit", submission("kit"))], BY)
    assert rusgraf.open(kept).ask(there)
    keeping.withdraw(Directory(kept), "kit", BY, why="a test")
    after = rusgraf.open(kept)
    assert not after.ask(there)
    assert len(after.run("submission-history")) > known
    assert len(indexes(kept)) == 1


def test_another_release_makes_its_own(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "version", lambda package: f"another {package}")
    assert read(kept, monkeypatch)
    assert not read(kept, monkeypatch)


def test_another_rule_makes_another(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = tmp_path / "zoo.rq"
    rule.write_text("CONSTRUCT { ?actor <https://example.org/is> true } WHERE { ?actor a rg:Actor }")
    rule.write_text(f"PREFIX rg: <https://w3id.org/rusgraf/ns#>\n{rule.read_text()}")
    rules = [*places.rule_files(), rule]
    monkeypatch.setattr(places, "rule_files", lambda: rules)
    assert rusgraf.open(kept).ask("ASK { actor:fo <https://example.org/is> true }")


# ------------------------------------------------------------------------------ it may go at any time


@pytest.mark.parametrize("harm", ["all", "CURRENT", "*.sst", "cut"])
def test_one_that_is_damaged_is_made_anew(kept: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (name,) = indexes(kept)
    place = kept / index.INDEXES / name
    if harm == "all":
        shutil.rmtree(kept / ".cache")
    elif harm == "cut":
        os.truncate(max(place.glob("*.sst"), key=lambda path: path.stat().st_size), 1000)
    else:
        for path in place.glob(harm):
            path.unlink()
    assert read(kept, monkeypatch)
    assert not read(kept, monkeypatch)
    assert rusgraf.open(kept).select(NAMES)


def test_who_reads_one_goes_on_when_it_goes(kept: Path) -> None:
    reader = rusgraf.open(kept)
    keeping.submit(Directory(kept), [raw("kit", submission("kit"))], BY)
    assert rusgraf.open(kept).ask("ASK { actor:kit a rg:Actor }")
    assert len(indexes(kept)) == 1
    assert len(reader.run("coding-table")) == len(rusgraf.open().run("coding-table"))
    assert not reader.ask("ASK { actor:kit a rg:Actor }")


def test_where_none_can_be_written_the_files_are_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(kept / ".cache")
    (kept / ".cache").write_text("not a folder")
    assert read(kept, monkeypatch)
    assert rusgraf.open(kept).select(NAMES)
    assert (kept / ".cache").is_file()


def test_it_is_no_part_of_the_directory(kept: Path, cli: Cli) -> None:
    assert indexes(kept)
    assert cli("verify", "--graph", str(kept)).returncode == 0
    assert ".cache/" in (kept / ".gitignore").read_text(encoding="utf-8").splitlines()


# --------------------------------------------------------------------------- several, and killed ones

OPEN = """
import sys, rusgraf
from rusgraf.directory import index
index.WORTH = 0
print(rusgraf.open(sys.argv[1]).ask("ASK { actor:fo a rg:Actor }"), flush=True)
"""


def opening(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", OPEN, str(path)], stdout=subprocess.PIPE)


def test_two_at_once_make_one(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(kept / ".cache")
    processes = [opening(kept) for _ in range(3)]
    assert [process.communicate()[0].strip() for process in processes] == [b"True"] * 3
    assert len(indexes(kept)) == 1
    assert not read(kept, monkeypatch)


def test_a_killed_one_leaves_nothing_that_is_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unfinished = 0
    for turn in range(12):
        shutil.rmtree(kept / ".cache")
        process = opening(kept)
        while process.poll() is None and not any((kept / index.INDEXES).glob("unfinished-*")):
            time.sleep(0.001)
        time.sleep(turn * 0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        unfinished += any((kept / index.INDEXES).glob("unfinished-*"))
        rusgraf.open(kept)
        assert rusgraf.open(kept).select(NAMES)
        assert len(indexes(kept)) == 1
        assert not read(kept, monkeypatch)
    assert unfinished
