"""``rusgraf validate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rusgraf.cli import complain, options
from rusgraf.errors import UnreadableInput, UsageError

if TYPE_CHECKING:
    from rusgraf.files import SourceFile
    from rusgraf.graph import Graph
    from rusgraf.sheets import Reading
    from rusgraf.validation import Report


@click.command("validate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "-f",
    "--format",
    type=click.Choice(["text", "json", "ttl"]),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@click.option(
    "--engine",
    type=click.Choice(["fast", "reference"]),
    default="fast",
    show_default=True,
    help="SHACL engine; both find the same.",
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
    format: str,
    engine: str,
    texts: tuple[Path, ...],
    annotate: Path | None,
    lang: str,
    paths: tuple[Path, ...],
) -> int:
    """Check submissions in the light of the graph.

    \b
    rusgraf validate my-submission.ttl
    rusgraf validate --lang en my-folder/
    rusgraf validate my-document.xlsx --text my-document.txt --annotate with-notes.xlsx

    Several files are checked together. Without a file, the graph itself is checked;
    with -, standard input. Leaves with 0 where everything conforms, 1 where something
    is to be mended, 3 where a file cannot be read.
    """
    from pyoxigraph import NamedNode

    from rusgraf import reports, validation

    spreadsheets, others = _told_apart(files, annotate)
    submissions, unreadable = _read(others)
    graph = options.opened(paths)
    readings, unreadable_too = _read_spreadsheets(spreadsheets, texts, graph)
    unreadable = unreadable or unreadable_too
    submissions += [reading.file for reading in readings]
    if files and not submissions:
        return unreadable
    for submission in submissions:
        for name in sorted({quad.graph_name for quad in submission.quads}, key=str):
            if isinstance(name, NamedNode) and graph.holds(name):
                options.say(f"{submission.name}: checked as a new version of {name.value}.")
    report = validation.validate(*submissions, graph=graph, engine=engine)
    if readings:
        report = _told(report, readings, annotate, lang)
    click.echo(reports.WRITERS[format](report, lang), nl=False)
    return unreadable or int(not report.conforms)


def _read(given: tuple[Path, ...]) -> tuple[list[SourceFile], int]:
    """What can be read, and the exit code for what cannot."""
    from rusgraf import files

    submissions = []
    code = 0
    for path in (file for each in given for file in files.rdf_files(each)):
        try:
            if str(path) == "-":
                submissions.append(files.read_bytes(sys.stdin.buffer.read(), "standard input"))
            else:
                submissions.append(files.read(path))
        except UnreadableInput as error:
            complain(error)
            code = error.exit_code
    return submissions, code


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
    return report
