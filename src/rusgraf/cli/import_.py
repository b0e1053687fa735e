"""``rusgraf import``."""

from __future__ import annotations

from pathlib import Path

import click

from rusgraf.cli import options


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.ttl",
    help="Where to write the Turtle; standard output by default.",
)
@options.texts
@options.language
@options.graph
def command(
    file: Path, output: Path | None, texts: tuple[Path, ...], lang: str, paths: tuple[Path, ...]
) -> int:
    """Make Turtle of a workbook that was filled in.

    \b
    rusgraf import my-document.xlsx --text my-document.txt -o my-document.ttl

    Nothing is written while there are cells that cannot be read. What the shapes find is told, and the
    file is written. A folder of CSV files works as a workbook does. Leaves with 0 where everything
    conforms, 1 where something is to be mended, 3 where the file cannot be read.
    """
    from rusgraf import anchors, reports, sheets, validation
    from rusgraf.turtle import Statements

    graph = options.opened(paths)
    reading = sheets.read(file, graph=graph, texts=[anchors.read_text(text) for text in texts])
    report = sheets.told(validation.validate(reading.file, graph=graph), [reading])
    if reading.is_whole:
        statements = Statements(reading.file.quads)
        if output is None:
            click.echo(statements.render("ttl"), nl=False)
        else:
            statements.write(output, "ttl")
            options.say(f"{output}: {len(statements)} statements.")
    if report.findings or not reading.is_whole:
        options.say(reports.WRITERS["text"](report, lang).rstrip())
    if not reading.is_whole:
        options.say("Nothing was written: mend the cells first.")
    return int(not report.conforms)
