"""``rusgraf validate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from rusgraf.cli import complain, options
from rusgraf.cli.progress import Progress
from rusgraf.errors import UnreadableInput

if TYPE_CHECKING:
    from rusgraf.files import SourceFile
    from rusgraf.validation import Report

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
@options.language
@options.graph
def command(
    files: tuple[Path, ...],
    format: str | None,
    output: Path | None,
    fail_on: str,
    engine: str,
    lang: str,
    paths: tuple[Path, ...],
) -> int:
    """Check submissions in the light of the graph.

    \b
    rusgraf validate my-submission.ttl
    rusgraf validate --lang en my-folder/
    rusgraf validate my-submission.ttl -o report.html

    Several files are checked together. Without a file, the graph itself is checked;
    with -, standard input. Leaves with 0 where everything conforms, 1 where something
    is to be mended, 3 where a file cannot be read.
    """
    from pyoxigraph import NamedNode

    from rusgraf import reports, validation

    # Before the work, not after it.
    format = format or (reports.format_of(output) if output else "text")
    submissions, unreadable = _read(files)
    if files and not submissions:
        return unreadable
    graph = options.opened(paths)
    for submission in submissions:
        for name in sorted({quad.graph_name for quad in submission.quads}, key=str):
            if isinstance(name, NamedNode) and graph.holds(name):
                options.say(f"{submission.name}: checked as a new version of {name.value}.")
    report = validation.validate(*submissions, graph=graph, engine=engine)
    _write(report, format, output, lang)
    return unreadable or _exit_code(report, fail_on)


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


def _read(given: tuple[Path, ...]) -> tuple[list[SourceFile], int]:
    """What can be read, and the exit code for what cannot."""
    from rusgraf import files

    submissions = []
    code = 0
    paths = [file for each in given for file in files.rdf_files(each)]
    with Progress(len(paths)) as progress:
        for done, path in enumerate(paths, 1):
            try:
                if str(path) == "-":
                    submissions.append(files.read_bytes(sys.stdin.buffer.read(), "standard input"))
                else:
                    submissions.append(files.read(path))
            except UnreadableInput as error:
                complain(error)
                code = error.exit_code
            progress(done)
    return submissions, code
