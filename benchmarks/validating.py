"""Validation against named peers, as ratios within one run.

All see the same statements: the data, the ontology and what is derived for the shapes. rusgraf starts
from the bytes of a file and ends with findings; the peers start from N-Triples that are there already,
and end with the results of the shapes.

    python benchmarks/validating.py

prints the tables and puts them into ``benchmarks/README.md``. ``--quick`` leaves out 100,000 statements.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import generated
import pyshacl
import pyshacl_turbo
import rdflib
import readme
import shacl
from pyoxigraph import Quad, Store
from timing import ROOT, cpu, cpu_of_processes

import rusgraf
from rusgraf import files, places, turtle
from rusgraf.graph import Graph
from rusgraf.validation import shapes

#: pySHACL is given no more than this: beyond, it takes minutes.
_PYSHACL_UNTIL = 15_000
_SMALL = "tests/submissions/good.ttl"


def broken(path: Path, share: float = 0.01) -> None:
    """Leave out some statements of a file of N-Quads, those of type excepted."""
    random = Random(1)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "#type>" in line or random.random() > share]
    path.write_text("".join(kept), encoding="utf-8")


def context(path: Path) -> str:
    """What the shapes see of a file, as N-Triples: its statements, the ontology, and the shortcuts."""
    data = files.read(path).quads
    ontology = Graph([]).quads("ontology")
    triples = {quad.triple for quad in (*data, *ontology)}
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    rule = (places.ONTOLOGY / "rules" / "shortcuts.rq").read_text(encoding="utf-8")
    return turtle.ntriples(triples | set(store.query(rule)))  # type: ignore[arg-type]


def engines(path: Path, name: str) -> Iterator[str]:
    """A row: rusgraf, bare ``shacl``, pyshacl-turbo and pySHACL on one file."""
    text, rules = context(path), shapes.text()
    size = text.count("\n")
    data = path.read_bytes()
    # The ontology is read once, and what it says kept, as where many files are checked.
    around = Graph([])

    def ours() -> rusgraf.Report:
        return rusgraf.validate(files.read_bytes(data, path.name, "nq"), graph=around)

    def bare() -> object:
        return shacl.Shapes.from_text(rules, format="ntriples").validate_text(text, format="ntriples")

    def turbo() -> object:
        formats = {"data_graph_format": "nt", "shacl_graph_format": "nt"}
        return pyshacl_turbo.validate(text, shacl_graph=rules, **formats)

    def reference() -> object:
        graphs = (rdflib.Graph().parse(data=each, format="nt") for each in (text, rules))
        return pyshacl.validate(next(graphs), shacl_graph=next(graphs))

    repeat = 5 if size < _PYSHACL_UNTIL else 3
    mine, theirs = cpu(ours, bare, repeat=repeat)
    (third,) = cpu(turbo, repeat=3)
    slow = cpu(reference, repeat=1)[0] if size < _PYSHACL_UNTIL else None
    last = f"{slow * 1e3:,.0f} | {slow / mine:.0f}" if slow else "not run | "
    yield (
        f"| {name} | {size:,} | {len(ours().findings)} | {mine * 1e3:,.0f} | {theirs * 1e3:,.0f}"
        f" | {mine / theirs:.2f} | {third * 1e3:,.0f} | {third / mine:.1f} | {last} |"
    )


def whole_process() -> Iterator[str]:
    """``rusgraf validate`` of a small file, against the command of pySHACL on it alone, and on all there is.

    Only the last does the same work: alone, all that the file refers to is missing.
    """
    with tempfile.TemporaryDirectory() as folder:
        rules, around = Path(folder, "shapes.ttl"), Path(folder, "context.ttl")
        rules.write_text(shapes.text(), encoding="utf-8")
        graph = rusgraf.open()
        quads = [*graph.quads("ontology"), *graph.quads("data")]
        small = ROOT / _SMALL
        given = files.read(small).quads
        size = len(given)
        around.write_text(turtle.ntriples({quad.triple for quad in (*quads, *given)}), encoding="utf-8")
        here = Path(sys.executable).parent
        command = [str(here / "pyshacl"), "-s", str(rules), str(small)]
        ours, alone = cpu_of_processes([str(here / "rusgraf"), "validate", str(small)], command)
        (full,) = cpu_of_processes([*command[:-1], str(around)], repeat=1)
    yield f"| whole process, {size} statements | CPU ms | ratio |"
    yield "|---|---:|---:|"
    yield f"| `rusgraf validate FILE` | {ours * 1e3:.0f} | 1 |"
    yield f"| `pyshacl -s SHAPES FILE`: the file alone | {alone * 1e3:.0f} | {alone / ours:.1f} |"
    yield f"| `pyshacl -s SHAPES ALL`: with ontology and data | {full * 1e3:.0f} | {full / ours:.1f} |"


def report(*, quick: bool) -> Iterator[str]:
    """The tables of validation, in Markdown."""
    yield from whole_process()
    yield ""
    yield (
        "| data | statements, with ontology | findings | rusgraf ms | `shacl` ms | rusgraf / `shacl`"
        " | pyshacl-turbo ms | / rusgraf | pySHACL ms | / rusgraf |"
    )
    yield "|---|" + "---:|" * 9
    sizes = (1_000, 10_000) if quick else (1_000, 10_000, 100_000)
    with tempfile.TemporaryDirectory() as folder:
        for target in sizes:
            path = Path(folder, f"{target}.nq")
            generated.write(path, target)
            yield from engines(path, f"{target:,}, valid")
            broken(path)
            yield from engines(path, f"{target:,}, 1 % left out")


def main() -> None:
    """Measure, print, and keep the result in the README."""
    readme.put("validation", report(quick="--quick" in sys.argv))


if __name__ == "__main__":
    main()
