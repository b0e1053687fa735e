"""Many files, checked in several processes at once: only those together that something ties."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import chain
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from rusgraf.files import RawFile
from rusgraf.intake.asked import Asked, Outcome, Tell
from rusgraf.intake.process import Overrun, Worker
from rusgraf.validation import ties
from rusgraf.validation.findings import Report, in_order

if TYPE_CHECKING:
    from rusgraf.graph import Graph

#: The bytes that take longer to check than a further process takes to start.
_PART: Final = {"fast": 1_000_000, "reference": 50_000}
#: How many parts each process gets, so that none waits long for the last one.
_EACH: Final = 4
#: The workers that nobody uses at the moment.
_SPARE: Final[list[Worker]] = []


def processes(raw: Sequence[RawFile], engine: str) -> int:
    """How many processes it pays to use."""
    return min(_processors(), len(raw), sum(map(len, raw)) // _PART[engine])


def outcome(
    raw: Sequence[RawFile],
    graph: Graph | None,
    asked: Asked,
    count: int,
    tell: Tell,
    check: Callable[[Worker, Sequence[RawFile], Graph | None, Asked], Outcome],
) -> Outcome:
    """Check files in so many processes; what comes of it is the same as in one.

    :param tell: told how many files were checked, now and then.
    :param check: checks files together, with one worker.
    """
    with _at_work(count) as (threads, workers):

        def checked(part: Sequence[int]) -> Outcome:
            with _one_of(workers) as worker:
                return check(worker, [raw[number] for number in part], graph, asked)

        def tied(part: Sequence[RawFile]) -> list[ties.Ties]:
            with _one_of(workers) as worker:
                return worker.ties(part, graph, asked)

        tell(0)
        shares = [raw[len(raw) * n // count : len(raw) * (n + 1) // count] for n in range(count)]
        try:
            groups = ties.groups(list(chain.from_iterable(threads.map(tied, shares))))
        except Overrun:
            # Whatever it was will come up again, and is told then.
            groups = [list(range(len(raw)))]
        parts = _parts(groups, raw, max(_PART[asked.engine], sum(map(len, raw)) // (count * _EACH)))
        done = 0
        running = {threads.submit(checked, part): part for part in parts}
        for future in as_completed(running):
            done += len(running[future])
            tell(done)
        return _joined(raw, [future.result() for future in running])


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _at_work(count: int) -> Iterator[tuple[ThreadPoolExecutor, SimpleQueue[Worker]]]:
    """Threads, with a worker for each of them; when something goes wrong, all stop at once."""
    hired = [_hired() for _ in range(count)]
    workers: SimpleQueue[Worker] = SimpleQueue()
    for worker in hired:
        workers.put(worker)
    with ThreadPoolExecutor(count) as threads:
        try:
            yield threads, workers
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            for worker in hired:
                worker.end()
            raise
    _SPARE.extend(hired)


def _hired() -> Worker:
    try:
        return _SPARE.pop()
    except IndexError:
        return Worker()


@contextmanager
def _one_of(workers: SimpleQueue[Worker]) -> Iterator[Worker]:
    worker = workers.get()
    try:
        yield worker
    finally:
        workers.put(worker)


def _parts(groups: Sequence[Sequence[int]], raw: Sequence[RawFile], size: int) -> list[list[int]]:
    """Groups of files, put together until they have so many bytes; each part in the order of the files."""
    parts: list[list[int]] = [[]]
    held = 0
    for group in groups:
        if held >= size:
            parts.append([])
            held = 0
        parts[-1] += group
        held += sum(len(raw[number]) for number in group)
    return [sorted(part) for part in parts]


def _joined(raw: Sequence[RawFile], outcomes: Sequence[Outcome]) -> Outcome:
    """What came of all parts, as if it were one."""
    reports = [each.report for each in outcomes]
    report = Report(
        dict(chain.from_iterable(each.files.items() for each in reports)),
        (),
        dict(chain.from_iterable(each.labels.items() for each in reports)),
        dict(chain.from_iterable(each.replaced.items() for each in reports)),
    )
    findings = chain.from_iterable(each.findings for each in reports)
    return Outcome(
        in_order(raw, findings, report),
        all(each.whole for each in outcomes),
        b"".join(each.statements for each in outcomes),
    )
