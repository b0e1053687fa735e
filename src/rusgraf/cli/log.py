"""``rusgraf log``."""

from __future__ import annotations

from pathlib import Path

import click

from rusgraf.cli import options


@click.command("log")
@click.argument("name", required=False, metavar="[ID]")
@click.option("-f", "--format", type=click.Choice(options.TABLE_FORMATS), help="Form of the table.")
@options.columns
@options.directory
def command(name: str | None, format: str | None, columns: str, directory: Path) -> None:
    """Say who submitted what and when.

    \b
    rusgraf log
    rusgraf log my-document
    rusgraf log -f csv --graph my-graph

    One row for each submission that something was done to, the latest last; with an ID,
    those of one submission, with the number and the file of each version.
    """
    from rusgraf.directory import history
    from rusgraf.keeping import changes

    kept = options.kept(directory)
    log = kept.log()
    id = changes.found(log, name, ever=True) if name else None
    options.echo_table(history.table(log, id), format, columns)
