"""Many files: what several processes gain over one, and what they cost.

    python benchmarks/many.py [FILES]

checks that many submissions of 159 statements, each of its own, in one process and in as many as there
are processors, prints both, and puts them into ``benchmarks/README.md``.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import readme

from rusgraf.intake import limited
from rusgraf.intake.asked import Asked

EXAMPLE = Path(__file__).parents[1] / "docs/example/submission.ttl"
#: What sets a copy apart: its names and its texts; and the hashes of its passages.
OWN, HASH = re.compile(r'(?<=[:/]example)|(?=(?<!")"@)'), re.compile(r'(?<="[0-9a-f]{59})[0-9a-f]{5}(?=")')


def write(folder: Path, count: int) -> None:
    """Write submissions that have nothing in common."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for number in range(count):
        copy = HASH.sub(f"{number:05x}", OWN.sub(f"{number}", text))
        (folder / f"{number:05}.ttl").write_text(copy, encoding="utf-8")


def measured(folder: Path, processors: set[int]) -> tuple[float, float]:
    """Seconds of wall clock and of CPU that a check takes on some processors, in a process of its own."""
    said, says = os.pipe()
    if not os.fork():
        os.sched_setaffinity(0, processors)
        start = time.monotonic()
        report = limited.outcome(limited.loaded([folder]), None, Asked()).report
        assert report.conforms, report
        took = time.monotonic() - start
        # What the processes for checks used is known once they have ended.
        from rusgraf.intake import process

        process._close()  # noqa: SLF001
        used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        os.write(says, f"{took} {sum(each.ru_utime + each.ru_stime for each in used)}".encode())
        os._exit(0)
    os.wait()
    wall, cpu = map(float, os.read(said, 100).split())
    return wall, cpu


def report(count: int) -> Iterator[str]:
    """The comparison, in Markdown."""
    processors = os.sched_getaffinity(0)
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, count)
        one, cpu_one = measured(folder, {min(processors)})
        all_, cpu_all = measured(folder, processors)
    yield f"| {count:,} files of 159 statements | seconds by the clock | CPU seconds | CPU ms a file |"
    yield "|---|---:|---:|---:|"
    yield f"| one process | {one:.1f} | {cpu_one:.1f} | {1000 * cpu_one / count:.1f} |"
    yield f"| {len(processors)} processors | {all_:.1f} | {cpu_all:.1f} | {1000 * cpu_all / count:.1f} |"
    yield ""
    yield (
        f"{len(processors)} processors are {one / all_:.2f} times as fast by the clock. A file costs"
        f" {1000 * (cpu_all - cpu_one) / count:+.1f} ms of CPU beyond what it costs in one process,"
        f" {cpu_all / cpu_one:.2f} times as much. The load of the machine before was {before:.1f}."
    )


def main() -> None:
    """Measure, print, and keep the result in the README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="?", type=int, default=2000, help="how many files; 2000 if left out")
    readme.put("many files", report(parser.parse_args().files))


if __name__ == "__main__":
    main()
