"""A graph directory opened: from its files, from an index, and by the engine alone.

    python benchmarks/opening.py [--quick]

asks one question of made-up directories of 10,000, 100,000 and a million statements, each time in a
process of its own, and puts what it took into ``benchmarks/README.md``. ``--quick`` leaves out the million.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import generated
import readme
from timing import cpu_of_processes

from rusgraf.directory import index

#: A question that is answered quickly whatever the size, so that it is the opening that takes the time.
QUESTION = "SELECT ?label { actor:made-up-1 rdfs:label ?label }"
OURS = f"""
import sys, rusgraf
from rusgraf.directory import index
index.WORTH = float(sys.argv[2])
assert rusgraf.open(sys.argv[1]).select({QUESTION!r})
"""
#: What no command can be faster than: the same store, with nobody to see whether it is up to date.
BARE = f"""
import sys
from pyoxigraph import Store
prefixes = {{"actor": "https://w3id.org/rusgraf/id/actor/", "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}}
assert list(Store.read_only(sys.argv[1]).query({QUESTION!r}, prefixes=prefixes))
"""


def row(path: Path, count: int) -> str:
    """What one directory took, in Markdown."""
    caches = path / index.INDEXES
    (files,) = cpu_of_processes([sys.executable, "-c", OURS, str(path), "inf"], repeat=3)
    (first,) = cpu_of_processes([sys.executable, "-c", OURS, str(path), "0"], repeat=1)
    (made,) = (each for each in caches.iterdir() if each.is_dir())
    indexed, bare = cpu_of_processes(
        [sys.executable, "-c", OURS, str(path), "0"], [sys.executable, "-c", BARE, str(made)], repeat=7
    )
    size = sum(each.stat().st_size for each in made.iterdir()) / 1e6
    return (
        f"| {count:,} | {files:.2f} | {first:.2f} | {indexed:.2f} | {files / indexed:.0f} | {bare:.2f}"
        f" | {size:,.0f} |"
    )


def report(*, quick: bool) -> Iterator[str]:
    """The table, in Markdown."""
    yield "| statements | files | first with index | index | files / index | bare engine | index, MB |"
    yield "|---:|---:|---:|---:|---:|---:|---:|"
    for target in (10_000, 100_000) if quick else (10_000, 100_000, 1_000_000):
        with tempfile.TemporaryDirectory() as name:
            path = Path(name, "kept")
            count = generated.found(path, target)
            yield row(path, count)
            shutil.rmtree(path)
    yield ""
    yield "Seconds of CPU of a whole process that opens a directory and asks one question."


def main() -> None:
    """Measure, print, and keep the result in the README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--quick", action="store_true", help="leave out the directory of a million statements"
    )
    readme.put("opening", report(quick=parser.parse_args().quick))


if __name__ == "__main__":
    main()
