"""Measure rusgraf against named peers, in CPU time, as ratios within one run.

    python benchmarks/run.py

prints tables in Markdown and puts them into ``benchmarks/README.md``. ``--quick`` leaves
out the graph of a million statements.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import generated
import rdflib
import readme
from generated.statements import named
from pyoxigraph import Quad, Store
from timing import ROOT, cpu, cpu_of_processes

import rusgraf
from rusgraf import canned, sparql
from rusgraf.canned import CannedQuery
from rusgraf.graph import Graph
from rusgraf.terms import PREFIXES

#: Queries that rdflib answers within minutes at 100,000 statements.
AGAINST_RDFLIB = {
    "demands-by-actor": {"actor": "made-up-1"},
    "overdose-deaths": {"dataset": "made-up-1"},
    "reasons-for-claim": {"claim": "made-up-2"},
}
RDFLIB_SCRIPT = """
import rdflib, pathlib, sys
graph = rdflib.Graph()
for folder in ("ontology", "data"):
    for path in sorted(pathlib.Path(folder).rglob("*.ttl")):
        if path.parent.name != "shapes":
            graph.parse(path)
for row in graph.query(pathlib.Path(sys.argv[1]).read_text()):
    print(*row, sep=",")
"""


def whole_process() -> Iterator[str]:
    """``rusgraf query`` on the shipped graph, against an empty Python and an rdflib script."""
    python = sys.executable
    filled = ROOT / "build" / "overdose-deaths-2018.rq"
    filled.parent.mkdir(exist_ok=True)
    query = canned.get("overdose-deaths")
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    filled.write_text(prefixes + query.filled({"start": 2018}, rusgraf.open().resolve), encoding="utf-8")
    nothing, ours, theirs = cpu_of_processes(
        [python, "-c", "pass"],
        [str(Path(python).parent / "rusgraf"), "query", "overdose-deaths", "-p", "start=2018"],
        [python, "-c", RDFLIB_SCRIPT, str(filled)],
        repeat=15,
    )
    yield "| whole process | CPU ms | ratio |"
    yield "|---|---:|---:|"
    yield f"| `python -c pass` | {nothing * 1e3:.0f} | 1 |"
    yield f"| `rusgraf query overdose-deaths` | {ours * 1e3:.0f} | {ours / nothing:.1f} |"
    yield f"| an rdflib script that does the same | {theirs * 1e3:.0f} | {theirs / nothing:.1f} |"
    yield ""
    yield f"The rdflib script takes {theirs / ours:.1f} times as long as `rusgraf query`."


def against_rdflib(path: Path, size: int) -> Iterator[str]:
    """Canned queries through the API, against rdflib on the same statements."""
    graph = rusgraf.open(path)
    peer = rdflib.Graph()
    peer.parse(data="".join(f"{quad.triple} .\n" for quad in quads(graph)), format="nt")
    yield f"| query at {size:,} statements | rusgraf ms | rdflib ms | rdflib / rusgraf | rows, of each |"
    yield "|---|---:|---:|---:|---:|"
    for name, parameters in AGAINST_RDFLIB.items():
        text = canned.get(name).filled(parameters, graph.resolve)
        (ours,) = cpu(lambda: graph.run(name, **parameters))  # noqa: B023
        (theirs,) = cpu(lambda: list(peer.query(text, initNs=dict(PREFIXES))), repeat=1)  # noqa: B023
        rows = len(graph.run(name, **parameters)), len(list(peer.query(text, initNs=dict(PREFIXES))))
        yield (
            f"| {name} | {ours * 1e3:.1f} | {theirs * 1e3:.0f} | {theirs / ours:.0f} | {rows[0]}, {rows[1]} |"
        )


@dataclass
class Timed:
    """A query and what it took at each size: rows, and seconds of CPU of rusgraf and of bare pyoxigraph."""

    query: CannedQuery
    rows: list[int] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it is called, with its folder."""
        return f"show/{self.query.name}" if self.shown else self.query.name

    @property
    def shown(self) -> bool:
        """Whether it is one of those that ``rusgraf show`` asks."""
        return any(parameter.name == "it" for parameter in self.query.parameters)

    def given(self) -> dict[str, str]:
        """What it is asked about: as its header calls it, with what is made up in place of what ships."""
        found = {"lang": "nb"} if "$lang" in self.query.text else {}
        for parameter in self.query.parameters:
            if parameter.of and (
                parameter.name in self.query.example or parameter.default or not parameter.optional
            ):
                kinds = [kind for kind in parameter.of.split(" or ") if kind in generated.KNOWN]
                found[parameter.name] = generated.KNOWN[kinds[0]]
        return found | ({"other": "actor:made-up-2"} if "other" in found else {})

    def measure(self, graph: Graph, peer: Store) -> None:
        """Ask both in turn, as often as a second or so allows."""
        given = self.given()

        def filled() -> str:
            # What is shown has been found before.
            return self.query.filled(given, (lambda name, _: named(name)) if self.shown else graph.resolve)

        def ours() -> object:
            return graph.query(filled()) if self.shown else graph.answer(self.query, given)

        text = filled()

        def bare() -> list[tuple[object, ...]]:
            # Rows are read from both; unread, they would have no terms.
            solutions = peer.query(text, prefixes=dict(PREFIXES))
            return [tuple(solution) for solution in solutions]  # type: ignore[union-attr]

        # The first time is not counted, and tells how much time there is for more.
        once = sum(cpu(ours, bare, repeat=1))
        found = cpu(ours, bare, repeat=max(2, min(25, int(1 / once))))
        self.rows.append(len(bare()))
        self.ours.append(found[0])
        self.bare.append(found[1])
        print(f"{self.name}: {found[0]:.3f} s, bare {found[1]:.3f} s", file=sys.stderr, flush=True)


def queries() -> list[Timed]:
    """Every shipped query, timed by nobody yet."""
    return [Timed(query) for query in (*map(canned.get, canned.names()), *canned.get_shown())]


def asked(path: Path, timed: list[Timed]) -> None:
    """Ask every query of a graph, and of bare pyoxigraph with the same statements."""
    graph = rusgraf.open(path)
    peer = Store()
    peer.bulk_extend(graph.construct("CONSTRUCT WHERE { ?subject ?property ?object }").quads)
    for each in (each for each in timed if not sparql.names_graphs(each.query.text)):
        each.measure(graph, peer)
    peer.bulk_extend(quads(graph))
    for each in (each for each in timed if sparql.names_graphs(each.query.text)):
        each.measure(graph, peer)


def quads(graph: Graph) -> Iterator[Quad]:
    """All that a graph has, with what follows from it."""
    for part in ("data", "ontology", "derived"):
        yield from graph.quads(part)


def against_pyoxigraph(paths: dict[int, Path]) -> Iterator[str]:
    """Every shipped query against the same text on bare pyoxigraph, at each size."""
    timed = queries()
    for path in paths.values():
        asked(path, timed)
    sizes = list(paths)
    last = sizes[-1]
    names = " | ".join(f"{size:,}" for size in sizes)
    yield f"| query, ms | {names} | growth | rows | growth | bare | ratio | beyond, ms |"
    yield "|---|" + "---:|" * (len(sizes) + 6)
    for each in timed:
        cells = " | ".join(f"{seconds * 1e3:,.1f}" for seconds in each.ours)
        ours, bare, rows = each.ours[-1], each.bare[-1], each.rows
        yield (
            f"| {each.name} | {cells} | {ours / each.ours[-2]:.1f}"
            f" | {rows[-1]:,} | {rows[-1] / rows[-2]:.1f}"
            f" | {bare * 1e3:,.1f} | {ours / bare:.2f} | {(ours - bare) * 1e3:,.1f} |"
        )
    yield ""
    yield (
        f"Growth is from {sizes[-2]:,} to {last:,} statements, {last / sizes[-2]:.1f} times as many."
        f" Rows, bare pyoxigraph, the ratio, and what rusgraf takes beyond it are at {last:,}."
    )


def report(*, quick: bool) -> Iterator[str]:
    """Everything measured, in Markdown."""
    peers = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib"))
    yield f"Python {platform.python_version()}, {platform.machine()}, {peers}. Medians of CPU time."
    yield ""
    yield from whole_process()
    yield ""
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for target in (10_000, 100_000) if quick else (10_000, 100_000, 1_000_000):
            path = Path(folder, str(target))
            paths[generated.found(path, target)] = path
        middle = list(paths)[1]
        yield from against_rdflib(paths[middle], middle)
        yield ""
        yield from against_pyoxigraph(paths)


def main() -> None:
    """Measure, print, and keep the result in the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the graph of a million statements")
    readme.put("queries", report(quick=parser.parse_args().quick))


if __name__ == "__main__":
    main()
