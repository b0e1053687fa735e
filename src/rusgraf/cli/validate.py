"""``rusgraf validate``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rusgraf.cli import complain, options


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
@options.language
@options.graph
def command(files: tuple[Path, ...], format: str, engine: str, lang: str, paths: tuple[Path, ...]) -> int:
    """Check submissions in the light of the graph.

    \b
    rusgraf validate my-submission.ttl
    rusgraf validate --lang en my-folder/

    Several files are checked together. Without a file, the graph itself is checked;
    with -, standard input. Leaves with 0 where everything conforms, 1 where something
    is to be mended, 3 where a file cannot be read.
    """
    from rusgraf import reports, validation
    from rusgraf.errors import UnreadableInput
    from rusgraf.files import RawFile
    from rusgraf.validation import hygiene, limited

    given: list[hygiene.Given] = []
    missing = 0
    for path in files:
        try:
            stdin = str(path) == "-"
            named = RawFile("standard input", sys.stdin.buffer.read()) if stdin else path
            given += limited.loaded([named])
        except UnreadableInput as error:
            complain(error)
            missing = error.exit_code
    if files and not given:
        return missing
    # The shipped graph is opened where the files are read.
    graph = options.opened(paths) if paths else None
    report = (
        limited.report(given, graph, engine) if files else validation.validate(graph=graph, engine=engine)
    )
    for name, graphs in report.replaced.items():
        for iri in graphs:
            options.say(f"{name}: checked as a new version of {iri}.")
    click.echo(reports.WRITERS[format](report, lang), nl=False)
    if missing or None in report.files.values():
        return UnreadableInput.exit_code
    return int(not report.conforms)
