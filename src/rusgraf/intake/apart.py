"""Many files, checked in several processes at once: only those together that something ties."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import chain
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, Protocol, Self

from pyoxigraph import NamedNode

from rusgraf.files import RawFile
from rusgraf.intake.asked import Asked, Outcome, Tell
from rusgraf.intake.process import Overrun, Worker
from rusgraf.validation import ties
from rusgraf.validation.findings import Report, in_order
from rusgraf.validation.ties import Ties

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


class Crew(Protocol):
    """Those who do the work, each a part at a time."""

    @property
    def size(self) -> int:
        """How many there are."""
        ...

    def ties(self, shares: Sequence[Sequence[RawFile]]) -> Iterable[list[Ties]]:
        """What may tie each file of each share to others.

        :raises Overrun: a share took more than it was allowed.
        """
        ...

    def checks(self, parts: Sequence[Sequence[RawFile]]) -> Iterator[tuple[int, Outcome]]:
        """What comes of each part, with its number, in the order in which they are done."""
        ...


def outcome(raw: Sequence[RawFile], asked: Asked, crew: Crew, tell: Tell) -> Outcome:
    """Check files in parts; what comes of it is the same as of all together.

    :param tell: told how many files were checked, now and then.
    """
    tell(0)
    shares = [raw[len(raw) * n // crew.size : len(raw) * (n + 1) // crew.size] for n in range(crew.size)]
    try:
        known = list(chain.from_iterable(crew.ties(shares)))
    except Overrun:
        # Whatever it was will come up again, and is told then.
        known = [Ties(replaces=True)] * len(raw)
    size = max(_PART[asked.engine], sum(map(len, raw)) // (crew.size * _EACH))
    found = _in_parts(raw, _parts(ties.groups(known), raw, size), crew, tell)
    if wrong := _about(found.report, ties.shared(known)):
        return _in_parts(raw, _parts(ties.groups(known, wrong), raw, size), crew, tell)
    return found


def _in_parts(raw: Sequence[RawFile], parts: Sequence[Sequence[int]], crew: Crew, tell: Tell) -> Outcome:
    outcomes: dict[int, Outcome] = {}
    done = 0
    for number, each in crew.checks([[raw[place] for place in part] for part in parts]):
        outcomes[number] = each
        done += len(parts[number])
        tell(done)
    return _joined(raw, [outcomes[number] for number in range(len(parts))])


def _about(report: Report, things: Collection[str]) -> set[str]:
    """Those of some things, by their IRIs, that findings are about."""
    terms = (term for finding in report.findings for term in (finding.focus, *finding.values))
    return {term.value for term in terms if isinstance(term, NamedNode)}.intersection(things)


class Processes:
    """A crew of processes on this machine; when something goes wrong, all stop at once.

    :param check: checks files together, with one worker.
    """

    def __init__(
        self,
        size: int,
        graph: Graph | None,
        asked: Asked,
        check: Callable[[Worker, Sequence[RawFile], Graph | None, Asked], Outcome],
    ) -> None:
        self.size = size
        self._graph, self._asked, self._check = graph, asked, check
        self._hired = [_hired() for _ in range(size)]
        self._free: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._hired:
            self._free.put(worker)
        self._threads = ThreadPoolExecutor(size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind:
            self._threads.shutdown(wait=False, cancel_futures=True)
            for worker in self._hired:
                worker.end()
        self._threads.shutdown()
        if not kind:
            _SPARE.extend(self._hired)

    def ties(self, shares: Sequence[Sequence[RawFile]]) -> Iterable[list[Ties]]:
        """What may tie each file of each share to others."""
        return self._threads.map(self._tied, shares)

    def checks(self, parts: Sequence[Sequence[RawFile]]) -> Iterator[tuple[int, Outcome]]:
        """What comes of each part, with its number, in the order in which they are done."""
        running = {self._threads.submit(self._checked, part): number for number, part in enumerate(parts)}
        for future in as_completed(running):
            yield running[future], future.result()

    def _tied(self, share: Sequence[RawFile]) -> list[Ties]:
        with self._one() as worker:
            return worker.ties(share, self._graph, self._asked)

    def _checked(self, part: Sequence[RawFile]) -> Outcome:
        with self._one() as worker:
            return self._check(worker, part, self._graph, self._asked)

    @contextmanager
    def _one(self) -> Iterator[Worker]:
        worker = self._free.get()
        try:
            yield worker
        finally:
            self._free.put(worker)


def _hired() -> Worker:
    try:
        return _SPARE.pop()
    except IndexError:
        return Worker()


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
        dict(chain.from_iterable(each.statements.items() for each in outcomes)),
    )
