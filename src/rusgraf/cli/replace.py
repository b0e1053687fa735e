"""``rusgraf replace``."""

from __future__ import annotations

from pathlib import Path

import click

from rusgraf.cli import kept, options
from rusgraf.errors import UsageError


@click.command("replace")
@click.argument("name", metavar="ID")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--version", "number", type=click.IntRange(1), metavar="N", help="Bring version N back instead."
)
@options.by
@options.why
@options.dry_run
@options.texts
@options.language
@options.directory
def command(
    name: str,
    file: Path | None,
    number: int | None,
    by: str,
    why: str,
    dry_run: bool,
    texts: tuple[Path, ...],
    lang: str,
    directory: Path | str,
) -> int:
    """Put a new version of a submission in its place, or bring an old one back.

    \b
    rusgraf replace my-document my-document.ttl --by "My name"
    rusgraf replace my-document --version 1 --why "The change was wrong" --by "My name"

    It is checked against all that is there. The old version stays among the versions:
    “rusgraf log my-document” lists them. What was withdrawn is brought back the same way.
    """
    from rusgraf import keeping
    from rusgraf.intake import texts as sourced

    if (file is None) == (number is None):
        raise UsageError("Say what to put in its place.", "Give a file, or --version N.")
    graph = options.kept(directory)
    if file is not None:
        given = kept.given((file,))
        if len(given) != 1:
            raise UsageError("A submission is one file.")
    done = keeping.replace(
        graph,
        name,
        given[0] if number is None else number,
        by,
        why=why,
        texts=tuple(map(sourced.of, texts)),
        dry_run=dry_run,
    )
    return kept.told(done, graph, lang, dry_run=dry_run)
