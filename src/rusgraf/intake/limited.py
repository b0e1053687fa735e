"""Files from outside, checked in a process that cannot do harm, and what is told where it was stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rusgraf import files
from rusgraf.errors import UnreadableInput
from rusgraf.files import RawFile, SourceFile
from rusgraf.intake import apart, limits, process
from rusgraf.intake.asked import Asked, Outcome, Tell, silent
from rusgraf.intake.process import Overrun, Worker
from rusgraf.validation.findings import Finding, Given, Place, Report, in_order, unread

if TYPE_CHECKING:
    from rusgraf.graph import Graph

#: The suffixes of spreadsheets: those that are read, and those of which is told how to save them.
_SPREADSHEETS: Final = (".xlsx", ".xlsm", ".csv", ".xls", ".xlsb", ".ods")
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


def outcome(
    given: Sequence[Given], graph: Graph | None, asked: Asked, tell: Tell = silent, cluster: str = ""
) -> Outcome:
    """Read and check files together, in processes that are kept for it.

    Where some were read before, this process has to check them, and so all of them.

    :param given: the files, as :func:`loaded` gives them.
    :param graph: the graph that they are to join; the shipped graph by default.
    :param tell: told how many files were read, now and then.
    :param cluster: the address of a Dask scheduler whose workers are to do it.
    :raises UsageError: the environment asks for a time that is none, or there is no such cluster.
    """
    if any(isinstance(each, SourceFile) for each in given):
        from rusgraf import graph as graphs
        from rusgraf.intake import reading

        return reading.outcome(given, graph or graphs.open(), asked)
    raw = [each for each in given if isinstance(each, RawFile)]
    unread = [each for each in given if isinstance(each, Finding)]
    done = _in_parts(raw, graph, asked, tell, cluster) if raw else Outcome(Report({}, ()))
    return replace(done, report=in_order(given, unread, done.report))


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
        elif is_spreadsheet(path := Path(each)):
            from rusgraf.sheets import grid

            given.append(_loaded(path, grid.load))
        else:
            given += [_loaded(file, files.load) for file in files.rdf_files(path)]
    return given


def is_spreadsheet(path: Path) -> bool:
    """Whether a path stands for a spreadsheet: by its suffix, or a folder of the CSV files of one."""
    if path.is_dir() and not any(path.glob("*.csv")):
        return False
    if not path.is_dir() and path.suffix.lower() not in _SPREADSHEETS:
        return False
    from rusgraf import sheets

    return sheets.is_spreadsheet(path)


def _loaded(path: Path, load: Callable[[Path], RawFile]) -> RawFile | Finding:
    try:
        return load(path)
    except UnreadableInput as error:
        if not error.messages:
            raise
        return unread(error, str(path))


def _in_parts(raw: Sequence[RawFile], graph: Graph | None, asked: Asked, tell: Tell, cluster: str) -> Outcome:
    if cluster:
        from rusgraf.intake.cluster import Cluster

        with Cluster(cluster, graph, asked) as machines:
            return apart.outcome(raw, asked, machines, tell)
    if (count := apart.processes(raw, asked.engine)) > 1:
        with apart.Processes(count, graph, asked, checked) as crew:
            return apart.outcome(raw, asked, crew, tell)
    return checked(process.kept, raw, graph, asked, tell)


def checked(
    worker: Worker, raw: Sequence[RawFile], graph: Graph | None, asked: Asked, tell: Tell = silent
) -> Outcome:
    """Check files together, with one worker; where they take too much, find out which it is.

    :param graph: the graph that they are to join; the shipped graph by default.
    :param tell: told how many files were read, now and then.
    """
    try:
        return worker.check(raw, graph, asked, tell)
    except Overrun as overrun:
        together = overrun
    if len(raw) == 1:
        return _stopped([_refused(raw[0].name, together)], raw)
    # One of them it must be, or all of them together.
    refused, rest = [], []
    for each in raw:
        try:
            worker.check([each], graph, asked)
            rest.append(each)
        except Overrun as overrun:
            refused.append(_refused(each.name, overrun))
    if not refused:
        return _stopped([_refused("", together)], raw)
    left = checked(worker, rest, graph, asked) if rest else Outcome(Report({}, ()))
    return replace(left, report=in_order(raw, refused, left.report), whole=False)


def _stopped(findings: Sequence[Finding], raw: Sequence[RawFile]) -> Outcome:
    return Outcome(Report({each.name: None for each in raw}, tuple(findings)), whole=False)


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
