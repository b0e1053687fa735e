"""``rusgraf anchors``."""

from __future__ import annotations

from pathlib import Path

import click

from rusgraf.cli import options
from rusgraf.errors import UnreadableInput


@click.command("anchors")
@click.option(
    "--sources",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder with the texts of the documents.",
)
@click.option("-f", "--format", type=click.Choice(options.TABLE_FORMATS), help="Form of the answer.")
@options.columns
@options.graph
def command(sources: Path, format: str | None, columns: str, paths: tuple[Path | str, ...]) -> int:
    """Hold the anchors of the graph against the texts, and show the passages.

    \b
    rusgraf anchors --sources my-texts/

    A text is recognised by its checksum, whatever its file is called. Leaves with 1
    where an anchor does not hold, 3 where no text of the graph is in the folder.
    """
    from rusgraf import anchors
    from rusgraf.terms import curie

    verification = anchors.verify(options.opened(paths), sources)
    for rendition, count in verification.missing.items():
        options.say(f"{curie(rendition)}: its text is not in the folder; {count} anchors are not checked.")
    if not len(verification.table):
        raise UnreadableInput(f"{sources}: no text here is one that the graph has anchors in.")
    options.echo_table(verification.table, format, columns)
    failed = sum(not row["holds"] for row in verification.table)
    options.say(f"{len(verification.table) - failed} anchors hold, {failed} do not.")
    return int(failed > 0)
