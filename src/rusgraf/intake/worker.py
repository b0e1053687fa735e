"""The process in which outside input is read and checked: ``python -m rusgraf.intake.worker``.

It is told over its standard input what to check, and answers on its standard output, until
its input ends. :mod:`rusgraf.intake.limited` starts it and speaks with it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from typing import IO, Any, Final

from pyoxigraph import NamedNode, RdfFormat, parse

from rusgraf import graph as graphs
from rusgraf.files import SourceFile
from rusgraf.graph import Graph
from rusgraf.intake import limits, reading, wire
from rusgraf.intake.limits import Allowance
from rusgraf.terms import BASE

#: The seconds between two words on how far the work has come.
_PAUSE: Final = 0.2


def main() -> None:
    """Serve one check after the other."""
    # Ctrl-C goes to every process of a terminal; the parent decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not come between the messages.
    os.dup2(2, 1)
    graph: Graph | None = None
    while message := wire.receive(asked):
        limits.lift()
        request, blobs = message
        if request["graph"] == "shipped":
            graph = graphs.open()
        elif request["graph"] == "given":
            graph = _graph(blobs[0])
        assert graph is not None
        reading.warm(graph, request["engine"], spreadsheets=request["sheets"])
        limits.impose(Allowance(**request["allowance"]))
        wire.send(answers, {})
        if not _served(asked, answers, graph, request["engine"]):
            break


def _graph(data: bytes) -> Graph:
    """The graph whose data are these N-Quads."""
    name = NamedNode(f"{BASE}graph/context")
    return Graph([SourceFile("context", name, tuple(parse(data, format=RdfFormat.N_QUADS)))])


class _Teller:
    """Tells the parent how many files were read, a few times a second."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._last = time.monotonic()

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if now - self._last >= _PAUSE:
            self._last = now
            wire.send(self._answers, {"done": done})


def _served(asked: IO[bytes], answers: IO[bytes], graph: Graph, engine: str) -> bool:
    """Check what comes, and answer; whether this process is fit for more."""
    answer: dict[str, Any]
    statements: list[bytes] = []
    try:
        message = wire.receive(asked)
        if message is None:
            return False
        raw, asked_of_it = wire.received_files(*message, engine)
        if message[0]["what"] == "ties":
            answer = {"ties": list(map(wire.packed_ties, reading.ties_of(raw, graph, asked_of_it)))}
        else:
            outcome = reading.outcome(raw, graph, asked_of_it, _Teller(answers))
            answer = {"report": wire.packed(outcome.report), "whole": outcome.whole}
            statements = [outcome.statements]
    except MemoryError:
        answer = {"overrun": "memory"}
    except RecursionError:
        answer = {"overrun": "crash"}
    except Exception:  # noqa: BLE001
        answer = {"bug": traceback.format_exc()}
    except BaseException as error:
        # How the engine says in Python that it stumbled.
        if type(error).__name__ != "PanicException":
            raise
        answer = {"overrun": "crash"}
    wire.send(answers, answer, *statements)
    return not {"overrun", "bug"} & answer.keys()


if __name__ == "__main__":
    main()
