"""``rusgraf validate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from rusgraf.cli import complain, options
from rusgraf.errors import UnreadableInput, UsageError

if TYPE_CHECKING:
    from rusgraf.graph import Graph
    from rusgraf.sheets import Reading
    from rusgraf.validation import Report
    from rusgraf.validation.findings import Given

#: What ``--fail-on`` goes by: the severities that bring exit code 1.
_FAILING: Final = {
    "error": {"Violation"},
    "warning": {"Violation", "Warning"},
    "info": {"Violation", "Warning", "Info"},
    "never": set[str](),
}


@click.command("validate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "-f",
    "--format",
    type=click.Choice(["text", "json", "html", "github", "sarif", "ttl"]),
    help="Form of the report; by default that of the suffix of -o, else text.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    metavar="FILE",
    help="Write the report to a file, and its sum to standard error.",
)
@click.option(
    "--fail-on",
    type=click.Choice(list(_FAILING)),
    default="error",
    show_default=True,
    help="The least severity that makes the command leave with 1.",
)
@click.option(
    "--engine",
    type=click.Choice(["fast", "reference"]),
    default="fast",
    show_default=True,
    help="SHACL engine; both find the same.",
)
@click.option(
    "--sources",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder of texts that no paraphrase may be copied from.",
)
@options.texts
@click.option(
    "--annotate",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT.xlsx",
    help="Give the workbook back with a note in each cell that something is wrong with.",
)
@options.language
@options.graph
def command(
    files: tuple[Path, ...],
    format: str | None,
    output: Path | None,
    fail_on: str,
    engine: str,
    sources: Path | None,
    texts: tuple[Path, ...],
    annotate: Path | None,
    lang: str,
    paths: tuple[Path, ...],
) -> int:
    """Check submissions in the light of the graph.

    \b
    rusgraf validate my-submission.ttl
    rusgraf validate --lang en my-folder/
    rusgraf validate my-submission.ttl -o report.html
    rusgraf validate my-document.xlsx --text my-document.txt --annotate with-notes.xlsx

    Several files are checked together. Without a file, the graph itself is checked;
    with -, standard input. Leaves with 0 where everything conforms, 1 where something
    is to be mended, 3 where a file cannot be read.
    """
    from rusgraf import reports, validation
    from rusgraf.validation import limited
    from rusgraf.validation import texts as sourced

    # Before the work, not after it.
    format = format or (reports.format_of(output) if output else "text")
    spreadsheets, others = _told_apart(files, annotate)
    given, missing = _given(others)
    # The shipped graph is opened where the files are read.
    graph = options.opened(paths) if paths or spreadsheets else None
    readings, unread = _read_spreadsheets(spreadsheets, texts, graph) if graph else ([], 0)
    given += [reading.file for reading in readings]
    missing = missing or unread
    if files and not given:
        return missing
    words = sourced.read(sources) if sources else {}
    report = (
        limited.report(given, graph, engine, words)
        if files
        else validation.validate(graph=graph, engine=engine, sources=sources)
    )
    if readings:
        report = _told(report, readings, annotate, lang)
    for name, graphs in report.replaced.items():
        for iri in graphs:
            options.say(f"{name}: checked as a new version of {iri}.")
    _write(report, format, output, lang)
    return missing or _exit_code(report, fail_on)


def _given(paths: tuple[Path, ...]) -> tuple[list[Given], int]:
    """The files as they are, and the exit code for those that are missing."""
    from rusgraf.files import RawFile
    from rusgraf.validation import limited

    given: list[Given] = []
    code = 0
    for path in paths:
        try:
            stdin = str(path) == "-"
            named = RawFile("standard input", sys.stdin.buffer.read()) if stdin else path
            given += limited.loaded([named])
        except UnreadableInput as error:
            complain(error)
            code = error.exit_code
    return given, code


def _write(report: Report, format: str, output: Path | None, language: str) -> None:
    from rusgraf import reports

    if output:
        output.write_text(reports.WRITERS[format](report, language), encoding="utf-8", newline="")
        options.say(f"{output}: {reports.summary(report, language)}")
    elif format == "text":
        click.echo(
            reports.as_text(report, language, colour=options.coloured(), width=options.width()), nl=False
        )
    else:
        click.echo(reports.WRITERS[format](report, language), nl=False)


def _exit_code(report: Report, fail_on: str) -> int:
    """3 where a file could not be read, 1 where something is as bad as ``fail_on`` says, else 0."""
    from rusgraf.reports.kinds import UNREAD

    if None in report.files.values() or any(finding.kind in UNREAD for finding in report.findings):
        return UnreadableInput.exit_code
    return int(any(finding.severity in _FAILING[fail_on] for finding in report.findings))


def _told_apart(given: tuple[Path, ...], annotate: Path | None) -> tuple[list[Path], tuple[Path, ...]]:
    """The spreadsheets among the paths, and the others."""
    from rusgraf import sheets

    spreadsheets = [path for path in given if sheets.is_spreadsheet(path)]
    if annotate and (len(spreadsheets) != 1 or spreadsheets[0].is_dir()):
        raise UsageError("--annotate takes one workbook.", "Give one .xlsx file.")
    return spreadsheets, tuple(path for path in given if path not in spreadsheets)


def _read_spreadsheets(given: list[Path], texts: tuple[Path, ...], graph: Graph) -> tuple[list[Reading], int]:
    """The spreadsheets that can be read, and the exit code for those that cannot."""
    from rusgraf import anchors, sheets

    known = [anchors.read_text(text) for text in texts]
    readings = []
    code = 0
    for path in given:
        try:
            readings.append(sheets.read(path, graph=graph, texts=known))
        except UnreadableInput as error:
            complain(error)
            code = error.exit_code
    return readings, code


def _told(report: Report, readings: list[Reading], annotate: Path | None, lang: str) -> Report:
    """The report in the terms of the sheets; the workbook is given back with it, where that is asked for."""
    from rusgraf import sheets

    report = sheets.told(report, readings)
    if annotate:
        (reading,) = readings
        annotate.write_bytes(sheets.annotate(Path(reading.file.name), report.findings, lang))
        options.say(f"{annotate}: the workbook with notes in the cells.")
    return report
