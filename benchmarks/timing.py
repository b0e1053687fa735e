"""CPU time of pieces of work that take turns, so that what else the machine does falls on all of them."""

from __future__ import annotations

import resource
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]


def cpu(*works: Callable[[], object], repeat: int = 5) -> list[float]:
    """The median CPU time of each piece of work, in seconds."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(repeat):
        for work, found in zip(works, times, strict=True):
            start = time.process_time()
            work()
            found.append(time.process_time() - start)
    return [statistics.median(found) for found in times]


def cpu_of_processes(*commands: list[str], repeat: int = 5) -> list[float]:
    """The median CPU time of each whole process with its children, in seconds."""
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(repeat):
        for command, found in zip(commands, times, strict=True):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return [statistics.median(found) for found in times]
