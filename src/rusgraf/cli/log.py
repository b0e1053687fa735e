"""``rusgraf log``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from rusgraf.cli import options

if TYPE_CHECKING:
    from rusgraf.table import Table

_FAULTY: Final = {
    "nb": "Loggen er ikke slik den ble skrevet; hva som er galt, sier «rusgraf verify».",
    "en": "The log is not as it was written; what is wrong, tells “rusgraf verify”.",
}


@click.command("log")
@click.argument("name", required=False, metavar="[ID]")
@click.option("-f", "--format", type=click.Choice(options.TABLE_FORMATS), help="Form of the table.")
@options.columns
@options.language
@options.directory
def command(name: str | None, format: str | None, columns: str, lang: str, directory: Path | str) -> None:
    """Say who submitted what and when.

    \b
    rusgraf log
    rusgraf log my-document
    rusgraf log -f csv --graph my-graph

    One row for each submission that something was done to, the latest last; with an ID,
    those of one submission. The number of a version is that which “rusgraf replace” brings
    back and “rusgraf diff” compares; the file that holds it is a column of every form but
    the table for the terminal (--columns).
    """
    from rusgraf.directory import history
    from rusgraf.keeping import changes

    kept = options.kept(directory)
    log = kept.log()
    id = changes.found(log, name, ever=True) if name else None
    if log.faults or log.rest:
        options.say(_FAULTY[lang])
    format = format or ("table" if options.on_terminal() else "csv")
    table = history.table(log, id)
    options.echo_table(table if columns or format != "table" else _drawn(table), format, columns)


def _drawn(table: Table) -> Table:
    """To be read: without the files, and without reasons where nobody gave one."""
    reasons = any(row["why"] for row in table)
    return table.only(*(name for name in table.columns if name != "file" and (name != "why" or reasons)))
