"""Measure rusgraf against named peers, in CPU time, as ratios within one run.

    make benchmarks

prints tables in Markdown and puts them into ``benchmarks/README.md``. ``--quick`` leaves
out the graph of a million statements.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import rdflib
import scaled
from pyoxigraph import Quad, Store

import rusgraf
from rusgraf import canned, sparql
from rusgraf.terms import PREFIXES

HERE = Path(__file__).parent
#: Queries that rdflib answers within minutes at 100,000 statements.
AGAINST_RDFLIB = {
    "demands-by-actor": {"actor": "fo"},
    "overdose-deaths": {},
    "reasons-for-claim": {"claim": "new-official-inquiry"},
}
#: What stands below this line in the README is written by a run.
_MARK = "<!-- results -->"
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


def cpu(work: Callable[[], object], repeat: int = 7) -> float:
    """The median CPU time of a piece of work in this process, in seconds."""
    times = []
    for _ in range(repeat):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def cpu_of_processes(*commands: list[str], repeat: int = 15) -> list[float]:
    """The median CPU time of each whole process, in seconds; the commands take turns."""
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(repeat):
        for command, found in zip(commands, times, strict=True):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=True, capture_output=True, cwd=HERE.parent)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return [statistics.median(found) for found in times]


def whole_process() -> Iterator[str]:
    """``rusgraf query`` on the shipped graph, against an empty Python and an rdflib script."""
    python = sys.executable
    filled = HERE.parent / "build" / "overdose-deaths-2018.rq"
    filled.parent.mkdir(exist_ok=True)
    query = canned.get("overdose-deaths")
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    filled.write_text(prefixes + query.filled({"start": 2018}, rusgraf.open().resolve), encoding="utf-8")
    nothing, ours, theirs = cpu_of_processes(
        [python, "-c", "pass"],
        [str(Path(python).parent / "rusgraf"), "query", "overdose-deaths", "-p", "start=2018"],
        [python, "-c", RDFLIB_SCRIPT, str(filled)],
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
    for part in ("data", "ontology", "derived"):
        quads = graph.quads(part)
        text = "".join(f"{quad.triple} .\n" for quad in quads)
        peer.parse(data=text, format="nt")
    yield f"| query at {size:,} statements | rusgraf ms | rdflib ms | rdflib / rusgraf | rows, of each |"
    yield "|---|---:|---:|---:|---:|"
    for name, parameters in AGAINST_RDFLIB.items():
        text = canned.get(name).filled(parameters, graph.resolve)
        ours = cpu(lambda: graph.run(name, **parameters))  # noqa: B023
        theirs = cpu(lambda: list(peer.query(text, initNs=dict(PREFIXES))), repeat=1)  # noqa: B023
        rows = len(graph.run(name, **parameters)), len(list(peer.query(text, initNs=dict(PREFIXES))))
        yield (
            f"| {name} | {ours * 1e3:.1f} | {theirs * 1e3:.0f} | {theirs / ours:.0f} | {rows[0]}, {rows[1]} |"
        )


def against_pyoxigraph(paths: dict[int, Path]) -> Iterator[str]:
    """Every canned query, as its header calls it, against the same text on bare pyoxigraph, at each size."""
    ours: dict[str, list[float]] = {name: [] for name in canned.names()}
    bare: dict[str, float] = {}
    for path in paths.values():
        store = Store()
        # Asked for its named graphs, the graph would keep them.
        graph = rusgraf.open(path)
        for part in ("data", "ontology", "derived"):
            store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in graph.quads(part))
        graph = rusgraf.open(path)
        # Those that ask for named graphs come last: from then on the graph keeps them.
        for name in sorted(canned.names(), key=lambda name: sparql.names_graphs(canned.get(name).text)):
            query = canned.get(name)
            text = query.filled(query.example, graph.resolve)
            ours[name].append(cpu(lambda: graph.run(name, **query.example), 3))  # noqa: B023
            bare[name] = cpu(lambda: list(store.query(text, prefixes=dict(PREFIXES))), 3)  # type: ignore[arg-type]  # noqa: B023
    sizes = list(paths)
    yield f"| query, ms | {' | '.join(f'{size:,}' for size in sizes)} | growth | bare pyoxigraph | ratio |"
    yield "|---|" + "---:|" * (len(sizes) + 3)
    for name, times in ours.items():
        cells = " | ".join(f"{seconds * 1e3:.1f}" for seconds in times)
        yield (
            f"| {name} | {cells} | {times[-1] / times[0]:.0f} | {bare[name] * 1e3:.1f}"
            f" | {times[-1] / bare[name]:.2f} |"
        )
    yield ""
    yield (
        f"Growth is from {sizes[0]:,} to {sizes[-1]:,} statements, {sizes[-1] / sizes[0]:.0f} times as many; "
        f"bare pyoxigraph and the ratio are at {sizes[-1]:,}."
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
            path = Path(folder, f"{target}.nq")
            paths[scaled.write(path, target)] = path
        middle = list(paths)[1]
        yield from against_rdflib(paths[middle], middle)
        yield ""
        yield from against_pyoxigraph(paths)


def main() -> None:
    """Measure, print, and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the graph of a million statements")
    lines = []
    for line in report(quick=parser.parse_args().quick):
        print(line, flush=True)
        lines.append(line)
    readme = HERE / "README.md"
    kept, _, _ = readme.read_text(encoding="utf-8").partition(_MARK)
    readme.write_text(f"{kept}{_MARK}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
