"""``rusgraf validate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from rusgraf.cli import complain, options
from rusgraf.errors import UnreadableInput, UsageError

if TYPE_CHECKING:
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
@options.cluster
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
    cluster: str,
    lang: str,
    paths: tuple[Path | str, ...],
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
    from rusgraf import intake, reports
    from rusgraf.cli.progress import Progress
    from rusgraf.intake import limited
    from rusgraf.intake import texts as sourced
    from rusgraf.intake.asked import Asked

    # Before the work, not after it.
    format = format or (reports.format_of(output) if output else "text")
    given, missing = _given(files)
    if files and not given:
        return missing
    # The shipped graph is opened where the files are read.
    graph = options.opened(paths, here=True) if paths else None
    asked = Asked(engine, sourced.read(sources) if sources else {}, tuple(map(sourced.of, texts)))
    with Progress(len(given)) as progress:
        report = (
            limited.outcome(given, graph, asked, progress, cluster).report
            if files
            else intake.validate(graph=graph, engine=engine, sources=sources)
        )
    if annotate:
        _annotate(given, report, annotate, lang)
    for name, graphs in report.replaced.items():
        for iri in graphs:
            options.say(f"{name}: checked as a new version of {iri}.")
    _write(report, format, output, lang)
    return missing or _exit_code(report, fail_on)


def _given(paths: tuple[Path | str, ...]) -> tuple[list[Given], int]:
    """The files as they are, and the exit code for those that are missing."""
    from rusgraf.files import RawFile
    from rusgraf.intake import limited

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


def _annotate(given: list[Given], report: Report, output: Path, language: str) -> None:
    """Give the one workbook back with what is wrong at its cells."""
    from rusgraf import sheets
    from rusgraf.files import RawFile

    book = given[0]
    if len(given) != 1 or not isinstance(book, RawFile) or book.format != "xlsx":
        raise UsageError("--annotate takes one workbook.", "Give one .xlsx file.")
    # What could not be read within the limits is not opened here either.
    if report.files.get(book.name) is not None:
        output.write_bytes(sheets.annotated(book.data, book.name, report.findings, language))
        options.say(f"{output}: the workbook with notes in the cells.")
