"""From files as they come to a report: loaded, then read and checked in a process that can do no harm."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rusgraf.errors import UsageError
from rusgraf.files import RawFile, SourceFile
from rusgraf.intake.asked import Asked
from rusgraf.terms import unknown
from rusgraf.validation.findings import Report

if TYPE_CHECKING:
    from rusgraf.graph import Graph

__all__ = ["validate"]


def validate(
    *submissions: str | Path | RawFile | SourceFile,
    graph: Graph | None = None,
    engine: str = "fast",
    sources: str | Path | None = None,
    documents: Sequence[str | Path] = (),
) -> Report:
    """Check submissions in the light of a graph.

    Several submissions are checked together: each may refer to the others. One that
    bears the name of a graph that is there already is checked as its replacement.

    Files from outside are read and checked in a process of their own that is limited in
    time and memory and cannot open a file or a socket; what was read before, as a
    :class:`rusgraf.files.SourceFile`, is checked in this one, with all that comes with it.

    What cannot be read is a finding like any other.

    :param submissions: files, or folders of them; none to check the graph itself.
    :param graph: the graph that they are to join; the shipped graph by default.
    :param engine: ``fast`` or ``reference``.
    :param sources: a folder of texts that nothing may be copied from.
    :param documents: the texts in which spreadsheets name places, in the order of their documents.
    :raises UnreadableInput: a file is missing, or in a format that is not read.
    :raises UnknownName: there is no such engine.
    :raises UsageError: the graph is on a server.
    """
    from rusgraf.intake import limited, limits, texts

    if engine not in limits.ENGINES:
        raise unknown("engine", engine, limits.ENGINES)
    if graph is not None and graph.server is not None:
        raise UsageError(
            "A graph on a server is not checked from here.",
            'Take it home first: graph.export("graph.trig"); then rusgraf.open("graph.trig").',
        )
    words = texts.read(Path(sources)) if sources is not None else {}
    if submissions:
        asked = Asked(engine, words, tuple(texts.of(Path(each)) for each in documents))
        return limited.outcome(limited.loaded(submissions), graph, asked).report
    from rusgraf import graph as graphs
    from rusgraf.validation import checking

    graph = graph or graphs.open()
    return checking.check(checking.as_files(graph.quads("data")), graph, engine, words)
