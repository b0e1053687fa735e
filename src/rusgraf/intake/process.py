"""The process that checks are made in: started when it is first needed, and again when it was ended."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet, ref

from pyoxigraph import RdfFormat, serialize

from rusgraf.files import RawFile
from rusgraf.intake import limits, wire
from rusgraf.intake.asked import SHEETS, Asked, Outcome, Tell, silent
from rusgraf.intake.limits import Allowance

if TYPE_CHECKING:
    from rusgraf.graph import Graph
    from rusgraf.validation.ties import Ties


#: All that there are, to be ended with this process.
_WORKERS: Final[WeakSet[Worker]] = WeakSet()


class Overrun(Exception):
    """A check that took more than it was allowed.

    :param kind: ``time``, ``memory`` or ``crash``.
    """

    def __init__(self, kind: str, allowed: Allowance) -> None:
        # Both, so that it can come back from another machine.
        super().__init__(kind, allowed)
        self.kind = kind
        self.allowed = allowed


class Worker:
    """The process that reads and checks; one check at a time."""

    def __init__(self) -> None:
        _WORKERS.add(self)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        #: The graph that the process holds; ``None`` for the shipped one.
        self._graph: ref[Graph] | None = None
        self._graph_size = 0
        self._is_ended = False

    def check(
        self, raw: Sequence[RawFile], graph: Graph | None, asked: Asked, tell: Tell = silent
    ) -> Outcome:
        """Check files together.

        :param tell: told how many files were read, now and then.
        :raises Overrun: they took more than they were allowed.
        """
        document, blobs = self._asked("check", raw, graph, asked, tell)
        statements = dict(zip(document["stated"], blobs, strict=True))
        return Outcome(wire.unpacked(document["report"]), document["whole"], statements)

    def ties(self, raw: Sequence[RawFile], graph: Graph | None, asked: Asked) -> list[Ties]:
        """What may tie each of these files to others; nothing where one cannot be read.

        :raises Overrun: they took more than they were allowed.
        """
        document, _ = self._asked("ties", raw, graph, asked, silent)
        return [wire.unpacked_ties(each) for each in document["ties"]]

    def _asked(
        self, what: str, raw: Sequence[RawFile], graph: Graph | None, asked: Asked, tell: Tell
    ) -> tuple[dict[str, Any], list[bytes]]:
        with self._lock:
            try:
                return self._answer(what, raw, graph, asked, tell)
            except BaseException:
                self.close()
                raise

    def end(self) -> None:
        """End the process at once and for good, whatever it is at; whoever waits for it gets an error."""
        self._is_ended = True
        if process := self._process:
            process.kill()
            process.wait()

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

    def _answer(
        self, what: str, raw: Sequence[RawFile], graph: Graph | None, asked: Asked, tell: Tell
    ) -> tuple[dict[str, Any], list[bytes]]:
        process, allowed = self._prepared(raw, graph, asked)
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
                wire.send_files(process.stdin, what, raw, asked)
            answer = wire.receive(process.stdout, allowed.memory)
            while answer and "done" in answer[0]:
                tell(answer[0]["done"])
                answer = wire.receive(process.stdout, allowed.memory)
        except MemoryError:
            raise Overrun("memory", allowed) from None
        finally:
            timer.cancel()
            timer.join()
        if self._is_ended:
            raise RuntimeError("The process for checks was ended.")
        if late or answer is None:
            process.kill()
            code = process.wait()
            out_of_time = late or code == -getattr(signal, "SIGXCPU", 0)
            raise Overrun("time" if out_of_time else "crash", allowed)
        document, _ = answer
        if "overrun" in document:
            raise Overrun(document["overrun"], allowed)
        if "bug" in document:
            raise RuntimeError(document["bug"])
        return answer

    def _prepared(
        self, raw: Sequence[RawFile], graph: Graph | None, asked: Asked
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
        size = sum(map(len, raw)) + sum(map(len, asked.sources.values())) + self._graph_size
        allowed = limits.allowance(size, asked.engine)
        request = {
            "engine": asked.engine,
            "graph": word,
            "allowance": asdict(allowed),
            "sheets": any(each.format in SHEETS for each in raw),
        }
        assert process.stdin
        assert process.stdout
        wire.send(process.stdin, request, *context)
        if wire.receive(process.stdout) is None:
            raise RuntimeError(f"The process for checks ended with {process.wait()} before it began.")
        return process, allowed

    def _started(self) -> subprocess.Popen[bytes]:
        self.close()
        if self._is_ended:
            raise RuntimeError("The process for checks was ended.")
        self._process = subprocess.Popen(
            # Nothing that lies in the current folder passes for a module.
            [sys.executable, "-P", "-m", "rusgraf.intake.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._process


#: The one that this process keeps.
kept = Worker()


def _close() -> None:
    for worker in list(_WORKERS):
        worker.close()


def _forget() -> None:
    for worker in list(_WORKERS):
        worker.forget()


atexit.register(_close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
