"""Files from outside, checked in a process that cannot do harm, and what is told where it was stopped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rusgraf import files
from rusgraf.errors import UnreadableInput
from rusgraf.files import RawFile, SourceFile
from rusgraf.validation import limits, process
from rusgraf.validation.findings import Finding, Given, Place, Report, in_order, unread
from rusgraf.validation.process import Overrun

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
        return process.kept.check(raw, graph, engine, sources)
    except Overrun as overrun:
        together = overrun
    if len(raw) == 1:
        return Report({raw[0].name: None}, (_refused(raw[0].name, together),))
    # One of them it must be, or all of them together.
    refused, rest = [], []
    for each in raw:
        try:
            process.kept.check([each], graph, engine, sources)
            rest.append(each)
        except Overrun as overrun:
            refused.append(_refused(each.name, overrun))
    if not refused:
        return Report({each.name: None for each in raw}, (_refused("", together),))
    return in_order(raw, refused, _checked(rest, graph, engine, sources) if rest else Report({}, ()))


def _refused(name: str, overrun: Overrun) -> Finding:
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
