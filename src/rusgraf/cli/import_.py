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
    file: Path, output: Path | None, texts: tuple[Path, ...], lang: str, paths: tuple[Path | str, ...]
) -> int:
    """Make Turtle of a workbook that was filled in.

    \b
    rusgraf import my-document.xlsx --text my-document.txt -o my-document.ttl

    Nothing is written while there are cells that cannot be read. What the shapes find is told, and the
    file is written. A folder of CSV files works as a workbook does. Leaves with 0 where everything
    conforms, 1 where something is to be mended, 3 where the file cannot be read.
    """
    from pyoxigraph import RdfFormat, parse

    from rusgraf import reports
    from rusgraf.errors import UnreadableInput
    from rusgraf.intake import limited
    from rusgraf.intake import texts as sourced
    from rusgraf.intake.asked import Asked
    from rusgraf.turtle import Statements

    asked = Asked(documents=tuple(map(sourced.of, texts)), statements=True)
    done = limited.outcome(limited.loaded([file]), options.opened(paths) if paths else None, asked)
    if done.whole:
        statements = Statements(tuple(parse(b"".join(done.statements.values()), format=RdfFormat.N_QUADS)))
        if output is None:
            click.echo(statements.render("ttl"), nl=False)
        else:
            statements.write(output, "ttl")
            options.say(f"{output}: {len(statements)} statements.")
    if done.report.findings or not done.whole:
        options.say(reports.WRITERS["text"](done.report, lang).rstrip())
    if not done.whole:
        options.say("Nothing was written: mend the cells first.")
    if None in done.report.files.values():
        return UnreadableInput.exit_code
    return int(not done.report.conforms)
