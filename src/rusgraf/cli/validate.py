"""``rusgraf validate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rusgraf.cli import complain, options
from rusgraf.errors import UnreadableInput

if TYPE_CHECKING:
    from rusgraf.files import SourceFile


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
    from pyoxigraph import NamedNode

    from rusgraf import reports, validation

    submissions, unreadable = _read(files)
    if files and not submissions:
        return unreadable
    graph = options.opened(paths)
    for submission in submissions:
        for name in sorted({quad.graph_name for quad in submission.quads}, key=str):
            if isinstance(name, NamedNode) and graph.holds(name):
                options.say(f"{submission.name}: checked as a new version of {name.value}.")
    report = validation.validate(*submissions, graph=graph, engine=engine)
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
