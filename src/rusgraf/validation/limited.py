"""Files from outside, read and checked in a process that cannot do harm.

The process is started when it is first needed, and serves further checks until this one ends.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Final
from weakref import ref

from pyoxigraph import RdfFormat, serialize

from rusgraf import files
from rusgraf.errors import UnreadableInput
from rusgraf.files import RawFile, SourceFile
from rusgraf.terms import unknown
from rusgraf.validation import limits, wire
from rusgraf.validation.findings import Finding, Given, Place, Report, in_order, unread
from rusgraf.validation.limits import Allowance

if TYPE_CHECKING:
    from rusgraf.graph import Graph

_TOO_MUCH: Final = {
    "time": {
        "nb": "Kontrollen tok mer enn {seconds:.0f} sekunder og ble stanset. Del {what} i mindre deler, "
        "eller gi den mer tid: sett miljøvariabelen {variable} til et antall sekunder.",
        "en": "The check took more than {seconds:.0f} seconds and was stopped. Divide {what} into smaller "
        "parts, or give it more time: set the environment variable {variable} to a number of seconds.",
    },
    "memory": {
        "nb": "Kontrollen trengte mer minne enn {memory} MB og ble stanset. Del {what} i mindre deler.",
        "en": "The check needed more memory than {memory} MB and was stopped. Divide {what} into smaller "
        "parts.",
    },
    "crash": {
        "nb": "Kontrollen brøt sammen, av for lite minne eller av noe som er nøstet for dypt. Del {what} i "
        "mindre deler, eller finn det som er uvanlig i den.",
        "en": "The check broke down, for want of memory or from what is nested too deep. Divide {what} into "
        "smaller parts, or look for what is unusual in it.",
    },
}
_WHAT: Final = {"nb": ("filen", "innsendingen"), "en": ("the file", "the submission")}


class _Overrun(Exception):
    """A check that took more than it was allowed.

    :param kind: ``time``, ``memory`` or ``crash``.
    """

    def __init__(self, kind: str, allowed: Allowance) -> None:
        super().__init__(kind)
        self.kind = kind
        self.allowed = allowed


def report(
    submissions: Iterable[str | Path | Given],
    graph: Graph | None,
    engine: str,
    sources: Mapping[str, str] | None = None,
) -> Report:
    """Read and check files together, in the process that is kept for it.

    Where some were read before, this process has to check them, and so all of them.

    :param graph: the graph that they are to join; the shipped graph by default.
    :param engine: ``fast`` or ``reference``.
    :param sources: texts that nothing may be copied from, by what they are called.
    :raises UnreadableInput: a file is missing, or in a format that is not read.
    :raises UsageError: the environment asks for a time that is none.
    """
    if engine not in limits.ENGINES:
        raise unknown("engine", engine, limits.ENGINES)
    given = loaded(submissions)
    if any(isinstance(each, SourceFile) for each in given):
        from rusgraf import graph as graphs
        from rusgraf.validation import reading

        return reading.report(given, graph or graphs.open(), engine, sources)
    raw = [each for each in given if isinstance(each, RawFile)]
    unread = [each for each in given if isinstance(each, Finding)]
    checked = _checked(raw, graph, engine, sources or {}) if raw else Report({}, ())
    return in_order(given, unread, checked)


def loaded(
    submissions: Iterable[str | Path | Given],
) -> list[Given]:
    """The files that are meant by paths, files and folders, as they are; or why one of them is not read.

    :raises UnreadableInput: a file is missing, or in a format that is not read.
    """
    given: list[Given] = []
    for each in submissions:
        if isinstance(each, RawFile | SourceFile | Finding):
            given.append(each)
        else:
            given += map(_loaded, files.rdf_files(Path(each)))
    return given


def _loaded(path: Path) -> RawFile | Finding:
    try:
        return files.load(path)
    except UnreadableInput as error:
        if not error.messages:
            raise
        return unread(error, str(path))


def _checked(raw: Sequence[RawFile], graph: Graph | None, engine: str, sources: Mapping[str, str]) -> Report:
    try:
        return _worker.check(raw, graph, engine, sources)
    except _Overrun as overrun:
        together = overrun
    if len(raw) == 1:
        return Report({raw[0].name: None}, (_refused(raw[0].name, together),))
    # One of them it must be, or all of them together.
    refused, rest = [], []
    for each in raw:
        try:
            _worker.check([each], graph, engine, sources)
            rest.append(each)
        except _Overrun as overrun:
            refused.append(_refused(each.name, overrun))
    if not refused:
        return Report({each.name: None for each in raw}, (_refused("", together),))
    return in_order(raw, refused, _checked(rest, graph, engine, sources) if rest else Report({}, ()))


def _refused(name: str, overrun: _Overrun) -> Finding:
    said = {
        "seconds": overrun.allowed.seconds,
        "memory": overrun.allowed.memory >> 20,
        "variable": limits.TIME_LIMIT,
    }
    messages = {
        language: text.format(what=_WHAT[language][not name], **said)
        for language, text in _TOO_MUCH[overrun.kind].items()
    }
    return Finding("refused", None, None, (), ("refused",), "Violation", messages, place=Place(name))


class _Worker:
    """The process that reads and checks; one check at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        #: The graph that the process holds; ``None`` for the shipped one.
        self._graph: ref[Graph] | None = None
        self._graph_size = 0

    def check(
        self, raw: Sequence[RawFile], graph: Graph | None, engine: str, sources: Mapping[str, str]
    ) -> Report:
        """Check files together.

        :raises _Overrun: they took more than they were allowed.
        """
        with self._lock:
            try:
                return self._check(raw, graph, engine, sources)
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """End the process, if there is one; the next check starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                stream.close()  # type: ignore[union-attr]
        process.wait()

    def forget(self) -> None:
        """Leave the process to the one from which this one was forked."""
        self.__init__()  # type: ignore[misc]

    def _check(
        self, raw: Sequence[RawFile], graph: Graph | None, engine: str, sources: Mapping[str, str]
    ) -> Report:
        process, allowed = self._prepared(
            sum(len(each.data) for each in raw) + sum(map(len, sources.values())), graph, engine
        )
        assert process.stdin
        assert process.stdout
        late = []

        def stop() -> None:
            late.append(True)
            process.kill()

        timer = Timer(allowed.seconds, stop)
        timer.start()
        try:
            # It may not live to read it all.
            with suppress(OSError):
                described = [{"name": each.name, "format": each.format} for each in raw]
                wire.send(
                    process.stdin,
                    {"files": described, "sources": dict(sources)},
                    *(each.data for each in raw),
                )
            answer = wire.receive(process.stdout, allowed.memory)
        except MemoryError:
            raise _Overrun("memory", allowed) from None
        finally:
            timer.cancel()
            timer.join()
        if late or answer is None:
            process.kill()
            code = process.wait()
            out_of_time = late or code == -getattr(signal, "SIGXCPU", 0)
            raise _Overrun("time" if out_of_time else "crash", allowed)
        document, _ = answer
        if "overrun" in document:
            raise _Overrun(document["overrun"], allowed)
        if "bug" in document:
            raise RuntimeError(document["bug"])
        return wire.unpacked(document["report"])

    def _prepared(
        self, size: int, graph: Graph | None, engine: str
    ) -> tuple[subprocess.Popen[bytes], Allowance]:
        """The process, with the graph in hand and held to what it may use."""
        fresh = self._process is None or self._process.poll() is not None
        process = self._started() if fresh else self._process
        assert process
        held = None if self._graph is None else self._graph()
        context: list[bytes] = []
        if not fresh and held is graph and (graph is None) == (self._graph is None):
            word = "same"
        elif graph is None:
            word, self._graph, self._graph_size = "shipped", None, 0
        else:
            context = [serialize(graph.quads("data"), format=RdfFormat.N_QUADS) or b""]
            word, self._graph, self._graph_size = "given", ref(graph), len(context[0])
        allowed = limits.allowance(size + self._graph_size, engine)
        request = {"engine": engine, "graph": word, "allowance": asdict(allowed)}
        assert process.stdin
        assert process.stdout
        wire.send(process.stdin, request, *context)
        if wire.receive(process.stdout) is None:
            raise RuntimeError(f"The process for checks ended with {process.wait()} before it began.")
        return process, allowed

    def _started(self) -> subprocess.Popen[bytes]:
        self.close()
        self._process = subprocess.Popen(
            # Nothing that lies in the current folder passes for a module.
            [sys.executable, "-P", "-m", "rusgraf.validation.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._process


_worker = _Worker()
atexit.register(_worker.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_worker.forget)
